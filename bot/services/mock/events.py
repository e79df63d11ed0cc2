"""The event of an agreed session in the list of the server, where its owners want that."""

from datetime import datetime

from bot.domain.delivery import Delivery, Order, State, Target
from bot.domain.mock.messages import EVENT, EVENT_OFF
from bot.domain.mock.session import Session
from bot.storage import deliveries, ids
from bot.storage.database import Tx
from bot.storage.mock import events as stored
from bot.storage.mock import round_settings, sessions

MOST = 50
"""Open events of ours in a server at once: Discord allows 100, and others want some too."""
_PRIORITY = 6


async def announce(tx: Tx, session: Session, now: datetime) -> None:
    """Order the event of a session that was just agreed; nothing depends on whether it comes to be."""
    chosen = await round_settings.of_guilds(tx, guild_ids=[session.guild_id])
    settings = chosen.get(session.guild_id)
    if settings is None or not settings.events:
        return
    if await stored.open_count(tx, guild_id=session.guild_id) < MOST:
        slot = str(session.sequence)
        await _order(tx, session, EVENT, slot, now, expires_at=session.starts_at)


async def drop(tx: Tx, session: Session, now: datetime) -> None:
    """The session is moved or cancelled: its event goes, and one that is not there yet does not come."""
    await deliveries.cancel(tx, guild_id=session.guild_id, kind=EVENT, ref=session.id, now=now)
    if session.event_id is not None:
        await sessions.change(tx, guild_id=session.guild_id, id=session.id, event_id=None)
        await _order(tx, session, EVENT_OFF, str(session.event_id), now)


async def ended(tx: Tx, delivery: Delivery, state: State, _why: str | None, now: datetime) -> None:
    """The event stands; if its session was moved or cancelled meanwhile, it goes again."""
    if state is not State.DONE or delivery.message_id is None:
        return
    session = await sessions.find(tx, guild_id=delivery.guild_id, id=delivery.ref, to_change=True)
    if session is None:
        return
    if session.state == "agreed" and str(session.sequence) == delivery.slot:
        await sessions.change(
            tx, guild_id=session.guild_id, id=session.id, event_id=delivery.message_id
        )
    elif session.state != "over":
        await _order(tx, session, EVENT_OFF, str(delivery.message_id), now)


async def _order(
    tx: Tx,
    session: Session,
    kind: str,
    slot: str,
    now: datetime,
    *,
    expires_at: datetime | None = None,
) -> None:
    order = Order(
        guild_id=session.guild_id,
        id=ids.new(now),
        kind=kind,
        ref=session.id,
        slot=slot,
        target=Target(),
        due_at=now,
        expires_at=expires_at,
        priority=_PRIORITY,
    )
    await deliveries.put_once(tx, order)
