"""Sealed cards open: all at once when everybody is in, else what is there two days after the session."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.mock.feedback import all_in, readers
from bot.domain.mock.messages import REVEALED
from bot.domain.mock.session import Session
from bot.services.mock import telling
from bot.services.mock.course import plan
from bot.storage.database import Tx
from bot.storage.mock import scorecards


async def reveal(tx: Tx, session: Session, now: datetime) -> None:
    """Open every card that is sent, and tell those who have something to read; each once."""
    await _open(tx, session, now)


async def settle(tx: Tx, session: Session, now: datetime, *, latest: datetime, sender: int) -> None:
    """After a card was sent: open what is there, if nothing is waited for any more.

    From `latest` on, or once others are open, a card opens as it is sent; its `sender` sees that on the
    screen. The session is locked by the caller, so that of two who send at once the second finds both.
    """
    cards = await scorecards.of_session(tx, guild_id=session.guild_id, session_id=session.id)
    late = now >= latest or any(card.opened_at is not None for card in cards)
    if late:
        await _open(tx, session, now, besides={sender})
    elif all_in(session, cards):
        await _open(tx, session, now)
        await plan(tx, session, "reveal")


async def _open(
    tx: Tx, session: Session, now: datetime, besides: Collection[int] = frozenset()
) -> None:
    thing = {"guild_id": session.guild_id, "session_id": session.id}
    opened = {card.id for card in await scorecards.open_sent(tx, **thing, now=now)}
    if opened:
        cards = await scorecards.of_session(tx, **thing)
        told = [one for one in readers(session, cards, opened) if one not in besides]
        # What opens at one moment is told apart from what opens later by its first card.
        slot = str(min(opened))
        await telling.tell_each(tx, session, REVEALED, slot, now, users=told, can_wait=True)


def reader(slot: str) -> int:
    """Whom a message of this slot is for."""
    return int(slot.rsplit(":", 1)[1])
