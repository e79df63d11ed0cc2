"""What all content files hold together, each item with the place it was written at."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Generic, Literal, TypeVar

from bot.content.document import Document
from bot.content.faults import Fault, Steps
from bot.domain.cards import Deck
from bot.domain.daily.question import Question, Rubric
from bot.domain.item import SeedLine

T_co = TypeVar("T_co", covariant=True)
Section = Literal["rubrics", "questions", "decks", "lines"]


@dataclass(frozen=True, slots=True)
class Entry(Generic[T_co]):
    """A value and where it was written."""

    value: T_co
    document: Document
    steps: Steps

    def fault(self, code: str, message: str, *below: str | int, at_key: bool = False) -> Fault:
        """A fault of this value, or of a part of it that `below` leads to."""
        return self.document.fault(code, (*self.steps, *below), message, at_key=at_key)

    def spot(self, *below: str | int) -> str:
        """The place as another fault's message names it: `file:line:col`."""
        place = self.document.place((*self.steps, *below))
        return f"{self.document.file}:{place.line}:{place.col}"


@dataclass(slots=True)
class Shelf:
    """All that was read.

    `ids` also has those of items whose shape is at fault: what refers to them is not wrong.
    `unread` names the sections that a file which could not be read may have held.
    """

    documents: list[Document] = field(default_factory=list[Document])
    questions: list[Entry[Question]] = field(default_factory=list[Entry[Question]])
    rubrics: list[Entry[Rubric]] = field(default_factory=list[Entry[Rubric]])
    decks: list[Entry[Deck]] = field(default_factory=list[Entry[Deck]])
    lines: list[Entry[SeedLine]] = field(default_factory=list[Entry[SeedLine]])
    ids: dict[Section, list[Entry[str]]] = field(default_factory=dict[Section, list[Entry[str]]])
    unread: set[Section] = field(default_factory=set[Section])


def sections(file: str) -> tuple[Section, ...]:
    """The sections that a file may hold, by its place below the content folder."""
    match PurePosixPath(file).parts[1:]:
        case ("seed.yaml",):
            return ("lines",)
        case ("rubrics", *_):
            return ("rubrics",)
        case ("questions", *_):
            return ("questions",)
        case ("decks", *_):
            return ("decks",)
        case _:
            return ("rubrics", "questions", "decks")
