"""What a file of a server’s own questions holds, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.domain.daily.question import Question

Form = Literal["yaml", "csv"]
FORMS: tuple[Form, ...] = ("yaml", "csv")

PREFIX = "own."
"""How the ids of a server’s own questions begin, and no others."""
MOST_AT_ONCE = 200
"""Questions that one file may hold."""
LARGEST = 1024 * 1024
"""Bytes that one file may have: room for as many questions of the usual length."""
MOST = 500
"""Questions of its own that a server may ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question of a file; `data` is what is kept of it, as JSON in one order of names."""

    question: Question
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What is wrong at one place; `row` is the one of a table, where that is another number."""

    line: int
    row: int | None = None
    where: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A question whose prompt is nearly that of another one, and the share they have in common."""

    id: str
    other: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of a file: its questions in order, or else what is wrong with it."""

    items: Sequence[Item] = ()
    troubles: Sequence[Trouble] = ()
    likenesses: Sequence[Likeness] = ()
