"""`/mock`: joining mock interviews, resting and leaving."""

import discord
from discord import app_commands

from bot.client import Client
from bot.domain.daily.question import KINDS, LEVELS, Level
from bot.domain.mock.joining import Choices
from bot.domain.mock.now import LENGTHS
from bot.domain.mock.week import PARTS
from bot.services.mock.status import Status
from bot.ui import replies
from bot.ui.feature import IN_SERVERS, Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.routes import Fields, Interaction, StaleButton, guild_id, values
from bot.ui.suggestions import ends
from cogs.mock import joining_views as views
from cogs.mock import routes
from cogs.mock.asking import AskingCog
from cogs.mock.feedback import FeedbackCog
from cogs.mock.free import FreeCog
from cogs.mock.free_views import USUAL
from cogs.mock.history import HistoryCog
from cogs.mock.never import NeverCog
from cogs.mock.parts import amount
from cogs.mock.status import StatusCog
from cogs.mock.times import TimesCog


class MockCog(Feature):
    """Members say what they would like, and when."""

    mock = app_commands.Group(
        name="mock",
        description="Mock interviews with peers",
        guild_only=True,
        allowed_contexts=IN_SERVERS,
    )

    def __init__(
        self,
        client: Client,
        times: TimesCog,
        never: NeverCog,
        status: StatusCog,
        *,
        feedback: FeedbackCog,
        history: HistoryCog,
        free: FreeCog,
        asking: AskingCog,
    ) -> None:
        self.service = client.services.mock
        self.me = client.services.me
        self.clock = client.services.clock
        self.times_cog = times
        self.never_cog = never
        self.status_cog = status
        self.feedback_cog = feedback
        self.history_cog = history
        self.free_cog = free
        self.asking_cog = asking

    @mock.command(name="join")
    async def join(self, interaction: Interaction) -> None:
        """Join mock interviews, or change what you chose."""
        await self.open_join(interaction)

    @pressed(routes.JOIN)
    async def open_join(self, interaction: Interaction) -> None:
        """The modal; first the time zone, where it is not known."""
        status = await self._status(interaction)
        if status.zone is None:
            locales = [str(one) for one in (interaction.locale, interaction.guild_locale) if one]
            await replies.show(interaction, views.zone_view(locales, self.clock()))
        else:
            await ask(interaction, views.join_modal(status))

    @pressed(routes.ZONE)
    async def set_zone(self, interaction: Interaction) -> None:
        """The zone is known; go on."""
        (zone,) = values(interaction)
        await self.me.set_zone(guild_id(interaction), interaction.user.id, zone)
        await ask(interaction, views.join_modal(await self._status(interaction)))

    @submitted(routes.JOIN)
    async def save(self, interaction: Interaction, fields: Fields) -> None:
        """They take part."""
        joined = await self.service.join(
            guild_id(interaction),
            interaction.user.id,
            _choices(fields),
            days=[position + 1 for position in _ticked(fields, "days")],
            parts=[list(PARTS)[position] for position in _ticked(fields, "parts")],
            locale=str(interaction.locale),
        )
        view = views.status_view(joined.status, undo=joined.changed)
        await replies.show(interaction, view)

    @mock.command(name="times")
    async def times(self, interaction: Interaction) -> None:
        """Fine-tune when you are free, by the half hour or for one week."""
        await self.times_cog.show(interaction)

    @mock.command(name="status")
    async def status(self, interaction: Interaction) -> None:
        """See your sessions, and where you stand."""
        await self.status_cog.show(interaction)

    @mock.command(name="now")
    @app_commands.rename(minutes="for")
    @app_commands.describe(minutes="How long you are free; a session takes an hour")
    @app_commands.choices(
        minutes=[app_commands.Choice(name=amount(minutes), value=minutes) for minutes in LENGTHS]
    )
    async def now(self, interaction: Interaction, minutes: int = USUAL) -> None:
        """Find a partner who is free this minute."""
        await self.free_cog.ask_for(interaction, minutes)

    @mock.command(name="with")
    @app_commands.describe(member="Whom you would like to meet; left out, you see open questions")
    async def ask(self, interaction: Interaction, member: discord.User | None = None) -> None:
        """Ask one member for a mock interview."""
        if member is None:
            await self.asking_cog.list(interaction)
        else:
            await self.asking_cog.ask(interaction, member.id, is_bot=member.bot)

    @mock.command(name="history")
    async def history(self, interaction: Interaction) -> None:
        """Look back on your own sessions and what was said after them."""
        await self.history_cog.show(interaction)

    @mock.command(name="feedback")
    async def feedback(self, interaction: Interaction) -> None:
        """See what your partners agree on, and one thing to work on next."""
        await self.feedback_cog.show_growth(interaction)

    @mock.command(name="skip")
    async def skip(self, interaction: Interaction) -> None:
        """Leave the next round out; after it you take part again."""
        await self.skip_next(interaction)

    @pressed(routes.SKIP)
    async def skip_next(self, interaction: Interaction) -> None:
        """Without them."""
        server, member = guild_id(interaction), interaction.user.id
        await self._show(interaction, await self.service.skip(server, member, skips=True))

    @pressed(routes.UNSKIP)
    async def unskip(self, interaction: Interaction) -> None:
        """With them after all."""
        server, member = guild_id(interaction), interaction.user.id
        await self._show(interaction, await self.service.skip(server, member, skips=False))

    @mock.command(name="pause")
    @app_commands.describe(
        until="A day such as 2 weeks, Friday or 2 March; until you resume if none"
    )
    async def pause(self, interaction: Interaction, until: str = "") -> None:
        """Rest until a day, or until you resume."""
        server, member = guild_id(interaction), interaction.user.id
        await self._show(interaction, await self.service.pause(server, member, until=until))

    @pause.autocomplete("until")
    async def suggest_ends(
        self, _interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Days to go on with."""
        return ends(current)

    @pressed(routes.PAUSE)
    async def pause_now(self, interaction: Interaction) -> None:
        """Until they resume."""
        server, member = guild_id(interaction), interaction.user.id
        await self._show(interaction, await self.service.pause(server, member))

    @pressed(routes.REST)
    async def rest(self, interaction: Interaction, weeks: int) -> None:
        """So many weeks."""
        server, member = guild_id(interaction), interaction.user.id
        await self._show(interaction, await self.service.pause(server, member, weeks=weeks))

    @mock.command(name="resume")
    async def resume(self, interaction: Interaction) -> None:
        """Take part again after a pause."""
        await self.go_on(interaction)

    @pressed(routes.RESUME)
    async def go_on(self, interaction: Interaction) -> None:
        """The pause is over."""
        server, member = guild_id(interaction), interaction.user.id
        await self._show(interaction, await self.service.resume(server, member))

    @mock.command(name="leave")
    async def leave(self, interaction: Interaction) -> None:
        """Leave the mock interviews; you can come back at any time."""
        await self.go(interaction)

    @pressed(routes.LEAVE)
    async def go(self, interaction: Interaction) -> None:
        """They take part no more."""
        server, member = guild_id(interaction), interaction.user.id
        await self._show(interaction, await self.service.leave(server, member))

    @pressed(routes.COME_BACK)
    async def come_back(self, interaction: Interaction) -> None:
        """As it was before they left."""
        server, member = guild_id(interaction), interaction.user.id
        await self._show(interaction, await self.service.come_back(server, member))

    @mock.command(name="never")
    @app_commands.describe(member="Whom you would rather not meet; left out, you see your list")
    async def never(self, interaction: Interaction, member: discord.User | None = None) -> None:
        """Keep a private list of those you are never paired with."""
        if member is None:
            await self.never_cog.show(interaction)
        else:
            await self.never_cog.add(interaction, member.id, is_bot=member.bot)

    @pressed(routes.LANGUAGES)
    async def show_languages(self, interaction: Interaction) -> None:
        """Those they speak."""
        await replies.show(interaction, views.languages_view(await self._status(interaction)))

    @pressed(routes.SPEAK)
    async def speak(self, interaction: Interaction) -> None:
        """Keep the languages that were picked."""
        server, member = guild_id(interaction), interaction.user.id
        status = await self.service.speak(server, member, values(interaction))
        await replies.show(interaction, views.languages_view(status))

    async def _status(self, interaction: Interaction) -> Status:
        return await self.service.status(guild_id(interaction), interaction.user.id)

    async def _show(self, interaction: Interaction, status: Status) -> None:
        await replies.show(interaction, views.status_view(status))


def _ticked(fields: Fields, name: str) -> list[int]:
    return [int(position) for position in fields.get(name) or ()]


def _choices(fields: Fields) -> Choices:
    """What the modal says. Raises `StaleButton` where it is another version’s."""
    wish = str(fields["wish"]).replace("-", " ")
    picked = fields["level"]
    level: Level | None = next((one for one in LEVELS if one in picked), None)
    if level is None or wish not in views.WISHES:
        raise StaleButton
    return Choices(
        kinds=frozenset(KINDS[position] for position in _ticked(fields, "kinds")),
        level=level,
        wish=next(one for one in views.WISHES if one == wish),
    )
