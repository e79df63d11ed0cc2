"""Mock interviews: joining, hours of every week and of one, a day by the half hour, a private list."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.daily.question import KINDS
from bot.domain.mock import week
from bot.domain.mock.joining import (
    LANGUAGES,
    MOST_COMPARED,
    MOST_NEVER,
    STANDING,
    Choices,
    Entry,
    Free,
    Shared,
)
from bot.domain.mock.member import Interval
from bot.domain.mock.written import Rounded
from bot.services.mock.status import Shown, Status
from cogs.mock import joining_views, never_views, times_views
from tests.cogs.samples import ID, NOW, ZONE

TODAY = date(2026, 9, 30)
THIS_WEEK = date(2026, 9, 28)
# As many times as fit a week, those of a day all different; and every second half hour.
FULL = week.hours(
    week.bits(
        Interval(day, start + 15 * (day % 2), 60)
        for day in range(1, 8)
        for start in range(0, 1365, 75)
    )
)
HALVES = tuple(Interval(day, start, 30) for day in range(1, 8) for start in range(0, 1440, 60))
FEW = (Interval(2, 18 * 60, 120), Interval(6, 9 * 60 + 45, 135))

EVERYTHING = Entry(
    choices=Choices(kinds=frozenset(KINDS), level="L6", wish="be interviewed"),
    languages=frozenset(LANGUAGES),
    joined_at=NOW,
    zone="Asia/Tokyo",
    version=2**31,
)
PLAIN = replace(EVERYTHING, languages=frozenset({"en"}), zone=ZONE)
NEW = Status(entry=None, zone=ZONE, today=TODAY, free=Free(week=STANDING, hours=(), own=True))


def _status(entry: Entry, hours: Any, of: date = STANDING, *, own: bool = True) -> Status:
    return replace(
        NEW,
        entry=entry,
        free=Free(week=of, hours=hours, own=own),
        shared=Shared(count=14, others=19),
    )


LEFT = _status(replace(PLAIN, left_at=NOW), FEW)
ENTRIES = [
    EVERYTHING,
    replace(EVERYTHING, skips=True),
    replace(EVERYTHING, paused_at=NOW),
    replace(EVERYTHING, paused_at=NOW, paused_until=date(2026, 12, 30)),
    replace(EVERYTHING, left_at=NOW),
]
WEEKS = [
    *(_status(EVERYTHING, hours) for hours in ((), FEW, FULL, HALVES, (*FEW, *HALVES[-3:]))),
    *(_status(PLAIN, hours, THIS_WEEK) for hours in ((), FEW)),
    _status(PLAIN, FEW, THIS_WEEK, own=False),
    _status(PLAIN, (Interval(1, 0, 60),), date(2026, 10, 5)),
    *(
        replace(_status(PLAIN, FEW), shared=shared)
        for shared in (
            None,
            Shared(count=0, others=4),
            Shared(count=1, others=4),
            Shared(count=99, others=MOST_COMPARED),
        )
    ),
]
ROUNDED = [Rounded("18:10-20", "18:15–20:00"), Rounded("*" * 60, None)] * 9

TABLE: dict[Any, Any] = {
    joining_views.zone_view: [((), NOW), (("de", "en-US"), NOW)],
    joining_views.join_modal: [(NEW,), *((status,) for status in WEEKS[:3])],
    joining_views.status_view: [
        (NEW,),
        *((_status(entry, FULL),) for entry in ENTRIES),
        *(
            (replace(_status(PLAIN, FEW), next_round=NOW, late=late, waits=waits),)
            for late, waits in ((False, False), (True, False), (False, True))
        ),
        *((status, undo) for status in WEEKS for undo in (False, True)),
    ],
    joining_views.not_joined_view: [(NEW,), (replace(NEW, next_round=NOW),)],
    joining_views.left_view: [()],
    joining_views.languages_view: [(NEW,), (WEEKS[0],)],
    times_views.times_view: [
        (Shown(status=NEW),),
        (Shown(status=LEFT),),
        *((Shown(status=status),) for status in WEEKS),
        *((Shown(status=status, rounded=ROUNDED, changed=True),) for status in WEEKS),
    ],
    times_views.hours_modal: [(status,) for status in WEEKS],
    times_views.day_view: [
        (Shown(status=NEW), 1),
        (Shown(status=LEFT), 1),
        *((Shown(status=status, changed=True), day) for status in WEEKS for day in (1, 3, 7)),
    ],
    never_views.never_view: [
        ((),),
        ([ID], ID),
        ([ID - n for n in range(MOST_NEVER)], ID),
    ],
}
