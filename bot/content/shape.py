"""Plain data → domain objects, each checked by itself, so that one fault hides no other."""

from dataclasses import dataclass
from typing import Annotated, Literal, TypeVar

from pydantic import Discriminator, StringConstraints, TypeAdapter, ValidationError

from bot.content.document import Data, Document
from bot.content.faults import Fault, Steps
from bot.content.naming import named
from bot.content.shelf import Entry, Section, Shelf, sections
from bot.content.wording import told
from bot.domain.cards import Deck
from bot.domain.career.fit import FitCheck
from bot.domain.career.panels import Checklist, Panel
from bot.domain.career.pay import Compensation
from bot.domain.daily.question import Question, Rubric
from bot.domain.item import SeedLine
from bot.domain.mock.kit import Kit
from bot.domain.mock.scorecard import Scorecard
from bot.domain.plan.track import Phase

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """The top of a content file."""

    schema_version: Literal[1]
    rubrics: tuple[object, ...] = ()
    questions: tuple[object, ...] = ()
    decks: tuple[object, ...] = ()
    phases: tuple[object, ...] = ()
    kits: tuple[object, ...] = ()
    scorecards: tuple[object, ...] = ()
    panels: tuple[object, ...] = ()
    checklists: tuple[object, ...] = ()
    fit_checks: tuple[object, ...] = ()
    compensation: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedFile:
    """The top of seed.yaml; the hash is that of the curriculum its line numbers refer to."""

    schema_version: Literal[1]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    lines: tuple[object, ...]


_FILE = TypeAdapter(File)
_SEED_FILE = TypeAdapter(SeedFile)
_RUBRIC = TypeAdapter(Rubric)
_DECK = TypeAdapter(Deck)
_QUESTION: TypeAdapter[Question] = TypeAdapter(Annotated[Question, Discriminator("kind")])
_LINE = TypeAdapter(SeedLine)
_PHASE = TypeAdapter(Phase)
_KIT = TypeAdapter(Kit)
_SCORECARD = TypeAdapter(Scorecard)
_PANEL = TypeAdapter(Panel)
_CHECKLIST = TypeAdapter(Checklist)
_FIT_CHECK = TypeAdapter(FitCheck)
_COMPENSATION = TypeAdapter(Compensation)


def shelve(document: Document, shelf: Shelf) -> list[Fault]:
    """Put the items of a file on the shelf; returns the faults of its shape."""
    faults: list[Fault] = []
    shelf.documents.append(document)
    whole: Entry[Data] = Entry(document.data, document, ())
    if sections(document.file) == ("lines",):
        _checked(_SEED_FILE, whole, faults)
    else:
        _checked(_FILE, whole, faults)
    shelf.rubrics += _items("rubrics", _RUBRIC, whole, shelf, faults)
    for written in _items("questions", _QUESTION, whole, shelf, faults):
        question, unnamed = named(written)
        shelf.questions.append(question)
        faults += unnamed
    shelf.decks += _items("decks", _DECK, whole, shelf, faults)
    shelf.lines += _items("lines", _LINE, whole, shelf, faults)
    shelf.phases += _items("phases", _PHASE, whole, shelf, faults)
    shelf.kits += _items("kits", _KIT, whole, shelf, faults)
    shelf.scorecards += _items("scorecards", _SCORECARD, whole, shelf, faults)
    shelf.panels += _items("panels", _PANEL, whole, shelf, faults)
    shelf.checklists += _items("checklists", _CHECKLIST, whole, shelf, faults)
    shelf.fit_checks += _items("fit_checks", _FIT_CHECK, whole, shelf, faults)
    shelf.compensation += _items("compensation", _COMPENSATION, whole, shelf, faults)
    return faults


def as_written(data: Data) -> Question:
    """One question with `{names}` as they are written; raises pydantic’s ValidationError."""
    return _QUESTION.validate_python(data, extra="forbid")


def _items(
    section: Section,
    adapter: TypeAdapter[T],
    whole: Entry[Data],
    shelf: Shelf,
    faults: list[Fault],
) -> list[Entry[T]]:
    entries: list[Entry[T]] = []
    items = whole.document.data.get(section)
    for index, item in enumerate(items if isinstance(items, list) else ()):
        raw: Entry[Data] = Entry(item, whole.document, (section, index))
        id = item.get("id") if isinstance(item, dict) else None
        if isinstance(id, str):
            named = Entry(id, whole.document, (section, index, "id"))
            shelf.ids.setdefault(section, []).append(named)
        value = _checked(adapter, raw, faults)
        if value is not None:
            entries.append(Entry(value, whole.document, raw.steps))
    return entries


def _checked(adapter: TypeAdapter[T], raw: Entry[Data], faults: list[Fault]) -> T | None:
    """The domain object, or None after adding what is wrong to `faults`."""
    try:
        # Unknown keys are dropped in silence unless forbidden here: a dataclass has no config.
        return adapter.validate_python(raw.value, extra="forbid")
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            context = detail.get("ctx", {})
            worded = told(detail["type"], detail["input"], context, detail["msg"])
            below, at_key = _below(detail["type"], detail["loc"], tagged=adapter is _QUESTION)
            if worded and not raw.document.spoils((*raw.steps, *below)):
                faults.append(raw.fault(*worded, *below, at_key=at_key))
        return None


def _below(kind: str, loc: Steps, *, tagged: bool) -> tuple[Steps, bool]:
    """The steps that a pydantic `loc` means, and whether the fault lies in the key."""
    if kind.startswith("union_tag"):
        return ("kind",), False
    if tagged:
        loc = loc[1:]
    if loc[-1:] == ("[key]",):
        return loc[:-1], True
    return loc, kind == "unexpected_keyword_argument"
