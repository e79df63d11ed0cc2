"""`/plan`: twelve weeks, this one first."""

from discord import app_commands

from bot.client import Client
from bot.domain.daily.question import LEVELS, Level
from bot.errors import NoPlan
from bot.services.plan.standing import Standing
from bot.services.plan.starting import Wanted
from bot.ui import replies
from bot.ui.feature import IN_SERVERS, Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.routes import Fields, Interaction, StaleButton, guild_id
from bot.ui.suggestions import among, ends
from cogs.plan import dates_views, reflection_views, routes
from cogs.plan.visit_views import read_day
from cogs.plan.week_views import no_plan_view, plan_view

_FIRST_DAYS = ("Monday", "in 1 week", "in 2 weeks", "in a month")
_INTERVIEWS = ("in 4 weeks", "in 8 weeks", "in 12 weeks")


class PlanCog(Feature):
    """Its dates: beginning, moving, pausing. Looking back."""

    plan = app_commands.Group(
        name="plan",
        description="Your twelve weeks",
        guild_only=True,
        allowed_contexts=IN_SERVERS,
    )

    def __init__(self, client: Client) -> None:
        self.service = client.services.plan
        self.starting = client.services.plan_starting
        self.noting = client.services.plan_noting

    @plan.command(name="show")
    async def show(self, interaction: Interaction) -> None:
        """See this week: what is done, what is next, and whether you are on track."""
        await self.show_week(interaction)

    @pressed(routes.SHOW)
    async def show_week(self, interaction: Interaction) -> None:
        """This week."""
        found = await self.service.look(guild_id(interaction), interaction.user.id)
        await replies.show(interaction, plan_view(found))

    @plan.command(name="start")
    async def start(self, interaction: Interaction) -> None:
        """Begin your twelve weeks: level, first day, and the interview if you know its date."""
        found = await self._found(interaction)
        if found is None:
            await self.ask_for_dates(interaction, 0)
        elif found.state == "over":
            await self.ask_for_dates(interaction, found.plan.version)
        else:
            await replies.show(interaction, dates_views.there_is_one_view(found))

    @pressed(routes.BEGIN)
    async def ask_for_dates(self, interaction: Interaction, version: int) -> None:
        """Open the modal."""
        openings = await self.starting.openings(guild_id(interaction), interaction.user.id)
        await ask(interaction, dates_views.begin_modal(openings, version))

    @submitted(routes.BEGIN)
    async def begin(self, interaction: Interaction, fields: Fields, version: int) -> None:
        """The plan begins; what was set is shown."""
        typed = str(fields["starts"]).strip()
        start = typed or read_day(str(fields["start"]))
        if start is None:
            raise StaleButton
        found = await self.starting.begin(
            guild_id(interaction),
            interaction.user.id,
            level=_level(fields),
            start=start,
            interview=str(fields["interview"]),
            version=version,
        )
        await replies.show(interaction, dates_views.dates_view(found, begun=True))

    @pressed(routes.ANEW)
    async def ask_anew(self, interaction: Interaction) -> None:
        """Before a plan is replaced."""
        found = await self._found(interaction)
        view = no_plan_view() if found is None else dates_views.anew_view(found)
        await replies.show(interaction, view)

    @pressed(routes.DATES)
    async def show_dates(self, interaction: Interaction) -> None:
        """What is set."""
        found = await self._found(interaction)
        view = no_plan_view() if found is None else dates_views.dates_view(found)
        await replies.show(interaction, view)

    @plan.command(name="move")
    @app_commands.rename(day="date")
    @app_commands.describe(
        day="A new first day, such as Monday, 2 March or in 2 weeks",
        interview="The date of your interview, such as 2 March or in 8 weeks",
    )
    async def move(self, interaction: Interaction, day: str = "", interview: str = "") -> None:
        """Move your plan: what changes is shown before anything does."""
        if not day and not interview:
            await self.ask_to_move(interaction)
            return
        await self._preview(interaction, Wanted(start=day or None, interview=interview or None))

    @move.autocomplete("day")
    async def suggest_days(
        self, _interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """First days to go on with."""
        return among(_FIRST_DAYS, current)

    @move.autocomplete("interview")
    async def suggest_interviews(
        self, _interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Interviews to go on with."""
        return among(_INTERVIEWS, current)

    @pressed(routes.MOVE)
    async def ask_to_move(self, interaction: Interaction) -> None:
        """Open the modal, with the dates that hold."""
        found = await self._found(interaction)
        if found is None:
            await replies.show(interaction, no_plan_view())
        else:
            await ask(interaction, dates_views.move_modal(found))

    @submitted(routes.MOVE)
    async def preview(self, interaction: Interaction, fields: Fields) -> None:
        """What would change."""
        wanted = Wanted(
            level=_level(fields),
            start=str(fields["starts"]).strip() or None,
            interview=str(fields["interview"]).strip(),
        )
        await self._preview(interaction, wanted)

    async def _preview(self, interaction: Interaction, wanted: Wanted) -> None:
        server, member = guild_id(interaction), interaction.user.id
        change = await self.starting.preview(server, member, wanted)
        await replies.show(interaction, dates_views.diff_view(change))

    @pressed(routes.APPLY)
    async def apply(
        self, interaction: Interaction, version: int, start: int, interview: int, level: str
    ) -> None:
        """Move it as it was shown."""
        first = read_day(str(start))
        known: Level | None = next((one for one in LEVELS if one.lower() == level), None)
        if first is None or known is None:
            raise StaleButton
        wanted = Wanted(level=known, start=first, interview=read_day(str(interview)) or "")
        server, member = guild_id(interaction), interaction.user.id
        found = await self.starting.move(server, member, wanted, version=version)
        await replies.show(interaction, dates_views.dates_view(found))

    @plan.command(name="pause")
    @app_commands.describe(
        until="A day such as 2 weeks, Friday or 2 March; until you resume if none"
    )
    async def pause(self, interaction: Interaction, until: str = "") -> None:
        """Let no week pass until a day, or until you resume."""
        await self._pause(interaction, until)

    @pause.autocomplete("until")
    async def suggest_ends(
        self, _interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Days to go on with."""
        return ends(current)

    @pressed(routes.PAUSE)
    async def pause_now(self, interaction: Interaction) -> None:
        """Until they resume."""
        await self._pause(interaction, "")

    @pressed(routes.REST)
    async def rest(self, interaction: Interaction, weeks: int) -> None:
        """So many weeks from today."""
        await self._pause(interaction, f"{weeks} weeks")

    async def _pause(self, interaction: Interaction, until: str) -> None:
        server, member = guild_id(interaction), interaction.user.id
        found = await self.service.pause(server, member, until)
        await replies.show(interaction, plan_view(found))

    @pressed(routes.RESUME)
    async def resume(self, interaction: Interaction) -> None:
        """The pause is over."""
        found = await self.service.resume(guild_id(interaction), interaction.user.id)
        await replies.show(interaction, plan_view(found))

    @plan.command(name="reflect")
    async def reflect(self, interaction: Interaction) -> None:
        """Look back on the week: what went well, and what to change."""
        await self.ask_to_reflect(interaction)

    @pressed(routes.REFLECT)
    async def ask_to_reflect(self, interaction: Interaction) -> None:
        """Open the modal."""
        server, member = guild_id(interaction), interaction.user.id
        try:
            looking = await self.noting.looking_back(server, member)
        except NoPlan:
            await replies.show(interaction, no_plan_view())
        else:
            await ask(interaction, reflection_views.reflect_modal(looking))

    @submitted(routes.REFLECT)
    async def keep_reflection(self, interaction: Interaction, fields: Fields) -> None:
        """Keep what was written."""
        written = await self.noting.reflect(
            guild_id(interaction),
            interaction.user.id,
            went=str(fields["went"]),
            change=str(fields["change"]),
        )
        await replies.show(interaction, reflection_views.reflected_view(written))

    async def _found(self, interaction: Interaction) -> Standing | None:
        return await self.service.all_weeks(guild_id(interaction), interaction.user.id)


def _level(fields: Fields) -> Level:
    """The level of a modal. Raises `StaleButton` where it is another version’s."""
    picked = fields["level"]
    found: Level | None = next((one for one in LEVELS if one in picked), None)
    if found is None:
        raise StaleButton
    return found
