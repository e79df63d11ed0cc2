"""Ids are unique, and what is named exists and fits."""

from collections.abc import Iterator, Mapping

from bot.content.document import Data, Document
from bot.content.faults import Fault, Steps
from bot.content.shelf import Entry, Section, Shelf
from bot.domain.daily.question import Question, Rubric
from bot.domain.mock.kit import Kit
from bot.domain.mock.scorecard import Scorecard
from bot.domain.plan.track import Phase

_EXAMPLES = "examples"
"""What a program is given and returns: an `id` in there is nobody’s."""

Marked = tuple[Document, Steps, str]
"""An id, and where it is written."""


def check_references(shelf: Shelf) -> Iterator[Fault]:
    """E301 to E304: ids that are unknown, taken or of another kind, and signals that do not fit."""
    ids: list[Marked] = []
    seed_refs: list[Marked] = []
    for document in shelf.documents:
        _mark(document, document.data, (), ids, seed_refs)
    yield from _twice(ids)
    yield from _unseeded(shelf, seed_refs)
    for question in shelf.questions:
        for index, id in enumerate(question.value.overlaps):
            yield from _unknown(shelf, question, "questions", "question", id, "overlaps", index)
    for phase in shelf.phases:
        yield from _unknown_decks(shelf, phase)
    yield from _rubrics(shelf)


def _mark(
    document: Document, data: Data, steps: Steps, ids: list[Marked], seed_refs: list[Marked]
) -> None:
    """Gather every id and every reference to a seed line, however deep."""
    if isinstance(data, list):
        for index, item in enumerate(data):
            if isinstance(item, dict | list):
                _mark(document, item, (*steps, index), ids, seed_refs)
    elif isinstance(data, dict):
        for key, item in data.items():
            at = (*steps, key)
            if key == "id" and isinstance(item, str):
                ids.append((document, at, item))
            elif key == "seed_ref" and isinstance(item, str):
                seed_refs.append((document, at, item))
            elif key == "seed_ref" and isinstance(item, list):
                for index, id in enumerate(item):
                    if isinstance(id, str):
                        seed_refs.append((document, (*at, index), id))
            elif key != _EXAMPLES and isinstance(item, dict | list):
                _mark(document, item, at, ids, seed_refs)


def _twice(ids: list[Marked]) -> Iterator[Fault]:
    first: dict[str, Entry[str]] = {}
    for document, steps, id in ids:
        if id in first:
            message = f"{id} is taken by another item ({first[id].spot()})"
            yield document.fault("E302", steps, message)
        else:
            first[id] = Entry(id, document, steps)


def _unseeded(shelf: Shelf, seed_refs: list[Marked]) -> Iterator[Fault]:
    known = {entry.value for entry in shelf.ids.get("lines", ())}
    if "lines" not in shelf.unread:
        for document, steps, id in seed_refs:
            if id not in known:
                yield document.fault("E301", steps, f"unknown seed id {id}")


def _unknown_decks(shelf: Shelf, phase: Entry[Phase]) -> Iterator[Fault]:
    for number, task in enumerate(phase.value.tasks):
        for index, id in enumerate(task.needs.decks if task.needs else ()):
            below = ("tasks", number, "needs", "decks", index)
            yield from _unknown(shelf, phase, "decks", "deck", id, *below)


def _rubrics(shelf: Shelf) -> Iterator[Fault]:
    rubrics = {entry.value.id: entry.value for entry in shelf.rubrics}
    for question in shelf.questions:
        yield from _rubric(shelf, question, rubrics, "question")
        rubric = rubrics.get(question.value.rubric)
        if rubric and rubric.kind == question.value.kind:
            yield from _signals(question, rubric)
    for kit in shelf.kits:
        yield from _rubric(shelf, kit, rubrics, "kit")
    for scorecard in shelf.scorecards:
        yield from _rubric(shelf, scorecard, rubrics, "scorecard")


def _rubric(
    shelf: Shelf,
    entry: Entry[Question] | Entry[Kit] | Entry[Scorecard],
    rubrics: Mapping[str, Rubric],
    noun: str,
) -> Iterator[Fault]:
    value = entry.value
    yield from _unknown(shelf, entry, "rubrics", "rubric", value.rubric, "rubric")
    rubric = rubrics.get(value.rubric)
    if rubric and rubric.kind != value.kind:
        message = f"{rubric.id} is for {rubric.kind}, this {noun} is {value.kind}"
        yield entry.fault("E303", message, "rubric")


def _unknown(
    shelf: Shelf,
    entry: Entry[Question] | Entry[Phase] | Entry[Kit] | Entry[Scorecard],
    section: Section,
    noun: str,
    id: str,
    *below: str | int,
) -> Iterator[Fault]:
    known = {entry.value for entry in shelf.ids.get(section, ())}
    if section not in shelf.unread and id not in known:
        yield entry.fault("E301", f"unknown {noun} {id}", *below)


def _signals(question: Entry[Question], rubric: Rubric) -> Iterator[Fault]:
    criteria = [criterion.key for criterion in rubric.criteria]
    for key in criteria:
        if key not in question.value.signals:
            message = f"{rubric.id} has this criterion, it needs signals"
            yield question.fault("E304", message, "signals", key)
    for key in question.value.signals:
        if key not in criteria:
            message = f"{rubric.id} has no such criterion; it has {', '.join(criteria)}"
            yield question.fault("E304", message, "signals", key, at_key=True)
