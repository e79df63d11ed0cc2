"""Flashcards and the decks they come in."""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Len

from bot.domain.item import Day, Id, Reference, string

Facet = Literal["purpose", "descriptor", "limits", "scaling", "failure", "cost", "contrast", "trap"]
Group = Literal["compute", "storage", "database", "networking", "foundations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thing to remember: what is asked, the answer, and why it matters.

    `applied`: it asks to use knowledge in a situation. `volatile`: it holds a number that may move
    within months.
    """

    id: Id
    facet: Facet
    front: Annotated[str, string(300, 10)]
    back: Annotated[str, string(900, 5)]
    why: Annotated[str, string(300)] | None = None
    applied: bool = False
    as_of: Day
    checked: Day
    source: Reference
    seed_ref: tuple[Id, ...] = ()
    volatile: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """The cards of one service or subject."""

    id: Id
    label: Annotated[str, string(100)]
    group: Group
    cards: Annotated[tuple[Card, ...], Len(1, 40)]
