"""`/round`: when rounds are, the dry run of the next one, sending it, and how rounds stand."""

import discord
from discord import app_commands

from bot.client import Client
from bot.domain import zone as zones
from bot.domain.mock.rounds import CLOSES, RoundSettings
from bot.domain.mock.week import FULL_DAYS
from bot.domain.schedule import read_time
from bot.errors import RoundNotPaired
from bot.services.mock.round_settings import Chosen, Wanted
from bot.services.worker import PairingFailedError
from bot.ui import replies
from bot.ui.feature import IN_SERVERS, Feature, pressed
from bot.ui.permissions import missing_for_rounds, role_name
from bot.ui.routes import Interaction, guild_id, slow
from bot.ui.suggestions import zone_suggestions
from cogs.mock import round_views as views
from cogs.mock import routes
from cogs.mock.round_views import Lacks

_DAYS = [app_commands.Choice(name=day, value=number) for number, day in enumerate(FULL_DAYS, 1)]
_EVERY = [
    app_commands.Choice(name="Every week", value=1),
    app_commands.Choice(name="Every two weeks", value=2),
]
_CLOSES = [app_commands.Choice(name=f"{hours} hours before", value=hours) for hours in CLOSES]


class RoundCog(Feature):
    """Owners hold rounds."""

    round = app_commands.Group(
        name="round",
        description="Rounds of mock interviews",
        guild_only=True,
        allowed_contexts=IN_SERVERS,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, client: Client) -> None:
        self.settings = client.services.round_settings
        self.service = client.services.previewing
        self.changes = client.services.changes
        self.clock = client.services.clock

    @round.command(name="schedule")
    @app_commands.describe(
        channel="Where rounds are told; the private threads of pairs are made there",
        day="The day on which pairs are made; Sunday if none",
        time="Time of day, such as 18:00",
        every="Every week, or every two weeks",
        zone="Time zone of the schedule",
        closes="When sign-up for a round closes",
        events="A server event for each agreed session, without names",
    )
    @app_commands.choices(day=_DAYS, every=_EVERY, closes=_CLOSES)
    async def schedule(
        self,
        interaction: Interaction,
        channel: discord.TextChannel | None = None,
        *,
        day: int | None = None,
        time: str = "",
        every: int | None = None,
        zone: str = "",
        closes: int | None = None,
        events: bool | None = None,
    ) -> None:
        """Pair members every week or two; what you leave out stays as it is."""
        wanted = Wanted(
            channel_id=channel.id if channel is not None else None,
            day=day,
            weeks=every,
            at=read_time(time) if time else None,
            zone=zones.read(zone) if zone else None,
            events=events,
            closes_hours=closes,
        )
        if wanted == Wanted() and (held := await self.settings.of(guild_id(interaction))):
            await self._show(interaction, Chosen(settings=held, change=None))
            return
        await self._choose(interaction, wanted)

    @schedule.autocomplete("zone")
    async def suggest_zones(
        self, _interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Zones with their present offset."""
        return zone_suggestions(current, self.clock())

    @pressed(routes.ROUND_OFF)
    async def turn_off(self, interaction: Interaction, version: int) -> None:
        """No further round."""
        await self._choose(interaction, Wanted(is_on=False), version)

    @pressed(routes.ROUND_ON)
    async def turn_on(self, interaction: Interaction, version: int) -> None:
        """Rounds again."""
        await self._choose(interaction, Wanted(is_on=True), version)

    @pressed(routes.ROUND_UNDO)
    async def undo(self, interaction: Interaction, change: int) -> None:
        """As it was before that change."""
        server, person = guild_id(interaction), interaction.user.id
        reverse = await self.changes.undo(server, person, change)
        held = await self.settings.of(server)
        assert held is not None, "what was changed once is there"
        await self._show(interaction, Chosen(settings=held, change=reverse))

    @pressed(routes.ROUND_INVITE)
    async def invite(self, interaction: Interaction) -> None:
        """Tell everybody in the channel that they can join."""
        is_new = await self.service.invite(guild_id(interaction))
        held = await self.settings.of(guild_id(interaction))
        assert held is not None, "an invitation has a channel"
        view = views.invited_view if is_new else views.invited_before_view
        await replies.show(interaction, view(held, interaction.user.id))

    @round.command(name="preview")
    @slow
    async def preview(self, interaction: Interaction) -> None:
        """See who would meet whom, before anything is sent."""
        await self._preview(interaction, 0)

    @pressed(routes.ROUND_PREVIEW)
    @slow
    async def turn(self, interaction: Interaction, page: int) -> None:
        """Another page of it, made anew."""
        await self._preview(interaction, page)

    @round.command(name="send")
    async def send(self, interaction: Interaction) -> None:
        """Send the next round now instead of at its hour; asks first."""
        await self.ask(interaction)

    @pressed(routes.ROUND_ASK)
    async def ask(self, interaction: Interaction) -> None:
        """What sending it means."""
        status = await self.service.status(guild_id(interaction))
        await replies.show(interaction, views.ask_view(status, interaction.user.id))

    @pressed(routes.ROUND_SEND)
    @slow
    async def send_now(self, interaction: Interaction, number: int) -> None:
        """Send it, unless somebody did so since."""
        await self.service.bring_forward(guild_id(interaction), interaction.user.id, number=number)
        await self.show_status(interaction)

    @round.command(name="status")
    async def status(self, interaction: Interaction) -> None:
        """How many take part, and what became of the last round."""
        await self.show_status(interaction)

    @pressed(routes.ROUND_STATUS)
    async def show_status(self, interaction: Interaction) -> None:
        """As it is now."""
        status = await self.service.status(guild_id(interaction))
        lacks = _lacks(interaction, status.settings)
        await replies.show(interaction, views.status_view(status, lacks, interaction.user.id))

    async def _preview(self, interaction: Interaction, page: int) -> None:
        try:
            found = await self.service.preview(guild_id(interaction))
        except PairingFailedError as error:
            raise RoundNotPaired from error
        await replies.show(interaction, views.preview_view(found, page, interaction.user.id))

    async def _choose(
        self, interaction: Interaction, wanted: Wanted, version: int | None = None
    ) -> None:
        chosen = await self.settings.choose(
            guild_id(interaction), wanted, by=interaction.user.id, version=version
        )
        await self._show(interaction, chosen)

    async def _show(self, interaction: Interaction, chosen: Chosen) -> None:
        lacks = _lacks(interaction, chosen.settings)
        change = chosen.change.id if chosen.change is not None else None
        view = views.schedule_view(chosen.settings, lacks, interaction.user.id, change)
        await replies.show(interaction, view)


def _lacks(interaction: Interaction, settings: RoundSettings) -> Lacks:
    """What the bot may not do that rounds need; without threads it writes to each member instead."""
    guild = interaction.guild
    assert guild is not None, "the command is a server’s"
    channel = guild.get_channel(settings.channel_id)
    if channel is None:
        return Lacks(role=role_name(guild), is_gone=True)
    needs = missing_for_rounds(channel, events=settings.events)
    return Lacks(role=role_name(guild), needs=needs)
