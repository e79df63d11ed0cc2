"""The posts of one series in the outbox: the latest of them, and when those that wait are due and end."""

from datetime import date, datetime

from sqlalchemy import func, select, update

from bot.domain.daily.series import KIND, Post
from bot.domain.delivery import State
from bot.storage.database import Tx
from bot.storage.tables.daily import POST
from bot.storage.tables.deliveries import DELIVERY

_D = DELIVERY.c


async def latest(tx: Tx, *, guild_id: int, series_id: int) -> date | None:
    """The latest slot that was posted, waits, or was skipped: there is one order for each."""
    rows = await tx.execute(
        select(func.max(_D.slot)).where(
            _D.guild_id == guild_id, _D.kind == KIND, _D.ref == series_id
        )
    )
    slot = rows.scalar_one()
    return None if slot is None else date.fromisoformat(slot)


async def post_on(tx: Tx, *, guild_id: int, series_id: int, slot: date) -> Post | None:
    """The post for a slot, whether it went out or waits."""
    rows = await tx.execute(
        select(POST).where(
            POST.c.guild_id == guild_id, POST.c.series_id == series_id, POST.c.slot == slot
        )
    )
    row = rows.mappings().one_or_none()
    return None if row is None else Post(**row)


async def end_waiting(tx: Tx, *, guild_id: int, series_id: int, at: datetime) -> None:
    """Let what waits wait until this moment: the next slot comes then."""
    await tx.execute(
        update(DELIVERY)
        .where(
            _D.guild_id == guild_id,
            _D.kind == KIND,
            _D.ref == series_id,
            _D.state.in_([State.DUE, State.FAILED]),
        )
        .values(expires_at=at)
    )


async def backdate(
    tx: Tx, *, post: Post, due_at: datetime, expires_at: datetime | None, why: str | None
) -> None:
    """Let a post that waits be due and end when an earlier one did, late for what that was refused for."""
    await tx.execute(
        update(DELIVERY)
        .where(_D.guild_id == post.guild_id, _D.id == post.id)
        .values(due_at=due_at, expires_at=expires_at, why=why)
    )
    await tx.execute(
        update(POST)
        .where(POST.c.guild_id == post.guild_id, POST.c.id == post.id)
        .values(due_at=due_at)
    )
