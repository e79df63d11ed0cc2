"""How late a post is, in words."""

from datetime import timedelta

from bot.domain.daily.lateness import AWAY, DISCORD, Lateness
from bot.ui import kit

_REASONS = {
    AWAY: "the bot was away",
    DISCORD: "Discord was down",
    "permissions": "a permission was missing",
    "channel": "the channel was missing",
    "tag": "a forum tag was missing",
    "thread-cap": "too many threads were open",
}


def late(found: Lateness) -> str:
    """`3 hours late, Discord was down`."""
    return f"{length(found.by)} late, {reason(found.why)}"


def reason(why: str) -> str:
    """What kept a post from going out: `a permission was missing`."""
    return _REASONS.get(why, "Discord refused it")


def length(by: timedelta) -> str:
    """A length of time in its largest unit, rounded: `45 minutes`, `3 hours`, `2 days`."""
    seconds = by.total_seconds()
    minutes, hours = round(seconds / 60), round(seconds / 3600)
    if minutes < 60:
        return kit.count(minutes, "minute")
    return kit.count(hours, "hour") if hours < 24 else kit.count(round(seconds / 86400), "day")
