"""What a member’s points came from, row by row, and what the present week still has room for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.board.deed import DeedKind
from bot.domain.board.points import A_WEEK, MOCKS, RULES, Line, Why

OFFERED: Sequence[DeedKind] = ("answer", "mock", "review", "task")
"""The kinds that can be done here, in the order in which they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the ledger. `is_correction`: it changes what an earlier row gave for the same deed.

    `why` is what kept the deed from earning more. `days_since`: a mock with the same partner before it,
    None where there was none.
    """

    line: Line
    points: int
    is_correction: bool = False
    why: Why | None = None
    days_since: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A page of rows, newest first, the points of the present week, and deeds that still count in it.

    `today` is the member’s own day.
    """

    week: int
    rows: Sequence[Row]
    page: int
    pages: int
    room: Mapping[DeedKind, int]
    today: date


def room(spent: Mapping[DeedKind, int], mocks: int, week: int) -> Mapping[DeedKind, int]:
    """How many whole deeds of each kind a week has room for; nothing is listed where there is none.

    `mocks`: how many earned something in it. `week`: what all kinds together gave.
    """
    found: dict[DeedKind, int] = {}
    for kind in OFFERED if week < A_WEEK else ():
        rule = RULES[kind]
        left = MOCKS - mocks if kind == "mock" else (rule.a_week - spent.get(kind, 0)) // rule.full
        if left > 0:
            found[kind] = left
    return found


def since_met(line: Line, lines: Sequence[Line]) -> int | None:
    """Days since the mock with the same partner before this one."""
    if line.kind != "mock" or line.other_id is None:
        return None
    order = (line.at, line.thing)
    before = [
        (line.day - one.day).days
        for one in lines
        if one.kind == "mock" and one.other_id == line.other_id and (one.at, one.thing) < order
    ]
    return min(before, default=None)
