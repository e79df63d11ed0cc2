"""`/server boards` and `/server roles`: who is left out, the weekly digest, and a role by phase."""

from collections.abc import Awaitable, Callable

import discord

from bot.domain.changes import What
from bot.domain.schedule import read_time
from bot.errors import ChangedMeanwhile, ChannelMissing
from bot.services.board.board_settings import PHASES, Chosen
from bot.services.changes import Noted
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.permissions import NotGiven, missing, role_name, why_not_given
from bot.ui.routes import Interaction, StaleButton, guild_id, values
from cogs.server import board_settings_views as views
from cogs.server import routes, weekly
from cogs.server.changes import describe


async def open_boards(
    interaction: Interaction, *, note: str | None = None, undo: int | None = None
) -> None:
    """Show what holds for boards, under a note on what happened; `undo` can be taken back."""
    shown = await _shown(interaction, note, undo)
    await replies.show(interaction, views.boards_view(shown))


async def open_roles(
    interaction: Interaction, *, note: str | None = None, undo: int | None = None
) -> None:
    """The same for the roles by phase."""
    shown = await _shown(interaction, note, undo)
    await replies.show(interaction, views.roles_view(shown))


async def _shown(interaction: Interaction, note: str | None, undo: int | None) -> views.Shown:
    services, guild = interaction.client.services, interaction.guild
    assert guild is not None, "the command is a server’s"
    held = await services.board_settings.of(guild.id)
    troubles: dict[int, NotGiven] = {
        phase: why
        for phase, role_id in held.phase_roles.items()
        if (why := why_not_given(guild, role_id)) is not None
    }
    return views.Shown(
        settings=held,
        opener=interaction.user.id,
        now=services.clock(),
        role=role_name(guild),
        known=frozenset(role.id for role in guild.roles),
        digest_lacks=lacks(guild, held.digest_channel_id),
        troubles=troubles,
        note=note,
        undo=undo,
    )


class BoardSettingsCog(Feature):
    """Each press changes one thing at once; one on an older panel shows the newest instead."""

    @pressed(routes.BOARDS)
    async def back(self, interaction: Interaction) -> None:
        """The panel of the boards as it is now."""
        await open_boards(interaction)

    @pressed(routes.EXCLUDE)
    async def exclude(self, interaction: Interaction, version: int) -> None:
        """Leave roles out, or none."""
        service = interaction.client.services.board_settings
        role_ids = [int(value) for value in values(interaction)]
        await _apply(
            interaction,
            service.exclude(
                guild_id(interaction), role_ids, by=interaction.user.id, version=version
            ),
        )

    @pressed(routes.DIGEST_CHANNEL)
    async def choose_channel(self, interaction: Interaction, version: int) -> None:
        """Post the digest in a channel, once the bot may write there."""
        guild, channel_id = interaction.guild, int(values(interaction)[0])
        assert guild is not None, "the command is a server’s"
        wants = lacks(guild, channel_id)
        if wants is None:
            raise ChannelMissing(role=role_name(guild))
        if wants:
            opener = interaction.user.id
            view = views.digest_blocked_view(channel_id, wants, role_name(guild), opener)
            await replies.show(interaction, view)
            return
        await self._post(interaction, channel_id, version)

    @pressed(routes.NO_DIGEST)
    async def stop_digest(self, interaction: Interaction, version: int) -> None:
        """No digest."""
        await self._post(interaction, None, version)

    async def _post(self, interaction: Interaction, channel_id: int | None, version: int) -> None:
        service, by = interaction.client.services.board_settings, interaction.user.id
        await _apply(
            interaction,
            service.post_digest(guild_id(interaction), channel_id, by=by, version=version),
        )

    @pressed(routes.DIGEST_TIMES)
    async def ask_times(self, interaction: Interaction) -> None:
        """When the digest comes, on a screen of its own."""
        held = await interaction.client.services.board_settings.of(guild_id(interaction))
        await replies.show(interaction, views.digest_times_view(held, interaction.user.id))

    @pressed(routes.DIGEST_DAY)
    async def choose_day(self, interaction: Interaction, version: int) -> None:
        """The digest’s weekday."""
        service, by = interaction.client.services.board_settings, interaction.user.id
        day = int(values(interaction)[0])
        await _apply(
            interaction,
            service.time_digest(guild_id(interaction), by=by, version=version, day=day),
        )

    @pressed(routes.DIGEST_TIME)
    async def choose_time(self, interaction: Interaction, version: int) -> None:
        """The digest’s time of day."""
        service, by = interaction.client.services.board_settings, interaction.user.id
        at = read_time(values(interaction)[0])
        await _apply(
            interaction,
            service.time_digest(guild_id(interaction), by=by, version=version, at=at),
        )

    @pressed(routes.PHASE_ROLE)
    async def choose_role(self, interaction: Interaction, phase: int, version: int) -> None:
        """The role of a phase, or none."""
        guild, service = interaction.guild, interaction.client.services.board_settings
        assert guild is not None, "the command is a server’s"
        if phase not in PHASES:
            raise StaleButton
        chosen = [int(value) for value in values(interaction)]
        role_id = chosen[0] if chosen else None
        if role_id is not None and (why := why_not_given(guild, role_id)) is not None:
            view = views.role_blocked_view(role_id, why, role_name(guild), interaction.user.id)
            await replies.show(interaction, view)
            return
        await _apply(
            interaction,
            service.give_role(guild.id, phase, role_id, by=interaction.user.id, version=version),
            "phase-roles-changed",
        )

    @pressed(routes.PHASE_ROLES)
    async def back_to_roles(self, interaction: Interaction) -> None:
        """The panel of the roles as it is now."""
        await open_roles(interaction)

    @pressed(routes.BOARDS_UNDO)
    async def undo(self, interaction: Interaction, change: int) -> None:
        """Take the last choice back."""
        services, person = interaction.client.services, interaction.user.id
        found = await services.changes.find_own(guild_id(interaction), person, change)
        try:
            reverse = await services.changes.undo(guild_id(interaction), person, change)
        except ChangedMeanwhile:
            await _open_stale(interaction, found.change.what)
        else:
            told = describe(Noted(change=reverse), {})
            note = f"Taken back: {'; '.join(told.lines)}"
            await _open(reverse.what)(interaction, note=note, undo=reverse.id)


def _open(what: What) -> Callable[..., Awaitable[None]]:
    """The panel that a change belongs to."""
    return open_roles if what == "phase-roles-changed" else open_boards


async def _apply(
    interaction: Interaction, choosing: Awaitable[Chosen], what: What = "boards-changed"
) -> None:
    """Carry a choice out and show what changed, or who changed it before."""
    try:
        chosen = await choosing
    except ChangedMeanwhile:
        await _open_stale(interaction, what)
        return
    if chosen.change is None:
        await _open(what)(interaction, note="It was so already.")
        return
    told = describe(Noted(change=chosen.change), {})
    note = f"Changed: {'; '.join(told.lines)}"
    await _open(what)(interaction, note=note, undo=chosen.change.id)


async def _open_stale(interaction: Interaction, what: What) -> None:
    """Someone was faster: the values as they are now."""
    latest = await interaction.client.services.board_settings.last(guild_id(interaction), what)
    await _open(what)(interaction, note=weekly.who_changed(latest))


def lacks(guild: discord.Guild, channel_id: int | None) -> list[str] | None:
    """What the bot may not do in a channel, by name; nothing where it cannot be seen."""
    channel = guild.get_channel(channel_id) if channel_id else None
    if not isinstance(channel, discord.TextChannel):
        return None
    return [need.name for need in missing(channel, "text", threads=False)]
