"""Mistakes that members report, until an owner has dealt with them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, text, update

from bot.domain.daily.mistake import Mistake, State
from bot.storage.database import Tx
from bot.storage.tables.bank import MISTAKE, OPEN

_OPEN = text(OPEN)
_M = MISTAKE.c


async def add(tx: Tx, mistake: Mistake) -> None:
    """Store a report."""
    names = ("guild_id", "id", "user_id", "question_id", "revision", "text", "at", "state")
    await tx.execute(MISTAKE.insert().values({name: getattr(mistake, name) for name in names}))


async def count_since(tx: Tx, *, guild_id: int, user_id: int, since: datetime) -> int:
    """How many reports a member wrote from then on, whatever became of them."""
    rows = await tx.execute(
        select(func.count()).where(_M.guild_id == guild_id, _M.user_id == user_id, _M.at > since)
    )
    return rows.scalar_one()


async def open_of(tx: Tx, *, guild_id: int, user_id: int, question_id: str) -> Mistake | None:
    """A member’s report about a question that nobody has dealt with yet."""
    rows = await tx.execute(
        select(MISTAKE).where(
            _M.guild_id == guild_id,
            _M.user_id == user_id,
            _M.question_id == question_id,
            _OPEN,
        )
    )
    row = rows.first()
    return None if row is None else _mistake(row)


async def count(tx: Tx, *, guild_id: int) -> int:
    """How many reports are open in a server."""
    rows = await tx.execute(select(func.count()).where(_M.guild_id == guild_id, _OPEN))
    return rows.scalar_one()


async def page(tx: Tx, *, guild_id: int, limit: int, offset: int) -> Sequence[Mistake]:
    """Open reports, those that wait longest first."""
    rows = await tx.execute(
        select(MISTAKE)
        .where(_M.guild_id == guild_id, _OPEN)
        .order_by(_M.at, _M.id)
        .limit(limit)
        .offset(offset)
    )
    return [_mistake(row) for row in rows]


async def find(tx: Tx, *, guild_id: int, id: int) -> Mistake | None:
    """A report by its id."""
    rows = await tx.execute(select(MISTAKE).where(_M.guild_id == guild_id, _M.id == id))
    row = rows.one_or_none()
    return None if row is None else _mistake(row)


async def end(tx: Tx, *, guild_id: int, id: int, state: State, by: int, now: datetime) -> bool:
    """Note what an owner did with an open report; false where somebody was faster."""
    result = await tx.execute(
        update(MISTAKE)
        .where(_M.guild_id == guild_id, _M.id == id, _OPEN)
        .values(state=state, ended_by=by, ended_at=now)
    )
    return result.rowcount == 1


async def reopen(tx: Tx, *, guild_id: int, id: int) -> None:
    """Let a report wait again."""
    await tx.execute(
        update(MISTAKE)
        .where(_M.guild_id == guild_id, _M.id == id)
        .values(state="open", ended_by=None, ended_at=None)
    )


def _mistake(row: Row[Any]) -> Mistake:
    return Mistake(
        guild_id=row.guild_id,
        id=row.id,
        user_id=row.user_id,
        question_id=row.question_id,
        revision=row.revision,
        text=row.text,
        at=row.at,
        state=row.state,
    )
