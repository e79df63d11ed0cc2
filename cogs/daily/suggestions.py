"""What is suggested while an option of `/series` is typed."""

from collections.abc import Sequence

from discord.app_commands import Choice

from bot.domain.daily.series import Series
from bot.ui.suggestions import among
from cogs.daily.owners import Names, name_of

# Discord’s limit for suggestions.
_MOST = 25
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


def days(current: str) -> list[Choice[str]]:
    """The common patterns, and what was typed."""
    return among(_DAYS, current)


def starts(current: str) -> list[Choice[str]]:
    """Days to begin with."""
    return among(_STARTS, current)


def series(found: Sequence[Series], current: str, names: Names) -> list[Choice[str]]:
    """Series by channel and time."""
    named = [(name_of(one, names), one) for one in found]
    wanted = [pair for pair in named if current.casefold() in pair[0].casefold()]
    return [Choice(name=name, value=str(one.id)) for name, one in wanted[:_MOST]]
