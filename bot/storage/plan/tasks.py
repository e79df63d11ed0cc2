"""The tasks of a plan, and how each was ticked."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from bot.domain.plan.pace import How, Mine
from bot.storage.database import Tx, insert_or_update_all
from bot.storage.tables.plan import TASK

_T = TASK.c


async def of_member(tx: Tx, *, guild_id: int, user_id: int) -> Sequence[Mine]:
    """All tasks of a member’s plan, in order of their ids."""
    rows = await tx.execute(
        select(TASK).where(_T.guild_id == guild_id, _T.user_id == user_id).order_by(_T.task)
    )
    return [_mine(row) for row in rows]


async def open_ones(tx: Tx, *, guild_id: int, user_id: int) -> Sequence[Mine]:
    """Those that are not ticked."""
    rows = await tx.execute(
        select(TASK)
        .where(_T.guild_id == guild_id, _T.user_id == user_id, _T.done_at.is_(None))
        .order_by(_T.task)
    )
    return [_mine(row) for row in rows]


async def plan_in(tx: Tx, *, guild_id: int, user_id: int, tasks: Collection[Mine]) -> None:
    """Add tasks, or give those that are there these weeks; how each was ticked stays."""
    rows = [
        {
            "guild_id": guild_id,
            "user_id": user_id,
            "task": task.id,
            "first_week": task.first,
            "last_week": task.last,
            "since": task.since,
        }
        for task in tasks
    ]
    await insert_or_update_all(tx, TASK, rows, ["first_week", "last_week", "since"])


async def tick(
    tx: Tx,
    *,
    guild_id: int,
    user_id: int,
    task: str,
    how: How,
    now: datetime,
    note: str | None = None,
) -> bool:
    """Tick an open task; false where there is none, or it was ticked before."""
    done = await tx.execute(
        update(TASK)
        .where(
            _T.guild_id == guild_id,
            _T.user_id == user_id,
            _T.task == task,
            _T.done_at.is_(None),
        )
        .values(done_at=now, how=how, note=note)
    )
    return done.rowcount == 1


async def untick(tx: Tx, *, guild_id: int, user_id: int, task: str) -> bool:
    """Open a task again that was ticked with a note; false where it was not."""
    done = await tx.execute(
        update(TASK)
        .where(_T.guild_id == guild_id, _T.user_id == user_id, _T.task == task, _T.how == "note")
        .values(done_at=None, how=None, note=None)
    )
    return done.rowcount == 1


def _mine(row: Row[Any]) -> Mine:
    return Mine(
        id=row.task,
        first=row.first_week,
        last=row.last_week,
        since=row.since,
        done_at=row.done_at,
        how=row.how,
        note=row.note,
    )
