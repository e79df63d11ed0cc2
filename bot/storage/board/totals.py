"""Points added up: by kind and week, under their caps, and over the stretches that boards show."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import cast

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.board.deed import DeedKind
from bot.storage.database import Tx, insert_or_update_all
from bot.storage.tables.board import SPENT, TOTAL

_S = SPENT.c
_T = TOTAL.c


async def spend(
    tx: Tx, *, guild_id: int, user_id: int, kind: DeedKind, week: date, points: int, most: int
) -> bool:
    """Count points to what a kind gave in a week; false where that would pass the most it may give."""
    if points > most:
        return False
    make = sqlite.insert if tx.dialect.name == "sqlite" else postgresql.insert
    thing = {"guild_id": guild_id, "user_id": user_id, "kind": kind, "week": week}
    # PostgreSQL checks this value even where the row is there: it is never below nothing.
    statement = make(SPENT).values(**thing, points=max(points, 0))
    after = _S.points + points
    statement = statement.on_conflict_do_update(
        index_elements=list(SPENT.primary_key.columns),
        set_={"points": after},
        where=after <= most,
    )
    rows = await tx.execute(statement.returning(_S.points))
    return rows.scalar_one_or_none() is not None


async def of_member(
    tx: Tx, *, guild_id: int, user_id: int, windows: Collection[str] | None = None
) -> Mapping[str, int]:
    """A member’s points by window; of every window where none are named."""
    wanted = [] if windows is None else [_T.window.in_(windows)]
    rows = await tx.execute(
        select(_T.window, _T.points).where(_T.guild_id == guild_id, _T.user_id == user_id, *wanted)
    )
    return {row.window: row.points for row in rows}


async def write(tx: Tx, *, guild_id: int, user_id: int, points: Mapping[str, int]) -> None:
    """Set a member’s points of these windows."""
    rows = [
        {"guild_id": guild_id, "user_id": user_id, "window": window, "points": number}
        for window, number in sorted(points.items())
    ]
    await insert_or_update_all(tx, TOTAL, rows, ["points"])


async def spent(tx: Tx, *, guild_id: int) -> Mapping[tuple[int, DeedKind, date], int]:
    """What was given in a server, by member, kind and week."""
    rows = await tx.execute(
        select(_S.user_id, _S.kind, _S.week, _S.points).where(_S.guild_id == guild_id)
    )
    return {(row.user_id, cast(DeedKind, row.kind), row.week): row.points for row in rows}


async def spent_by(tx: Tx, *, guild_id: int, user_id: int, week: date) -> Mapping[DeedKind, int]:
    """What each kind gave a member in a week."""
    rows = await tx.execute(
        select(_S.kind, _S.points).where(
            _S.guild_id == guild_id, _S.user_id == user_id, _S.week == week
        )
    )
    return {cast(DeedKind, row.kind): row.points for row in rows}


async def of_guild(tx: Tx, *, guild_id: int) -> Mapping[tuple[int, str], int]:
    """The points in a server, by member and window."""
    rows = await tx.execute(select(_T.user_id, _T.window, _T.points).where(_T.guild_id == guild_id))
    return {(row.user_id, row.window): row.points for row in rows}
