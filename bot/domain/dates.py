"""Dates as people type them: `tomorrow`, `Friday`, `in 2 weeks`, `2 March`, `2026-03-02`."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.errors import UnknownDate

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NAMED = {"today": 0, "now": 0, "tomorrow": 1}
_UNITS = {"day": 1, "week": 7}
# Years without a 29 February come up to seven in a row (1897 to 1903).
_YEARS_AHEAD = 8
_FEWEST_LETTERS = 3

_SPAN = re.compile(r"(?:in )?(\d{1,4}|an?|one|two) (day|week|month)s?")
_NEXT = re.compile(r"(?:next |on |this )?([a-z]+)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(?:on )?(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ([a-z]+)\.?,?(?: (\d{4}))?")
_MONTH_FIRST = re.compile(r"(?:on )?([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?")


def read_date(text: str, today: date) -> date:
    """The date that a person wrote. Raises `UnknownDate`.

    A weekday is the next one after today; a day of a month without its year the next one from today.
    """
    words = " ".join(text.casefold().split())
    readers: tuple[Callable[[str, date], date | None], ...] = (_span, _weekday, _calendar)
    if words in _NAMED:
        return today + timedelta(days=_NAMED[words])
    for read in readers:
        try:
            found = read(words, today)
        except (ValueError, OverflowError):
            # The 30th of February, or beyond the last year there is.
            break
        if found is not None:
            return found
    raise UnknownDate(text=text)


def _span(words: str, today: date) -> date | None:
    """`2 weeks`, `in 3 days`, `a month`: the same day of the month, or its last."""
    match = _SPAN.fullmatch("1 week" if words == "next week" else words)
    if match is None:
        return None
    number = {"a": 1, "an": 1, "one": 1, "two": 2}.get(match[1]) or int(match[1])
    if match[2] in _UNITS:
        return today + timedelta(days=number * _UNITS[match[2]])
    years, month = divmod(today.month - 1 + number, 12)
    first = date(today.year + years, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(today.day, last.day))


def _weekday(words: str, today: date) -> date | None:
    match = _NEXT.fullmatch(words)
    number = None if match is None else _position(match[1], _WEEKDAYS)
    if number is None:
        return None
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _calendar(words: str, today: date) -> date | None:
    """`2026-03-02`, `2 March`, `2nd of March 2027`, `March 2`."""
    if (match := _ISO.fullmatch(words)) is not None:
        return date(int(match[1]), int(match[2]), int(match[3]))
    if (match := _DAY_FIRST.fullmatch(words)) is not None:
        day, name, year = match.groups()
    elif (match := _MONTH_FIRST.fullmatch(words)) is not None:
        name, day, year = match.groups()
    else:
        return None
    month = _position(name, _MONTHS)
    if month is None:
        return None
    if year is not None:
        return date(int(year), month + 1, int(day))
    return _next_of(month + 1, int(day), today)


def _next_of(month: int, day: int, today: date) -> date | None:
    for year in range(today.year, today.year + _YEARS_AHEAD + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            # 29 February, in most years.
            continue
        if found >= today:
            return found
    return None


def _position(word: str, names: tuple[str, ...]) -> int | None:
    """Which name begins like this; three letters at least."""
    if len(word) < _FEWEST_LETTERS:
        return None
    return next((n for n, name in enumerate(names) if name.startswith(word)), None)
