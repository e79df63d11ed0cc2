"""The outbox: orders put in, deliveries claimed by lease, outcomes written by their holder alone."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    Row,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    text,
    tuple_,
    type_coerce,
    update,
)

from bot.domain.delivery import Delivery, Order, State, Target
from bot.storage.bulk import execute_all
from bot.storage.database import Tx, insert_once, insert_once_all
from bot.storage.tables.deliveries import DELIVERY, OPEN, WAITING
from bot.storage.types import Big, Instant, from_ms

_D = DELIVERY.c
_NEVER = from_ms(0)
# Word for word as the indexes have it: with the states as parameters, SQLite reads the whole table.
_OPEN = text(OPEN)
_WAITING = text(WAITING)
LATE_MS = 600_000
NEXT_CAME = "next"
"""Why something was skipped that waited until the next slot of its thing came."""


async def put(tx: Tx, orders: Iterable[Order]) -> None:
    """Store orders; the unique key refuses a second one for the same slot of the same thing."""
    await execute_all(tx, _PUT, _NAMES, [_values(order) for order in orders])


async def put_once(tx: Tx, order: Order) -> bool:
    """Store an order unless there is one for this slot; whether it was stored."""
    return await insert_once(tx, DELIVERY, _row(order)) is not None


async def put_all_once(tx: Tx, orders: Iterable[Order]) -> None:
    """Store orders, those for whose slot there is one left out."""
    await insert_once_all(tx, DELIVERY, [_row(order) for order in orders])


_PUT = DELIVERY.insert()
_NAMES = (
    "guild_id", "id", "kind", "ref", "slot", "user_id", "other_user_id", "target_id", "due_at",
    "expires_at", "priority", "state", "why", "lease_until", "attempt", "stop",
)  # fmt: skip
_ordered = attrgetter(
    "guild_id", "id", "kind", "ref", "slot", "target.user_id", "target.other_user_id",
    "target.channel_id", "due_at", "expires_at", "priority", "state.value", "why",
)  # fmt: skip


def _values(order: Order) -> tuple[Any, ...]:
    return *_ordered(order), _NEVER, 0, 0


def _row(order: Order) -> dict[str, Any]:
    return dict(zip(_NAMES, _values(order), strict=True))


async def claim(
    tx: Tx, *, owner: str, now: datetime, lease: timedelta, limit: int
) -> Sequence[Delivery]:
    """Take what waits, by priority and age, for as long as the lease; other processes pass it over.

    A first claim marks the moment from which the nonce is trusted.
    """
    free = (
        select(_D.guild_id, _D.id)
        .where(
            _OPEN,
            _D.due_at <= now,
            _D.lease_until <= now,
            _not_over(now),
        )
        .order_by(_D.priority, _D.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return await _take(tx, free, owner=owner, now=now, lease=lease)


async def claim_one(
    tx: Tx, *, guild_id: int, id: int, owner: str, now: datetime, lease: timedelta
) -> Delivery | None:
    """Take one delivery that someone waits for; nothing where it is taken or over."""
    free = select(_D.guild_id, _D.id).where(
        _D.guild_id == guild_id,
        _D.id == id,
        _OPEN,
        _D.lease_until <= now,
        _not_over(now),
    )
    taken = await _take(
        tx, free.with_for_update(skip_locked=True), owner=owner, now=now, lease=lease
    )
    return taken[0] if taken else None


def _not_over(now: datetime) -> Any:
    """One whose message may exist is looked for however late it is; one that waits is not sent."""
    return or_(_D.state != State.DUE, _D.expires_at.is_(None), _D.expires_at > now)


async def _take(
    tx: Tx, free: Any, *, owner: str, now: datetime, lease: timedelta
) -> Sequence[Delivery]:
    chosen = free.cte("chosen") if tx.dialect.name == "postgresql" else free.subquery()
    statement = (
        update(DELIVERY)
        .where(tuple_(_D.guild_id, _D.id).in_(select(chosen.c.guild_id, chosen.c.id)))
        .values(
            state=case((_D.state == State.SENT, State.SENT), else_=State.SENDING),
            owner=owner,
            lease_until=now + lease,
            attempt=_D.attempt + 1,
            first_sent_at=func.coalesce(_D.first_sent_at, literal(now, Instant)),
        )
        .returning(*_D)
    )
    rows = (await tx.execute(statement)).all()
    return [delivery_of(row) for row in sorted(rows, key=lambda row: (row.priority, row.due_at))]


def _mine(delivery: Delivery) -> Any:
    """The fence: a delivery that another process has taken since is left alone."""
    return and_(
        _D.guild_id == delivery.guild_id,
        _D.id == delivery.id,
        _D.owner == delivery.owner,
        _D.attempt == delivery.attempt,
        _D.state.in_([State.SENDING, State.SENT]),
    )


async def record(tx: Tx, delivery: Delivery, **values: Any) -> bool:
    """Write what became of a delivery; false where it is no longer this holder’s."""
    result = await tx.execute(update(DELIVERY).where(_mine(delivery)).values(**values))
    return result.rowcount == 1


async def expire(tx: Tx, *, now: datetime) -> Sequence[Delivery]:
    """Skip what could not be posted before the next slot of its thing came; the skipped ones."""
    statement = (
        update(DELIVERY)
        .where(_WAITING, _D.expires_at <= now)
        .values(state=State.SKIPPED, ended_at=now, why=func.coalesce(_D.why, NEXT_CAME))
        .returning(*_D)
    )
    return [delivery_of(row) for row in await tx.execute(statement)]


async def cancel(
    tx: Tx, *, guild_id: int, kind: str, ref: int, now: datetime, why: str | None = None
) -> Sequence[Delivery]:
    """Skip what waits for a thing that was paused or removed; the skipped ones.

    One that was refused keeps the reason for that.
    """
    statement = (
        update(DELIVERY)
        .where(
            _D.guild_id == guild_id,
            _D.kind == kind,
            _D.ref == ref,
            _D.state.in_([State.DUE, State.FAILED]),
        )
        .values(state=State.SKIPPED, ended_at=now, why=func.coalesce(_D.why, why))
        .returning(*_D)
    )
    return [delivery_of(row) for row in await tx.execute(statement)]


async def reopen(
    tx: Tx, *, guild_id: int, kind: str, refs: Collection[int], now: datetime
) -> Sequence[Delivery]:
    """Let what was refused for these things be sent again, unless its time is over; those reopened.

    They start afresh, and keep what they were refused for.
    """
    statement = (
        update(DELIVERY)
        .where(
            _D.guild_id == guild_id,
            _D.kind == kind,
            _D.ref.in_(refs),
            _D.state == State.FAILED,
            or_(_D.expires_at.is_(None), _D.expires_at > now),
        )
        .values(
            state=State.DUE,
            owner=None,
            lease_until=_NEVER,
            attempt=0,
            stop=0,
            first_sent_at=None,
            ended_at=None,
        )
        .returning(*_D)
    )
    return [delivery_of(row) for row in await tx.execute(statement)]


async def forget_skipped(tx: Tx, *, guild_id: int, kind: str, ref: int, slot: str) -> bool:
    """Delete what was skipped for a slot, so that it can be ordered after all; whether there was one."""
    result = await tx.execute(
        DELIVERY.delete().where(
            _D.guild_id == guild_id,
            _D.kind == kind,
            _D.ref == ref,
            _D.slot == slot,
            _D.state == State.SKIPPED,
        )
    )
    return result.rowcount == 1


async def void_leases(tx: Tx, *, now: datetime) -> None:
    """End every lease at once: right where one process exists, since its predecessor is gone."""
    await tx.execute(
        update(DELIVERY)
        .where(_OPEN, _D.state != State.DUE, _D.lease_until > now)
        .values(lease_until=now)
    )


async def release(tx: Tx, *, owner: str, now: datetime) -> None:
    """End this process’s leases as it stops."""
    await tx.execute(
        update(DELIVERY)
        .where(_OPEN, _D.state != State.DUE, _D.owner == owner, _D.lease_until > now)
        .values(lease_until=now)
    )


async def find(tx: Tx, *, guild_id: int, id: int) -> Delivery | None:
    """A delivery by its id."""
    rows = await tx.execute(select(DELIVERY).where(_D.guild_id == guild_id, _D.id == id))
    row = rows.one_or_none()
    return None if row is None else delivery_of(row)


async def counts(
    tx: Tx, *, guild_id: int, kind: str, since: datetime, until: datetime
) -> dict[str, int]:
    """How many deliveries of a kind fell due in that time, by state; `late`: over 10 minutes late."""
    due = (
        _D.guild_id == guild_id,
        _D.kind == kind,
        _D.due_at >= since,
        _D.due_at <= until,
    )
    rows = await tx.execute(
        select(_D.state, func.count().label("number")).where(*due).group_by(_D.state)
    )
    found = {row.state: row.number for row in rows}
    behind = type_coerce(_D.ended_at, Big) - type_coerce(_D.due_at, Big)
    late = await tx.execute(
        select(func.count()).where(*due, _D.state == State.DONE, behind > LATE_MS)
    )
    return {**found, "late": late.scalar_one()}


def delivery_of(row: Row[Any]) -> Delivery:
    """The domain value of a row."""
    return Delivery(
        guild_id=row.guild_id,
        id=row.id,
        kind=row.kind,
        ref=row.ref,
        slot=row.slot,
        target=Target(
            channel_id=row.target_id, user_id=row.user_id, other_user_id=row.other_user_id
        ),
        due_at=row.due_at,
        expires_at=row.expires_at,
        state=State(row.state),
        owner=row.owner or "",
        attempt=row.attempt,
        stop=row.stop,
        first_sent_at=row.first_sent_at,
        lease_until=row.lease_until,
        channel_id=row.channel_id,
        message_id=row.message_id,
        thread_id=row.thread_id,
        why=row.why,
    )
