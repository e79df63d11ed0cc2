"""The results of an estimation follow from its inputs."""

from collections.abc import Iterator

from bot.content.crosscheck.arithmetic import evaluate
from bot.content.faults import Fault
from bot.content.shelf import Entry, Shelf
from bot.domain.daily.question import Question, SystemDesign

TOLERANCE = 0.05
"""How far a stated result may lie from the computed one: estimates are told in round numbers."""


def check_estimates(shelf: Shelf) -> Iterator[Fault]:
    """E307 and E308: expressions that have no value, or another than is stated."""
    for question in shelf.questions:
        if isinstance(question.value, SystemDesign):
            yield from _recomputed(question, question.value)


def _recomputed(question: Entry[Question], value: SystemDesign) -> Iterator[Fault]:
    names: dict[str, float] = {}
    for index, estimate in enumerate(value.estimation):
        below = ("estimation", index, "expression")
        if estimate.expression is not None:
            try:
                result = evaluate(estimate.expression, names)
            except ValueError as error:
                yield question.fault("E307", f"{estimate.expression} {error}", *below)
            else:
                if abs(result - estimate.value) > TOLERANCE * abs(estimate.value):
                    message = f"gives {result:g}, {estimate.value:g} is stated"
                    yield question.fault("E308", message, *below)
        names[estimate.name] = estimate.value
