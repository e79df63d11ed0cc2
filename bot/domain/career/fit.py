"""The fit check: statements to tick in private, and how to read what was ticked."""

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Len

from bot.domain.item import Id, string


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something that a person finds true of themselves or not, and what would settle it."""

    id: Id
    seed_ref: Id
    text: Annotated[str, string(100)]
    ask: Annotated[str, string(200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Guidance on what was ticked: shown where all of `ticked` are; always, where that is empty."""

    text: Annotated[str, string(300)]
    ticked: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FitCheck:
    """A private look at oneself: six statements for this place, six for another, no verdict."""

    id: Id
    title: Annotated[str, string(32)]
    disclaimer: Annotated[str, string(300)]
    fit: Annotated[tuple[Statement, ...], Len(6, 6)]
    elsewhere: Annotated[tuple[Statement, ...], Len(6, 6)]
    readings: Annotated[tuple[Reading, ...], Len(2, 10)]

    def read(self, ticked: frozenset[str]) -> tuple[Reading, ...]:
        """The guidance for what was ticked, in order."""
        return tuple(one for one in self.readings if ticked.issuperset(one.ticked))
