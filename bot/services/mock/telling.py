"""Messages about a session: in its thread where it has one, else to each of its members."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.delivery import Delivery, Order, State, Target
from bot.domain.mock.session import Session
from bot.services.zone import usual
from bot.storage import deliveries, ids, me
from bot.storage.database import Tx
from bot.storage.mock import sessions

_PRIORITY = 4
_URGENT = 2
"""What is about a session that begins soon passes any fan-out."""


async def tell(
    tx: Tx,
    session: Session,
    kind: str,
    slot: str,
    now: datetime,
    *,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Put one message on the outbox: in the thread, else by direct message to each member.

    The slot tells one such message of a session from the next of its kind.
    """
    orders = [
        Order(
            guild_id=session.guild_id,
            id=ids.new(now),
            kind=kind,
            ref=session.id,
            slot=name,
            target=target,
            due_at=due_at or now,
            expires_at=expires_at,
            priority=_PRIORITY,
        )
        for name, target in _targets(session, slot)
    ]
    await deliveries.put_all_once(tx, orders)


async def tell_each(
    tx: Tx,
    session: Session,
    kind: str,
    slot: str,
    now: datetime,
    *,
    users: Collection[int] | None = None,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    can_wait: bool = False,
) -> None:
    """The same by direct message to each of these members, and in the thread where those are closed.

    Made for what a member agreed to, such as reminders: quiet hours hold back only what `can_wait`.
    """
    usual_zone = await usual(tx, session.guild_id) if can_wait else "UTC"
    orders: list[Order] = []
    for user_id in session.members if users is None else users:
        due = due_at or now
        if can_wait:
            wishes = await me.preferences(tx, guild_id=session.guild_id, user_id=user_id)
            due = wishes.awake(due, usual_zone=usual_zone)
        orders.append(
            Order(
                guild_id=session.guild_id,
                id=ids.new(now),
                kind=kind,
                ref=session.id,
                slot=f"{slot}:{user_id}",
                target=Target(user_id=user_id, channel_id=session.thread_id),
                due_at=due,
                expires_at=expires_at,
                priority=_PRIORITY if can_wait else _URGENT,
            )
        )
    await deliveries.put_all_once(tx, orders)


def _targets(session: Session, slot: str) -> list[tuple[str, Target]]:
    if session.thread_id is not None:
        return [(slot, Target(channel_id=session.thread_id))]
    return [(f"{slot}:{user_id}", Target(user_id=user_id)) for user_id in session.members]


async def ended(tx: Tx, delivery: Delivery, state: State, _why: str | None, now: datetime) -> None:
    """A thread that is gone or closed to the bot: the same by direct message to each."""
    if state is not State.FAILED or delivery.target.channel_id is None:
        return
    session = await sessions.find(tx, guild_id=delivery.guild_id, id=delivery.ref)
    if session is None or session.thread_id != delivery.target.channel_id:
        return
    if delivery.target.user_id is None:
        # Found out once; whatever comes later goes to each at once.
        await sessions.change(tx, guild_id=session.guild_id, id=session.id, thread_id=None)
        without = await sessions.find(tx, guild_id=session.guild_id, id=session.id)
        assert without is not None
        await tell(
            tx,
            without,
            delivery.kind,
            delivery.slot,
            now,
            expires_at=delivery.expires_at,
        )
