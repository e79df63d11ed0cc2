"""What is asked after a mock interview: two modals of at most five components.

The first holds the four criteria of the rubric, whose anchors are the options, and then, asked apart
from them, whether one would say yes. The second holds the texts.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Ge, Le, Len

from bot.domain.daily.question import Kind
from bot.domain.item import Id, Whole, string

Grade = Literal["1", "2", "3", "4"]
GRADES: tuple[Grade, ...] = ("1", "2", "3", "4")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One text of a scorecard, and how long it may be."""

    key: Literal["keep", "change", "evidence"]
    label: Annotated[str, string(45)]
    placeholder: Annotated[str, string(100)]
    shortest: Annotated[Whole, Ge(0), Le(200)]
    longest: Annotated[Whole, Ge(100), Le(1000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """The scorecard of one kind.

    `verdict` asks for the recommendation; the screen adds the level that was booked. `evidence_for`
    are the grades that need a moment as their witness. A card opens when both are in, or
    `opens_after` hours after the end.
    """

    id: Id
    kind: Kind
    rubric: Id
    verdict: Annotated[str, string(30)]
    recommendation: Annotated[tuple[Annotated[str, string(100)], ...], Len(4, 4)]
    texts: Annotated[tuple[Written, ...], Len(3, 3)]
    evidence_for: Annotated[tuple[Grade, ...], Len(1, 4)]
    opens_after: Annotated[Whole, Ge(1), Le(168)]

    def needs_evidence(self, grades: tuple[Grade, ...]) -> bool:
        """Whether one of these grades needs its witness."""
        return not set(grades).isdisjoint(self.evidence_for)
