"""Facts have real days, a correction where they are wrong, and are looked at once a year."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.content.faults import Fault
from bot.content.shelf import Entry, Shelf
from bot.domain.daily.question import Question
from bot.domain.item import Fact, SeedLine

STALE = timedelta(days=365)


def check_facts(shelf: Shelf, today: date | None) -> Iterator[Fault]:
    """E502, E504 and W501; without `today` nothing is too old."""
    entries: list[Entry[Question] | Entry[SeedLine]] = [*shelf.questions, *shelf.lines]
    for entry in entries:
        yield from _uncorrected(entry)
        for index, fact in enumerate(entry.value.facts):
            yield from _fact(entry, fact, index, today)


def _uncorrected(entry: Entry[Question] | Entry[SeedLine]) -> Iterator[Fault]:
    value = entry.value
    corrected = any(fact.correction for fact in value.facts)
    if isinstance(value, SeedLine) and value.status == "contradicted" and not corrected:
        yield entry.fault("E502", "a contradicted line needs a fact with a correction", "status")


def _fact(
    entry: Entry[Question] | Entry[SeedLine], fact: Fact, index: int, today: date | None
) -> Iterator[Fault]:
    if fact.status == "contradicted" and fact.correction is None:
        message = "a contradicted fact needs a correction"
        yield entry.fault("E502", message, "facts", index, "correction")
    for name, day in (("as_of", fact.as_of), ("checked", fact.checked)):
        if _first_day(day) is None:
            yield entry.fault("E504", f"there is no day {day}", "facts", index, name)
    checked = _first_day(fact.checked)
    if today and checked and today - checked > STALE:
        message = f"last checked {(today - checked).days} days ago; check again within {STALE.days}"
        yield entry.fault("W501", message, "facts", index, "checked")


def _first_day(day: str) -> date | None:
    """The first day that `2026`, `2026-11` or `2026-11-22` means; None where there is none."""
    parts = [int(part) for part in day.split("-")]
    try:
        return date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
