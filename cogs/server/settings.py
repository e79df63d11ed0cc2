"""`/server settings`: the log channel, the usual time zone and the weekly report."""

from collections.abc import Awaitable
from typing import cast

import discord

from bot.domain import zone as zones
from bot.domain.report import Mode
from bot.domain.schedule import read_time
from bot.errors import ChangedMeanwhile, ChannelMissing, UnknownZone
from bot.services.changes import Noted
from bot.services.settings import Chosen
from bot.ui import modals, replies
from bot.ui.feature import Feature, pressed, submitted
from bot.ui.permissions import missing, role_name
from bot.ui.routes import Fields, Interaction, guild_id, values
from bot.ui.text import snippet
from cogs.server import routes, weekly
from cogs.server import settings_views as views
from cogs.server.changes import describe


async def open_settings(
    interaction: Interaction, *, note: str | None = None, undo: int | None = None
) -> None:
    """Show what holds, under a note on what happened; `undo` is a change that can be taken back."""
    services = interaction.client.services
    held = await services.settings.of(guild_id(interaction))
    shown = views.Shown(
        settings=held,
        opener=interaction.user.id,
        now=services.clock(),
        log_lacks=_lacks(interaction, held.settings.log_channel_id),
        note=note,
        undo=undo,
    )
    await replies.show(interaction, views.settings_view(shown))


class SettingsCog(Feature):
    """Each press changes one thing at once; one on an older panel shows the newest instead."""

    @pressed(routes.SETTINGS)
    async def back(self, interaction: Interaction) -> None:
        """The panel as it is now."""
        await open_settings(interaction)

    @pressed(routes.LOG_CHANNEL)
    async def choose_log(self, interaction: Interaction, version: int) -> None:
        """Tell changes in a channel, once the bot may write there."""
        channel_id = int(values(interaction)[0])
        lacks = _lacks(interaction, channel_id)
        if lacks is None:
            raise ChannelMissing(role=_role(interaction))
        if lacks:
            view = views.log_blocked_view(
                channel_id, lacks, _role(interaction), interaction.user.id
            )
            await replies.show(interaction, view)
            return
        await self._log_to(interaction, channel_id, version)

    @pressed(routes.NO_LOG)
    async def stop_log(self, interaction: Interaction, version: int) -> None:
        """Tell changes nowhere."""
        await self._log_to(interaction, None, version)

    async def _log_to(self, interaction: Interaction, channel_id: int | None, version: int) -> None:
        service = interaction.client.services.settings
        await _apply(
            interaction,
            service.log_to(
                guild_id(interaction), channel_id, by=interaction.user.id, version=version
            ),
        )

    @pressed(routes.USUAL_ZONE)
    async def choose_zone(self, interaction: Interaction, version: int) -> None:
        """The usual zone, from the list or by its name."""
        chosen = values(interaction)[0]
        if chosen == views.ANOTHER:
            modal = views.usual_zone_modal(version, interaction.user.id)
            await modals.ask(interaction, modal)
            return
        await self._set_zone(interaction, chosen, version)

    @submitted(routes.USUAL_ZONE_NAME)
    async def type_zone(self, interaction: Interaction, fields: Fields, version: int) -> None:
        """A typed zone: taken where it is one, else its near matches are offered."""
        typed = str(fields["zone"])
        try:
            zones.read(typed)
        except UnknownZone:
            near = zones.near(typed)
            if not near:
                raise
            now, opener = interaction.client.services.clock(), interaction.user.id
            await replies.show(interaction, views.near_zones_view(near, now, version, opener))
        else:
            await self._set_zone(interaction, typed, version)

    async def _set_zone(self, interaction: Interaction, text: str, version: int) -> None:
        service = interaction.client.services.settings
        change = service.set_zone(
            guild_id(interaction), text, by=interaction.user.id, version=version
        )
        await _apply(interaction, change, typed=text)

    @pressed(routes.REPORT_MODE)
    async def choose_report(self, interaction: Interaction, version: int) -> None:
        """Where the weekly report goes."""
        mode = cast(Mode, values(interaction)[0])
        service = interaction.client.services.settings
        await _apply(
            interaction,
            service.send_report(
                guild_id(interaction), mode, by=interaction.user.id, version=version
            ),
        )

    @pressed(routes.REPORT_TIMES)
    async def ask_times(self, interaction: Interaction) -> None:
        """When the report comes, on a screen of its own."""
        held = await interaction.client.services.settings.of(guild_id(interaction))
        await replies.show(interaction, views.report_times_view(held, interaction.user.id))

    @pressed(routes.REPORT_DAY)
    async def choose_day(self, interaction: Interaction, version: int) -> None:
        """The report’s weekday."""
        service = interaction.client.services.settings
        await _apply(
            interaction,
            service.time_report(
                guild_id(interaction),
                by=interaction.user.id,
                day=int(values(interaction)[0]),
                version=version,
            ),
        )

    @pressed(routes.REPORT_TIME)
    async def choose_time(self, interaction: Interaction, version: int) -> None:
        """The report’s time of day."""
        service = interaction.client.services.settings
        await _apply(
            interaction,
            service.time_report(
                guild_id(interaction),
                by=interaction.user.id,
                at=read_time(values(interaction)[0]),
                version=version,
            ),
        )

    @pressed(routes.SETTINGS_UNDO)
    async def undo(self, interaction: Interaction, change: int) -> None:
        """Take the last choice back."""
        services = interaction.client.services
        try:
            reverse = await services.changes.undo(
                guild_id(interaction), interaction.user.id, change
            )
        except ChangedMeanwhile:
            await _open_stale(interaction)
        else:
            told = describe(Noted(change=reverse), {})
            note = f"Taken back: {'; '.join(told.lines)}"
            await open_settings(interaction, note=note, undo=reverse.id)


async def _apply(
    interaction: Interaction, choosing: Awaitable[Chosen], *, typed: str | None = None
) -> None:
    """Carry a choice out and show what changed, or who changed it before."""
    try:
        chosen = await choosing
    except ChangedMeanwhile:
        await _open_stale(interaction, typed)
        return
    if chosen.change is None:
        await open_settings(interaction, note="It was so already.")
        return
    told = describe(Noted(change=chosen.change), {})
    await open_settings(
        interaction, note=f"Changed: {'; '.join(told.lines)}", undo=chosen.change.id
    )


async def _open_stale(interaction: Interaction, typed: str | None = None) -> None:
    """Someone was faster: the values as they are now, and what this person meant."""
    held = await interaction.client.services.settings.of(guild_id(interaction))
    meant = f" You chose “{snippet(typed)}”." if typed is not None else ""
    await open_settings(interaction, note=f"{weekly.who_changed(held.latest)}{meant}")


def _lacks(interaction: Interaction, channel_id: int | None) -> list[str] | None:
    """What the bot may not do in a log channel, by name; nothing where it cannot be seen."""
    guild = interaction.guild
    channel = guild.get_channel(channel_id) if guild is not None and channel_id else None
    if not isinstance(channel, discord.TextChannel):
        return None
    return [need.name for need in missing(channel, "text", threads=False)]


def _role(interaction: Interaction) -> str:
    return role_name(interaction.guild) if interaction.guild is not None else "Loopmate"
