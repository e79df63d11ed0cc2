"""Finding out whether a message was posted, where its nonce no longer says so.

A message is known by its marker, the `custom_id` of a component in it. An empty answer counts only
where the bot may read: without READ_MESSAGE_HISTORY Discord’s history is empty, not refused.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import discord
from discord.abc import GuildChannel
from discord.utils import snowflake_time, time_snowflake

from bot.delivery.hold import Hold
from bot.delivery.line import Line
from bot.delivery.outcome import Made, Refused, Removed, Sent, Unsure
from bot.delivery.parcel import Parcel

_PAGE = 100


@dataclass(frozen=True, slots=True)
class Absent:
    """It was not posted."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Nobody can tell."""


Found = Sent | Made | Absent | Unreadable | Refused | Removed | Unsure


async def look(line: Line, hold: Hold, channel_id: int, parcel: Parcel, *, private: bool) -> Found:
    """Whether an earlier attempt got through, where it was made at `channel_id`."""
    if not private:
        needs = ("view_channel", "read_message_history")
        hindrance_there = await hindrance(line, hold, channel_id, *needs)
        if hindrance_there is not None:
            return hindrance_there
    if parcel.forum:
        return await _in_forum(line, hold, channel_id, parcel)
    return await _in_channel(line, hold, channel_id, parcel.marker)


async def _in_channel(line: Line, hold: Hold, channel_id: int, marker: str) -> Found:
    """Look from before the first attempt to after the last one that carried its nonce."""
    channel = line.client.get_partial_messageable(channel_id)
    first, timings = hold.clock() - hold.age, hold.timings
    until = first + timings.nonce + timings.send + timings.look_back
    after = discord.Object(time_snowflake(hold.since))
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
    threads = await own_threads(line, hold, channel_id)
    if not isinstance(threads, list):
        return threads
    for thread in threads:
        thread_id = int(thread["id"])
        post = line.client.get_partial_messageable(thread_id)
        starter = await line.ask(partial(post.fetch_message, thread_id))
        if isinstance(starter, Refused | Unsure):
            return starter
        if not isinstance(starter, Removed) and parcel.marker in _custom_ids(starter.components):
            return Sent(channel_id, thread_id, thread_id)
    return Unreadable() if is_archived(hold, parcel.archive_minutes) else Absent()


async def own_threads(
    line: Line, hold: Hold, channel_id: int
) -> list[Any] | Refused | Removed | Unsure:
    """The bot’s active threads under a channel that are not older than the first attempt."""
    active = await line.ask(partial(line.client.http.get_active_threads, hold.delivery.guild_id))
    if not isinstance(active, dict):
        return active
    bot = line.client.user
    assert bot is not None, "not logged in"
    return [
        thread
        for thread in active["threads"]
        if int(thread["parent_id"]) == channel_id
        and int(thread["owner_id"]) == bot.id
        and snowflake_time(int(thread["id"])) >= hold.since
    ]


def is_archived(hold: Hold, minutes: int) -> bool:
    """Whether by now a thread that nobody wrote in has been archived, and is no longer listed."""
    return hold.age >= timedelta(minutes=minutes)


async def hindrance(
    line: Line, hold: Hold, channel_id: int, *needs: str
) -> Unreadable | Refused | Removed | Unsure | None:
    """What keeps the bot from looking into a server’s channel; None where it has all it needs.

    Discord is asked where memory does not say.
    """
    channel = line.client.get_channel(channel_id)
    if isinstance(channel, discord.Thread):
        channel = channel.parent  # whose permissions hold in it
    if isinstance(channel, GuildChannel) and channel.guild.me:
        allowed = _allows(channel, channel.guild.me, needs)
    else:
        guild_id = hold.delivery.guild_id
        allowed = await line.ask(partial(_fetch_allowed, line.client, guild_id, channel_id, needs))
    if allowed is False or allowed == Refused("permissions"):
        return Unreadable()
    return None if allowed is True else allowed


async def _fetch_allowed(
    client: discord.Client, guild_id: int, channel_id: int, needs: Sequence[str]
) -> bool:
    assert client.user is not None, "not logged in"
    guild = await client.fetch_guild(guild_id, with_counts=False)
    channel = await guild.fetch_channel(channel_id)
    if isinstance(channel, discord.Thread):
        channel = await guild.fetch_channel(channel.parent_id)
    member = await guild.fetch_member(client.user.id)
    return isinstance(channel, GuildChannel) and _allows(channel, member, needs)


def _allows(channel: GuildChannel, member: discord.Member, needs: Sequence[str]) -> bool:
    allowed = channel.permissions_for(member)
    return all(getattr(allowed, need) for need in needs)


def _custom_ids(components: Iterable[Any]) -> Iterator[str | None]:
    """Of every component, whatever holds it."""
    for component in components:
        yield getattr(component, "custom_id", None)
        yield from _custom_ids(getattr(component, "children", ()))
        accessory = getattr(component, "accessory", None)
        if accessory is not None:
            yield from _custom_ids([accessory])
