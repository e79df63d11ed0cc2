"""How far a server is in its setup, and what a setup created."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, or_, select

from bot.domain.changes import Change
from bot.domain.server import Setup
from bot.storage import changes
from bot.storage.database import Tx, insert_or_update
from bot.storage.tables.daily import SERIES
from bot.storage.tables.server import CHANGE, SETUP


async def find(tx: Tx, *, guild_id: int) -> Setup | None:
    """How far a server’s setup has come."""
    rows = await tx.execute(select(SETUP).where(SETUP.c.guild_id == guild_id))
    row = rows.one_or_none()
    return None if row is None else _setup(row)


async def save(tx: Tx, *, guild_id: int, opened_by: int, now: datetime, **choices: Any) -> Setup:
    """Write down choices: channel_id, place, zone, at, pattern, threads, ping_role_id."""
    first: dict[str, Any] = {"threads": True}
    values = {
        **first,
        **choices,
        "guild_id": guild_id,
        "opened_by": opened_by,
        "changed_at": now,
    }
    changing = [*choices, "opened_by", "changed_at"]
    return _setup(await insert_or_update(tx, SETUP, values, changing))


async def end(tx: Tx, *, guild_id: int) -> None:
    """The panel is done with, or given up."""
    await tx.execute(SETUP.delete().where(SETUP.c.guild_id == guild_id))


async def created(
    tx: Tx, *, guild_id: int, user_id: int, series_id: int | None
) -> Sequence[Change]:
    """What a person let setup create and that still stands, oldest first.

    Without what a series other than this one uses or once used: that is part of an earlier setup.
    """
    used = exists().where(
        SERIES.c.guild_id == guild_id,
        SERIES.c.id != (series_id or 0),
        or_(SERIES.c.channel_id == CHANGE.c.ref, SERIES.c.ping_role_id == CHANGE.c.ref),
    )
    rows = await tx.execute(
        select(CHANGE.c.id)
        .where(
            CHANGE.c.guild_id == guild_id,
            CHANGE.c.by == user_id,
            CHANGE.c.what.in_(("channel-created", "role-created")),
            # The reverse of one is recorded under the same word, with nothing after it.
            CHANGE.c.after.is_not(None),
            CHANGE.c.undone_at.is_(None),
            ~used,
        )
        .order_by(CHANGE.c.at, CHANGE.c.id)
    )
    found = [await changes.find(tx, guild_id=guild_id, id=id) for id in rows.scalars().all()]
    return [change for change in found if change is not None]


def _setup(row: Any) -> Setup:
    return Setup(
        channel_id=row.channel_id,
        place=row.place,
        zone=row.zone,
        at=row.at,
        pattern=row.pattern,
        threads=row.threads,
        ping_role_id=row.ping_role_id,
        opened_by=row.opened_by,
        changed_at=row.changed_at,
    )
