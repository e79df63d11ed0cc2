"""A session while it is held: packet, candidate, observer, an empty seat, and the drill by oneself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot import app, content
from bot.domain.daily.question import KINDS, Kind, Question
from bot.domain.mock.session import Facts, Seat, Session
from bot.domain.mock.stamp import Stamp, Stamps
from bot.services.mock.absence import Missed
from bot.services.mock.drills import Drill
from bot.services.mock.holding import LONGEST_NOTE
from bot.services.mock.packets import Sheet
from cogs.mock import absent_views, drill_views, holding_views, observer_views, packet_views
from tests.cogs.samples import ASKED, ID, NOW

KITS = content.load(app.CONTENT).kits
RUBRICS = content.load(app.CONTENT).rubrics
A_MINUTE = timedelta(minutes=1)
SEATS = (
    Seat(user_id=ID, place=0, role="interviewer", level="L5", question_id=ASKED.id),
    Seat(user_id=ID - 1, place=1, role="candidate", level="L6"),
    Seat(user_id=ID - 2, place=2, role="observer", level="L6"),
)
PAIR = SEATS[:2]


def session(kind: Kind = "technical-depth", **given: Any) -> Session:
    """An agreed one that swaps, of ids as long as they come."""
    values: dict[str, Any] = {
        "guild_id": ID,
        "id": ID,
        "origin": "round",
        "state": "agreed",
        "kind": kind,
        "swap": True,
        "created_at": NOW,
        "asked_at": NOW,
        "starts_at": NOW,
        "sequence": 1,
        "facts": Facts(starts=1, weeks_ago=None, kinds=(kind,), levels=("L5", "L6")),
        "seats": PAIR,
    }
    return Session(**values | given)


def sheet(of: Session, place: int = 0, steps: int = 0, hints: int = 0, **given: Any) -> Sheet:
    """A session as the one at a place sees it, so many steps and hints on."""
    half = given.pop("half", 1)
    stamps = [
        *([Stamp(what="start", half=1, value=0, at=NOW)] if of.is_held else []),
        *([Stamp(what="swap", half=2, value=0, at=NOW)] if half == 2 else []),
        *(Stamp(what="step", half=half, value=n, at=NOW) for n in range(1, steps + 1)),
        *(Stamp(what="hint", half=half, value=n, at=NOW) for n in range(1, hints + 1)),
    ]
    kit = KITS[f"kit.{of.kind}"]
    seat = of.at_place(place)
    assert seat is not None
    values: dict[str, Any] = {
        "session": of,
        "seat": seat,
        "kit": kit,
        "rubric": RUBRICS[kit.rubric],
        "stamps": Stamps(stamps),
        "now": NOW + 6 * A_MINUTE,
        "question": ASKED,
    }
    return Sheet(**values | given)


COMING = session(starts_at=NOW + timedelta(days=1))
HELD = session(begun_at=NOW)
ONE_WAY = session("system-design", swap=False, begun_at=NOW)
THREE = session(begun_at=NOW, seats=SEATS)
OVER = replace(HELD, state="over", ended_at=NOW - timedelta(days=1), next_step="reveal")
NOT_HELD = replace(OVER, begun_at=None)
LAST = len(KITS["kit.technical-depth"].agenda) - 1
ENDING = len(KITS["kit.system-design"].agenda) - 1
SHEETS = [
    sheet(COMING),
    sheet(COMING, beside=True),
    sheet(session(), again=True),
    sheet(HELD, hints=4),
    *(sheet(HELD, steps=steps, hints=2, beside=True) for steps in (1, LAST)),
    *(sheet(ONE_WAY, steps=steps) for steps in range(ENDING + 1)),
    sheet(session("behavioral", begun_at=NOW), steps=2),
    sheet(OVER),
]


def every_page(of: Sheet) -> Sequence[tuple[Sheet, packet_views.Page, int]]:
    """Each page of a packet, each part of it."""
    return [
        (of, page, leaf)
        for page in packet_views.PAGES
        for leaf in range(len(packet_views.leaves_of(of, page)))
    ]


def _excused(place: int) -> Session:
    seats = [replace(one, excused_at=NOW) if one.place == place else one for one in SEATS]
    return session(seats=tuple(seats))


NOTED = replace(SEATS[2], note="*" * LONGEST_NOTE)
OBSERVED = [
    sheet(THREE, 2),
    sheet(session(seats=SEATS), 2, question=None),
    sheet(THREE, 2, seat=NOTED),
]
ABSENT = replace(PAIR[1], absent_at=NOW)
MISSING = session(seats=(PAIR[0], ABSENT))
MISSED = Missed(session=MISSING, user_id=ID, absent=ABSENT, asked=False, now=NOW + 6 * A_MINUTE)
EXCUSED = _excused(1)
MISSES = [
    MISSED,
    replace(MISSED, asked=True),
    replace(MISSED, session=replace(MISSING, seats=(PAIR[0], ABSENT, SEATS[2]))),
    *(
        replace(MISSED, session=EXCUSED, absent=EXCUSED.seats[1], now=NOW + n * A_MINUTE)
        for n in (-30, 6)
    ),
    replace(MISSED, session=session(seats=SEATS), user_id=ID - 2, absent=None),
]


def drill(of: Question = ASKED, *, closed: bool = False, **given: Any) -> Drill:
    """A drill with this question."""
    seat = Seat(user_id=ID, place=0, role="candidate", level="L6", question_id=of.id)
    held = session(
        of.kind,
        swap=False,
        state="over",
        begun_at=NOW,
        ended_at=NOW if closed else None,
        seats=(replace(seat, note=given.pop("note", None)),),
    )
    kit = KITS[f"kit.{of.kind}"]
    values: dict[str, Any] = {
        "session": held,
        "kit": kit,
        "rubric": RUBRICS[kit.rubric],
        "question": of,
        "stamps": Stamps(),
    }
    return Drill(**values | given)


SIGNED = replace(
    ASKED,
    signals={one.key: ("It says what it leaves out",) * 4 for one in RUBRICS["sd-core"].criteria},
)
TICKED = Stamps(
    [Stamp(what="drill", half=n, value=0, at=NOW) for n in (1, 2)]
    + [Stamp(what="hint", half=1, value=n, at=NOW) for n in (1, 2, 3)]
)
STEPS = [
    Stamps([Stamp(what="step", half=1, value=n, at=NOW) for n in range(1, most + 1)])
    for most in range(ENDING)
]
DRILLS = [
    *(drill(stamps=stamps) for stamps in STEPS),
    drill(stamps=TICKED, again=True),
    drill(SIGNED, closed=True),
    drill(SIGNED, closed=True, stamps=TICKED, note="*" * LONGEST_NOTE),
]

TABLE: dict[Any, Sequence[tuple[Any, ...]]] = {
    packet_views.packet_view: [
        *((one,) for one in SHEETS),
        *(call for one in (SHEETS[0], SHEETS[3]) for call in every_page(one)),
    ],
    holding_views.candidate_view: [
        (sheet(COMING, 1),),
        (sheet(session(), 1),),
        *((sheet(HELD, 1, steps=steps),) for steps in (0, 1, LAST)),
        (sheet(HELD, 0, half=2),),
        (sheet(ONE_WAY, 1, steps=ENDING),),
    ],
    holding_views.over_view: [(OVER,), (NOT_HELD,)],
    holding_views.cards_view: [(OVER,), (NOT_HELD,), (replace(OVER, seats=SEATS),)],
    holding_views.met_view: [(OVER,)],
    holding_views.not_met_view: [(NOT_HELD,)],
    observer_views.observer_view: [
        (one, sight) for one in OBSERVED for sight in observer_views.SIGHTS
    ],
    observer_views.note_modal: [(one,) for one in OBSERVED],
    absent_views.missed_view: [(one,) for one in MISSES],
    absent_views._who_view: [(session(seats=SEATS),)],
    absent_views.where_are_you_view: [(MISSING, ID - 1), (_excused(0), ID - 1)],
    absent_views.excused_view: [(EXCUSED, ID - 1), (_excused(2), ID - 2)],
    absent_views.told_view: [(EXCUSED, ID - 1), (session(), ID - 1)],
    absent_views.offer_view: [
        (MISSING, "candidate"),
        *(
            (replace(ONE_WAY, seats=(PAIR[0], ABSENT)), role)
            for role in ("candidate", "interviewer")
        ),
    ],
    absent_views.taken_view: [(session(), ID), (session(seats=SEATS), ID)],
    drill_views.kinds_view: [(KINDS, ID), (KINDS[:1], ID)],
    drill_views.drill_view: [
        *((one,) for one in DRILLS),
        *((one, page) for one in DRILLS[-3:] for page in drill_views.PAGES[1:]),
        *((DRILLS[-1], "outline", leaf) for leaf in range(3)),
    ],
    drill_views.score_modal: [(DRILLS[-1],), (DRILLS[-2],)],
    drill_views.note_modal: [(DRILLS[-1],), (DRILLS[-2],)],
}
