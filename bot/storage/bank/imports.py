"""Files of questions that were imported, with what each question was before and after."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, select, update

from bot.storage.database import Tx
from bot.storage.tables.bank import IMPORT, IMPORTED

_I = IMPORT.c
_Q = IMPORTED.c
KEPT = 20
"""Imports of a server that can still be undone, one after the other."""

Shelf = Mapping[str, str | None]
"""Questions by id, each as JSON; none where there was none."""


class Import(NamedTuple):
    """One import; `before` and `after` hold the questions that it changed."""

    id: int
    by_id: int | None
    at: datetime
    file: str
    before: Shelf
    after: Shelf
    undone_at: datetime | None = None


async def add(tx: Tx, guild_id: int, made: Import) -> None:
    """Write an import down; the oldest of the server are forgotten."""
    await tx.execute(
        IMPORT.insert().values(
            guild_id=guild_id, id=made.id, by_id=made.by_id, at=made.at, file=made.file
        )
    )
    rows = [
        {
            "guild_id": guild_id,
            "import_id": made.id,
            "question_id": id,
            "before": made.before[id],
            "after": after,
        }
        for id, after in made.after.items()
    ]
    await tx.execute(IMPORTED.insert(), rows)
    old = select(_I.id).where(_I.guild_id == guild_id).order_by(_I.at.desc(), _I.id.desc())
    ids = (await tx.execute(old.offset(KEPT))).scalars().all()
    if ids:
        await tx.execute(IMPORTED.delete().where(_Q.guild_id == guild_id, _Q.import_id.in_(ids)))
        await tx.execute(IMPORT.delete().where(_I.guild_id == guild_id, _I.id.in_(ids)))


async def newest(tx: Tx, guild_id: int) -> Import | None:
    """The last import that was not undone."""
    rows = await tx.execute(
        select(IMPORT)
        .where(_I.guild_id == guild_id, _I.undone_at.is_(None))
        .order_by(_I.at.desc(), _I.id.desc())
        .limit(1)
    )
    return await _import(tx, rows.one_or_none())


async def find(tx: Tx, guild_id: int, id: int) -> Import | None:
    """An import by its id."""
    rows = await tx.execute(select(IMPORT).where(_I.guild_id == guild_id, _I.id == id))
    return await _import(tx, rows.one_or_none())


async def mark(tx: Tx, guild_id: int, id: int, undone_at: datetime | None) -> None:
    """Note that an import was undone, or holds again."""
    await tx.execute(
        update(IMPORT).where(_I.guild_id == guild_id, _I.id == id).values(undone_at=undone_at)
    )


async def _import(tx: Tx, row: Row[Any] | None) -> Import | None:
    if row is None:
        return None
    rows = await tx.execute(
        select(_Q.question_id, _Q.before, _Q.after)
        .where(_Q.guild_id == row.guild_id, _Q.import_id == row.id)
        .order_by(_Q.question_id)
    )
    found = rows.all()
    return Import(
        id=row.id,
        by_id=row.by_id,
        at=row.at,
        file=row.file,
        before={one.question_id: one.before for one in found},
        after={one.question_id: one.after for one in found},
        undone_at=row.undone_at,
    )
