"""Texts are finished, hold no address, and are not each other's copies."""

import re
from collections import Counter
from collections.abc import Iterator

from bot.content.document import Data
from bot.content.faults import Fault, Steps
from bot.content.shelf import Entry, Shelf
from bot.domain.daily.question import Question

WORDS = 5
"""Prompts are compared by their runs of this many words (shingles)."""
SAME = 0.5
ALIKE = 0.35
"""Shares of common runs among all runs of two prompts (Jaccard): an error, a warning."""

_FORBIDDEN = re.compile(
    r"https?://\S*|\bwww\.\S*|\b(?:TODO|FIXME|TBD|XXX)\b|(?i:\blorem\b|\bas an AI\b)"
)


def check_prose(shelf: Shelf) -> Iterator[Fault]:
    """E309, E310 and W310: what may not be shipped, and prompts that are too much alike."""
    for document in shelf.documents:
        for steps, text in _texts(document.data, ()):
            for found in _FORBIDDEN.finditer(text):
                yield document.fault("E309", steps, f"“{found[0]}” has no place in content")
    yield from _copies(shelf.questions)


def _texts(data: Data, steps: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(data, str):
        yield steps, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*steps, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*steps, index))


def _copies(questions: list[Entry[Question]]) -> Iterator[Fault]:
    runs = [_runs(question.value.prompt) for question in questions]
    holders: dict[str, list[int]] = {}
    common: Counter[tuple[int, int]] = Counter()
    # Only pairs that share a run are ever looked at; comparing all would take seconds.
    for later, question_runs in enumerate(runs):
        for run in question_runs:
            common.update((earlier, later) for earlier in holders.get(run, ()))
            holders.setdefault(run, []).append(later)
    for (earlier, later), shared in common.items():
        share = shared / (len(runs[earlier]) + len(runs[later]) - shared)
        if share >= ALIKE:
            code = "E310" if share >= SAME else "W310"
            other = questions[earlier]
            message = f"{share:.0%} the same as {other.value.id} ({other.spot('prompt')})"
            yield questions[later].fault(code, message, "prompt")


def _runs(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}
