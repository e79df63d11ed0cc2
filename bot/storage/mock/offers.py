"""To whom a session was offered whose partner did not come."""

from sqlalchemy import select

from bot.domain.mock.messages import OFFER
from bot.storage.database import Tx
from bot.storage.tables.deliveries import DELIVERY

_D = DELIVERY.c


async def members(tx: Tx, *, guild_id: int, session_id: int) -> frozenset[int]:
    """Everybody who was asked, whatever became of the message."""
    rows = await tx.execute(
        select(_D.user_id).where(
            _D.guild_id == guild_id,
            _D.kind == OFFER,
            _D.ref == session_id,
            _D.user_id.is_not(None),
        )
    )
    return frozenset(rows.scalars())
