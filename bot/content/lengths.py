"""How long the questions are, so that a kind which grows or thins out is seen."""

from collections.abc import Iterable
from statistics import median, quantiles

from bot.content.style.prose import texts
from bot.domain.daily.question import KINDS, Question


def lengths(questions: Iterable[Question]) -> list[str]:
    """A line for each kind: words of all that people read in it, and points of its outline."""
    found = list(questions)
    return [
        _line(kind, [one for one in found if one.kind == kind])
        for kind in KINDS
        if sum(one.kind == kind for one in found) > 1
    ]


def _line(kind: str, questions: list[Question]) -> str:
    counts = [sum(len(text.split()) for text in texts(one)) for one in questions]
    tenths = quantiles(counts, n=10)
    points = [len(one.outline) for one in questions]
    return (
        f"{kind}: {len(questions)} questions of {min(counts)} to {max(counts)} words, "
        f"median {median(counts):.0f}, eight of ten {tenths[0]:.0f} to {tenths[-1]:.0f}; "
        f"outlines of {min(points)} to {max(points)} points"
    )
