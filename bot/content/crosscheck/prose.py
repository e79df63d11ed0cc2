"""Texts are finished, hold no address, and are not each other's copies."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.content.document import Data
from bot.content.faults import Fault, Steps
from bot.content.shelf import Shelf

WORDS = 5
"""Prompts are compared by their runs of this many words (shingles)."""
SAME = 0.5
ALIKE = 0.35
"""Shares of common runs among all runs of two prompts (Jaccard): an error, a warning."""
HOLDERS = 50
"""Prompts that a run is traced back to: where more hold it, one of these is enough to be named."""

_FORBIDDEN = re.compile(
    r"https?://\S*|\bwww\.\S*|\b(?:TODO|FIXME|TBD|XXX)\b|(?i:\blorem\b|\bas an AI\b)"
)

_MARKS = ("http", "www.", "todo", "fixme", "tbd", "xxx", "lorem", "as an ai")
"""One of these stands in whatever is forbidden; looking for them first takes a tenth of the time."""


def check_prose(shelf: Shelf) -> Iterator[Fault]:
    """E309: what may not be shipped."""
    for document in shelf.documents:
        texts = list(_texts(document.data, ()))
        whole = "\n".join(text for _, text in texts).lower()
        if not any(mark in whole for mark in _MARKS):
            continue
        for steps, text in texts:
            for found in _FORBIDDEN.finditer(text):
                yield document.fault("E309", steps, f"“{found[0]}” has no place in content")


def check_copies(shelf: Shelf) -> Iterator[Fault]:
    """E310 and W310: prompts that are too much alike."""
    questions = shelf.questions
    for earlier, later, share in alike([question.value.prompt for question in questions]):
        code = "E310" if share >= SAME else "W310"
        other = questions[earlier]
        message = f"{share:.0%} the same as {other.value.id} ({other.spot('prompt')})"
        yield questions[later].fault(code, message, "prompt")


def alike(prompts: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """The pairs that have much in common: places of the earlier and the later, and the share."""
    runs = [_runs(prompt) for prompt in prompts]
    holders: dict[str, list[int]] = {}
    common: Counter[tuple[int, int]] = Counter()
    # Only pairs that share a run are ever looked at; comparing all would take seconds.
    for later, prompt_runs in enumerate(runs):
        for run in prompt_runs:
            known = holders.setdefault(run, [])
            common.update((earlier, later) for earlier in known)
            if len(known) < HOLDERS:
                known.append(later)
    for (earlier, later), shared in common.items():
        share = shared / (len(runs[earlier]) + len(runs[later]) - shared)
        if share >= ALIKE:
            yield earlier, later, share


def _texts(data: Data, steps: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(data, str):
        yield steps, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*steps, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*steps, index))


def _runs(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}
