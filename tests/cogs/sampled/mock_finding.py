"""Finding a partner outside the rounds: free now, and asking one member by name."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.daily.question import KINDS
from bot.domain.mock import asking
from bot.domain.mock.member import Member
from bot.domain.mock.now import Request
from cogs.mock import asking_views, free_views
from tests.cogs.samples import ID, NOW
from tests.sessions import session

A, B = ID, ID - 1
REQUEST = Request(
    id=ID,
    member=Member(
        id=A,
        zone="UTC",
        kinds=frozenset(KINDS),
        level="L6",
        wish="swap",
        languages=frozenset({"en"}),
        hours=(),
    ),
    since=NOW,
    until=NOW + timedelta(minutes=90),
)
PAIR = replace(session(ID, NOW, A, B), id=ID)
NOW_PAIR = replace(PAIR, origin="now", state="agreed", starts_at=NOW, swap=True)
QUESTIONS = [
    asking.question(ID, ID, (A, B), kind=kind, level="L6", now=NOW, told=True) for kind in KINDS
]
ASKED = QUESTIONS[1]
YES = replace(ASKED, votes={0: frozenset({B})})
NO = asking.question(ID, ID, (A, B), kind="coding", level="L6", now=NOW, told=False)
ALONE = replace(ASKED, seats=ASKED.seats[:1])
OVER = [
    replace(one, state=state)
    for one in (ASKED, YES, NO, ALONE)
    for state in ("declined", "cancelled")
]
LONG = "A study circle with quite a long name"

TABLE: dict[Any, Any] = {
    free_views.waiting_view: [(REQUEST, NOW), (REQUEST, NOW + timedelta(minutes=9))],
    free_views.over_view: [()],
    free_views.stopped_view: [()],
    free_views.matched_view: [(PAIR, A, LONG), (NOW_PAIR, B, LONG)],
    asking_views.kind_view: [(B, KINDS), (B, KINDS[:2])],
    asking_views.question_view: [
        (one, user, direct)
        for one in (*QUESTIONS, YES, NO, ALONE, *OVER)
        for user in (A, B)
        for direct in (False, True)
    ],
    asking_views.hours_view: [(YES, direct) for direct in (False, True)],
    asking_views.no_hours_view: [(YES, direct) for direct in (False, True)],
    asking_views.asked_view: [(ASKED,), (ALONE,)],
    asking_views.to_answer_view: [*((one, LONG) for one in QUESTIONS), (ASKED,)],
    asking_views.declined_view: [(NO,)],
    asking_views.lapsed_view: [(one, user) for one in (ASKED, YES, ALONE) for user in (A, B)],
    asking_views.taken_back_view: [(ASKED,)],
    asking_views.asks_view: [
        ((), (), ID),
        ([replace(ASKED, id=ID - n) for n in range(3)], (), ID),
        ([ASKED], [replace(ASKED, id=ID - n) for n in range(1, 40)], ID),
    ],
}
