"""The queue of a series, one question of it, and the notice that few are left."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.schedule import Slot
from bot.services.daily.queue import Queue, Queued, Stock
from bot.services.daily.upcoming import Upcoming
from cogs.daily import queue_views, stock
from tests.cogs.samples import ASKED, ID, NOW, SERIES

TODAY = date(2026, 1, 1)
GONE = Queued(question_id="sd.retired." + "x" * 53, question=None, position=2, passed=True)


def _entry(position: int, asked: date | None = date(2025, 9, 30)) -> Queued:
    id = f"sd.sample-{position}"
    return Queued(question_id=id, question=replace(ASKED, id=id), position=position, asked=asked)


def _queue(*entries: Queued, change_id: int | None = None) -> Queue:
    return Queue(series=SERIES, entries=entries, today=TODAY, change_id=change_id)


def _ahead(count: int, queued: int) -> list[Upcoming]:
    return [
        Upcoming(
            slot=Slot(TODAY + timedelta(days=n), NOW + timedelta(days=n)),
            question=replace(ASKED, id=f"sd.sample-{n + 1}"),
            queued=n < queued,
            again=False,
        )
        for n in range(count)
    ]


FIRST, LAST = _entry(1, None), _entry(3)
OFF = replace(_entry(4), passed=True)
THREE = _queue(FIRST, GONE, LAST, change_id=ID)
FOUR = _queue(FIRST, GONE, LAST, OFF, change_id=ID)
LONG = _queue(*(_entry(position) for position in range(1, 130)), change_id=ID)
SHORT = "A short name that takes all of the sixty characters it has."

TABLE = {
    queue_views.queue_view: [
        (_queue(), [], 0, ID),
        (_queue(change_id=ID), _ahead(6, 0), 0, ID),
        (_queue(FIRST), _ahead(4, 1), 0, ID, f"**{SHORT}**\nIt is asked next."),
        (THREE, _ahead(6, 2), 0, ID),
        (FOUR, _ahead(6, 2), 0, ID),
        *((LONG, _ahead(25, 25), page, ID) for page in (0, 7, 99)),
    ],
    queue_views._empty_view: [(_queue(), [], ID)],
    queue_views.entry_view: [
        (_queue(FIRST), FIRST, [], ID),
        *((FOUR, entry, _ahead(6, 2), ID) for entry in (FIRST, GONE, LAST, OFF)),
    ],
    stock.stock_view: [
        (Stock(series=SERIES, left=left, total=1234), "Study circle") for left in (7, 1, 0)
    ],
}
