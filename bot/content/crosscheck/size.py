"""Every page that a question fills fits the screen."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.content.faults import Fault
from bot.content.shelf import Shelf
from bot.domain.daily.question import Question

Measure = Callable[[Question], Iterable[tuple[str, int, int]]]
"""The pages of a question as the real renderer lays them out: name, length and limit."""


def check_size(shelf: Shelf, measures: Sequence[Measure]) -> Iterator[Fault]:
    """E401: pages above the limit that their measure names."""
    for question in shelf.questions:
        for measure in measures:
            for page, length, limit in measure(question.value):
                if length > limit:
                    message = f"page “{page}” has {length:,}, at most {limit:,} fit"
                    yield question.fault("E401", message)
