"""Who may have left a server: when it was last checked, and since when they are gone."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, union, update

from bot.storage.database import Tx, insert_or_update
from bot.storage.tables.bank import MISTAKE, SUGGESTION
from bot.storage.tables.board import BOARD_MEMBER, ENTRY, GIVEN_ROLE
from bot.storage.tables.daily import ANSWER, HINT
from bot.storage.tables.deliveries import DELIVERY
from bot.storage.tables.me import MEMBER
from bot.storage.tables.mock import MOCK_MEMBER, NEVER, SEAT
from bot.storage.tables.plan import DAY_ZONE, PLAN, STUDY_DAY, VACATION
from bot.storage.tables.server import GUILD
from bot.storage.types import Big, Instant

_M = MEMBER.c
# Ticks and reviews are of an answer; hours, choices and places in rounds of a member of the mocks; votes
# and cards of a seat; tasks and what was written about weeks of a plan; sums and places of entries: their
# tables hold nobody else.
_HOLDING = (
    ANSWER, HINT, DELIVERY, MISTAKE, SUGGESTION, MOCK_MEMBER, NEVER, SEAT,
    ENTRY, BOARD_MEMBER, GIVEN_ROLE, PLAN, STUDY_DAY, VACATION, DAY_ZONE,
)  # fmt: skip


class Known(NamedTuple):
    """A member about whom a server keeps something."""

    guild_id: int
    user_id: int


async def due(
    tx: Tx,
    *,
    checked_before: datetime,
    left_before: datetime,
    without: Collection[int],
    limit: int,
) -> Sequence[Known]:
    """Members to be checked, in servers that have the bot and are not among `without`.

    Those gone since `left_before` first, then those never checked, then the longest unchecked.
    """
    here = and_(GUILD.c.removed_at.is_(None), GUILD.c.guild_id.not_in(without))
    mine = select(_M.guild_id, _M.user_id).join(GUILD, GUILD.c.guild_id == _M.guild_id).where(here)
    statements = (
        mine.where(_M.left_at <= left_before).order_by(_M.left_at),
        mine.where(_M.checked_at.is_(None)),
        _unnoted(here),
        mine.where(_M.checked_at <= checked_before).order_by(_M.checked_at),
    )
    found: dict[Known, None] = {}
    for statement in statements:
        if len(found) < limit:
            rows = await tx.execute(statement.limit(limit))
            found |= dict.fromkeys(Known(*row) for row in rows)
    return list(found)[:limit]


def _unnoted(here: ColumnElement[bool]) -> Select[int, int]:
    """Members who did something and have no row of their own."""
    parts: list[Select[int, int]] = []
    for table in _HOLDING:
        # A step a member, found from the one before: their answers are many times as many.
        seed = select(GUILD.c.guild_id, literal(0, Big).label("user_id")).where(here)
        walk = seed.cte(f"walk_{table.name}", recursive=True)
        following = (
            select(func.min(table.c.user_id))
            .where(table.c.guild_id == walk.c.guild_id, table.c.user_id > walk.c.user_id)
            .scalar_subquery()
        )
        step = select(walk.c.guild_id, following).where(walk.c.user_id.is_not(None))
        walk = walk.union_all(step)
        noted = select(_M.user_id).where(
            _M.guild_id == walk.c.guild_id, _M.user_id == walk.c.user_id
        )
        parts.append(
            select(walk.c.guild_id, walk.c.user_id).where(walk.c.user_id > 0, ~noted.exists())
        )
    found = union(*parts).subquery()
    return select(found.c.guild_id, found.c.user_id)


async def note(
    tx: Tx, *, guild_id: int, user_id: int, is_gone: bool, now: datetime
) -> datetime | None:
    """Write down a check; since when they are gone. Of somebody who deleted all, nothing is written."""
    first = {"guild_id": guild_id, "user_id": user_id, "reviews": True, "first_seen_at": now}
    left_at = func.coalesce(_M.left_at, literal(now, Instant)) if is_gone else None
    rows = await tx.execute(
        update(MEMBER)
        .where(_M.guild_id == guild_id, _M.user_id == user_id)
        .values(checked_at=now, left_at=left_at)
        .returning(_M.left_at)
    )
    row = rows.one_or_none()
    if row is None and await _is_held(tx, guild_id, user_id):
        values = {**first, "checked_at": now, "left_at": now if is_gone else None}
        row = await insert_or_update(tx, MEMBER, values, ["checked_at"])
    return None if row is None else row.left_at


async def _is_held(tx: Tx, guild_id: int, user_id: int) -> bool:
    found = (
        select(table.c.user_id)
        .where(table.c.guild_id == guild_id, table.c.user_id == user_id)
        .exists()
        for table in _HOLDING
    )
    return bool((await tx.execute(select(or_(*found)))).scalar_one())
