"""What is suggested while an option of `/series` is typed."""

from collections.abc import Sequence

from discord.app_commands import Choice

from bot.domain.daily.series import Series
from cogs.daily.owners import Names, name_of

# Discord’s limits for suggestions.
_MOST, _LONGEST = 25, 100
_DAYS = (
    "Weekdays",
    "Every day",
    "Mon, Wed, Fri",
    "Tue, Thu",
    "Sat, Sun",
    "Every 3 days",
    "Every 2 weeks on Monday",
    "1st and 15th of the month",
)
_STARTS = ("Today", "Tomorrow", "Monday", "In 1 week", "In 2 weeks")
_ENDS = ("1 week", "2 weeks", "3 weeks", "a month", "Monday")


def days(current: str) -> list[Choice[str]]:
    """The common patterns, and what was typed."""
    return _words(_DAYS, current)


def starts(current: str) -> list[Choice[str]]:
    """Days to begin with."""
    return _words(_STARTS, current)


def ends(current: str) -> list[Choice[str]]:
    """Days on which a pause may end."""
    return _words(_ENDS, current)


def series(found: Sequence[Series], current: str, names: Names) -> list[Choice[str]]:
    """Series by channel and time."""
    named = [(name_of(one, names), one) for one in found]
    wanted = [pair for pair in named if current.casefold() in pair[0].casefold()]
    return [Choice(name=name, value=str(one.id)) for name, one in wanted[:_MOST]]


def _words(common: Sequence[str], current: str) -> list[Choice[str]]:
    typed = current.strip()
    wanted = [text for text in common if typed.casefold() in text.casefold()]
    return [Choice(name=text, value=text) for text in wanted or [typed[:_LONGEST]]]
