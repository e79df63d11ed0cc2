"""The outbox as a whole, over all servers."""

from datetime import datetime

from sqlalchemy import case, func, select, text

from bot.storage.database import Tx
from bot.storage.tables.deliveries import DELIVERY, OPEN

_D = DELIVERY.c


async def next_due(tx: Tx) -> datetime | None:
    """The earliest moment at which something waits to be sent, or to be tried again."""
    free_at = case((_D.due_at > _D.lease_until, _D.due_at), else_=_D.lease_until)
    return (await tx.execute(select(func.min(free_at)).where(text(OPEN)))).scalar_one()
