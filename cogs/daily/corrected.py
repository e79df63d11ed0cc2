"""What a corrected question says of it, to who met an earlier revision."""

from collections.abc import Sequence
from datetime import date

from bot.domain.daily.question import Correction


def changed_since(
    corrections: Sequence[Correction], title: str = "**Changed since you met it**"
) -> str | None:
    """Each correction with its day, oldest first; nothing where there is none."""
    if not corrections:
        return None
    lines = [f"- {day_of(one.day)}: {one.text}" for one in corrections]
    return "\n".join([title, *lines])


def day_of(day: str) -> str:
    """`3 May 2026`; where less is known, `May 2026` or `2026`."""
    parts = day.split("-")
    if len(parts) == 1:
        return day
    known = date.fromisoformat("-".join([*parts, "01"][:3]))
    return f"{known:%B %Y}" if len(parts) == 2 else f"{known.day} {known:%B %Y}"
