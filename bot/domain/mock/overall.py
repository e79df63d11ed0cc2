"""What peers saw by kind, as one figure and how sure it is: for a picture, where criteria have no room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from bot.domain.daily.question import KINDS, Kind, Level
from bot.domain.mock.card import BEST
from bot.domain.mock.trend import FEWEST_RATERS, SPREAD, Opinion, Severity

# Nine times in ten the mean of many raters would lie within so many standard errors.
_NINE_IN_TEN = 1.645


@dataclass(frozen=True, slots=True, kw_only=True)
class Overall:
    """Of one kind, at the level of its latest card: the mean grade, 1 to 4, and between which it lies.

    The figures are 0 without a card. Below three raters the mean is no verdict.
    """

    kind: Kind
    level: Level | None = None
    raters: int = 0
    mean: float = 0
    low: float = 0
    high: float = 0

    @property
    def is_sure(self) -> bool:
        """Whether enough different people graded."""
        return self.raters >= FEWEST_RATERS


def overall(opinions: Iterable[Opinion], severity: Severity) -> Sequence[Overall]:
    """One of each kind, in the order of the kinds; each rater has one voice however many cards they wrote."""
    cards = sorted(opinions, key=lambda one: one.at)
    return [_of_kind(kind, [one for one in cards if one.kind == kind], severity) for kind in KINDS]


def _of_kind(kind: Kind, cards: Sequence[Opinion], severity: Severity) -> Overall:
    if not cards:
        return Overall(kind=kind)
    level = cards[-1].level
    voices: dict[int | None, list[float]] = {}
    for one in cards:
        if one.level == level:
            grade = severity.adjusted(fmean(one.grades.values()), one.rater)
            voices.setdefault(one.rater, []).append(grade)
    mean = _within(fmean(fmean(grades) for grades in voices.values()))
    off = _NINE_IN_TEN * SPREAD / sqrt(len(voices))
    return Overall(
        kind=kind,
        level=level,
        raters=len(voices),
        mean=round(mean, 2),
        low=round(_within(mean - off), 2),
        high=round(_within(mean + off), 2),
    )


def _within(grade: float) -> float:
    return min(max(grade, 1), BEST)
