"""A signal is what an interviewer can hear or see."""

from collections.abc import Iterator

from bot.content.faults import Fault
from bot.content.shelf import Shelf

UNHEARD = frozenset(
    [
        "appreciates",
        "believes",
        "considers",
        "demonstrates",
        "feels",
        "has",
        "is",
        "knows",
        "realises",
        "recognises",
        "remembers",
        "thinks",
        "understands",
        "wants",
    ]
)
"""Verbs of what goes on in a head."""


def check_signals(shelf: Shelf) -> Iterator[Fault]:
    """E603: a signal that does not begin with a verb of doing, in the third person."""
    for question in shelf.questions:
        for key, signals in question.value.signals.items():
            for index, signal in enumerate(signals):
                first = signal.split()[0].lower()
                if first in UNHEARD or not first.endswith("s"):
                    message = f"begin with what one can hear or see (says, draws …), not “{first}”"
                    yield question.fault("E603", message, "signals", key, index)
