"""Local times that repeat: which days a pattern names, and the moment each slot falls on.

A slot is one local date. Where the clock jumps over the local time, the slot moves forward by the jump;
where the time comes twice, the first one counts (PEP 495 with fold=0).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.errors import UnknownDays, UnknownTime

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PLURALS = tuple(f"{day}s" for day in (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
))  # fmt: skip
_TIME = re.compile(r"^\s*([01]?\d|2[0-3])[:.h]([0-5]\d)\s*$")


@dataclass(frozen=True, slots=True)
class Pattern:
    """The weekdays on which something happens, 1 (Monday) to 7."""

    weekdays: frozenset[int]

    def __post_init__(self) -> None:
        """Raises ValueError unless it names one at least: the search for a next slot would not end."""
        if not self.weekdays or not self.weekdays <= frozenset(range(1, 8)):
            raise ValueError(f"no weekdays: {sorted(self.weekdays)}")

    def names(self, day: date) -> bool:
        """Whether this local date is one of them."""
        return day.isoweekday() in self.weekdays

    def __str__(self) -> str:
        """As people read it: `Every day`, `Weekdays`, `Mon, Wed, Fri`."""
        days = sorted(self.weekdays)
        if len(days) == 7:
            return "Every day"
        if days == [1, 2, 3, 4, 5]:
            return "Weekdays"
        if len(days) == 1:
            return _PLURALS[days[0] - 1]
        return ", ".join(_DAYS[day - 1] for day in days)

    @property
    def code(self) -> str:
        """As it is stored: `weekdays:135`."""
        return "weekdays:" + "".join(str(day) for day in sorted(self.weekdays))


EVERY_DAY = Pattern(frozenset(range(1, 8)))
WEEKDAYS = Pattern(frozenset(range(1, 6)))


@cache
def read_code(code: str) -> Pattern:
    """The pattern behind a stored code."""
    name, _, days = code.partition(":")
    if name != "weekdays":
        raise ValueError(f"unknown pattern {code!r}")
    return Pattern(frozenset(int(day) for day in days))


def read_days(text: str) -> Pattern:
    """The pattern a person wrote: `weekdays`, `every day`, `Mon, Wed, Fri`, `tue-thu`.

    Raises `UnknownDays`.
    """
    words = " ".join(text.casefold().split())
    if words in {"every day", "everyday", "daily", "all"}:
        return EVERY_DAY
    if words in {"weekdays", "weekday", "workdays"}:
        return WEEKDAYS
    found: set[int] = set()
    for part in re.split(r"[\s,;/]+|\band\b", re.sub(r"\s*[-–]\s*", "-", words)):
        if part:
            found |= _read_range(part, text)
    if not found:
        raise UnknownDays(text=text)
    return Pattern(frozenset(found))


def _read_range(part: str, text: str) -> set[int]:
    ends = [_read_day(end, text) for end in part.split("-", 1)]
    first, last = ends[0], ends[-1]
    return {(first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1)}


def _read_day(word: str, text: str) -> int:
    for number, name in enumerate(_PLURALS, start=1):
        if len(word) >= 2 and name.casefold().startswith(word):
            return number
    raise UnknownDays(text=text)


def read_time(text: str) -> time:
    """The time of day a person wrote: `9:00`, `17.30`. Raises `UnknownTime`."""
    match = _TIME.match(text)
    if match is None:
        raise UnknownTime(text=text)
    return time(int(match[1]), int(match[2]))


@dataclass(frozen=True, slots=True)
class Slot:
    """One occurrence: the local date that names it and the moment in UTC."""

    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """A local time that repeats on the days of a pattern."""

    zone: str
    at: time
    pattern: Pattern

    def __str__(self) -> str:
        """As people read it: `Weekdays 09:00, Europe/Berlin`."""
        return f"{self.pattern} {self.at:%H:%M}, {self.zone}"

    def slot(self, day: date) -> Slot:
        """The moment of a local date, whether or not the pattern names it."""
        local = datetime.combine(day, self.at, tzinfo=ZoneInfo(self.zone))
        return Slot(day, local.astimezone(UTC))

    def after(self, moment: datetime) -> Iterator[Slot]:
        """Slots strictly later than a moment, in order, without end."""
        day = moment.astimezone(ZoneInfo(self.zone)).date() - timedelta(days=1)
        while True:
            slot = self.slot(day)
            # A date that a zone left out altogether (Samoa, 30 December 2011) lands on the next one.
            if (
                slot.at > moment
                and self.pattern.names(day)
                and slot.at < self.slot(day + timedelta(days=1)).at
            ):
                yield slot
            day += timedelta(days=1)

    def next(self, moment: datetime) -> Slot:
        """The first slot strictly later than a moment."""
        return next(self.after(moment))

    def passed(self, since: datetime, now: datetime) -> tuple[list[Slot], Slot]:
        """The slots from `since` up to and including now, oldest first, and the one that follows."""
        found: list[Slot] = []
        for slot in self.after(since - timedelta(microseconds=1)):
            if slot.at > now:
                return found, slot
            found.append(slot)
        raise AssertionError("a pattern names days without end")
