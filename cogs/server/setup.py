"""`/setup`: from an empty server to its first scheduled question."""

from collections.abc import Sequence

import discord
from discord import app_commands, ui

from bot.client import Client
from bot.domain import zone as zones
from bot.domain.daily.series import Place
from bot.domain.delivery import State
from bot.domain.schedule import WEEKDAYS, read_code, read_days, read_time
from bot.domain.server import Setup
from bot.errors import ChannelMissing, UnknownZone, WrongChannel
from bot.ui import modals, replies
from bot.ui.feature import Feature, pressed, submitted
from bot.ui.permissions import Need, missing, role_name
from bot.ui.routes import Fields, Interaction, guild_id, slow, values
from bot.ui.suggestions import zone_suggestions
from cogs.server import panels, routes


class SetupCog(Feature):
    """A panel of four steps; each choice is kept, so it can be left and taken up again."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.server
        self.sender = client.sender
        self.clock = client.services.clock

    @app_commands.command(name="setup")
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.describe(zone="Time zone of the schedule, such as Europe/Berlin")
    async def setup(self, interaction: Interaction, zone: str = "") -> None:
        """Set up a daily question: channel, time, permissions, test."""
        server, by = guild_id(interaction), interaction.user.id
        setup = await self.service.setup(server)
        if zone:
            setup = await self.service.choose_zone(server, by, zone)
        await self._show(interaction, setup)

    @setup.autocomplete("zone")
    async def suggest_zones(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Zones with their present offset."""
        return zone_suggestions(current, self.clock())

    @pressed(routes.CHANNEL)
    async def choose_channel(self, interaction: Interaction) -> None:
        """Step 1: where questions go."""
        channel = _channel(interaction, int(values(interaction)[0]))
        setup = await self.service.choose_channel(
            guild_id(interaction),
            interaction.user.id,
            channel_id=channel.id,
            place=_place(channel),
        )
        await self._show(interaction, setup)

    @pressed(routes.ZONE)
    async def choose_zone(self, interaction: Interaction) -> None:
        """Step 2: the time zone, from the list or by its name."""
        chosen = values(interaction)[0]
        if chosen == panels.ANOTHER:
            await modals.ask(interaction, panels.zone_modal(interaction.user.id))
            return
        setup = await self.service.choose_zone(guild_id(interaction), interaction.user.id, chosen)
        await self._show(interaction, setup)

    @submitted(routes.ZONE_NAME)
    async def type_zone(self, interaction: Interaction, fields: Fields) -> None:
        """A typed zone: taken where it is one, else its near matches are offered."""
        server, by, typed = guild_id(interaction), interaction.user.id, str(fields["zone"])
        try:
            setup = await self.service.choose_zone(server, by, typed)
        except UnknownZone:
            near = zones.near(typed)
            if not near:
                raise
            view = panels.near_view(near, typed, self.clock(), by)
            await replies.show(interaction, view)
        else:
            await self._show(interaction, setup)

    @pressed(routes.DAYS)
    async def choose_days(self, interaction: Interaction) -> None:
        """Step 2: the days."""
        setup = await self.service.choose_days(
            guild_id(interaction), interaction.user.id, read_code(values(interaction)[0])
        )
        await self._show(interaction, setup)

    @pressed(routes.TIME)
    async def choose_time(self, interaction: Interaction) -> None:
        """Step 2: the full hour; weekdays unless other days were chosen."""
        server = guild_id(interaction)
        before = await self.service.setup(server)
        setup = await self.service.choose_time(
            server,
            interaction.user.id,
            at=read_time(values(interaction)[0]),
            pattern=read_code(before.pattern) if before.pattern else WEEKDAYS,
        )
        await self._show(interaction, setup)

    @pressed(routes.OTHER_TIME)
    async def ask_time(self, interaction: Interaction) -> None:
        """Another time or other days, typed."""
        await modals.ask(interaction, panels.time_modal(interaction.user.id))

    @submitted(routes.OTHER_TIME)
    async def type_time(self, interaction: Interaction, fields: Fields) -> None:
        """A typed time and typed days."""
        setup = await self.service.choose_time(
            guild_id(interaction),
            interaction.user.id,
            at=read_time(str(fields["time"])),
            pattern=read_days(str(fields["days"])),
        )
        await self._show(interaction, setup)

    @pressed(routes.NO_THREADS)
    async def skip_threads(self, interaction: Interaction) -> None:
        """Step 3: go on without a thread for each question."""
        setup = await self.service.skip_threads(guild_id(interaction), interaction.user.id)
        await self._show(interaction, setup)

    @pressed(routes.CHECK)
    async def check_again(self, interaction: Interaction) -> None:
        """Step 3: look at the permissions anew."""
        await self._show(interaction, await self.service.setup(guild_id(interaction)))

    @pressed(routes.BACK)
    async def step_back(self, interaction: Interaction) -> None:
        """Take the last choice back."""
        setup = await self.service.step_back(guild_id(interaction), interaction.user.id)
        await self._show(interaction, setup)

    @pressed(routes.TEST)
    @slow
    async def post_test(self, interaction: Interaction) -> None:
        """Step 4: one post on the very path that questions take, then the series starts."""
        server = guild_id(interaction)
        setup = await self.service.setup(server)
        delivery = await self.sender.deliver(server, await self.service.order_test(server))
        if delivery.state is State.DONE:
            await self._finish(interaction, setup, tested=True)
        elif _is_gone(interaction, setup):
            await self._show(interaction, setup)
        else:
            needs, by = _needs(interaction, setup), interaction.user.id
            view = panels.test_failed_view(setup, needs, delivery.why, by)
            await replies.show(interaction, view)

    @pressed(routes.FINISH)
    async def finish(self, interaction: Interaction) -> None:
        """Step 4: start without a test, unless something was taken away meanwhile."""
        setup = await self.service.setup(guild_id(interaction))
        if setup.plan and (_is_gone(interaction, setup) or _needs(interaction, setup)):
            await self._show(interaction, setup)
        else:
            await self._finish(interaction, setup, tested=False)

    @pressed(routes.STOP)
    async def stop(self, interaction: Interaction) -> None:
        """Leave the panel; the choices are kept."""
        await replies.show(interaction, panels.stopped_view())

    async def _finish(self, interaction: Interaction, setup: Setup, *, tested: bool) -> None:
        series = await self.service.finish(guild_id(interaction), interaction.user.id)
        await replies.show(interaction, panels.done_view(setup, series, tested=tested))

    async def _show(self, interaction: Interaction, setup: Setup) -> None:
        await replies.show(interaction, self._view(interaction, setup))

    def _view(self, interaction: Interaction, setup: Setup) -> ui.LayoutView:
        """The step that is open."""
        opener, now = interaction.user.id, self.clock()
        if setup.channel_id is None or _is_gone(interaction, setup):
            return panels.channel_view(setup, opener, gone=setup.channel_id is not None)
        if setup.zone is None:
            return panels.zone_view(setup, now, opener)
        if setup.plan is None:
            return panels.time_view(setup, opener)
        needs = _needs(interaction, setup)
        if needs:
            return panels.blocked_view(setup, needs, _me(interaction), opener)
        return panels.test_view(setup, opener)


def _channel(interaction: Interaction, id: int) -> discord.TextChannel | discord.ForumChannel:
    channel = interaction.guild.get_channel(id) if interaction.guild is not None else None
    if channel is None:
        raise ChannelMissing(role=_me(interaction))
    if not isinstance(channel, discord.TextChannel | discord.ForumChannel):
        raise WrongChannel
    return channel


def _is_gone(interaction: Interaction, setup: Setup) -> bool:
    """Whether the chosen channel was deleted since."""
    assert interaction.guild is not None
    return setup.channel_id is not None and interaction.guild.get_channel(setup.channel_id) is None


def _place(channel: discord.TextChannel | discord.ForumChannel) -> Place:
    return "forum" if isinstance(channel, discord.ForumChannel) else "text"


def _needs(interaction: Interaction, setup: Setup) -> Sequence[Need]:
    assert setup.channel_id is not None
    channel = _channel(interaction, setup.channel_id)
    return missing(channel, _place(channel), threads=setup.threads)


def _me(interaction: Interaction) -> str:
    return role_name(interaction.guild) if interaction.guild is not None else "Loopmate"
