"""The steps of an interview kit follow one another and fill its time; a scorecard has its three texts."""

from collections.abc import Iterator

from bot.content.crosscheck.within import repeated
from bot.content.faults import Fault
from bot.content.shelf import Entry, Shelf
from bot.domain.mock.kit import Kit


def check_mock(shelf: Shelf) -> Iterator[Fault]:
    """E311 and E312: what stands twice on a scorecard, and agendas that do not add up."""
    for kit in shelf.kits:
        yield from _agenda(kit)
    for scorecard in shelf.scorecards:
        value = scorecard.value
        yield from repeated(scorecard, [text.key for text in value.texts], "texts", "key")
        yield from repeated(scorecard, value.recommendation, "recommendation")
        yield from repeated(scorecard, value.evidence_for, "evidence_for")


def _agenda(kit: Entry[Kit]) -> Iterator[Fault]:
    minute = 0
    for index, step in enumerate(kit.value.agenda):
        if step.minute != minute:
            message = f"the step before ends at minute {minute}, this one begins at {step.minute}"
            yield kit.fault("E312", message, "agenda", index, "minute")
        minute = step.minute + step.length
    if minute != kit.value.minutes:
        message = f"the agenda ends at minute {minute}, the kit at {kit.value.minutes}"
        yield kit.fault("E312", message, "minutes")
