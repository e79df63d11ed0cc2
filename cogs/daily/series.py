"""`/series`: what owners set."""

import discord
from discord import app_commands

from bot.client import Client
from bot.domain import zone as zones
from bot.domain.daily.series import Place, Series
from bot.domain.schedule import Plan, read_days, read_time
from bot.errors import NoSuchSeries, WhichSeries
from bot.ui import replies
from bot.ui.feature import IN_SERVERS, Feature, pressed
from bot.ui.permissions import missing, role_name
from bot.ui.routes import Interaction, guild_id
from bot.ui.suggestions import zone_suggestions
from cogs.daily import owners, routes

Channel = discord.TextChannel | discord.ForumChannel


class SeriesCog(Feature):
    """Owners add, look at, pause, resume and remove series."""

    series = app_commands.Group(
        name="series",
        description="Questions at a time, in a channel",
        guild_only=True,
        allowed_contexts=IN_SERVERS,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, client: Client) -> None:
        self.service = client.services.series
        self.clock = client.services.clock

    @series.command(name="add")
    @app_commands.describe(
        channel="A text channel or a forum",
        time="Time of day, such as 09:00",
        days="Weekdays, every day, or days such as Mon, Wed, Fri",
        zone="Time zone of the schedule",
    )
    async def add(
        self,
        interaction: Interaction,
        channel: Channel,
        time: str = "09:00",
        days: str = "weekdays",
        zone: str = "",
    ) -> None:
        """Post a question in a channel at a time of day."""
        guild = guild_id(interaction)
        place: Place = "forum" if isinstance(channel, discord.ForumChannel) else "text"
        plan = Plan(
            zone=zones.read(zone) if zone else await self.service.usual_zone(guild),
            at=read_time(time),
            pattern=read_days(days),
        )
        series = await self.service.add(
            guild, channel_id=channel.id, place=place, plan=plan, threads=True,
            by=interaction.user.id,
        )  # fmt: skip
        needs = missing(channel, place, threads=True)
        await replies.show(interaction, owners.added_view(series, needs, role_name(channel.guild)))

    @add.autocomplete("zone")
    async def suggest_zones(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Zones with their present offset."""
        return zone_suggestions(current, self.clock())

    @add.autocomplete("days")
    async def suggest_days(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """The common patterns."""
        return owners.day_suggestions(current)

    @series.command(name="list")
    async def list_all(self, interaction: Interaction) -> None:
        """See every series with its next post."""
        found = await self.service.of(guild_id(interaction))
        await replies.show(interaction, owners.list_view(found))

    @series.command(name="pause")
    @app_commands.describe(series="Which one; not needed where there is one")
    async def pause(self, interaction: Interaction, series: str = "") -> None:
        """Let a series rest until you resume it."""
        chosen = await self._chosen(interaction, series)
        paused = await self.service.pause(guild_id(interaction), chosen.id)
        await replies.show(interaction, owners.paused_view(paused, interaction.user.id))

    @series.command(name="resume")
    @app_commands.describe(series="Which one; not needed where there is one")
    async def resume(self, interaction: Interaction, series: str = "") -> None:
        """Go on with a paused series."""
        chosen = await self._chosen(interaction, series)
        resumed = await self.service.resume(guild_id(interaction), chosen.id)
        await replies.show(interaction, owners.resumed_view(resumed, interaction.user.id))

    @series.command(name="remove")
    @app_commands.describe(series="Which one; not needed where there is one")
    async def remove(self, interaction: Interaction, series: str = "") -> None:
        """End a series; its questions and answers stay."""
        chosen = await self._chosen(interaction, series)
        await replies.show(interaction, owners.remove_view(chosen, interaction.user.id))

    @pause.autocomplete("series")
    @resume.autocomplete("series")
    @remove.autocomplete("series")
    async def suggest_series(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """The series of this server, by channel and time."""
        found = await self.service.of(guild_id(interaction))
        return owners.series_suggestions(found, current, interaction.guild)

    @pressed(routes.PAUSE)
    async def pause_again(self, interaction: Interaction, series: int) -> None:
        """Undo a resume."""
        paused = await self.service.pause(guild_id(interaction), series)
        await replies.show(interaction, owners.paused_view(paused, interaction.user.id))

    @pressed(routes.RESUME)
    async def resume_again(self, interaction: Interaction, series: int) -> None:
        """Undo a pause."""
        resumed = await self.service.resume(guild_id(interaction), series)
        await replies.show(interaction, owners.resumed_view(resumed, interaction.user.id))

    @pressed(routes.REMOVE)
    async def really_remove(self, interaction: Interaction, series: int) -> None:
        """The owner meant it."""
        removed = await self.service.remove(guild_id(interaction), series)
        await replies.show(interaction, owners.removed_view(removed))

    @pressed(routes.KEEP)
    async def keep(self, interaction: Interaction, series: int) -> None:
        """The owner thought better of it."""
        found = await self.service.of(guild_id(interaction))
        await replies.show(interaction, owners.list_view(found))

    async def _chosen(self, interaction: Interaction, text: str) -> Series:
        """The series named by a suggestion, or the only one there is."""
        found = await self.service.of(guild_id(interaction))
        for series in found:
            if text == str(series.id) or (not text and len(found) == 1):
                return series
        if not text and found:
            raise WhichSeries(count=len(found))
        raise NoSuchSeries
