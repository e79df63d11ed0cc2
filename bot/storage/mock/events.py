"""Events of agreed sessions in the list of a server."""

from sqlalchemy import func, select

from bot.domain.delivery import State
from bot.domain.mock.messages import EVENT
from bot.storage.database import Tx
from bot.storage.tables.deliveries import DELIVERY
from bot.storage.tables.mock import SESSION

_S = SESSION.c
_D = DELIVERY.c


async def open_count(tx: Tx, *, guild_id: int) -> int:
    """How many stand there or are about to."""
    standing = await tx.execute(
        select(func.count()).where(
            _S.guild_id == guild_id, _S.state == "agreed", _S.event_id.is_not(None)
        )
    )
    ordered = await tx.execute(
        select(func.count()).where(
            _D.guild_id == guild_id,
            _D.kind == EVENT,
            _D.state.in_([State.DUE, State.SENDING]),
        )
    )
    return standing.scalar_one() + ordered.scalar_one()
