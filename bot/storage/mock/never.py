"""With whom a member is never to be paired; nobody else learns of it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from bot.storage.database import Tx, insert_once_all
from bot.storage.tables.mock import NEVER

_N = NEVER.c


async def of_member(tx: Tx, *, guild_id: int, user_id: int) -> Sequence[int]:
    """Whom a member named, first named first."""
    rows = await tx.execute(
        select(_N.other_id)
        .where(_N.guild_id == guild_id, _N.user_id == user_id)
        .order_by(_N.at, _N.other_id)
    )
    return list(rows.scalars())


async def add(
    tx: Tx, *, guild_id: int, user_id: int, others: Collection[int], now: datetime
) -> None:
    """Name these members too."""
    thing = {"guild_id": guild_id, "user_id": user_id, "at": now}
    await insert_once_all(tx, NEVER, [{**thing, "other_id": other} for other in others])


async def remove(tx: Tx, *, guild_id: int, user_id: int, others: Collection[int]) -> None:
    """Name these members no more."""
    await tx.execute(
        delete(NEVER).where(_N.guild_id == guild_id, _N.user_id == user_id, _N.other_id.in_(others))
    )
