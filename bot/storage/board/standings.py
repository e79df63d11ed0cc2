"""Who stands where among those who are seen, read from the histogram and from ranges of an index."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, func, select, tuple_

from bot.domain.board import standing
from bot.domain.board.standing import Place
from bot.storage.database import Tx
from bot.storage.tables.board import RANK, STANDING

_S = STANDING.c
_R = RANK.c
_NEIGHBOURS = 2


async def place(tx: Tx, *, guild_id: int, user_id: int, window: str, scope: str) -> Place | None:
    """A member’s place with its neighbours; nothing where they are not seen there."""
    board = _board(guild_id, window, scope)
    found = await tx.execute(select(_S.points).where(*board, _S.user_id == user_id))
    points = found.scalar_one_or_none()
    if points is None:
        return None
    mine, key = tuple_(points, user_id), tuple_(_S.points, _S.user_id)
    nearest = select(_S.user_id, _S.points).where(*board).limit(_NEIGHBOURS)
    upwards = nearest.where(key > mine).order_by(_S.points, _S.user_id)
    above = (await tx.execute(upwards)).all()[::-1]
    downwards = nearest.where(key < mine).order_by(_S.points.desc(), _S.user_id.desc())
    below = (await tx.execute(downwards)).all()
    known = sorted({points, *(row.points for row in (*above, *below))})
    histogram = (_R.guild_id == guild_id, _R.window == window, _R.scope == scope)
    counted = await _count(tx, histogram, known)
    better = dict(zip(known, counted.better, strict=True))

    def row(one: Row[Any, Any]) -> standing.Row:
        return standing.Row(one.user_id, one.points, 1 + better[one.points])

    return Place(
        own=standing.Row(user_id, points, 1 + better[points]),
        of=counted.of,
        above=[row(one) for one in above],
        below=[row(one) for one in below],
        lowest=counted.lowest,
    )


async def top(
    tx: Tx, *, guild_id: int, window: str, scope: str, limit: int
) -> Sequence[standing.Row]:
    """The first so many of a board."""
    rows = await tx.execute(
        select(_S.user_id, _S.points)
        .where(*_board(guild_id, window, scope))
        .order_by(_S.points.desc(), _S.user_id.desc())
        .limit(limit)
    )
    return standing.ranked((row.user_id, row.points) for row in rows)


class _Counted(NamedTuple):
    of: int
    lowest: int
    better: Sequence[int]


async def _count(tx: Tx, board: Sequence[ColumnElement[bool]], known: Collection[int]) -> _Counted:
    """One look at the histogram; `better`: how many stand above each of the points that are known."""

    def above(than: int) -> ColumnElement[int]:
        return func.coalesce(func.sum(_R.members).filter(_R.points > than), 0)

    rows = await tx.execute(
        select(
            func.sum(_R.members).label("of"),
            func.min(_R.points).label("lowest"),
            *(above(one).label(f"better_{n}") for n, one in enumerate(known)),
        ).where(*board, _R.members > 0)
    )
    row = rows.mappings().one()
    # PostgreSQL adds up to a decimal.
    better = [int(row[f"better_{n}"]) for n in range(len(known))]
    return _Counted(int(row["of"]), row["lowest"], better)


def _board(guild_id: int, window: str, scope: str) -> Sequence[ColumnElement[bool]]:
    return (_S.guild_id == guild_id, _S.window == window, _S.scope == scope)
