"""What follows once the thread of a session is there, or refused: who is put into it, and the times."""

from datetime import datetime

from bot.domain.delivery import Delivery, Order, State, Target
from bot.domain.mock.messages import ENTRY
from bot.domain.mock.session import OPEN, Session
from bot.services.mock import letting_go, telling, threads
from bot.storage import deliveries, ids
from bot.storage.database import Tx
from bot.storage.mock import sessions

# Before the times are told in the thread.
_PRIORITY = 3


async def opened(tx: Tx, delivery: Delivery, state: State, _why: str | None, now: datetime) -> None:
    """The thread stands, or there is none; its members are told either way."""
    session = await _session(tx, delivery)
    if session is None or session.state not in OPEN:
        return
    if state is State.DONE and delivery.thread_id is not None:
        await sessions.change(
            tx,
            guild_id=session.guild_id,
            id=session.id,
            channel_id=delivery.channel_id,
            thread_id=delivery.thread_id,
        )
        session = await _session(tx, delivery)
        assert session is not None
        await deliveries.put_all_once(tx, [_entry(session, one, now) for one in session.members])
    await threads.pick(tx, session, now)


async def entered(tx: Tx, delivery: Delivery, state: State, why: str | None, now: datetime) -> None:
    """A member who is gone ends their session; who cannot be put in gets everything directly."""
    session = await _session(tx, delivery)
    user_id = delivery.target.user_id
    if state in (State.DONE, State.SKIPPED) or session is None or user_id is None:
        return
    if state is State.FAILED and why == "closed":
        await letting_go.let_go_of(tx, session, user_id, now)
    elif session.thread_id is not None and session.state in OPEN:
        await sessions.change(tx, guild_id=session.guild_id, id=session.id, thread_id=None)
        without = await _session(tx, delivery)
        assert without is not None
        await threads.pick(tx, without, now)


async def picked(tx: Tx, delivery: Delivery, state: State, why: str | None, now: datetime) -> None:
    """The message in the thread on which its members press is kept."""
    if state is not State.DONE:
        await telling.ended(tx, delivery, state, why, now)
    elif delivery.target.user_id is None:
        session = await _session(tx, delivery)
        if session is not None and session.thread_id == delivery.channel_id:
            await sessions.change(
                tx, guild_id=session.guild_id, id=session.id, message_id=delivery.message_id
            )


async def _session(tx: Tx, delivery: Delivery) -> Session | None:
    return await sessions.find(tx, guild_id=delivery.guild_id, id=delivery.ref, to_change=True)


def _entry(session: Session, user_id: int, now: datetime) -> Order:
    return Order(
        guild_id=session.guild_id,
        id=ids.new(now),
        kind=ENTRY,
        ref=session.id,
        slot=str(user_id),
        # Nothing goes there: it says whose entry it is, and is forgotten with them.
        target=Target(user_id=user_id),
        due_at=now,
        priority=_PRIORITY,
    )
