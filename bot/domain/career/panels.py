"""What the track says about the place, line by line, beside what we make of it.

Numbers and what came of them stand in the facts of the seed lines, with source and date; the texts
here hold none. What is shown of a line is chosen by its status.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Len

from bot.domain.item import Id, string

Page = Literal[
    "about",
    "culture",
    "stack",
    "service",
    "offer",
    "fit",
    "outreach",
    "growth",
    "first-six-months",
]
"""The pages of `/career`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the track: what we make of it, and what to ask somebody who works there."""

    id: Id
    seed_ref: Id
    label: Annotated[str, string(45)]
    text: Annotated[str, string(300)]
    ask: Annotated[str, string(200)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines that stand together; `seed_ref` is the heading that the track gives them."""

    id: Id
    label: Annotated[str, string(45)]
    text: Annotated[str, string(300)] | None = None
    seed_ref: Id | None = None
    lines: Annotated[tuple[Line, ...], Len(1, 8)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A part of a page of `/career`."""

    id: Id
    page: Page
    title: Annotated[str, string(32)]
    text: Annotated[str, string(400)]
    groups: Annotated[tuple[Group, ...], Len(1, 4)]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All its lines, in order."""
        return tuple(line for group in self.groups for line in group.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something to do and tick; `see` names others that are done by the same step."""

    id: Id
    seed_ref: Id
    label: Annotated[str, string(100)]
    text: Annotated[str, string(400)]
    see: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """What to do about one matter, in no order."""

    id: Id
    page: Page
    title: Annotated[str, string(32)]
    text: Annotated[str, string(400)]
    items: Annotated[tuple[Check, ...], Len(1, 10)]
