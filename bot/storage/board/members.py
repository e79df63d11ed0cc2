"""What one member of a board chose and earned today, and what all of a group did this week."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import cast

from sqlalchemy import func, select

from bot.domain.board.deed import DeedKind
from bot.domain.board.goal import WEEKS, Goal
from bot.storage.board.places import Placing
from bot.storage.database import Tx
from bot.storage.tables.board import BOARD_MEMBER, ENTRY
from bot.storage.tables.daily import ANSWER, POST

_M, _E, _A = BOARD_MEMBER.c, ENTRY.c, ANSWER.c


async def placing(tx: Tx, *, guild_id: int, user_id: int) -> Placing:
    """What a member chose; nothing chosen is no to all of it."""
    rows = await tx.execute(
        select(_M.joined, _M.thanked, _M.excluded, _M.cohort).where(
            _M.guild_id == guild_id, _M.user_id == user_id
        )
    )
    row = rows.mappings().one_or_none()
    return Placing() if row is None else Placing(**row)


async def spent_on(tx: Tx, *, guild_id: int, user_id: int, day: date) -> Mapping[DeedKind, int]:
    """What one day gave them, by kind."""
    rows = await tx.execute(
        select(_E.kind, func.sum(_E.points).label("points"))
        .where(_E.guild_id == guild_id, _E.user_id == user_id, _E.day == day)
        .group_by(_E.kind)
    )
    return {cast(DeedKind, row.kind): int(row.points) for row in rows}


async def goal(tx: Tx, *, guild_id: int, since: datetime, now: datetime) -> Goal:
    """The answers of everybody since a moment, to questions of the last weeks."""
    lately = now - timedelta(weeks=WEEKS)
    rows = await tx.execute(
        select(
            func.count().filter(_A.answered_at >= since).label("answers"),
            func.count(_A.user_id.distinct()).label("active"),
        )
        .select_from(
            POST.join(ANSWER, (_A.guild_id == POST.c.guild_id) & (_A.post_id == POST.c.id))
        )
        .where(
            POST.c.guild_id == guild_id,
            # By their day, posts are found among those of years.
            POST.c.slot >= (lately - timedelta(days=1)).date(),
            _A.text.is_not(None),
            _A.answered_at >= lately,
        )
    )
    return Goal(**rows.mappings().one())
