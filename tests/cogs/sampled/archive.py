"""What was asked before, what a search finds, and a member’s own answers."""

from dataclasses import replace
from typing import Any

from bot.domain.daily.review import Review
from bot.domain.daily.search import Query, read_words
from bot.domain.daily.series import Score
from bot.services.daily.answering import History
from bot.services.daily.mine import Mine, Own
from bot.services.daily.searching import Found
from bot.storage.daily.mine import Tally
from cogs.daily import archive_views, own_views
from tests.cogs.samples import (
    ASKED,
    GAVE_UP,
    ID,
    NONE_LEFT,
    NOW,
    OF,
    OPEN,
    POST,
    RUBRIC,
    TICKED,
    WROTE,
    asked,
)

QUERY = Query(
    words=read_words("consistency partitions zoned"),
    kind="system-design",
    topic="operational-excellence",
)
ALL = Query()
ROWS = [
    replace(asked(answer), post=replace(POST, id=ID - n))
    for n, answer in enumerate((None, WROTE, OPEN, GAVE_UP, OPEN))
]


def _found(query: Query, page: int = 0, pages: int = 1, *, rows: bool = True) -> Found:
    total = 5 * pages if rows else 0
    return Found(
        query=query,
        rows=ROWS if rows else [],
        total=total,
        page=page,
        pages=pages,
        any_asked=rows or query is QUERY,
    )


def _own(**given: Any) -> Own:
    values: dict[str, Any] = {
        "post": POST,
        "question": ASKED,
        "rubric": RUBRIC,
        "answer": OPEN,
        "score": Score(ticked=TICKED, of=OF),
        "reviewed": 1,
    }
    return Own(**values | given)


OWN = _own()
RETIRED = _own(question=None, rubric=None, score=None, reviewed=12)
CLOSED = _own(answer=WROTE, score=None, reviewed=0)
NOT_SCORED = _own(score=None, reviewed=0)
SHORT = _own(answer=replace(OPEN, text="Short.", hints=0), reviewed=0)


def _mine(page: int, pages: int) -> Mine:
    rows = [
        replace(own, post=replace(POST, id=ID - n))
        for n, own in enumerate((OWN, RETIRED, CLOSED, NOT_SCORED, SHORT))
    ]
    return Mine(tally=Tally(1234, 1234, 1234), rows=rows, page=page, pages=pages)


REVIEW = Review(
    guild_id=ID,
    id=ID,
    post_id=ID,
    author_id=ID,
    reviewer_id=ID,
    assigned_at=NOW,
    due_at=NOW,
    state="done",
    ended_at=NOW,
    signals=NONE_LEFT,
    text="It would be stronger with a number for each of the parts. " * 13,
)
WORDLESS = replace(REVIEW, text=None, signals={})

TABLE: dict[Any, Any] = {
    archive_views.no_question_view: [()],
    archive_views.history_view: [
        (History(rows=[], page=0, pages=1),),
        *((History(rows=ROWS, page=page, pages=730),) for page in (0, 1, 2, 729)),
        (History(rows=ROWS, page=0, pages=1),),
    ],
    archive_views.found_view: [
        (_found(ALL, rows=False),),
        (_found(QUERY, rows=False),),
        (_found(ALL),),
        *((_found(QUERY, page, 400),) for page in (0, 1, 2, 399)),
    ],
    archive_views.nothing_view: [(QUERY,), (Query(words=("шардинг",)),)],
    own_views.mine_view: [(_mine(page, 3),) for page in range(3)],
    own_views.none_mine_view: [(asked(),), (asked(GAVE_UP),)],
    own_views.own_view: [(own,) for own in (OWN, RETIRED, CLOSED, NOT_SCORED, SHORT)],
    own_views.received_view: [
        (OWN, [REVIEW], 0),
        *((OWN, [REVIEW] * 3, page) for page in (0, 1, 2, 99)),
        (OWN, [WORDLESS], 0),
        (RETIRED, [REVIEW], 0),
    ],
}
