"""A deed: something a member did that may earn points, make a study day and tick tasks."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

DeedKind = Literal["answer", "cards", "mock", "review", "story", "task"]

STUDIES: frozenset[DeedKind] = frozenset({"answer", "cards", "mock", "task"})
"""What makes a day a study day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """`thing` tells it from every other of its kind by this member: it counts once.

    `full` is what it is worth before any cap; what is worth nothing may still make a study day.
    `other_id`: whose answer was reviewed, or whom a mock was held with. `span`: for how many days that
    mock lowers what the next one with the same partner earns.
    """

    guild_id: int
    user_id: int
    kind: DeedKind
    thing: str
    at: datetime
    full: int
    other_id: int | None = None
    span: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A deed with the day that it was for the member."""

    deed: Deed
    day: date
