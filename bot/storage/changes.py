"""What owners changed, newest first."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, func, select, update

from bot.domain.changes import Change, What
from bot.storage.database import Tx
from bot.storage.tables.daily import SERIES
from bot.storage.tables.server import CHANGE

_C = CHANGE.c


async def add(tx: Tx, change: Change) -> None:
    """Write a change down."""
    values = {name: getattr(change, name) for name in CHANGE.c.keys()}  # noqa: SIM118 - iterating gives columns
    for side in ("before", "after"):
        values[side] = json.dumps(values[side], ensure_ascii=False) if values[side] else None
    await tx.execute(CHANGE.insert().values(values))


async def find(tx: Tx, *, guild_id: int, id: int) -> Change | None:
    """A change by its id."""
    rows = await tx.execute(select(CHANGE).where(_C.guild_id == guild_id, _C.id == id))
    row = rows.mappings().one_or_none()
    return None if row is None else _change(row)


async def count(tx: Tx, *, guild_id: int) -> int:
    """How many changes a server saw."""
    rows = await tx.execute(select(func.count()).where(_C.guild_id == guild_id))
    return rows.scalar_one()


async def page(tx: Tx, *, guild_id: int, limit: int, offset: int) -> Sequence[Change]:
    """One page of a server’s changes, newest first."""
    rows = await tx.execute(
        select(CHANGE)
        .where(_C.guild_id == guild_id)
        .order_by(_C.at.desc(), _C.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [_change(row) for row in rows.mappings()]


async def last_by(tx: Tx, *, guild_id: int, user_id: int) -> Change | None:
    """The newest change of a person that was not undone."""
    rows = await tx.execute(
        select(CHANGE)
        .where(_C.guild_id == guild_id, _C.by == user_id, _C.undone_at.is_(None))
        .order_by(_C.at.desc(), _C.id.desc())
        .limit(1)
    )
    row = rows.mappings().one_or_none()
    return None if row is None else _change(row)


async def last_about(tx: Tx, *, guild_id: int, ref: int, by: int | None) -> Change | None:
    """The newest change about a thing that was not undone; with `by`, that person’s."""
    theirs = [_C.by == by] if by is not None else []
    rows = await tx.execute(
        select(CHANGE)
        .where(_C.guild_id == guild_id, _C.ref == ref, _C.undone_at.is_(None), *theirs)
        .order_by(_C.at.desc(), _C.id.desc())
        .limit(1)
    )
    row = rows.mappings().one_or_none()
    return None if row is None else _change(row)


async def last_of(tx: Tx, *, guild_id: int, what: What) -> Change | None:
    """The newest change of a kind."""
    rows = await tx.execute(
        select(CHANGE)
        .where(_C.guild_id == guild_id, _C.what == what)
        .order_by(_C.at.desc(), _C.id.desc())
        .limit(1)
    )
    row = rows.mappings().one_or_none()
    return None if row is None else _change(row)


async def mark_undone(tx: Tx, *, guild_id: int, id: int, now: datetime) -> bool:
    """Note that a change was taken back; false where it was already."""
    result = await tx.execute(
        update(CHANGE)
        .where(_C.guild_id == guild_id, _C.id == id, _C.undone_at.is_(None))
        .values(undone_at=now)
    )
    return result.rowcount == 1


async def is_any_before(tx: Tx, *, moment: datetime) -> bool:
    """Whether any server has a change older than a moment."""
    rows = await tx.execute(select(_C.id).where(_C.at < moment).limit(1))
    return rows.first() is not None


async def sweep(tx: Tx, *, before: datetime) -> int:
    """Delete every change older than a moment; how many went."""
    return (await tx.execute(CHANGE.delete().where(_C.at < before))).rowcount


async def channels_of(tx: Tx, *, guild_id: int, series_ids: Sequence[int]) -> Mapping[int, int]:
    """The channels of series, also of removed ones."""
    if not series_ids:
        return {}
    rows = await tx.execute(
        select(SERIES.c.id, SERIES.c.channel_id).where(
            SERIES.c.guild_id == guild_id, SERIES.c.id.in_(series_ids)
        )
    )
    return {row.id: row.channel_id for row in rows}


def _change(row: RowMapping) -> Change:
    values: dict[str, Any] = dict(row)
    for side in ("before", "after"):
        values[side] = json.loads(values[side]) if values[side] else {}
    return Change(**values)
