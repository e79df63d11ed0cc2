"""Ids are unique, and what is named exists and fits."""

from collections.abc import Iterator

from bot.content.faults import Fault
from bot.content.shelf import Entry, Section, Shelf
from bot.domain.daily.question import Question, Rubric


def check_references(shelf: Shelf) -> Iterator[Fault]:
    """E301 to E304: ids that are unknown, taken or of another kind, and signals that do not fit."""
    yield from _twice(shelf)
    for question in shelf.questions:
        value = question.value
        for index, id in enumerate(value.seed_ref):
            yield from _unknown(shelf, question, "lines", "seed id", id, "seed_ref", index)
        for index, id in enumerate(value.overlaps):
            yield from _unknown(shelf, question, "questions", "question", id, "overlaps", index)
        yield from _unknown(shelf, question, "rubrics", "rubric", value.rubric, "rubric")
    rubrics = {entry.value.id: entry.value for entry in shelf.rubrics}
    for question in shelf.questions:
        if rubric := rubrics.get(question.value.rubric):
            yield from _against(question, rubric)


def _twice(shelf: Shelf) -> Iterator[Fault]:
    first: dict[str, Entry[str]] = {}
    for entry in (entry for entries in shelf.ids.values() for entry in entries):
        if entry.value in first:
            spot = first[entry.value].spot()
            yield entry.fault("E302", f"{entry.value} is taken by another item ({spot})")
        else:
            first[entry.value] = entry


def _unknown(
    shelf: Shelf,
    question: Entry[Question],
    section: Section,
    noun: str,
    id: str,
    *below: str | int,
) -> Iterator[Fault]:
    known = {entry.value for entry in shelf.ids.get(section, ())}
    if section not in shelf.unread and id not in known:
        yield question.fault("E301", f"unknown {noun} {id}", *below)


def _against(question: Entry[Question], rubric: Rubric) -> Iterator[Fault]:
    kind = question.value.kind
    if rubric.kind != kind:
        message = f"{rubric.id} is for {rubric.kind}, this question is {kind}"
        yield question.fault("E303", message, "rubric")
        return
    criteria = [criterion.key for criterion in rubric.criteria]
    for key in criteria:
        if key not in question.value.signals:
            message = f"{rubric.id} has this criterion, it needs signals"
            yield question.fault("E304", message, "signals", key)
    for key in question.value.signals:
        if key not in criteria:
            message = f"{rubric.id} has no such criterion; it has {', '.join(criteria)}"
            yield question.fault("E304", message, "signals", key, at_key=True)
