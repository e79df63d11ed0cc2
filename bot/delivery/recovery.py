"""Finding out whether a message was posted, where its nonce no longer says so.

A message is known by its marker, the `custom_id` of a component in it. An empty answer counts only
where the bot may read: without READ_MESSAGE_HISTORY Discord’s history is empty, not refused.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import discord
from discord.abc import GuildChannel
from discord.utils import snowflake_time, time_snowflake

from bot.delivery.hold import Hold
from bot.delivery.line import Line
from bot.delivery.outcome import Refused, Removed, Sent, Unsure
from bot.delivery.parcel import Parcel

_PAGE = 100


@dataclass(frozen=True, slots=True)
class Absent:
    """It was not posted."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Nobody can tell."""


Found = Sent | Absent | Unreadable | Refused | Removed | Unsure


async def look(line: Line, hold: Hold, channel_id: int, parcel: Parcel, *, private: bool) -> Found:
    """Whether an earlier attempt got through, where it was made at `channel_id`."""
    if hold.age < -hold.timings.look_back:
        return Unreadable()  # the clock was set back: when it was sent cannot be told
    if parcel.forum and hold.age < hold.timings.send:
        # The request may still be under way: a post that appears after the look would be a second.
        return Unsure((hold.timings.send - hold.age).total_seconds())
    if not private:
        may_read = await _may_read(line, hold.delivery.guild_id, channel_id)
        if may_read is False or may_read == Refused("permissions"):
            return Unreadable()
        if may_read is not True:
            return may_read
    if parcel.forum:
        return await _in_forum(line, hold, channel_id, parcel)
    return await _in_channel(line, hold, channel_id, parcel.marker)


async def _in_channel(line: Line, hold: Hold, channel_id: int, marker: str) -> Found:
    """Look from before the first attempt to after the last one that carried its nonce."""
    channel = line.client.get_partial_messageable(channel_id)
    first, timings = hold.clock() - hold.age, hold.timings
    until = first + timings.nonce + timings.send + timings.look_back
    after = discord.Object(time_snowflake(first - timings.look_back))
    while True:
        page = await line.ask(partial(_page, channel, after))
        if not isinstance(page, list):
            return page
        for message in page:
            if marker in _custom_ids(message.components):
                return Sent(channel_id, message.id)
        if len(page) < _PAGE or snowflake_time(page[-1].id) > until:
            return Absent()
        after = discord.Object(page[-1].id)


async def _page(
    channel: discord.PartialMessageable, after: discord.Object
) -> list[discord.Message]:
    return [each async for each in channel.history(limit=_PAGE, after=after, oldest_first=True)]


async def _in_forum(line: Line, hold: Hold, channel_id: int, parcel: Parcel) -> Found:
    """Look among the bot’s own posts of a forum that are active."""
    since = hold.clock() - hold.age - hold.timings.look_back
    active = await line.ask(partial(line.client.http.get_active_threads, hold.delivery.guild_id))
    if not isinstance(active, dict):
        return active
    for thread in active["threads"]:
        if not _may_be_it(line.client, thread, channel_id, since):
            continue
        thread_id = int(thread["id"])
        post = line.client.get_partial_messageable(thread_id)
        starter = await line.ask(partial(post.fetch_message, thread_id))
        if isinstance(starter, Refused | Unsure):
            return starter
        if not isinstance(starter, Removed) and parcel.marker in _custom_ids(starter.components):
            return Sent(channel_id, thread_id, thread_id)
    # By then a post that nobody wrote in has been archived, and is no longer listed.
    archived = hold.age >= timedelta(minutes=parcel.archive_minutes)
    return Unreadable() if archived else Absent()


def _may_be_it(client: discord.Client, thread: Any, channel_id: int, since: datetime) -> bool:
    return (
        client.user is not None
        and int(thread["parent_id"]) == channel_id
        and int(thread["owner_id"]) == client.user.id
        and snowflake_time(int(thread["id"])) >= since
    )


async def _may_read(
    line: Line, guild_id: int, channel_id: int
) -> bool | Refused | Removed | Unsure:
    """Whether the bot may read a server’s channel; Discord is asked where memory does not say."""
    channel = line.client.get_channel(channel_id)
    if isinstance(channel, GuildChannel) and channel.guild.me:
        return _allows(channel, channel.guild.me)
    return await line.ask(partial(_fetch_allowed, line.client, guild_id, channel_id))


async def _fetch_allowed(client: discord.Client, guild_id: int, channel_id: int) -> bool:
    assert client.user is not None, "not logged in"
    guild = await client.fetch_guild(guild_id, with_counts=False)
    channel = await guild.fetch_channel(channel_id)
    member = await guild.fetch_member(client.user.id)
    return isinstance(channel, GuildChannel) and _allows(channel, member)


def _allows(channel: GuildChannel, member: discord.Member) -> bool:
    allowed = channel.permissions_for(member)
    return allowed.view_channel and allowed.read_message_history


def _custom_ids(components: Iterable[Any]) -> Iterator[str | None]:
    """Of every component, whatever holds it."""
    for component in components:
        yield getattr(component, "custom_id", None)
        yield from _custom_ids(getattr(component, "children", ()))
        accessory = getattr(component, "accessory", None)
        if accessory is not None:
            yield from _custom_ids([accessory])
