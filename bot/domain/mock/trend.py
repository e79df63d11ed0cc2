"""What the cards that a member received say together, and how sure that is.

One interviewer is a weak instrument: two agree at 0.44 (Huffcutt, Culbertson and Weyhrauch 2013); by
Spearman and Brown three together reach 0.70 and five 0.80. So below three different raters there is no
mean, level or trend, and each rater has one voice however many cards they wrote.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from statistics import fmean
from typing import Literal

from bot.domain.daily.question import Kind, Level
from bot.domain.mock.card import BEST

FEWEST_RATERS = 3
GOOD = 5
FEWEST_GIVEN = 5
"""From so many cards on it is known how strict a rater is."""
SPREAD = sqrt(0.4**2 + 0.7**2 / 4)
"""How far cards about the same performance spread, as the mean of four criteria.

By the spread of raters (0.4) and of single grades (0.7) that severity was tried out with.
"""
_SHRINK = 6
_YES = 3
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

Confidence = Literal["low", "fair", "good"]
Direction = Literal["up", "down"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A card as its reader has it. Who wrote it is None once their data were deleted.

    Those who are None count as one rater, since nothing tells them apart.
    """

    rater: int | None
    at: datetime
    kind: Kind
    level: Level
    grades: Mapping[str, int]
    recommendation: int
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a rater, or everybody of a server, gave: how many cards, and the mean of all their grades."""

    cards: int
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """How strict the raters of a server are."""

    guild: Given
    raters: Mapping[int, Given]

    def adjusted(self, grade: float, rater: int | None) -> float:
        """A grade as a rater of middling strictness would have given it.

        grade − (mean of the rater − mean of the server) × n / (n + 6) over n cards, from 5 cards on. In
        a simulation of 30 people the error of three cards fell from 0.24 to 0.19.
        """
        given = None if rater is None else self.raters.get(rater)
        if given is None or given.cards < FEWEST_GIVEN:
            return grade
        return grade - (given.mean - self.guild.mean) * given.cards / (given.cards + _SHRINK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """The mean grade of one criterion, as given and adjusted, with a voice for each rater."""

    raw: float
    adjusted: float
    raters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of one kind at one level.

    `yes` counts the raters who last said yes at this level. `means` hold the criteria that enough raters
    graded. Below three raters `yes` and `direction` are None and there are no means.
    """

    kind: Kind
    level: Level
    cards: int
    raters: int
    yes: int | None
    means: Mapping[str, Mean]
    direction: Direction | None

    @property
    def confidence(self) -> Confidence:
        """How sure it is, by the number of different raters."""
        return confidence(self.raters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The one thing to work on next: a criterion, or what a partner wrote last."""

    kind: Kind
    criterion: str | None = None
    raters: int = 0
    change: str | None = None


def confidence(raters: int) -> Confidence:
    """1 or 2 different raters are low, 3 fair and 5 good."""
    if raters < FEWEST_RATERS:
        return "low"
    return "good" if raters >= GOOD else "fair"


def standings(opinions: Iterable[Opinion], severity: Severity) -> Sequence[Standing]:
    """What is known, the kind and level of the latest card first.

    A grade is read against the bar of its level, so levels are never mixed.
    """
    parts: dict[tuple[Kind, Level], list[Opinion]] = {}
    for one in sorted(opinions, key=lambda one: one.at, reverse=True):
        parts.setdefault((one.kind, one.level), []).append(one)
    return [_standing(part[::-1], severity) for part in parts.values()]


def work_on(opinions: Iterable[Opinion], severity: Severity) -> Work | None:
    """The criterion with the lowest adjusted mean, else the latest advice; nothing without a card."""
    cards = list(opinions)
    found = [
        (mean.adjusted, order, Work(kind=one.kind, criterion=criterion, raters=mean.raters))
        for order, one in enumerate(standings(cards, severity))
        for criterion, mean in one.means.items()
    ]
    if found:
        return min(found, key=lambda each: each[:2])[2]
    latest = max((one for one in cards if one.change), key=lambda one: one.at, default=None)
    return None if latest is None else Work(kind=latest.kind, change=latest.change)


def surely(standing: Standing) -> str:
    """How many opinions there are and what they are good for, in a sentence or two."""
    if standing.raters < FEWEST_RATERS:
        opinions = "One opinion" if standing.raters == 1 else "Two opinions"
        return f"{opinions}. A level appears after three different partners."
    picture = "a fair picture" if standing.confidence == "fair" else "a good picture"
    return f"{_number(standing.raters).capitalize()} different partners, {picture}."


def verdict(standing: Standing) -> str | None:
    """What those partners say of the level; nothing below three."""
    if standing.yes is None:
        return None
    if standing.yes == standing.raters:
        return f"All {_number(standing.raters)} would say yes at {standing.level}."
    said = _number(standing.yes).capitalize() if standing.yes else "None"
    return f"{said} of {_number(standing.raters)} would say yes at {standing.level}."


def moved(standing: Standing) -> str | None:
    """Whether it went up or down, where that is more than chance; nothing where that is not known."""
    if standing.direction is None:
        return None
    way = "higher" if standing.direction == "up" else "lower"
    return f"The later half of your cards is {way} than the earlier half, which chance seldom does."


def advice(work: Work, labels: Mapping[str, str]) -> str:
    """What to work on next, in a sentence, beside which a partner’s own words stand. Labels are by criterion."""
    if work.criterion is None:
        return "Begin with what your last partner would change."
    label = labels.get(work.criterion, work.criterion)
    return f"{label} is lowest, in the eyes of {_number(work.raters)} partners."


def _standing(opinions: Sequence[Opinion], severity: Severity) -> Standing:
    """Of cards of one kind and level, the earliest first."""
    raters = len({one.rater for one in opinions})
    enough = raters >= FEWEST_RATERS
    last_word = {one.rater: one.recommendation >= _YES for one in opinions}
    return Standing(
        kind=opinions[0].kind,
        level=opinions[0].level,
        cards=len(opinions),
        raters=raters,
        yes=sum(last_word.values()) if enough else None,
        means=_means(opinions, severity) if enough else {},
        direction=_direction(opinions, severity) if enough else None,
    )


def _means(opinions: Sequence[Opinion], severity: Severity) -> dict[str, Mean]:
    """In the order of the latest card."""
    voices: dict[str, dict[int | None, list[int]]] = {}
    for one in reversed(opinions):
        for criterion, grade in one.grades.items():
            voices.setdefault(criterion, {}).setdefault(one.rater, []).append(grade)
    found: dict[str, Mean] = {}
    for criterion, by_rater in voices.items():
        if len(by_rater) < FEWEST_RATERS:
            continue
        raw = {rater: fmean(grades) for rater, grades in by_rater.items()}
        adjusted = fmean(severity.adjusted(mean, rater) for rater, mean in raw.items())
        found[criterion] = Mean(
            raw=fmean(raw.values()),
            adjusted=min(max(adjusted, 1), BEST),
            raters=len(raw),
        )
    return found


def _direction(opinions: Sequence[Opinion], severity: Severity) -> Direction | None:
    """Later cards against earlier ones: they differ where two standard errors lie between them.

    Each half needs enough raters of its own.
    """
    middle = len(opinions) // 2
    halves: list[float] = []
    shares: list[float] = []
    for half in (opinions[:middle], opinions[middle:]):
        voices: dict[int | None, list[float]] = {}
        for one in half:
            mean = severity.adjusted(fmean(one.grades.values()), one.rater)
            voices.setdefault(one.rater, []).append(mean)
        if len(voices) < FEWEST_RATERS:
            return None
        halves.append(fmean(fmean(means) for means in voices.values()))
        shares.append(1 / len(voices))
    risen = halves[1] - halves[0]
    if abs(risen) < 2 * SPREAD * sqrt(sum(shares)):
        return None
    return "up" if risen > 0 else "down"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
