"""The waiting list of the present round."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, select

from bot.domain.mock.waiting import Why
from bot.storage.database import Tx, insert_or_update
from bot.storage.tables.mock import WAITING

_W = WAITING.c


async def put(
    tx: Tx, *, guild_id: int, user_id: int, round_id: int, why: Why, now: datetime
) -> None:
    """A member waits for a partner in a round; who waits in it already keeps their place."""
    since = await since_when(tx, guild_id=guild_id, user_id=user_id, round_id=round_id)
    row = {
        "guild_id": guild_id,
        "user_id": user_id,
        "round_id": round_id,
        "since": since or now,
        "why": why,
    }
    await insert_or_update(tx, WAITING, row, ["round_id", "since", "why"])


async def since_when(tx: Tx, *, guild_id: int, user_id: int, round_id: int) -> datetime | None:
    """Since when a member waits in a round."""
    rows = await tx.execute(
        select(_W.since).where(
            _W.guild_id == guild_id, _W.user_id == user_id, _W.round_id == round_id
        )
    )
    return rows.scalar_one_or_none()


async def of_round(tx: Tx, *, guild_id: int, round_id: int) -> Mapping[int, datetime]:
    """Who waits in a round, and since when."""
    rows = await tx.execute(
        select(_W.user_id, _W.since).where(_W.guild_id == guild_id, _W.round_id == round_id)
    )
    return {row.user_id: row.since for row in rows}


async def drop(tx: Tx, *, guild_id: int, user_ids: Collection[int]) -> None:
    """These members wait no more."""
    await tx.execute(delete(WAITING).where(_W.guild_id == guild_id, _W.user_id.in_(user_ids)))


async def clear(tx: Tx, *, guild_id: int) -> None:
    """Nobody of a server waits any more."""
    await tx.execute(delete(WAITING).where(_W.guild_id == guild_id))
