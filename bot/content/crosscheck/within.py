"""What must hold between the values of one item."""

from collections.abc import Iterator, Sequence

from bot.content.faults import Fault
from bot.content.shelf import Entry, Shelf
from bot.domain.daily.question import LEVELS, Question, Rubric, SystemDesign
from bot.domain.mock.scorecard import Scorecard

GRADES = ("1", "2", "3", "4")


def check_within(shelf: Shelf) -> Iterator[Fault]:
    """E305, E306 and E311: levels, grades and lists that contradict themselves."""
    for question in shelf.questions:
        yield from _question(question)
    for rubric in shelf.rubrics:
        yield from _rubric(rubric)


def _question(question: Entry[Question]) -> Iterator[Fault]:
    value = question.value
    if value.level not in value.levels:
        message = f"{value.level} must be one of levels ({', '.join(value.levels)})"
        yield question.fault("E305", message, "level")
    yield from repeated(question, value.levels, "levels")
    yield from repeated(question, value.phases, "phases")
    yield from repeated(question, value.seed_ref, "seed_ref")
    yield from repeated(question, value.overlaps, "overlaps")
    yield from repeated(question, value.leadership_principles, "leadership_principles")
    if isinstance(value, SystemDesign):
        names = [estimate.name for estimate in value.estimation]
        yield from repeated(question, names, "estimation", "name")


def _rubric(rubric: Entry[Rubric]) -> Iterator[Fault]:
    keys = [criterion.key for criterion in rubric.value.criteria]
    yield from repeated(rubric, keys, "criteria", "key")
    for index, criterion in enumerate(rubric.value.criteria):
        for grade in GRADES:
            if grade not in criterion.anchors:
                message = "every grade from 1 to 4 needs an anchor"
                yield rubric.fault("E306", message, "criteria", index, "anchors", grade)
        for level in LEVELS:
            if level not in criterion.level_bar:
                message = f"every level from {LEVELS[0]} to {LEVELS[-1]} needs a bar"
                yield rubric.fault("E306", message, "criteria", index, "level_bar", level)


def repeated(
    entry: Entry[Question] | Entry[Rubric] | Entry[Scorecard],
    values: Sequence[object],
    name: str,
    *below: str,
) -> Iterator[Fault]:
    """E311: values of a list that stand in it twice."""
    for index, value in enumerate(values):
        if value in values[:index]:
            spot = entry.spot(name, values.index(value), *below)
            yield entry.fault("E311", f"{value} stands here already ({spot})", name, index, *below)
