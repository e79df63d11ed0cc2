"""Local times that repeat: which days a pattern names, and the moment each slot falls on.

A slot is one local date. Where the clock jumps over the local time, the slot moves forward by the jump;
where the time comes twice, the first one counts (PEP 495 with fold=0).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from bot.domain import patterns
from bot.domain.patterns import Rule
from bot.errors import ContraryDays, UnknownDays, UnknownTime

_TIME = re.compile(r"^\s*([01]?\d|2[0-3])[:.h]([0-5]\d)\s*$")
_NO_WEEKENDS = ";no-weekends"
_WITHOUT = re.compile(
    r",? *(?:\(?(?:but )?(?:except|without|excluding|no|not|not on|not at|minus)(?: at| on)?"
    r"(?: the)? (?:weekends?|week-ends?)\)?)$"
)
_A_DAY = timedelta(days=1)
FROM = date(2024, 1, 1)
"""A Monday, from which intervals are counted where nobody said from when."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The days on which something happens; a set of numbers are weekdays, 1 (Monday) to 7."""

    rule: Rule
    weekends: bool = True  # without them, Saturdays and Sundays are left out, not moved

    def __post_init__(self) -> None:
        """Raises unless it names a day at least: the search for a next slot would not end.

        Raises `ContraryDays` where weekends are all it names and are left out, else ValueError.
        """
        if isinstance(self.rule, frozenset) and not (
            self.rule and self.rule <= frozenset(range(1, 8))
        ):
            raise ValueError(f"no weekdays: {sorted(self.rule)}")
        if not self.weekends and patterns.is_at_weekends_alone(self.rule):
            raise ContraryDays(text=patterns.words(self.rule))

    def names(self, day: date) -> bool:
        """Whether this local date is one of them."""
        if not self.weekends and day.isoweekday() > 5:
            return False
        return patterns.names(self.rule, day)

    def __str__(self) -> str:
        """As people read it: `Every day`, `Mon, Wed, Fri`, `Every 3 days, not at weekends`."""
        if self.weekends:
            return patterns.words(self.rule)
        if isinstance(self.rule, frozenset):
            return patterns.words(self.rule - {6, 7})
        return f"{patterns.words(self.rule)}, not at weekends"

    @property
    def code(self) -> str:
        """As it is stored: `weekdays:135`, `days:3:2026-03-02;no-weekends`."""
        return patterns.code(self.rule) + ("" if self.weekends else _NO_WEEKENDS)


EVERY_DAY = Pattern(frozenset(range(1, 8)))
WEEKDAYS = Pattern(frozenset(range(1, 6)))


@cache
def read_code(code: str) -> Pattern:
    """The pattern behind a stored code. Raises ValueError."""
    return Pattern(
        patterns.read_code(code.removesuffix(_NO_WEEKENDS)), not code.endswith(_NO_WEEKENDS)
    )


def read_days(text: str, first: date = FROM) -> Pattern:
    """The pattern a person wrote: `weekdays`, `tue-thu`, `every 3 days`, `1st and last of the month`.

    Intervals are counted from `first`. Raises `UnknownDays`, `DaysOutOfRange`, `ContraryDays`.
    """
    words = " ".join(text.casefold().split())
    named = _WITHOUT.sub("", words)
    try:
        rule = patterns.read(named, first)
    except UnknownDays:
        raise UnknownDays(text=text) from None
    if named == words:
        return Pattern(rule)
    if not isinstance(rule, frozenset):
        return Pattern(rule, weekends=False)
    if rule == EVERY_DAY.rule:
        return WEEKDAYS
    if rule & {6, 7}:
        raise ContraryDays(text=text)
    return Pattern(rule)


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


# Thousands of plans share a few zones and hours, and each is asked for the same few days.
@lru_cache(maxsize=4096)
def _slot(zone: ZoneInfo, at: time, day: date) -> Slot:
    return Slot(day, datetime.combine(day, at, tzinfo=zone).astimezone(UTC))


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
        return _slot(ZoneInfo(self.zone), self.at, day)

    def after(self, moment: datetime, not_before: date | None = None) -> Iterator[Slot]:
        """Slots strictly later than a moment, none before a local date, in order, without end."""
        day = moment.astimezone(ZoneInfo(self.zone)).date() - _A_DAY
        if not_before is not None:
            day = max(day, not_before)
        while True:
            if self.pattern.names(day):
                slot = self.slot(day)
                # A date that a zone left out altogether (Samoa, 30 December 2011) lands on the next one.
                if slot.at > moment and slot.at < self.slot(day + _A_DAY).at:
                    yield slot
            day += _A_DAY

    def next(self, moment: datetime, not_before: date | None = None) -> Slot:
        """The first slot strictly later than a moment, and not before a local date."""
        return next(self.after(moment, not_before))

    def passed(
        self, since: datetime, now: datetime, not_before: date | None = None
    ) -> tuple[list[Slot], Slot]:
        """The slots from `since` up to and including now, oldest first, and the one that follows."""
        found: list[Slot] = []
        for slot in self.after(since - timedelta(microseconds=1), not_before):
            if slot.at > now:
                return found, slot
            found.append(slot)
        raise AssertionError("a pattern names days without end")

    def today(self, now: datetime) -> date:
        """The local date of a moment."""
        return now.astimezone(ZoneInfo(self.zone)).date()
