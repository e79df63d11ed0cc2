"""The ledger of a series: each slot that was planned, and what became of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, func, select

from bot.domain.daily.ledger import Entry
from bot.domain.daily.series import KIND, Post
from bot.domain.delivery import State
from bot.storage.database import Tx
from bot.storage.tables.daily import POST
from bot.storage.tables.deliveries import DELIVERY

_D = DELIVERY.c


async def count(tx: Tx, *, guild_id: int, series_id: int) -> int:
    """How many slots were planned."""
    rows = await tx.execute(select(func.count()).where(*_of(guild_id, series_id)))
    return rows.scalar_one()


async def page(
    tx: Tx, *, guild_id: int, series_id: int, limit: int, offset: int
) -> Sequence[Entry]:
    """One page of the slots, the newest first."""
    # The post and its delivery share their id; a slot that was skipped has no post.
    joined = DELIVERY.outerjoin(POST, (POST.c.guild_id == _D.guild_id) & (POST.c.id == _D.id))
    rows = await tx.execute(
        select(
            _D.slot.label("planned"),
            _D.due_at.label("planned_at"),
            _D.state,
            _D.why,
            POST,
        )
        .select_from(joined)
        .where(*_of(guild_id, series_id))
        .order_by(_D.slot.desc())
        .limit(limit)
        .offset(offset)
    )
    return [_entry(row) for row in rows.mappings()]


def _of(guild_id: int, series_id: int) -> tuple[Any, ...]:
    return (_D.guild_id == guild_id, _D.kind == KIND, _D.ref == series_id)


def _entry(row: RowMapping) -> Entry:
    values = {name: row[name] for name in POST.c.keys()}  # noqa: SIM118 - iterating gives columns
    return Entry(
        day=date.fromisoformat(row["planned"]),
        due_at=row["planned_at"],
        state=State(row["state"]),
        why=row["why"],
        post=Post(**values) if row["id"] is not None else None,
    )
