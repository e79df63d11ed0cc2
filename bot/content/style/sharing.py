"""An outline says more than its prompt."""

from collections.abc import Iterator

from bot.content.faults import Fault
from bot.content.shelf import Shelf
from bot.content.style.prose import texts, words

SHARE = 0.3
"""An outline shares less than this of its distinct words of four letters or more."""


def check_sharing(shelf: Shelf) -> Iterator[Fault]:
    """E601: an outline that says over again what was asked."""
    for question in shelf.questions:
        outline = _telling(*texts(question.value.outline))
        share = len(outline & _telling(question.value.prompt)) / len(outline)
        if share >= SHARE:
            message = f"{share:.0%} of its words stand in the prompt, fewer than {SHARE:.0%} may"
            yield question.fault("E601", message, "outline")


def _telling(*sentences: str) -> set[str]:
    return {word for sentence in sentences for word in words(sentence) if len(word) >= 4}
