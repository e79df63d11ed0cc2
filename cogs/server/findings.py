"""What the doctor finds in Discord: what needs the owner, and what is good to know."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import discord

from bot.domain.daily.series import LOW, Series
from bot.services.doctor import Check
from bot.ui import kit
from bot.ui.mending import can_post
from bot.ui.permissions import (
    MENTION,
    SEND,
    TAGS_PATH,
    VIEW,
    channel_path,
    missing,
    missing_for_rounds,
    pings,
    role_name,
    to_give,
    why_not_given,
)
from bot.ui.tags import KIND_TAGS, lacks_tag

# People who set series and are looked up, one request each.
_LOOKED_UP = 5


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that needs the owner: what, and the path of clicks."""

    what: str
    path: str


def find_troubles(guild: discord.Guild, check: Check) -> Sequence[Trouble]:
    """What keeps running series from posting, or anybody from hearing of it."""
    by_channel: dict[int, list[Series]] = defaultdict(list)
    for series in check.series:
        if series.paused_at is None:
            by_channel[series.channel_id].append(series)
    found: list[Trouble] = []
    for channel_id, running in by_channel.items():
        channel = guild.get_channel(channel_id)
        found += [_gone(running)] if channel is None else _in_channel(channel, running)
    return [
        *found,
        *_with_nothing_left(check),
        *_rounds(guild, check),
        *_boards(guild, check),
        *_log_channel(guild, check),
    ]


def _with_nothing_left(check: Check) -> Iterator[Trouble]:
    empty = [one for one in check.series if one.paused_at is None and _is_empty(check, one)]
    if empty:
        verb = "has" if len(empty) == 1 else "have"
        yield Trouble(
            f"{_named(empty)} {verb} nothing left to ask: every question is switched off"
            f"{_since(empty)}.",
            "`/bank browse` switches some on, `/series edit` takes more kinds",
        )


def _is_empty(check: Check, series: Series) -> bool:
    """Whether a series has no question at all that it may ask."""
    return check.left.get(series.id) == 0


def _gone(running: Sequence[Series]) -> Trouble:
    which = _named(running)
    return Trouble(
        f"The channel of {which} is gone{_since(running)}.",
        "`/series edit` gives it another channel, `/series remove` ends it",
    )


def _in_channel(channel: discord.abc.GuildChannel, running: Sequence[Series]) -> Iterator[Trouble]:
    where, role = f"<#{channel.id}>", role_name(channel.guild)
    needs = {
        need: None
        for series in running
        for need in missing(channel, series.place, threads=series.threads)
    }
    if needs:
        names = ", ".join(f"**{need.name}**" for need in needs)
        yield Trouble(
            f"In {where} the role **{role}** needs {names}{_since(running)}.", channel_path(role)
        )
    if lacks_tag(channel):
        wanted = ", ".join(f"“{name}”" for name in KIND_TAGS)
        yield Trouble(
            f"{where} asks for a tag on every post and has none that fits{_since(running)}. "
            f"Add one of {wanted}, or let posts go without.",
            TAGS_PATH,
        )
    for role_id in dict.fromkeys(one.ping_role_id for one in running):
        yield from () if role_id is None else _ping(channel, role_id, running)


def _ping(
    channel: discord.abc.GuildChannel, role_id: int, running: Sequence[Series]
) -> Iterator[Trouble]:
    role = channel.guild.get_role(role_id)
    if role is None:
        which = _named([one for one in running if one.ping_role_id == role_id])
        yield Trouble(
            f"The role that {which} should ping is gone; questions go out without it.",
            "`/series edit` takes another role, or none",
        )
    elif not pings(role, channel):
        own = role_name(channel.guild)
        yield Trouble(
            f"In <#{channel.id}> <@&{role_id}> is named and nobody is notified: the role "
            f"**{own}** needs **{MENTION.name}**.",
            channel_path(own),
        )


def _rounds(guild: discord.Guild, check: Check) -> Iterator[Trouble]:
    rounds = check.rounds
    if rounds is None or not rounds.is_on:
        return
    channel = guild.get_channel(rounds.channel_id)
    if channel is None:
        yield Trouble(
            "The channel of the mock rounds is gone.", "`/round schedule` takes another channel"
        )
        return
    needs = missing_for_rounds(channel, events=rounds.events)
    if needs:
        names, role = ", ".join(f"**{need.name}**" for need in needs), role_name(guild)
        yield Trouble(
            f"For mock rounds in <#{channel.id}> the role **{role}** needs {names}.",
            channel_path(role),
        )


