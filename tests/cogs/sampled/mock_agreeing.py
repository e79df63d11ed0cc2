"""Two agree on a time: every state of the one message, its reminders, and what is told of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.daily.question import KINDS
from bot.domain.mock.session import Facts
from cogs.mock import agreed_views, agreeing_views, why_views
from tests.cogs.samples import ID, NOW
from tests.sessions import session

A, B, C = ID, ID - 1, ID - 2
_LARGE = {"id": ID, "set_number": 12}
PAIR = replace(session(ID, NOW, A, B), **_LARGE)
SWAP = replace(PAIR, swap=True, kind="technical-depth", thread_id=ID)
THREE = replace(session(ID, NOW, A, B, C), **_LARGE, kind="coding", swap=True)
PROPOSING = [
    PAIR,
    SWAP,
    THREE,
    replace(PAIR, times=PAIR.times[:1]),
    replace(PAIR, times=()),
    replace(PAIR, votes={2: frozenset({A})}),
    replace(SWAP, votes={1: frozenset({A}), 3: frozenset({B})}),
    replace(SWAP, votes={1: frozenset({A}), 2: frozenset({A, B}) - {B}, 3: frozenset({B})}),
    replace(THREE, votes={1: frozenset({A})}),
    replace(THREE, votes={1: frozenset({A, C}), 2: frozenset({B})}),
    replace(PAIR, seats=PAIR.seats[:1]),
]
AT = NOW + timedelta(days=2)
AGREED = [
    replace(one, state="agreed", starts_at=AT, sequence=12)
    for one in (PAIR, SWAP, THREE, replace(PAIR, kind="behavioral"))
]
EXCUSED = replace(
    AGREED[2], seats=(replace(AGREED[2].seats[0], excused_at=AT), *AGREED[2].seats[1:])
)
BEGUN = replace(AGREED[1], begun_at=AT)
OVER = [
    replace(PAIR, state="released"),
    replace(PAIR, state="declined"),
    replace(PAIR, state="cancelled"),
    replace(AGREED[1], state="cancelled"),
    replace(BEGUN, state="over", ended_at=AT),
    replace(AGREED[0], state="over", ended_at=AT),
]
MOMENTS = [NOW, AT - timedelta(hours=3), AT - timedelta(minutes=5), AT + timedelta(minutes=6)]
LATER = NOW + timedelta(days=30)
FACTS = [
    Facts(starts=1, weeks_ago=1, kinds=(), levels=("L4", "L7")),
    Facts(starts=0, weeks_ago=26, kinds=KINDS, levels=("L6", "L6"), refused=True),
]

TABLE: dict[Any, Any] = {
    agreeing_views.session_view: [
        *((one, NOW) for one in (*PROPOSING, *OVER)),
        *((one, LATER) for one in PROPOSING),
        *((one, now) for one in (*AGREED, EXCUSED, BEGUN) for now in MOMENTS),
    ],
    agreeing_views.status_view: [
        ([PAIR], 0, NOW),
        *(
            (
                [replace(one, id=ID - n) for n, one in enumerate([*AGREED, *PROPOSING, *OVER])],
                at,
                NOW,
            )
            for at in (0, 5, 19)
        ),
    ],
    agreeing_views.pick_view: [
        (one, now, why)
        for one in PROPOSING
        for now in (NOW, LATER)
        for why in ("new", "nudge", "moved")
    ],
    agreeing_views.released_view: [
        (one, after)
        for one in (OVER[0], replace(OVER[0], origin="with"))
        for after in ("waits", "meets", "out")
    ],
    agreeing_views.cancelled_view: [
        (one, after, gone)
        for one in OVER[2:4]
        for after in ("waits", "meets", "out")
        for gone in (False, True)
    ],
    agreeing_views.note_view: [
        *((PAIR, note) for note in ("replaced", "passed", "none left")),
        (PAIR, "none left", True),
    ],
    agreed_views.reminder_view: [(one,) for one in AGREED],
    agreed_views.cancel_view: [(AGREED[2], user) for user in (A, C)],
    agreed_views.calendar_view: [(AGREED[0],), (OVER[3],)],
    why_views.why_view: [
        (PAIR,),
        (replace(THREE, facts=FACTS[0]),),
        (replace(SWAP, facts=FACTS[1]),),
        (replace(PAIR, seats=PAIR.seats[1:]),),
        (AGREED[0],),
    ],
}
