"""What a post says beside its question: its marks, and how the question before it went."""

from datetime import date, timedelta

from bot.domain.daily.corrections import after
from bot.domain.daily.series import Earlier
from bot.services.daily.showing import Shown
from bot.ui import kit
from bot.ui.lateness import late
from bot.ui.links import post_link
from cogs.daily.corrected import day_of

_WEEK = timedelta(days=7)


def marks(shown: Shown) -> str | None:
    """`3 hours late, Discord was down · last asked 2 March · corrected 3 May 2026`."""
    found: list[str] = []
    if shown.lateness is not None:
        found.append(late(shown.lateness))
    if shown.last_asked is not None:
        found.append(f"last asked {day(shown.last_asked, shown.post.slot)}")
        corrected = after(shown.question, shown.last_asked)
        if corrected is not None:
            found.append(f"corrected {day_of(corrected.day)}")
    return " · ".join(found) or None


def day(named: date, today: date) -> str:
    """`2 March`, with its year where that is another."""
    year = "" if named.year == today.year else f" {named.year}"
    return f"{named.day} {named:%B}{year}"


def day_after(shown: Shown) -> str | None:
    """`Yesterday: 14 answers, 9 reviewed`, where the first word leads to that post."""
    earlier = shown.earlier
    if earlier is None:
        return None
    name = _when(earlier, shown.post.slot)
    link = post_link(earlier.post)
    word = name if link is None else f"[{name}]({link})"
    if not earlier.answers:
        return f"{word}’s is still open"
    reviewed = f", {earlier.reviewed:,} reviewed" if earlier.reviewed else ""
    return f"{word}: {kit.count(earlier.answers, 'answer')}{reviewed}"


def _when(earlier: Earlier, today: date) -> str:
    named = earlier.post.slot
    if today - named == timedelta(days=1):
        return "Yesterday"
    # A week ago has the weekday of today.
    return f"{named:%A}" if today - named < _WEEK else day(named, today)


def thread_name(shown: Shown) -> str:
    """`2 Mar · One cache for forty services`."""
    slot = shown.post.slot
    return f"{slot.day} {slot:%b} · {shown.question.short}"
