"""Deeds become entries of the ledger, under its caps, and change the sums that boards show.

What a deed earns hangs on the member’s other deeds and not on the order in which they came in: whenever
one is added, what it and those after it earn is counted anew, and what differs is written as corrections.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.board import windows
from bot.domain.board.deed import Dated, DeedKind
from bot.domain.board.points import RULES, Key, Line, Worth, worth
from bot.storage.board import entries, places, seasons, totals
from bot.storage.board.entries import Entry
from bot.storage.board.places import Placing, Spot
from bot.storage.database import Tx
from bot.storage.types import from_ms, to_ms

Member = tuple[int, int]
"""A server and one of its members."""

# Two clocks on one moment differ by less: a later deed may have an earlier day, but not more so.
_APART = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Earned:
    """What deeds changed: for each of them its worth, and the points of each week by how much."""

    worths: Mapping[tuple[int, DeedKind, str], Worth] = field(
        default_factory=dict[tuple[int, DeedKind, str], Worth]
    )
    weeks: Mapping[Member, Mapping[date, int]] = field(
        default_factory=dict[Member, Mapping[date, int]]
    )

    def __or__(self, other: "Earned") -> "Earned":
        """Both, one after the other."""
        weeks = {member: Counter[date]() for member in (*self.weeks, *other.weeks)}
        for part in (self, other):
            for member, changes in part.weeks.items():
                for week, points in changes.items():
                    weeks[member][week] += points
        return Earned({**self.worths, **other.worths}, weeks)


async def credit(tx: Tx, deeds: Sequence[Dated]) -> Earned:
    """Credit deeds, each once; members are locked in the order of their ids."""
    placings = await lock(tx, {(one.deed.guild_id, one.deed.user_id) for one in deeds})
    earned = await write_down(tx, deeds)
    await add_up(tx, placings, earned)
    return earned


async def lock(tx: Tx, members: Collection[Member]) -> Mapping[Member, Placing]:
    """How members are seen; nobody else changes their points until the transaction ends."""
    return {
        (guild_id, user_id): await places.lock(tx, guild_id=guild_id, user_id=user_id)
        for guild_id, user_id in sorted(members)
    }


async def write_down(tx: Tx, deeds: Sequence[Dated]) -> Earned:
    """Write the entries of deeds by members who are locked; `add_up` follows."""
    of: dict[Member, list[Line]] = {}
    for one in deeds:
        if one.deed.full:
            of.setdefault((one.deed.guild_id, one.deed.user_id), []).append(_line(one))
    earned = Earned()
    for member, lines in sorted(of.items()):
        earned |= await _of_member(tx, *member, lines)
    return earned


async def _of_member(tx: Tx, guild_id: int, user_id: int, lines: Sequence[Line]) -> Earned:
    thing = {"guild_id": guild_id, "user_id": user_id}
    since = windows.monday(min(line.day for line in lines) - _APART)
    keys = {line.key for line in lines}
    known = await entries.of_member(tx, **thing, since=since, keys=keys)
    new = {line.key: line for line in lines if line.key not in known}
    worths = worth([*(entry.line for entry in known.values()), *new.values()])
    told = {(user_id, *key): _told(known.get(key), worths[key], since) for key in keys}
    if not new:
        return Earned(told)
    rows = [(line, 0, worths[key].points) for key, line in new.items()]
    rows += _corrections(known.values(), worths, since)
    await entries.add(tx, **thing, rows=rows)
    await _spend(tx, guild_id, user_id, rows)
    weeks = Counter[date]()
    for line, _, points in rows:
        weeks[windows.monday(line.day)] += points
    return Earned(told, {(guild_id, user_id): weeks})


def _told(entry: Entry | None, found: Worth, since: date) -> Worth:
    """What a deed earned; of one that was looked up by its key alone, what is written."""
    if entry is not None and entry.line.day < since:
        return Worth(entry.points)
    return found


def _corrections(
    known: Iterable[Entry], worths: Mapping[Key, Worth], since: date
) -> Iterable[tuple[Line, int, int]]:
    """What earlier deeds earn more or less, now that others are known; those before `since` nothing."""
    for entry in known:
        differs = worths[entry.line.key].points - entry.points
        if differs and entry.line.day >= since:
            yield entry.line, entry.rows, differs


async def _spend(
    tx: Tx, guild_id: int, user_id: int, rows: Sequence[tuple[Line, int, int]]
) -> None:
    spent = Counter[tuple[DeedKind, date]]()
    for line, _, points in rows:
        spent[line.kind, windows.monday(line.day)] += points
    for (kind, week), points in sorted(spent.items()):
        if points and not await totals.spend(
            tx,
            guild_id=guild_id,
            user_id=user_id,
            kind=kind,
            week=week,
            points=points,
            most=RULES[kind].a_week,
        ):
            raise RuntimeError(f"{points} more points would pass the cap of {kind} in {week}")


async def add_up(tx: Tx, placings: Mapping[Member, Placing], earned: Earned) -> None:
    """Change the sums of members by what they earned, and the places of those who are seen.

    Ranks come last and all at once, since members share them: see `places.count`.
    """
    ranks = Counter[Spot]()
    for (guild_id, user_id), weeks in sorted(earned.weeks.items()):
        changed = {week: points for week, points in weeks.items() if points}
        if changed:
            before, after = await _sums(tx, guild_id, user_id, changed)
            thing = {"guild_id": guild_id, "user_id": user_id}
            await totals.write(tx, **thing, points=after)
            scopes = placings[guild_id, user_id].scopes
            await places.stand(tx, **thing, scopes=scopes, points=after)
            ranks.update(moved(guild_id, scopes, before, after))
    await places.count(tx, ranks)


def moved(
    guild_id: int, scopes: Iterable[str], before: Mapping[str, int], after: Mapping[str, int]
) -> Counter[Spot]:
    """What changes at which rank when a member has other points; without points they hold none."""
    ranks = Counter[Spot]()
    for scope in scopes:
        for points, by in ((before, -1), (after, 1)):
            for window, number in points.items():
                if number:
                    ranks[guild_id, window, scope, number] += by
    return ranks


async def _sums(
    tx: Tx, guild_id: int, user_id: int, changes: Mapping[date, int]
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """A member’s points in every window that these changes are in, before and after them."""
    start = await seasons.begin(tx, guild_id=guild_id, monday=min(changes))
    in_seasons = {windows.season(week, start) for week in changes}
    weeks = [week for one in sorted(in_seasons) for week in windows.season_weeks(one)]
    phases = {windows.window("phase", week, start) for week in changes}
    read = {windows.ALL, *phases, *map(windows.of_week, weeks)}
    read |= {f"season:{one}" for one in in_seasons}
    held = await totals.of_member(tx, guild_id=guild_id, user_id=user_id, windows=read)
    after = Counter[str](held)
    for week, points in changes.items():
        after[windows.of_week(week)] += points
        after[windows.window("phase", week, start)] += points
        after[windows.ALL] += points
    for one in in_seasons:
        by_week = {week: after[windows.of_week(week)] for week in windows.season_weeks(one)}
        after[f"season:{one}"] = windows.in_season(by_week, one)
    changed = {window: number for window, number in after.items() if number != held.get(window)}
    return {window: held.get(window, 0) for window in changed}, changed


def _line(one: Dated) -> Line:
    deed = one.deed
    return Line(
        kind=deed.kind,
        thing=deed.thing,
        # As it is stored, so that it is the same deed when it is read again.
        at=from_ms(to_ms(deed.at)),
        day=one.day,
        full=deed.full,
        other_id=deed.other_id,
        span=deed.span,
    )
