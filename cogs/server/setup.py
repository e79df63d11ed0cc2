"""`/setup`: from an empty server to its first scheduled question."""

from functools import partial

from discord import app_commands

from bot.client import Client
from bot.domain import zone as zones
from bot.domain.delivery import State
from bot.domain.schedule import WEEKDAYS, read_code, read_days, read_time
from bot.domain.server import Setup
from bot.errors import EveryoneRole, NoSuchSeries, UnknownZone
from bot.ui import modals, replies
from bot.ui.feature import Feature, pressed, submitted
from bot.ui.links import message_link
from bot.ui.permissions import missing
from bot.ui.routes import Fields, Interaction, guild_id, slow, values
from bot.ui.suggestions import zone_suggestions
from cogs.server import end_panels, panels, routes, time_panels
from cogs.server.stepping import (
    find_channel,
    is_gone,
    is_taken,
    needs_of,
    place_of,
    show,
    step,
)

_first_step = partial(step, first=True)
_last_step = partial(step, ends=True)


class SetupCog(Feature):
    """A panel of four steps; each choice is kept, so it can be left and taken up again."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.setup
        self.series = client.services.series
        self.sender = client.sender
        self.clock = client.services.clock

    @app_commands.command(name="setup")
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.describe(zone="Time zone of the schedule, such as Europe/Berlin")
    async def setup(self, interaction: Interaction, zone: str = "") -> None:
        """Set up a daily question: channel, time, permissions, test."""
        server, by = guild_id(interaction), interaction.user.id
        setup = await self.service.of(server)
        if is_taken(setup, by):
            await replies.show(interaction, panels.taken_view(setup, by))
            return
        if zone:
            setup = await self.service.choose_zone(server, by, zone)
        await show(interaction, setup)

    @setup.autocomplete("zone")
    async def suggest_zones(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Zones with their present offset."""
        return zone_suggestions(current, self.clock())

    @pressed(routes.TAKE_OVER)
    async def take_over(self, interaction: Interaction) -> None:
        """Go on with what another owner chose."""
        server, by = guild_id(interaction), interaction.user.id
        await show(interaction, await self.service.take_over(server, by))

    @pressed(routes.ANEW)
    async def begin_anew(self, interaction: Interaction) -> None:
        """Forget what another owner chose."""
        server, by = guild_id(interaction), interaction.user.id
        await show(interaction, await self.service.begin_anew(server, by))

    @pressed(routes.CHANNEL)
    @_first_step
    async def choose_channel(self, interaction: Interaction, _: Setup) -> None:
        """Step 1: where questions go."""
        channel = find_channel(interaction, int(values(interaction)[0]))
        setup = await self.service.choose_channel(
            guild_id(interaction),
            interaction.user.id,
            channel_id=channel.id,
            place=place_of(channel),
        )
        await show(interaction, setup)

    @pressed(routes.ZONE)
    @step
    async def choose_zone(self, interaction: Interaction, _: Setup) -> None:
        """Step 2: the time zone, from the list or by its name."""
        chosen = values(interaction)[0]
        if chosen == time_panels.ANOTHER:
            await modals.ask(interaction, time_panels.zone_modal(interaction.user.id))
            return
        setup = await self.service.choose_zone(guild_id(interaction), interaction.user.id, chosen)
        await show(interaction, setup)

    @submitted(routes.ZONE_NAME)
    @step
    async def type_zone(self, interaction: Interaction, _: Setup, fields: Fields) -> None:
        """A typed zone: taken where it is one, else its near matches are offered."""
        server, by, typed = guild_id(interaction), interaction.user.id, str(fields["zone"])
        try:
            setup = await self.service.choose_zone(server, by, typed)
        except UnknownZone:
            near = zones.near(typed)
            if not near:
                raise
            view = time_panels.near_view(near, typed, self.clock(), by)
            await replies.show(interaction, view)
        else:
            await show(interaction, setup)

    @pressed(routes.DAYS)
    @step
    async def choose_days(self, interaction: Interaction, _: Setup) -> None:
        """Step 2: the days."""
        setup = await self.service.choose_days(
            guild_id(interaction), interaction.user.id, read_code(values(interaction)[0])
        )
        await show(interaction, setup)

    @pressed(routes.TIME)
    @step
    async def choose_time(self, interaction: Interaction, before: Setup) -> None:
        """Step 2: the full hour; weekdays unless other days were chosen."""
        setup = await self.service.choose_time(
            guild_id(interaction),
            interaction.user.id,
            at=read_time(values(interaction)[0]),
            pattern=read_code(before.pattern) if before.pattern else WEEKDAYS,
        )
        await show(interaction, setup)

    @pressed(routes.OTHER_TIME)
    async def ask_time(self, interaction: Interaction) -> None:
        """Another time or other days, typed."""
        await modals.ask(interaction, time_panels.time_modal(interaction.user.id))

    @submitted(routes.OTHER_TIME)
    @step
    async def type_time(self, interaction: Interaction, _: Setup, fields: Fields) -> None:
        """A typed time and typed days."""
        setup = await self.service.choose_time(
            guild_id(interaction),
            interaction.user.id,
            at=read_time(str(fields["time"])),
            pattern=read_days(str(fields["days"])),
        )
        await show(interaction, setup)

    @pressed(routes.NO_THREADS)
    @step
    async def skip_threads(self, interaction: Interaction, _: Setup) -> None:
        """Step 3: go on without a thread for each question."""
        setup = await self.service.skip_threads(guild_id(interaction), interaction.user.id)
        await show(interaction, setup)

    @pressed(routes.CHECK)
    @_first_step
    async def check_again(self, interaction: Interaction, setup: Setup) -> None:
        """Look at everything anew, and show the step that is open."""
        await show(interaction, setup)

    @pressed(routes.BACK)
    @step
    async def step_back(self, interaction: Interaction, _: Setup) -> None:
        """Take the last choice back."""
        setup = await self.service.step_back(guild_id(interaction), interaction.user.id)
        await show(interaction, setup)

    @pressed(routes.ROLE)
    @step
    async def choose_role(self, interaction: Interaction, _: Setup) -> None:
        """Step 4: the role to ping, or none. Raises `EveryoneRole`."""
        server, chosen = guild_id(interaction), values(interaction)
        if str(server) in chosen:
            raise EveryoneRole
        role_id = int(chosen[0]) if chosen else None
        await show(
            interaction, await self.service.choose_role(server, interaction.user.id, role_id)
        )

    @pressed(routes.TEST)
    @_last_step
    @slow
    async def post_test(self, interaction: Interaction, setup: Setup) -> None:
        """Step 4: one post on the very path that questions take, then the series starts."""
        server = guild_id(interaction)
        delivery = await self.sender.deliver(server, await self.service.order_test(server))
        if delivery.state is State.DONE:
            await self._finish(interaction, setup, tested=True)
        elif is_gone(interaction, setup):
            await show(interaction, setup)
        else:
            needs, by = needs_of(interaction, setup), interaction.user.id
            view = end_panels.test_failed_view(setup, needs, delivery.why, by)
            await replies.show(interaction, view)

    @pressed(routes.FINISH)
    @_last_step
    async def finish(self, interaction: Interaction, setup: Setup) -> None:
        """Step 4: start without a test, unless something was taken away meanwhile."""
        if setup.plan and (is_gone(interaction, setup) or needs_of(interaction, setup)):
            await show(interaction, setup)
        else:
            await self._finish(interaction, setup, tested=False)

    @pressed(routes.NOW)
    @slow
    async def post_now(self, interaction: Interaction, series: int) -> None:
        """The first question at once, as today’s. Raises `AlreadyOut`, `NoSuchSeries`."""
        server, guild = guild_id(interaction), interaction.guild
        assert guild is not None
        post = await self.series.now(server, series, by=interaction.user.id)
        delivery = await self.sender.deliver(server, post.id)
        found = await self.series.lookup(server, series)
        if found is None:
            raise NoSuchSeries
        if delivery.channel_id is not None and delivery.message_id is not None:
            place = delivery.thread_id if found.place == "forum" else None
            link = message_link(server, place or delivery.channel_id, delivery.message_id)
            await replies.show(interaction, end_panels.posted_view(found, link))
            return
        channel = guild.get_channel(found.channel_id)
        needs = missing(channel, found.place, threads=found.threads) if channel else ()
        await replies.show(interaction, end_panels.not_posted_view(found, needs))

    @pressed(routes.STOP)
    @_first_step
    async def stop(self, interaction: Interaction, _: Setup) -> None:
        """Leave the panel; the choices are kept."""
        created = await self.service.created(guild_id(interaction), interaction.user.id)
        view = end_panels.stopped_view(interaction.user.id, created)
        await replies.show(interaction, view)

    async def _finish(self, interaction: Interaction, setup: Setup, *, tested: bool) -> None:
        server, by = guild_id(interaction), interaction.user.id
        series = await self.service.finish(server, by)
        created = await self.service.created(server, by, series.id)
        view = end_panels.done_view(setup, series, by, created, tested=tested)
        await replies.show(interaction, view)
