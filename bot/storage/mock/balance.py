"""How much more often members interviewed than were interviewed."""

from sqlalchemy import update

from bot.storage.database import Tx
from bot.storage.tables.mock import MOCK_MEMBER

_M = MOCK_MEMBER.c


async def add(tx: Tx, *, guild_id: int, user_id: int, turns: int) -> None:
    """Count these turns to a member’s; nothing for who never joined."""
    await tx.execute(
        update(MOCK_MEMBER)
        .where(_M.guild_id == guild_id, _M.user_id == user_id)
        .values(balance=_M.balance + turns)
    )