def _boards(guild: discord.Guild, check: Check) -> Iterator[Trouble]:
    """What keeps the digest from its channel and the roles by phase from members."""
    if check.boards is None:
        return
    role, channel_id = role_name(guild), check.boards.digest_channel_id
    channel = guild.get_channel(channel_id) if channel_id is not None else None
    if channel_id is not None and channel is None:
        yield Trouble(
            "The channel of the weekly digest is gone.", "`/server boards` takes another, or none"
        )
    elif channel is not None and (needs := _lacking(channel)):
        yield Trouble(
            f"For the weekly digest in <#{channel.id}> the role **{role}** needs {needs}.",
            channel_path(role),
        )
    for phase, role_id in sorted(check.boards.phase_roles.items()):
        why = why_not_given(guild, role_id)
        if why is not None:
            yield Trouble(f"The role of phase {phase} cannot be given.", to_give(why, role))


def _lacking(channel: discord.abc.GuildChannel) -> str:
    """What the bot lacks to write in a channel, by name."""
    granted = channel.permissions_for(channel.guild.me)
    needs = [need for need in (VIEW, SEND) if not getattr(granted, need.flag)]
    return ", ".join(f"**{need.name}**" for need in needs)


def _log_channel(guild: discord.Guild, check: Check) -> Iterator[Trouble]:
    if check.log_channel_id is None:
        return
    channel = guild.get_channel(check.log_channel_id)
    if channel is None:
        yield Trouble("The log channel is gone.", "`/server settings` takes another, or none")
        return
    if needs := _lacking(channel):
        role = role_name(guild)
        yield Trouble(
            f"In the log channel <#{channel.id}> the role **{role}** needs {needs}.",
            channel_path(role),
        )


def _named(series: Sequence[Series]) -> str:
    return f"“{series[0].plan}”" if len(series) == 1 else f"{len(series)} series"


def _since(series: Sequence[Series]) -> str:
    held = [one.held_at for one in series if one.held_at is not None]
    return f" since {kit.stamp(min(held))}" if held else ""


def mended(guild: discord.Guild, check: Check) -> Sequence[Series]:
    """Held series in which nothing is missing any more."""
    return [
        one
        for one in check.series
        if one.held_at is not None
        and one.paused_at is None
        and can_post(guild, one)
        and not _is_empty(check, one)
    ]


async def find_departed(guild: discord.Guild, check: Check) -> frozenset[int]:
    """Who set a series here and is no longer a member; a few are looked up."""
    setters = dict.fromkeys(one.created_by for one in check.series if one.created_by is not None)
    gone: set[int] = set()
    for user_id in [*setters][:_LOOKED_UP]:
        try:
            await guild.fetch_member(user_id)
        except discord.NotFound:
            gone.add(user_id)
    return frozenset(gone)


def notes(check: Check, departed: frozenset[int]) -> Sequence[str]:
    """What is good to know and needs nobody at once."""
    found: list[str] = []
    for series in check.series:
        left = check.left.get(series.id, 0)
        if series.paused_at is None and 0 < left <= LOW:
            found.append(
                f"“{series.plan}” has {kit.count(left, 'question')} left that it asked least; then "
                "those asked longest ago come again."
            )
    if check.reviews.waiting or check.reviews.overdue:
        found.append(
            f"{kit.count(check.reviews.waiting, 'answer')} without a reader, "
            f"{check.reviews.overdue:,} overdue."
        )
    left_behind = [one for one in check.series if one.created_by in departed]
    if left_behind:
        found.append(f"Who set {_named(left_behind)} has left; {_told_instead(check, departed)}")
    return found


def _told_instead(check: Check, departed: frozenset[int]) -> str:
    if check.owner_id is not None and check.owner_id not in departed:
        return f"<@{check.owner_id}> is told what it needs."
    if check.log_channel_id is not None:
        return f"<#{check.log_channel_id}> is told what it needs."
    return "nobody would be told what it needs. `/server settings` takes a log channel."
