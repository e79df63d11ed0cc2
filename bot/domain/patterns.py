"""The rules by which days repeat, each a function of a local date; how each is kept, shown and written."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import DaysOutOfRange, UnknownDays

WEEK = 7
MOST_DAYS = 365
MOST_WEEKS = 52
LONGEST_MONTH = 31
# From the first of these on, some months have no such day.
_SHORTEST_MONTH = 28
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PLURALS = tuple(f"{day}s" for day in _FULL)

Weekdays = frozenset[int]
"""These weekdays, 1 (Monday) to 7."""


@dataclass(frozen=True, slots=True)
class EveryDays:
    """A date and every n days after it."""

    n: int
    first: date

    def __post_init__(self) -> None:
        """Raises `DaysOutOfRange`."""
        _check(1 <= self.n <= MOST_DAYS, f"every {self.n} days")

    def names(self, day: date) -> bool:
        """Whether this local date is one of them."""
        return day >= self.first and (day - self.first).days % self.n == 0

    def __str__(self) -> str:
        """`Every 3 days`; one day is said with its number, since it may begin later."""
        return f"Every {self.n} days" if self.n > 1 else "Every 1 day"

    @property
    def code(self) -> str:
        """`days:3:2026-03-02`."""
        return f"days:{self.n}:{self.first}"


@dataclass(frozen=True, slots=True)
class EveryWeeks:
    """The first such weekday from a date on, and every n weeks after it."""

    n: int
    weekday: int
    first: date

    def __post_init__(self) -> None:
        """Raises `DaysOutOfRange`."""
        _check(1 <= self.n <= MOST_WEEKS, f"every {self.n} weeks")
        _check(1 <= self.weekday <= WEEK, f"weekday {self.weekday}")

    def names(self, day: date) -> bool:
        """Whether this local date is one of them."""
        began = self.first + timedelta(days=(self.weekday - self.first.isoweekday()) % WEEK)
        return day >= began and (day - began).days % (WEEK * self.n) == 0

    def __str__(self) -> str:
        """`Every 2 weeks on Monday`."""
        weeks = f"{self.n} weeks" if self.n > 1 else "week"
        return f"Every {weeks} on {_FULL[self.weekday - 1]}"

    @property
    def code(self) -> str:
        """`weeks:2:1:2026-03-02`."""
        return f"weeks:{self.n}:{self.weekday}:{self.first}"


@dataclass(frozen=True, slots=True)
class MonthDays:
    """Days of the month; one that a month is too short for is its last day."""

    days: frozenset[int]

    def __post_init__(self) -> None:
        """Raises `DaysOutOfRange`."""
        wrong = [day for day in sorted(self.days) if not 1 <= day <= LONGEST_MONTH]
        _check(bool(self.days) and not wrong, f"day {wrong[0]} of the month" if wrong else "no day")

    def names(self, day: date) -> bool:
        """Whether this local date is one of them."""
        if day.day in self.days:
            return True
        if day.day < _SHORTEST_MONTH or max(self.days) < day.day:
            return False
        return (day + timedelta(days=1)).day == 1

    def __str__(self) -> str:
        """`The 1st, 15th and last day`."""
        days = [_ordinal(day) for day in sorted(self.days)]
        if LONGEST_MONTH not in self.days:
            return f"The {_listed(days)} of the month"
        if len(days) == 1:
            return "The last day of the month"
        return f"The {_listed([*days[:-1], 'last day'])}"

    @property
    def code(self) -> str:
        """`month:1,15,31`."""
        return "month:" + ",".join(str(day) for day in sorted(self.days))


Rule = Weekdays | EveryDays | EveryWeeks | MonthDays


def names(rule: Rule, day: date) -> bool:
    """Whether a rule names a local date."""
    return day.isoweekday() in rule if isinstance(rule, frozenset) else rule.names(day)


def code(rule: Rule) -> str:
    """As a rule is stored."""
    if isinstance(rule, frozenset):
        return "weekdays:" + "".join(str(day) for day in sorted(rule))
    return rule.code


def words(rule: Rule) -> str:
    """As people read a rule: `Every day`, `Weekdays`, `Mon, Wed, Fri`, `Every 3 days`."""
    if not isinstance(rule, frozenset):
        return str(rule)
    days = sorted(rule)
    if len(days) == WEEK:
        return "Every day"
    if days == [1, 2, 3, 4, 5]:
        return "Weekdays"
    if len(days) == 1:
        return _PLURALS[days[0] - 1]
    return ", ".join(_DAYS[day - 1] for day in days)


def read_code(text: str) -> Rule:
    """The rule behind a stored code. Raises ValueError."""
    name, _, rest = text.partition(":")
    match name, rest.split(":"):
        case "weekdays", [days]:
            return frozenset(int(day) for day in days)
        case "days", [n, first]:
            return EveryDays(int(n), date.fromisoformat(first))
        case "weeks", [n, weekday, first]:
            return EveryWeeks(int(n), int(weekday), date.fromisoformat(first))
        case "month", [days]:
            return MonthDays(frozenset(int(day) for day in days.split(",")))
        case _:
            raise ValueError(f"unknown pattern {text!r}")


# What follows reads words, given in lower case with single spaces.

_NUMBERS = {"other": "2", "second": "2", "two": "2", "third": "3", "three": "3", "four": "4"}
_EVERY = re.compile(
    r"(?:every|each) (?:(?P<n>\d{1,4}|other|second|third|two|three|four)(?:st|nd|rd|th)? ?)?"
    r"(?P<unit>days?|weeks?(?: on)?)? ?(?P<days>[a-z]*)"
)
_MONTH = re.compile(
    r"(?:monthly|every month|each month)(?: on)?(?: the)? (?P<on>.+)"
    r"|(?:on )?(?:the )?(?P<of>.+?)(?:,? (?:day )?of (?:the|each|every) month| monthly)"
    r"|(?:on )?(?:the )?(?P<bare>.*(?:last(?: day)?|\d(?:st|nd|rd|th)))"
)
_MONTH_DAY = re.compile(r"(\d{1,3})(?:st|nd|rd|th)?|(last)(?: day)?")
_SEPARATOR = re.compile(r"\s*(?:,|;|/|\band\b|&)\s*")
_EVERY_DAY = {"every day", "everyday", "each day", "daily", "all"}
_WORKDAYS = {"weekdays", "weekday", "workdays", "every weekday", "mon to fri"}


def read(text: str, first: date) -> Rule:
    """The rule a person wrote; intervals are counted from `first`.

    Raises `UnknownDays`, `DaysOutOfRange`.
    """
    if text in _EVERY_DAY:
        return frozenset(range(1, WEEK + 1))
    return _read_interval(text, first) or _read_month(text) or _read_weekdays(text)


def _read_interval(text: str, first: date) -> Rule | None:
    found = _EVERY.fullmatch(text)
    if found is None:
        return None
    number, unit, day = found["n"], found["unit"] or "", found["days"]
    n = int(_NUMBERS.get(number, number)) if number else 1
    if unit.startswith("day") and not day:
        return EveryDays(n, first)
    if not day or unit.startswith("day"):
        # Weeks without a weekday are counted from the day itself.
        return EveryWeeks(n, first.isoweekday(), first) if unit.startswith("week") else None
    (weekday,) = _read_range(day, text)
    return EveryWeeks(n, weekday, first) if number or unit else frozenset({weekday})


def _read_month(text: str) -> Rule | None:
    found = _MONTH.fullmatch(text)
    if found is None:
        return None
    parts = _SEPARATOR.split(found["on"] or found["of"] or found["bare"])
    days: set[int] = set()
    for part in filter(None, (part.removeprefix("the ").strip() for part in parts)):
        day = _MONTH_DAY.fullmatch(part)
        if day is None:
            raise UnknownDays(text=text)
        days.add(LONGEST_MONTH if day[2] else int(day[1]))
    if not days:
        raise UnknownDays(text=text)
    return MonthDays(frozenset(days))


def _read_weekdays(text: str) -> Weekdays:
    found: set[int] = set()
    for part in re.split(r"[\s,;/]+|\band\b", re.sub(r"\s*[-–]\s*", "-", text)):
        if part in _WORKDAYS:
            found |= {1, 2, 3, 4, 5}
        elif part:
            found |= _read_range(part, text)
    if not found:
        raise UnknownDays(text=text)
    return frozenset(found)


def _read_range(part: str, text: str) -> set[int]:
    ends = [_read_day(end, text) for end in part.split("-", 1)]
    first, last = ends[0], ends[-1]
    return {(first - 1 + step) % WEEK + 1 for step in range((last - first) % WEEK + 1)}


def _read_day(word: str, text: str) -> int:
    for number, name in enumerate(_PLURALS, start=1):
        if len(word) >= 2 and name.casefold().startswith(word):
            return number
    raise UnknownDays(text=text)


def _ordinal(day: int) -> str:
    special = {1: "st", 2: "nd", 3: "rd"} if day not in (11, 12, 13) else {}
    return f"{day}{special.get(day % 10, 'th')}"


def _listed(parts: Sequence[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def _check(fits: bool, text: str) -> None:
    if not fits:
        raise DaysOutOfRange(text=text)


def is_at_weekends_alone(rule: Rule) -> bool:
    """Whether no day of a rule is ever left once weekends are left out."""
    match rule:
        case EveryDays(n, first):
            # From seven steps on, every weekday had its turn.
            days: Iterable[date] = (first + timedelta(days=n * step) for step in range(WEEK))
            return all(day.isoweekday() > 5 for day in days)
        case EveryWeeks(weekday=weekday):
            return weekday > 5
        case MonthDays():
            return False
        case _:
            return all(day > 5 for day in rule)
