"""Cards as they are filled, sealed and read; a member’s sessions, and what their cards say together."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.daily.question import KINDS, LEVELS, Kind
from bot.domain.mock.card import Nudge
from bot.domain.mock.course import REVEAL
from bot.domain.mock.feedback import Ask, Filled, Page, asks
from bot.domain.mock.session import Facts, Role, Seat, Session
from bot.domain.mock.stamp import Stamp, Stamps
from bot.domain.mock.trend import Mean, Standing, Work
from bot.services.mock.cards import Forms, Graded, Slip, Tray
from bot.services.mock.feedback import Growth, Opened
from bot.services.mock.history import CardState, Half, Look, Past, Recalled
from cogs.mock import card_views, feedback_views, growth_views, history_views
from tests.cogs.samples import ASKED, ID, NOW
from tests.domain.pools import shipped

ANA, BEN, CY = ID, ID - 1, ID - 2
LONGEST = "x" * 32
ROLES: tuple[Role, ...] = ("interviewer", "candidate", "observer")


def forms(kind: Kind) -> Forms:
    scorecard = shipped().scorecards[f"scorecard.{kind}"]
    return Forms(scorecard=scorecard, rubric=shipped().rubrics[scorecard.rubric])


def _session(kind: Kind = "system-design", **given: Any) -> Session:
    values: dict[str, Any] = {
        "origin": "round",
        "state": "over",
        "swap": False,
        "created_at": NOW,
        "asked_at": NOW,
        "starts_at": NOW,
        "begun_at": NOW,
        "ended_at": NOW + timedelta(hours=1),
        "facts": Facts(starts=12, weeks_ago=None, kinds=(kind,), levels=("L6", "L6")),
        "seats": tuple(
            Seat(user_id=user, place=place, role=role, level="L6")
            for place, (user, role) in enumerate(zip((ANA, BEN, CY), ROLES, strict=True))
        ),
    }
    return Session(guild_id=ID, id=ID, kind=kind, **values | given)


def _card(kind: Kind, by: int | None, about: int, grade: int = 4, **given: Any) -> Filled:
    values: dict[str, Any] = {
        "grades": dict.fromkeys(forms(kind).criteria, grade),
        "recommendation": 1,
        "keep": "*a_word* " * 88,
        "change": "~and then~ " * 72,
        "evidence": "k" * 800,
        "sent_at": NOW,
        "opened_at": NOW,
        "addendum": "`" * feedback_views.LONGEST_LINE,
    }
    return Filled(
        guild_id=ID,
        id=ID,
        session_id=ID,
        rater_id=by,
        about_id=about,
        kind=kind,
        level="L6",
        begun_at=NOW,
        **values | given,
    )


def _tray(session: Session, member: int, *cards: Filled, present: Any = None, **given: Any) -> Tray:
    mine = {card.about_id: card for card in cards if card.rater_id == member}
    return Tray(
        session=session,
        member=member,
        slips=[Slip(ask=ask, card=mine.get(ask.about.user_id)) for ask in asks(session, member)],
        present=present or {ANA: False, BEN: False},
        opens_at=NOW + REVEAL,
        forms=forms(session.kind),
        **given,
    )


def _sealed(card: Filled) -> Filled:
    return replace(card, opened_at=None)


def _half(tray: Tray, pending: Filled | None = None) -> Graded:
    return Graded(tray=tray, slip=tray.slips[0], pending=pending)


SWAP = _session(swap=True)
OF_BEN = _sealed(_card("system-design", ANA, BEN))
OF_ANA = _sealed(_card("system-design", ANA, ANA, 1))
BEGUN = replace(OF_BEN, sent_at=None, keep="", change="", evidence="")
NEW = {kind: _tray(_session(kind), ANA) for kind in KINDS}
FULL = {kind: _tray(_session(kind), ANA, _card(kind, ANA, BEN)) for kind in KINDS}
EMPTY = _tray(_session(), BEN)
HALF = _tray(_session(), ANA, BEGUN)
DONE = _tray(_session(), ANA, OF_BEN, present={ANA: True, BEN: False})
ONE_LEFT = _tray(SWAP, ANA, OF_BEN, nudges=list(Nudge))
BOTH = _tray(SWAP, ANA, OF_BEN, OF_ANA, nudges=list(Nudge))
WATCHED = _tray(_session(), CY, replace(OF_BEN, rater_id=CY))
WATCHED_TWICE = _tray(
    SWAP, CY, replace(OF_BEN, rater_id=CY), replace(OF_BEN, rater_id=CY, about_id=ANA)
)
OWN = _tray(_session(), BEN, replace(OF_ANA, rater_id=BEN, about_id=BEN))


def _opened(tray: Tray, *pages: Page, notes: int = 0, raters: int = 1) -> Opened:
    seats = [replace(tray.session.seats[2], note="> # *note*\n" * 180)] * notes
    return Opened(tray=tray, pages=pages, notes=seats, standing=_standing("coding", raters))


def _standing(kind: Kind, raters: int, **given: Any) -> Standing:
    known = raters >= 3
    values: dict[str, Any] = {
        "level": "L6",
        "yes": raters - 1 if known else None,
        "means": {key: Mean(raw=3.25, adjusted=2.75, raters=raters) for key in forms(kind).criteria}
        if known
        else {},
        "direction": "down" if known else None,
    }
    return Standing(kind=kind, cards=99, raters=raters, **values | given)


def _page(kind: Kind, by: int | None, about: int, own: int | None = 1, **given: Any) -> Page:
    beside = None if own is None else _card(kind, about, about, own)
    return Page(peer=_card(kind, by, about, **given), own=beside)


READ = {kind: _tray(_session(kind), BEN, _card(kind, BEN, BEN)) for kind in KINDS}
ABOUT_ME = [
    *(_opened(READ[kind], _page(kind, ANA, BEN)) for kind in KINDS),
    _opened(READ["coding"], _page("coding", ANA, BEN, own=None, evidence="", addendum=None)),
    _opened(READ["coding"], _page("coding", None, BEN), raters=12),
    _opened(READ["coding"], _page("coding", None, BEN, own=None)),
    _opened(READ["coding"], _page("coding", ANA, BEN, specific=True, usable=True)),
    _opened(READ["coding"], _page("coding", ANA, BEN, specific=False, usable=False)),
    _opened(READ["coding"], _page("coding", ANA, BEN, specific=True, usable=False, grade=2)),
    _opened(
        READ["coding"],
        _page("coding", ANA, BEN, sent_at=NOW + timedelta(days=30), grade=3, addendum=None),
    ),
]
LATE = _opened(_tray(_session(swap=True), BEN, late=True), _page("coding", ANA, BEN))
ABOUT_THEM = [
    LATE,
    _opened(FULL["coding"], _page("coding", ANA, BEN)),
    _opened(FULL["coding"], _page("coding", ANA, BEN, own=None)),
]
MANY = _opened(
    READ["coding"], _page("coding", ANA, BEN), _page("coding", CY, BEN), notes=1, raters=5
)
ALONE = _opened(READ["coding"])


def _past(cards: CardState = "open", *, hints: int = 4, known: bool = True, **given: Any) -> Past:
    session = _session(**given)
    halves = [
        Half(
            number=number,
            interviewer=session.interviewer(number),
            candidate=session.candidate(number),
            question=ASKED if known else None,
            hints=hints,
        )
        for number in ((1, 2) if session.swap else (1,))
    ]
    return Past(session=session, seat=session.seats[-1], halves=halves, cards=cards)


DRILL = (Seat(user_id=ANA, place=0, role="candidate", level="L6", note="Mine."),)
PAIR = SWAP.seats[:2]
MISSED = (PAIR[0], replace(PAIR[1], absent_at=NOW))
TAKEN = (*PAIR, Seat(user_id=CY, place=9, role="candidate", level="L6", absent_at=NOW))
PASTS = [
    _past(swap=True),
    _past("missing", swap=True, seats=PAIR, hints=0),
    _past("sealed", known=False),
    _past("none", state="cancelled", begun_at=None, seats=MISSED),
    _past("none", state="released", begun_at=None, starts_at=None),
    _past("none", state="cancelled", begun_at=None),
    _past("none", begun_at=None),
    _past("none", seats=DRILL, origin="now"),
    _past("none", seats=TAKEN),
    _past("open", seats=PAIR[:1]),
]
STAMPS = Stamps(
    [
        Stamp(what="start", half=1, value=0, at=NOW),
        *(
            Stamp(what=what, half=half, value=n, at=NOW + timedelta(minutes=30 * half + n))
            for half in (1, 2)
            for what in ("step", "hint")
            for n in range(1, 10)
        ),
        Stamp(what="swap", half=2, value=0, at=NOW + timedelta(minutes=60)),
        Stamp(what="end", half=2, value=0, at=NOW + timedelta(hours=9)),
        Stamp(what="drill", half=1, value=0, at=NOW),
    ]
)


def _look(page: int, pages: int, rows: int = 5) -> Look:
    found = [
        replace(past, session=replace(past.session, id=ID - n)) for n, past in enumerate(PASTS)
    ]
    return Look(rows=found[:rows] or [], total=999, page=page, pages=pages)


def _recalled(past: Past, stamps: Stamps = STAMPS) -> Recalled:
    return Recalled(past=past, stamps=stamps, kit=shipped().kits[f"kit.{past.session.kind}"])


LABELS = {kind: {one.key: one.label for one in forms(kind).rubric.criteria} for kind in KINDS}
ALL = [_standing(kind, 12, level=level) for kind in KINDS for level in LEVELS]


def _growth(*standings: Standing, work: Work | None = None, rated: int = 0) -> Growth:
    return Growth(cards=99, standings=standings, work=work, useful=rated, rated=rated)


BY_NUMBER = Work(kind="coding", criterion=forms("coding").criteria[0], raters=12)
BY_WORD = Work(kind="system-design", change="_what_ to *change* " * 42)
ASK = Ask(half=1, rater=ANA, about=_session().seats[1], waited_for=True)
assert NEW["coding"].slips[0].ask == ASK

TABLE: dict[Any, Any] = {
    card_views.grades_modal: [
        *((tray, tray.slips[0], "Alexandria of the lighthouse") for tray in NEW.values()),
        *((tray, tray.slips[0], None) for tray in FULL.values()),
        (OWN, OWN.slips[0], None),
    ],
    card_views.texts_modal: [
        *((tray, tray.slips[0], "Ana") for tray in FULL.values()),
        (HALF, HALF.slips[0], None),
        (DONE, DONE.slips[0], LONGEST, OF_BEN),
    ],
    card_views.half_view: [(_half(HALF),), (_half(DONE, OF_BEN),)],
    card_views.to_fill_view: [(tray,) for tray in (*NEW.values(), HALF, EMPTY, ONE_LEFT, replace(HALF, late=True))],
    card_views.sealed_view: [
        (tray,) for tray in (DONE, BOTH, WATCHED, WATCHED_TWICE, OWN, replace(BOTH, present={ANA: True}))
    ],
    card_views.edit_view: [(tray,) for tray in (DONE, BOTH, WATCHED_TWICE, OWN)],
    feedback_views.opened_view: [
        (ALONE,),
        *((MANY, page) for page in (0, 1, 2, 99)),
    ],
    feedback_views.nothing_view: [
        (ALONE,),
        (_opened(_tray(_session(), BEN, _card("coding", BEN, BEN), present={ANA: True, BEN: True})),),
        (_opened(DONE),),
        (_opened(HALF),),
    ],
    feedback_views.card_view: [(opened, 0) for opened in (*ABOUT_ME, *ABOUT_THEM, MANY)],
    feedback_views.note_view: [(MANY, 2), (_opened(WATCHED, notes=1), 0)],
    feedback_views.vague_view: [(_card("coding", ANA, BEN),)],
    feedback_views.line_modal: [
        (_card("coding", ANA, BEN),),
        (_card("coding", ANA, BEN, addendum=None),),
    ],
    feedback_views.message_view: [
        (_opened(tray), ID) for tray in (DONE, OWN)
    ],
    growth_views.growth_view: [
        (_growth(), ID, LABELS),
        (_growth(_standing("coding", 1), work=BY_WORD), ID, LABELS),
        *((_growth(*ALL, work=work, rated=12), ID, LABELS, page)
          for work in (BY_NUMBER, BY_WORD) for page in (0, 1, 5, 99)),
    ],
    growth_views.no_card_view: [()],
    history_views.history_view: [
        (_look(0, 1, rows=0), ID),
        (_look(0, 1), ID),
        *((_look(page, 3, rows=10), ID) for page in range(3)),
    ],
    history_views.no_session_view: [()],
    history_views.recalled_view: [
        *((_recalled(past),) for past in PASTS),
        (_recalled(PASTS[0], Stamps()),),
    ],
}  # fmt: skip
