"""The question as it is posted, its pages, the notice of a held series, and the past of a series."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.domain.daily.lateness import AWAY, DISCORD, Lateness
from bot.domain.daily.ledger import Entry, Page
from bot.domain.daily.series import Earlier
from bot.domain.delivery import State
from bot.services.daily.showing import Shown
from cogs.daily import held, ledger, question
from tests.cogs.samples import (
    ASKED,
    GAVE_UP,
    HELD,
    ID,
    NEEDS,
    NOW,
    OPEN,
    PAUSED,
    POST,
    ROLE,
    SERIES,
    asked,
)

BEFORE = replace(POST, slot=date(2025, 12, 31), message_id=ID)
SHOWN = Shown(post=POST, question=ASKED)
MARKED = Shown(
    post=POST,
    question=ASKED,
    lateness=Lateness(timedelta(hours=23), "permissions"),
    last_asked=date(2025, 9, 30),
    earlier=Earlier(post=BEFORE, answers=1234, reviewed=1234),
    ping_role_id=ID,
)
LATE = replace(
    POST, id=ID, cycle=2, posted_at=NOW + timedelta(hours=3), late_why=DISCORD, message_id=ID
)


def _entry(state: State, why: str | None = None, *, posted: bool = False) -> Entry:
    return Entry(day=POST.slot, due_at=NOW, state=state, why=why, post=LATE if posted else None)


ENTRIES = [
    _entry(State.DONE, posted=True),
    _entry(State.DONE, "thread-cap", posted=True),
    _entry(State.REMOVED, posted=True),
    _entry(State.UNKNOWN, posted=True),
    _entry(State.FAILED, "permissions"),
    _entry(State.DUE, "permissions"),
    *(_entry(State.SKIPPED, why) for why in (None, "asked", "away", "questions", "paused", "tag")),
]


def _page(page: int, pages: int, entries: list[Entry]) -> Page:
    return Page(entries=entries, page=page, pages=pages, titles={ASKED.id: ASKED.short})


TABLE: dict[Any, Any] = {
    question.question_view: [
        (SHOWN,),
        (MARKED,),
        (replace(MARKED, ping_role_id=None, lateness=Lateness(timedelta(minutes=10), AWAY)),),
        (replace(SHOWN, earlier=Earlier(post=BEFORE, answers=0, reviewed=0)),),
    ],
    question.reveal_view: [
        (asked(answer), tab, page)
        for answer in (OPEN, GAVE_UP)
        for tab in question.TABS
        for page in range(len(question.pages_of(ASKED, tab).pages))
    ],
    held.held_view: [
        (HELD, f"{why}:2026-01-01", "Study circle", ROLE, missing)
        for why in (
            "channel",
            "permissions",
            "tag",
            "questions",
            "refused",
            "thread-cap",
            "thread-permissions",
            "unknown",
        )
        for missing in ((), NEEDS)
    ]
    + [(replace(HELD, place="forum"), "thread-cap:2026-01-01", "Study circle", ROLE, ())],
    ledger.ledger_view: [
        (SERIES, _page(0, 3, ENTRIES[:8]), ID),
        (SERIES, _page(1, 3, ENTRIES[4:]), ID),
        (SERIES, _page(2, 3, [replace(ENTRIES[0], post=replace(LATE, question_id="gone"))]), ID),
        (SERIES, _page(0, 1, []), ID),
        (PAUSED, _page(0, 1, []), ID),
    ],
}
