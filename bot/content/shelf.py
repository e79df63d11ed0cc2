"""What all content files hold together, each item with the place it was written at."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Generic, Literal, TypeVar, get_args

from bot.content.document import Document
from bot.content.faults import Fault, Steps
from bot.domain.cards import Deck
from bot.domain.career.fit import FitCheck
from bot.domain.career.panels import Checklist, Panel
from bot.domain.career.pay import Compensation
from bot.domain.daily.question import Question, Rubric
from bot.domain.item import SeedLine
from bot.domain.mock.kit import Kit
from bot.domain.mock.scorecard import Scorecard
from bot.domain.plan.track import Phase

T_co = TypeVar("T_co", covariant=True)
Section = Literal[
    "rubrics",
    "questions",
    "decks",
    "lines",
    "phases",
    "kits",
    "scorecards",
    "panels",
    "checklists",
    "fit_checks",
    "compensation",
]


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
    phases: list[Entry[Phase]] = field(default_factory=list[Entry[Phase]])
    kits: list[Entry[Kit]] = field(default_factory=list[Entry[Kit]])
    scorecards: list[Entry[Scorecard]] = field(default_factory=list[Entry[Scorecard]])
    panels: list[Entry[Panel]] = field(default_factory=list[Entry[Panel]])
    checklists: list[Entry[Checklist]] = field(default_factory=list[Entry[Checklist]])
    fit_checks: list[Entry[FitCheck]] = field(default_factory=list[Entry[FitCheck]])
    compensation: list[Entry[Compensation]] = field(default_factory=list[Entry[Compensation]])
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
        case ("plan.yaml",):
            return ("phases",)
        case ("kits.yaml",):
            return ("kits",)
        case ("scorecards.yaml",):
            return ("scorecards",)
        case ("career", *_):
            return ("panels", "checklists", "fit_checks", "compensation")
        case _:
            return tuple(section for section in get_args(Section) if section != "lines")
