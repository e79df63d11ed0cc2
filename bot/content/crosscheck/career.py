"""What is said about pay adds up, names its gap, and checks refer to what is there."""

from collections.abc import Iterable, Iterator

from bot.content.faults import Fault
from bot.content.shelf import Entry, Shelf
from bot.domain.career.fit import FitCheck
from bot.domain.career.panels import Checklist
from bot.domain.career.pay import Band, Compensation

WHOLE = 100


def check_career(shelf: Shelf) -> Iterator[Fault]:
    """E301, E311 and E317 to E319: unknown checks, a second one, and pay that does not add up."""
    checks = {item.id for entry in shelf.checklists for item in entry.value.items}
    for checklist in shelf.checklists:
        yield from _seen_also(checklist, checks)
    for fit in shelf.fit_checks:
        yield from _readings(fit)
    for entries in (shelf.fit_checks, shelf.compensation):
        for second in entries[1:]:
            yield second.fault("E311", f"there is one already ({entries[0].spot()})")
    for compensation in shelf.compensation:
        yield from _vesting(compensation)
        for index, band in enumerate(compensation.value.bands):
            yield from _spans(compensation, band, index)
            yield from _totals(compensation, band, index)
            yield from _gap(compensation, band, index)


def _seen_also(checklist: Entry[Checklist], known: set[str]) -> Iterator[Fault]:
    for index, item in enumerate(checklist.value.items):
        for at in _unknown(item.see, known - {item.id}):
            message = f"unknown check {item.see[at]}"
            yield checklist.fault("E301", message, "items", index, "see", at)


def _readings(fit: Entry[FitCheck]) -> Iterator[Fault]:
    known = {one.id for one in (*fit.value.fit, *fit.value.elsewhere)}
    for index, reading in enumerate(fit.value.readings):
        for at in _unknown(reading.ticked, known):
            message = f"unknown statement {reading.ticked[at]}"
            yield fit.fault("E301", message, "readings", index, "ticked", at)


def _unknown(ids: Iterable[str], known: set[str]) -> Iterator[int]:
    return (at for at, id in enumerate(ids) if id not in known)


def _vesting(compensation: Entry[Compensation]) -> Iterator[Fault]:
    for index, vesting in enumerate(compensation.value.vesting):
        if (total := sum(vesting.years)) != WHOLE:
            message = f"the years add up to {total} %, not {WHOLE} %"
            yield compensation.fault("E319", message, "vesting", index, "years")


def _spans(compensation: Entry[Compensation], band: Band, index: int) -> Iterator[Fault]:
    for name in ("base", "grant", "signing", "stated"):
        low, high = getattr(band, name).span
        if low > high:
            message = f"begins at {low:,} and ends below it, at {high:,}"
            yield compensation.fault("E319", message, "bands", index, name, "span")


def _totals(compensation: Entry[Compensation], band: Band, index: int) -> Iterator[Fault]:
    at = ("bands", index, "totals")
    ways = {way.id: way for way in compensation.value.ways}
    for id, way in ways.items():
        if id not in band.totals:
            yield compensation.fault("E317", f"{id} has no total", *at)
        elif tuple(band.totals[id]) != (total := band.first_year(way)):
            message = f"the parts give {total[0]:,} to {total[1]:,}"
            yield compensation.fault("E317", message, *at, id)
    for id in band.totals:
        if id not in ways:
            yield compensation.fault("E317", f"no way of counting is called {id}", *at, id)


def _gap(compensation: Entry[Compensation], band: Band, index: int) -> Iterator[Fault]:
    for far in band.above(compensation.value.ways[0]):
        if f"${abs(far):,}" not in band.gap:
            message = f"does not say that the stated total lies ${abs(far):,} from the parts"
            yield compensation.fault("E318", message, "bands", index, "gap")
