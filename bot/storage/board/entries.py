"""The ledger of points: a row for each deed, and rows that correct what it earned."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, and_, func, insert, or_, select

from bot.domain.board.deed import DeedKind
from bot.domain.board.points import LOOKING_BACK, Key, Line
from bot.storage.database import Tx
from bot.storage.tables.board import ENTRY

_E = ENTRY.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A deed as it is written down: what it earned so far, in so many rows."""

    line: Line
    points: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One row: of which deed, the how manieth of it from 0, and what it added or took."""

    line: Line
    n: int
    points: int


async def of_member(
    tx: Tx, *, guild_id: int, user_id: int, since: date, keys: Collection[Key] = ()
) -> Mapping[Key, Entry]:
    """A member’s deeds from a day on, of the kinds that look back those before it too, and these."""
    wanted = or_(_E.day >= since, _E.kind.in_(sorted(LOOKING_BACK)), *_are(keys))
    rows = await tx.execute(select(ENTRY).where(*_theirs(guild_id, user_id), wanted))
    return _entries(rows)


async def page(
    tx: Tx, *, guild_id: int, user_id: int, limit: int, offset: int
) -> Sequence[Written]:
    """A member’s rows, the newest deed first, and of each what was written last."""
    rows = await tx.execute(
        select(ENTRY)
        .where(*_theirs(guild_id, user_id))
        .order_by(_E.at.desc(), _E.kind, _E.thing, _E.n.desc())
        .limit(limit)
        .offset(offset)
    )
    return [Written(line=_line(row), n=row.n, points=row.points) for row in rows]


async def count(tx: Tx, *, guild_id: int, user_id: int) -> int:
    """How many rows a member has."""
    rows = await tx.execute(
        select(func.count()).select_from(ENTRY).where(*_theirs(guild_id, user_id))
    )
    return rows.scalar_one()


async def add(
    tx: Tx, *, guild_id: int, user_id: int, rows: Sequence[tuple[Line, int, int]]
) -> None:
    """Write rows: a deed, the number of the row among its own, and what it adds or takes."""
    if rows:
        values = [
            {
                "guild_id": guild_id,
                "user_id": user_id,
                "kind": line.kind,
                "thing": line.thing,
                "n": n,
                "at": line.at,
                "day": line.day,
                "full": line.full,
                "points": points,
                "other_id": line.other_id,
                "span": line.span,
            }
            for line, n, points in rows
        ]
        await tx.execute(insert(ENTRY), values)


async def sums(tx: Tx, *, guild_id: int) -> Iterable[tuple[int, DeedKind, date, int]]:
    """Everything that was earned in a server: by member, kind and day."""
    rows = await tx.execute(
        select(_E.user_id, _E.kind, _E.day, func.sum(_E.points))
        .where(_E.guild_id == guild_id)
        .group_by(_E.user_id, _E.kind, _E.day)
    )
    return ((row[0], cast(DeedKind, row[1]), row[2], int(row[3])) for row in rows)


def _entries(rows: Iterable[Row[Any]]) -> Mapping[Key, Entry]:
    found: dict[Key, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault((cast(DeedKind, row.kind), row.thing), []).append(row)
    return {key: _entry(parts) for key, parts in found.items()}


def _entry(rows: Sequence[Row[Any]]) -> Entry:
    first = min(rows, key=lambda row: row.n)
    points = sum(row.points for row in rows)
    forgotten = first.kind in ("mock", "review") and first.other_id is None
    line = _line(first, kept=points if forgotten else None)
    return Entry(line=line, points=points, rows=len(rows))


def _line(row: Row[Any], kept: int | None = None) -> Line:
    return Line(
        kind=row.kind,
        thing=row.thing,
        at=row.at,
        day=row.day,
        full=row.full,
        other_id=row.other_id,
        span=row.span,
        kept=kept,
    )


def _are(keys: Collection[Key]) -> Iterable[ColumnElement[bool]]:
    return (
        and_(_E.kind == kind, _E.thing.in_([one[1] for one in keys if one[0] == kind]))
        for kind in sorted({key[0] for key in keys})
    )


def _theirs(guild_id: int, user_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _E.guild_id == guild_id, _E.user_id == user_id
