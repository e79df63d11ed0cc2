"""The bank: a page of it, and one question in full."""

from dataclasses import replace
from datetime import date
from typing import get_args

from bot.domain.daily.question import (
    KINDS,
    Behavioral,
    Coding,
    Example,
    Kind,
    Principle,
    Question,
    TechnicalDepth,
)
from bot.services.bank import PAGE, Item, Left, Opened, Shelf, Sift
from cogs.daily import bank_pages, bank_views
from cogs.daily.bank_pages import Way, leaves_of
from tests.cogs.samples import ASKED, ID, RUBRIC, SERIES
from tests.domain.pools import shipped

LONGEST = max((one.topic for one in shipped().questions.values()), key=len)
SIFT = Sift(kind="technical-depth", level="L7", topic=LONGEST, off=True)
WAY = Way(look="441-1z141z3", back=108)
COMMON = {
    name: getattr(ASKED, name)
    for name in ASKED.__dataclass_fields__
    if name not in ("kind", "requirements", "estimation", "deep_dives", "clarifications")
}
LONG = ("A further thing that may be asked about it, with all it takes. " * 4)[:250]
EXAMPLE = Example(arguments={"items": ["a" * 500]}, result=["b" * 500], why="It is `long`.")


def _of(kind: Kind) -> Question:
    """A question of a kind that is as long as it may be."""
    common = {**COMMON, "clarifications": (LONG,) * 8, "id": "own." + "x" * 60, "topic": LONGEST}
    match kind:
        case "system-design":
            return replace(ASKED, clarifications=(LONG,) * 8, requirements=(LONG[:180],) * 8)
        case "technical-depth":
            return TechnicalDepth(kind=kind, deep_dives=(LONG,) * 6, **common)
        case "behavioral":
            principles = sorted(get_args(Principle), key=len)[-3:]
            common["leadership_principles"] = tuple(principles)
            return Behavioral(kind=kind, listen_for=(LONG[:200],) * 6, **common)
        case "coding":
            text = LONG[:160]
            return Coding(
                kind=kind, limits=text, complexity=text, examples=(EXAMPLE,) * 4, **common
            )


def _item(kind: Kind = "technical-depth", *, off: bool = False, own: bool = False) -> Item:
    return Item(question=_of(kind), off=off, own=own)


def _left(total: int, fresh: int) -> Left:
    return Left(series=SERIES, total=total, fresh=fresh)


def _opened(item: Item, *left: Left, times: int = 0, queues: int = 0) -> Opened:
    return Opened(
        item=item,
        rubric=RUBRIC,
        times=times,
        last=date(2026, 9, 30) if times else None,
        queues=queues,
        left=left,
    )


def _shelf(sift: Sift, *rows: Item, page: int = 0, pages: int = 1, off: int = 0) -> Shelf:
    total = len(rows) and pages * PAGE
    return Shelf(sift=sift, rows=rows, total=total, page=page, pages=pages, off=off)


def _many() -> list[Item]:
    question = _of("coding")
    named = [replace(question, id=f"own.{n}") for n in range(PAGE)]
    return [Item(question=one, off=True, own=True) for one in named]


FULL = _opened(_item(off=True, own=True), *[_left(1234, 999)] * 20, times=1234, queues=20)

TABLE = {
    bank_views.bank_view: [
        (_shelf(Sift(), _item()), ID),
        (_shelf(Sift(), _item(), off=1234), ID),
        *(
            (_shelf(sift, *_many(), page=page, pages=109, off=1234), ID)
            for sift in (Sift(), SIFT)
            for page in (0, 54, 108)
        ),
        (_shelf(SIFT), ID),
        (_shelf(SIFT, off=3), ID),
    ],
    bank_views._nothing_view: [(_shelf(replace(SIFT, off=False)), ID)],
    bank_pages.item_view: [
        *(
            (_opened(_item(kind), _left(364, 0)), page, WAY, ID)
            for kind in KINDS
            for page in range(len(leaves_of(_of(kind), RUBRIC)))
        ),
        (FULL, 0, WAY, ID, "**Switched off.** It is never chosen from now on."),
        (_opened(_item(off=True), _left(0, 0), times=1, queues=1), 0, WAY, ID),
        (_opened(_item(off=True), _left(0, 0)), 99, WAY, ID),
        (_opened(_item()), 0, WAY, ID),
    ],
}
