"""Taking back what `/setup` created: the channel, the role, and the series in that channel."""

from collections.abc import Sequence
from itertools import islice

import discord

from bot.client import Client
from bot.domain.changes import Change
from bot.errors import CannotUndo, ChangedMeanwhile, NotYourChange
from bot.services import Services
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id, slow
from cogs.server import routes, undo_panels
from cogs.server.stepping import me

# How far it is looked for what members wrote; where more stands, they may have written.
_MESSAGES = 100
_THREADS = 20


async def undo_created(interaction: Interaction, client: Client, change: Change) -> None:
    """Ask whether what one change created shall be deleted; who calls this is `slow`.

    Raises `NotYourChange`, `ChangedMeanwhile`, `CannotUndo`.
    """
    _check(interaction, change)
    # What members wrote is looked for, and that takes as many requests as there are threads.
    made = await _made(interaction, client.services, [change])
    await replies.show(interaction, undo_panels.undo_view(made, interaction.user.id))


class UndoingCog(Feature):
    """Asks, and then deletes exactly what is named."""

    def __init__(self, client: Client) -> None:
        self.services = client.services

    @pressed(routes.UNDO)
    @slow
    async def ask(self, interaction: Interaction, series: int) -> None:
        """From the end of a setup, or from where it was stopped."""
        found = await self._created(interaction, series)
        if not found:
            await replies.show(interaction, undo_panels.undone_view([], [], me(interaction)))
            return
        made = await _made(interaction, self.services, found)
        await replies.show(interaction, undo_panels.undo_view(made, interaction.user.id, series))

    @pressed(routes.DELETE)
    @slow
    async def delete(self, interaction: Interaction, series: int) -> None:
        """All that this setup created."""
        await self._delete(interaction, await self._created(interaction, series))

    @pressed(routes.DELETE_ONE)
    @slow
    async def delete_one(self, interaction: Interaction, change: int) -> None:
        """What one change created. Raises `NoSuchChange` and what `undo_created` does."""
        noted = await self.services.changes.find(guild_id(interaction), change)
        _check(interaction, noted.change)
        await self._delete(interaction, [noted.change])

    @pressed(routes.KEEP)
    async def keep(self, interaction: Interaction) -> None:
        """Nothing is deleted."""
        await replies.show(interaction, undo_panels.kept_view())

    async def _created(self, interaction: Interaction, series: int) -> Sequence[Change]:
        return await self.services.setup.created(
            guild_id(interaction), interaction.user.id, series or None
        )

    async def _delete(self, interaction: Interaction, found: Sequence[Change]) -> None:
        guild, by = interaction.guild, interaction.user.id
        assert guild is not None
        gone: list[str] = []
        left: list[str] = []
        for change in found:
            assert change.ref is not None
            name = str(change.after["name"])
            thing = _thing(guild, change)
            if thing is not None and not _may_delete(guild, thing):
                left.append(name)
                continue
            # The series first: no question goes to a channel that is about to be deleted.
            await self._release(change, by)
            if thing is not None and not await _drop(thing, by):
                left.append(name)
                continue
            await self.services.changes.taken_back(guild.id, by, change.id)
            await self.services.setup.let_go(guild.id, by, ref=change.ref)
            gone.append(name)
        await replies.show(interaction, undo_panels.undone_view(gone, left, me(interaction)))

    async def _release(self, change: Change, by: int) -> None:
        """End the series of a channel, or let them ping nobody."""
        for series in await self.services.series.of(change.guild_id):
            if series.channel_id == change.ref:
                await self.services.series.remove(change.guild_id, series.id, by=by)
            elif series.ping_role_id == change.ref:
                await self.services.series.edit(
                    change.guild_id, series.id, by=by, ping_role_id=None
                )


def _check(interaction: Interaction, change: Change) -> None:
    if change.by != interaction.user.id:
        raise NotYourChange
    if change.undone_at is not None:
        raise ChangedMeanwhile
    # The reverse of a creation, a deletion, has nothing after it.
    if not change.is_made_in_discord or not change.after:
        raise CannotUndo


async def _made(
    interaction: Interaction, services: Services, found: Sequence[Change]
) -> Sequence[undo_panels.Made]:
    guild = interaction.guild
    assert guild is not None
    running = await services.series.of(guild.id)
    made: list[undo_panels.Made] = []
    for change in found:
        thing = _thing(guild, change)
        words = isinstance(thing, discord.abc.GuildChannel) and await _holds_words(thing)
        ends = [series for series in running if series.channel_id == change.ref]
        made.append(undo_panels.Made(change=change, words=words, series=ends))
    return made


def _thing(guild: discord.Guild, change: Change) -> discord.abc.GuildChannel | discord.Role | None:
    if change.ref is None:
        return None
    if change.what == "role-created":
        return guild.get_role(change.ref)
    return guild.get_channel(change.ref)


def _may_delete(guild: discord.Guild, thing: discord.abc.GuildChannel | discord.Role) -> bool:
    if isinstance(thing, discord.Role):
        return guild.me.guild_permissions.manage_roles and thing < guild.me.top_role
    return thing.permissions_for(guild.me).manage_channels


async def _drop(thing: discord.abc.GuildChannel | discord.Role, by: int) -> bool:
    """Delete it in Discord; true as well where somebody already did."""
    try:
        await thing.delete(reason=f"/setup by {by}, taken back")
    except discord.NotFound:
        return True
    except discord.Forbidden:
        return False
    return True


async def _holds_words(channel: discord.abc.GuildChannel) -> bool:
    """Whether members wrote in a channel or its threads, or it cannot be told."""
    if not isinstance(channel, discord.TextChannel | discord.ForumChannel):
        return True
    try:
        if isinstance(channel, discord.TextChannel) and await _was_written_in(channel):
            return True
        threads = [*channel.threads]
        threads += [thread async for thread in channel.archived_threads(limit=_THREADS)]
        for thread in islice(threads, _THREADS):
            if await _was_written_in(thread):
                return True
    except discord.HTTPException:
        return True
    return len(threads) > _THREADS


async def _was_written_in(place: discord.TextChannel | discord.Thread) -> bool:
    seen = 0
    async for message in place.history(limit=_MESSAGES):
        seen += 1
        if not message.author.bot:
            return True
    return seen == _MESSAGES
