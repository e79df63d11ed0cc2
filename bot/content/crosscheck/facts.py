"""Facts have real days, a correction where they are wrong, and are looked at once a year."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bot.content.faults import Fault, Steps
from bot.content.shelf import Entry, Shelf
from bot.domain.cards import Card
from bot.domain.career.panels import Checklist, Panel
from bot.domain.item import Fact

STALE = timedelta(days=365)
SOON_STALE = timedelta(days=180)
"""For a card whose number may move within months."""

_NUMBER = re.compile(r"(?<![\w-])\d")
"""A number by itself; the digits in “S3” and “L6” belong to names."""


def check_facts(shelf: Shelf, today: date | None) -> Iterator[Fault]:
    """E502 to E505 and W501; without `today` nothing is too old."""
    for entry, below, fact in _facts(shelf):
        if fact.status == "contradicted" and fact.correction is None:
            message = "a contradicted fact needs a correction"
            yield entry.fault("E502", message, *below, "correction")
        yield from _days(entry, below, fact, STALE, today)
    for line in shelf.lines:
        corrected = any(fact.correction for fact in line.value.facts)
        if line.value.status == "contradicted" and not corrected:
            yield line.fault("E502", "a contradicted line needs a fact with a correction", "status")
        verified = any(fact.status == "verified" for fact in line.value.facts)
        if line.value.status == "verified" and not verified:
            yield line.fault("E505", "a verified line needs a fact that was verified", "status")
    for deck in shelf.decks:
        for index, card in enumerate(deck.value.cards):
            fresh = SOON_STALE if card.volatile else STALE
            yield from _days(deck, ("cards", index), card, fresh, today)
    yield from _undated(shelf)


def _facts(shelf: Shelf) -> Iterator[tuple[Entry[Any], Steps, Fact]]:
    for entry in (*shelf.questions, *shelf.lines):
        for index, fact in enumerate(entry.value.facts):
            yield entry, ("facts", index), fact
    for compensation in shelf.compensation:
        for at, vesting in enumerate(compensation.value.vesting):
            for index, fact in enumerate(vesting.facts):
                yield compensation, ("vesting", at, "facts", index), fact


def _days(
    entry: Entry[Any], below: Steps, dated: Fact | Card, fresh: timedelta, today: date | None
) -> Iterator[Fault]:
    for name, day in (("as_of", dated.as_of), ("checked", dated.checked)):
        if _first_day(day) is None:
            yield entry.fault("E504", f"there is no day {day}", *below, name)
    looked = _first_day(dated.checked)
    if today and looked and today - looked > fresh:
        message = f"last checked {(today - looked).days} days ago; check again within {fresh.days}"
        yield entry.fault("W501", message, *below, "checked")


def _undated(shelf: Shelf) -> Iterator[Fault]:
    """What is told to all about the place holds no number: those stand in facts, with their dates."""
    told: list[tuple[Entry[Any], Steps, str | None]] = [
        *((line, ("note",), line.value.note) for line in shelf.lines),
        *(found for panel in shelf.panels for found in _of_panel(panel)),
        *(found for checklist in shelf.checklists for found in _of_checklist(checklist)),
    ]
    for entry, below, text in told:
        if text and _NUMBER.search(text):
            message = "a number has no date here; it belongs to a fact of the seed line"
            yield entry.fault("E503", message, *below)


def _of_panel(panel: Entry[Panel]) -> Iterator[tuple[Entry[Panel], Steps, str | None]]:
    yield panel, ("text",), panel.value.text
    for at, group in enumerate(panel.value.groups):
        yield panel, ("groups", at, "text"), group.text
        for index, line in enumerate(group.lines):
            yield panel, ("groups", at, "lines", index, "text"), line.text
            yield panel, ("groups", at, "lines", index, "ask"), line.ask


def _of_checklist(
    checklist: Entry[Checklist],
) -> Iterator[tuple[Entry[Checklist], Steps, str | None]]:
    yield checklist, ("text",), checklist.value.text
    for index, item in enumerate(checklist.value.items):
        yield checklist, ("items", index, "text"), item.text


def _first_day(day: str) -> date | None:
    """The first day that `2026`, `2026-11` or `2026-11-22` means; None where there is none."""
    parts = [int(part) for part in day.split("-")]
    try:
        return date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
