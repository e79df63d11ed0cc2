"""How long the thread of a question stays open without a word: about until the next question."""

from datetime import date, timedelta

from bot.domain.schedule import Pattern

# Discord’s own lengths, in minutes.
_DAY, _THREE_DAYS, _WEEK = 1440, 4320, 10080
# Eight weeks: of every pattern that comes weekly or more often, the mean holds.
_LOOKED_AT = 56
# A question on every weekday comes every 1.4 days, one twice a week every 3.5.
_DAILY, _EVERY_FEW_DAYS = 1.5, 3.5


def archive_minutes(pattern: Pattern, day: date) -> int:
    """The minutes until a thread is archived, by how often the pattern comes from this day on."""
    named = sum(pattern.names(day + timedelta(days=n)) for n in range(_LOOKED_AT))
    gap = _LOOKED_AT / max(named, 1)
    if gap <= _DAILY:
        return _DAY
    return _THREE_DAYS if gap <= _EVERY_FEW_DAYS else _WEEK
