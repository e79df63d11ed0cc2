"""No phrase is used over and over."""

from collections.abc import Iterator

from bot.content.faults import Fault
from bot.content.shelf import Shelf
from bot.content.style.prose import texts, words

RUN = 6
"""Words in a row that only a phrase written once and used again has in common."""
OFTEN = 3
"""So many questions may hold one run."""
FIXED = (
    "success and scale bring broad responsibility",
    "have backbone disagree and commit",
    "strive to be earths best employer",
)
"""Fixed terms, as they are counted: in lower case, words alone."""


def check_runs(shelf: Shelf) -> Iterator[Fault]:
    """E602: a run of words that stands in more than three questions, told at each further one."""
    holders: dict[str, list[str]] = {}
    for question in sorted(shelf.questions, key=lambda entry: entry.value.id):
        for run in sorted(_runs(question.value)):
            there = holders.setdefault(run, [])
            there.append(question.value.id)
            if len(there) > OFTEN:
                message = f"“{run}” stands in {', '.join(there[:OFTEN])} already"
                yield question.fault("E602", message)


def _runs(value: object) -> set[str]:
    found: set[str] = set()
    for text in texts(value):
        these = words(text)
        runs = (" ".join(these[at : at + RUN]) for at in range(len(these) - RUN + 1))
        found.update(run for run in runs if run not in FIXED)
    return found
