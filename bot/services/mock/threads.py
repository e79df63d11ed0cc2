"""The private thread of a session: ordered here; what came of it is heard in `entering`."""

import base64
import hashlib
from datetime import datetime

from bot.domain.delivery import Order, Target
from bot.domain.mock.messages import PICK, THREAD
from bot.domain.mock.session import Session
from bot.services.mock import telling
from bot.storage import deliveries, ids
from bot.storage.database import Tx

_PRIORITY = 4
ONCE = "once"
"""The slot of what a session has one of."""


async def open(tx: Tx, session: Session, channel_id: int | None, now: datetime) -> None:
    """Order the thread of a new session under a channel; the times to choose from follow in it.

    Without a channel, or where the thread is refused, they come to each member by direct message.
    """
    if channel_id is None:
        await pick(tx, session, now)
        return
    order = Order(
        guild_id=session.guild_id,
        id=ids.new(now),
        kind=THREAD,
        ref=session.id,
        slot=ONCE,
        target=Target(channel_id=channel_id),
        due_at=now,
        priority=_PRIORITY,
    )
    await deliveries.put_once(tx, order)


async def pick(tx: Tx, session: Session, now: datetime) -> None:
    """Tell a session as it stands: its times to choose from, or the one that is agreed."""
    await telling.tell(tx, session, PICK, f"set-{session.set_number}", now)


def tag(session: Session) -> str:
    """A word that the thread and the events of this session have, and of no other as good as ever."""
    thing = f"{session.guild_id}|{session.id}"
    digest = hashlib.blake2b(thing.encode(), digest_size=5).digest()
    return base64.b32encode(digest).decode().lower()
