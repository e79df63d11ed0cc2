"""How many members could be somebody’s partner in a mock interview."""

from collections.abc import Collection

from sqlalchemy import and_, func, select

from bot.storage.database import Tx
from bot.storage.tables.mock import MOCK_CHOICE, MOCK_MEMBER

_M = MOCK_MEMBER.c
_C = MOCK_CHOICE.c


async def practising(tx: Tx, *, guild_id: int, kind: str, besides: Collection[int]) -> int:
    """How many take part and practise a kind, besides these."""
    rows = await tx.execute(
        select(func.count())
        .select_from(MOCK_MEMBER)
        .join(MOCK_CHOICE, and_(_C.guild_id == _M.guild_id, _C.user_id == _M.user_id))
        .where(
            _M.guild_id == guild_id,
            _M.left_at.is_(None),
            _C.what == "kind",
            _C.value == kind,
            _M.user_id.not_in(besides),
        )
    )
    return rows.scalar_one()
