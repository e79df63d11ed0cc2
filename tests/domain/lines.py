"""Deeds as points are counted from them, in the fewest words, and any of them that chance makes up."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from bot.domain.board.deed import DeedKind
from bot.domain.board.points import LATE, RULES, Line

MONDAY = date(2026, 3, 2)
KINDS: tuple[DeedKind, ...] = ("answer", "cards", "mock", "review", "story", "task")


def line(
    kind: DeedKind,
    day: int = 0,
    thing: str | int = "1",
    *,
    hour: int = 12,
    other: int | None = None,
    span: int | None = None,
    full: int | None = None,
    kept: int | None = None,
) -> Line:
    """A deed on a day counted from a Monday."""
    on = MONDAY + timedelta(days=day)
    return Line(
        kind=kind,
        thing=str(thing),
        at=datetime(on.year, on.month, on.day, hour, tzinfo=UTC),
        day=on,
        full=RULES[kind].full if full is None else full,
        other_id=other,
        span=span,
        kept=kept,
    )


@st.composite
def anything(draw: st.DrawFn) -> Line:
    """A deed of any kind within ten weeks, on clocks that differ by a day, with one of a few people."""
    kind = draw(st.sampled_from(KINDS))
    of_two = kind in ("mock", "review")
    whole = RULES[kind].full
    found = line(
        kind,
        draw(st.integers(0, 70)),
        draw(st.integers(1, 999)),
        hour=draw(st.integers(0, 23)),
        other=draw(st.integers(1, 3)) if of_two else None,
        span=draw(st.sampled_from((7, 14, 28))) if kind == "mock" else None,
        full=draw(st.sampled_from((whole, LATE))) if kind == "answer" else whole,
    )
    # Their own clock may be a day off from the one that the moment was written by.
    apart = timedelta(days=draw(st.integers(-1, 1)))
    return Line(
        kind=found.kind,
        thing=found.thing,
        at=found.at,
        day=found.day + apart,
        full=found.full,
        other_id=found.other_id,
        span=found.span,
    )


def together(most: int = 40) -> st.SearchStrategy[list[Line]]:
    """So many deeds at most, each of them once."""
    return st.lists(anything(), max_size=most, unique_by=lambda one: one.key)
