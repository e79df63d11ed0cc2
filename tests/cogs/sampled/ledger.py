"""Points with their reasons, and what counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

from bot.domain.board.account import OFFERED, Account, Row
from bot.domain.board.deed import DeedKind
from bot.domain.board.points import RULES, Line, Why
from cogs.me import ledger_views
from tests.cogs.samples import ID

DAY = date(2026, 9, 30)


def row(kind: DeedKind, days: int = 0, **given: Any) -> Row:
    day = DAY - timedelta(days=days)
    line = Line(
        kind=kind,
        thing=str(ID),
        at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
        day=day,
        full=RULES[kind].full,
        other_id=ID if kind in {"mock", "review"} else None,
    )
    return Row(line=line, **{"points": line.full, **given})


ROWS = [row(kind, days) for kind in get_args(DeedKind) for days in (0, 1, 6, 7, 366)]
LESS = [
    row(kind, 300, points=points, why=why, is_correction=points < 0, days_since=999)
    for kind in get_args(DeedKind)
    for why in get_args(Why)
    for points in (0, -30)
]
LEFT = [replace(one, line=replace(one.line, other_id=None)) for one in (ROWS[10], ROWS[15])]
EVERY = [*ROWS, *LESS, *LEFT]
ACCOUNT = Account(week=120, rows=(), page=0, pages=1, room={}, today=DAY)
ALL = [
    replace(
        ACCOUNT,
        rows=EVERY[n : n + 6],
        page=page,
        pages=999,
        room=dict.fromkeys(OFFERED, 5) if n % 2 else {},
    )
    for n in range(0, len(EVERY), 6)
    for page in (0, 1, 998)
]

TABLE: dict[Any, Any] = {
    ledger_views.ledger_view: [(account,) for account in (ACCOUNT, *ALL)],
    ledger_views.no_points_view: [()],
    ledger_views.rules_view: [()],
}
