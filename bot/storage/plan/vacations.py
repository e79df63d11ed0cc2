"""When a member is away."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select, update

from bot.domain.plan.streak import Vacation
from bot.storage.database import Tx, insert_once
from bot.storage.tables.plan import VACATION

_V = VACATION.c


async def of_member(tx: Tx, *, guild_id: int, user_id: int) -> Sequence[Vacation]:
    """All vacations of a member, oldest first."""
    rows = await tx.execute(
        select(_V.first, _V.last)
        .where(_V.guild_id == guild_id, _V.user_id == user_id)
        .order_by(_V.first)
    )
    return [Vacation(first=row.first, last=row.last) for row in rows]


async def add(tx: Tx, *, guild_id: int, user_id: int, vacation: Vacation) -> bool:
    """Keep a vacation; false where one begins on that day already."""
    values = {
        "guild_id": guild_id,
        "user_id": user_id,
        "first": vacation.first,
        "last": vacation.last,
    }
    return await insert_once(tx, VACATION, values) is not None


async def remove(tx: Tx, *, guild_id: int, user_id: int, first: date) -> None:
    """Forget the vacation that begins on this day."""
    await tx.execute(
        VACATION.delete().where(_V.guild_id == guild_id, _V.user_id == user_id, _V.first == first)
    )


async def end(tx: Tx, *, guild_id: int, user_id: int, first: date, last: date) -> None:
    """Let a vacation be over after this day."""
    await tx.execute(
        update(VACATION)
        .where(_V.guild_id == guild_id, _V.user_id == user_id, _V.first == first)
        .values(last=last)
    )
