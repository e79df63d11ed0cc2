"""Reviews as their readers and authors see them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.daily.question import Criterion
from bot.domain.daily.review import LONGEST, TO_READ, Review
from bot.services.daily.requests import Request
from bot.services.daily.reviews import Desk
from cogs.daily import review_views as views
from tests.cogs.samples import ASKED, ID, NONE_LEFT, NOW, OPEN, POST, RUBRIC, TICKED

WORDY = replace(
    RUBRIC,
    criteria=tuple(
        Criterion(
            key=one.key,
            label=f"{one.label} and what is left of it",
            question="Does the answer say what it leaves out, and why that is fine for now, in numbers?",
            anchors={},
            level_bar={"L6": "Finds what breaks first with numbers, and says what it costs. " * 3},
        )
        for one in RUBRIC.criteria
    ),
)
SIGNALS = {key: ("It says what it leaves out, and what would change that decision later.",) * 4
           for key in TICKED}  # fmt: skip
REVIEW = Review(
    guild_id=ID,
    id=ID,
    post_id=ID,
    author_id=ID - 1,
    reviewer_id=ID,
    assigned_at=NOW,
    due_at=NOW + TO_READ,
)
DONE = replace(
    REVIEW,
    state="done",
    ended_at=NOW + timedelta(hours=1),
    signals=NONE_LEFT,
    text="*" * LONGEST,
)
BRIEF = replace(DONE, signals={"scope": frozenset({1, 2})}, text="Say what breaks first. " * 3)
REQUEST = Request(
    review=REVIEW,
    post=POST,
    question=replace(ASKED, signals=SIGNALS),
    rubric=WORDY,
    answer=replace(OPEN, user_id=ID - 1, text="*a_word* and then [another](x).\n" * 90),
)
SHORT = replace(REQUEST, answer=replace(OPEN, user_id=ID - 1, text="A cache."))
PAGES = len(views.pages_of(REQUEST.answer.text or ""))
ROWS = [replace(REQUEST, review=replace(REVIEW, id=ID - n)) for n in range(5)]


def _desk(rows: int, page: int = 0, pages: int = 1, *, offer: bool = False) -> Desk:
    return Desk(
        rows=ROWS[:rows], total=rows, page=page, pages=pages, offer=offer, asked=rows > 0 or offer
    )


def _desks(*desks: Desk) -> Sequence[tuple[Desk, int]]:
    return [(desk, ID) for desk in desks]


TABLE: dict[Any, Sequence[tuple[Any, ...]]] = {
    views.request_view: [(SHORT,)],
    views.reading_view: [
        (SHORT,),
        *((REQUEST, page) for page in range(PAGES)),
        (replace(REQUEST, review=DONE),),
    ],
    views.review_modal: [(REQUEST,), (replace(REQUEST, review=BRIEF),)],
    views.written_view: [(replace(REQUEST, review=DONE),)],
    views.passed_on_view: [(REQUEST,)],
    views.received_view: [(replace(REQUEST, review=DONE),)],
    views.review_view: [(replace(REQUEST, review=review),) for review in (DONE, BRIEF)],
    views.desk_view: _desks(
        _desk(1), *(_desk(5, page, 3) for page in range(3)), _desk(0, offer=True), _desk(0)
    ),
    views._empty_desk_view: _desks(_desk(0, offer=True), _desk(0)),
}
