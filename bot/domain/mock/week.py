"""A week of free time as a set of quarter hours: what of it is usable, and how people read it.

A set is a number of 672 bits, one for each quarter of an hour from Monday 00:00 on. A week of somebody’s
own clock has no end: Sunday’s last quarter stands before Monday’s first.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

from bot.domain.mock.member import DAY, GRID, SESSION, Hours, Interval

BINS = 7 * DAY // GRID
ALL = (1 << BINS) - 1
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Part = Literal["morning", "afternoon", "evening"]
PARTS: dict[Part, tuple[int, int]] = {
    "morning": (8 * 60, 12 * 60),
    "afternoon": (12 * 60, 17 * 60),
    "evening": (17 * 60, 22 * 60),
}
"""From when until when, in minutes of a day."""

MOST_ACROSS = 12 * 60
"""Minutes that times may last to be written as one from an evening into the morning after it."""

_HALF_HOUR = 30 // GRID


def bits(hours: Iterable[Interval]) -> int:
    """The quarters that lie wholly within these hours."""
    found = 0
    for one in hours:
        begins = (one.weekday - 1) * DAY + one.start
        first, end = -(-begins // GRID), (begins + one.length) // GRID
        if end > first:
            found |= _turned((1 << min(end - first, BINS)) - 1, -first)
    return found


def _turned(week: int, by: int) -> int:
    """The week beginning so many quarters later."""
    by %= BINS
    return (week >> by | week << (BINS - by)) & ALL


def hours(week: int) -> Hours:
    """The fewest intervals that make up a set, by when they begin."""
    if week == ALL:
        return (Interval(1, 0, 7 * DAY),)
    found: list[Interval] = []
    for first in _positions(week & ~_turned(week, -1)):
        rest = _turned(week, first)
        length = (~rest & (rest + 1)).bit_length() - 1
        weekday, start = divmod(first * GRID, DAY)
        found.append(Interval(weekday + 1, start, length * GRID))
    return tuple(found)


def _positions(week: int) -> Iterator[int]:
    while week:
        lowest = week & -week
        yield lowest.bit_length() - 1
        week ^= lowest


def is_usable(interval: Interval) -> bool:
    """Whether a session fits."""
    return interval.length >= SESSION


def usable_minutes(hours: Hours) -> int:
    """How long the hours are into which a session fits."""
    return sum(one.length for one in hours if is_usable(one))


def of_parts(days: Collection[int], parts: Collection[Part]) -> int:
    """These parts of these days."""
    return bits(
        Interval(day, PARTS[part][0], PARTS[part][1] - PARTS[part][0])
        for day in days
        for part in parts
    )


def parts_of(week: int) -> tuple[frozenset[int], frozenset[Part]]:
    """On which days, and in which parts of a day, something is free."""
    days = frozenset(day for day in range(1, 8) if week & of_span(day, 0, DAY))
    parts: set[Part] = set()
    for part, span in PARTS.items():
        if any(week & of_span(day, *span) for day in days):
            parts.add(part)
    return days, frozenset(parts)


def of_span(day: int, begins: int, ends: int) -> int:
    """The quarters between two minutes of a day."""
    return bits([Interval(day, begins, ends - begins)])


def half_hour(day: int, number: int) -> int:
    """The quarters of the half hour with a number, 0 to 47."""
    return ((1 << _HALF_HOUR) - 1) << ((day - 1) * DAY // GRID + number * _HALF_HOUR)


def lines(hours: Hours) -> list[tuple[str, str]]:
    """Hours as people read and write them: `Mon–Thu` and `18:00–20:00, 21:00–22:00`.

    Days with the same times stand together.
    """
    by_day: dict[int, list[str]] = {}
    for one in hours:
        for weekday, begins, ends in _pieces(one):
            by_day.setdefault(weekday, []).append(f"{_clock(begins)}–{_clock(ends)}")
    by_times: dict[str, list[int]] = {}
    for weekday in sorted(by_day):
        by_times.setdefault(", ".join(by_day[weekday]), []).append(weekday)
    return [(_names(days), times) for times, days in by_times.items()]


def _pieces(one: Interval) -> Iterable[tuple[int, int, int]]:
    """An interval day by day; times that last no longer than a night are one."""
    weekday, begins, left = one
    while left:
        length = left if left <= MOST_ACROSS else min(left, DAY - begins)
        yield weekday, begins, begins + length
        weekday, begins, left = weekday % 7 + 1, 0, left - length


def _clock(minute: int) -> str:
    minute = minute if minute <= DAY else minute - DAY
    return f"{minute // 60:02}:{minute % 60:02}"


def _names(days: Sequence[int]) -> str:
    """`Mon–Wed, Fri`."""
    found: list[list[int]] = []
    for day in days:
        if found and found[-1][-1] == day - 1:
            found[-1].append(day)
        else:
            found.append([day])
    spans = (
        [f"{DAYS[run[0] - 1]}–{DAYS[run[-1] - 1]}"]
        if len(run) > 2
        else [DAYS[day - 1] for day in run]
        for run in found
    )
    return ", ".join(name for names in spans for name in names)


def as_typed(hours: Hours) -> str:
    """Hours as one would type them: `Mon-Thu 18:00-20:00, Sat 09:30-12:00`."""
    return ", ".join(f"{days} {times}" for days, times in lines(hours)).replace("–", "-")
