"""Sessions about which something is to be done now, over all servers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from bot.domain.mock.session import Session
from bot.storage.database import Tx
from bot.storage.mock import sessions
from bot.storage.tables.mock import SESSION

_S = SESSION.c


async def next_due(tx: Tx) -> datetime | None:
    """The earliest moment at which something is due."""
    # Said so that SQLite looks at the index, which holds no other.
    waiting = select(func.min(_S.next_at)).where(_S.next_at.is_not(None))
    return (await tx.execute(waiting)).scalar_one()


async def claim_due(tx: Tx, *, now: datetime, limit: int) -> Sequence[Session]:
    """Those that are due, longest due first; other processes pass over them until the transaction ends."""
    rows = await tx.execute(
        select(SESSION)
        .where(_S.next_at <= now)
        .order_by(_S.next_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return await sessions.complete(tx, list(rows.all()))
