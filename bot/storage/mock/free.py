"""Who would begin a session right away."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from bot.domain.mock.joining import monday
from bot.domain.mock.now import Request
from bot.domain.mock.session import LASTS
from bot.storage import ids
from bot.storage.database import Tx, insert_or_update
from bot.storage.mock import present
from bot.storage.tables.mock import FREE_NOW, SEAT, SESSION

_F = FREE_NOW.c
_S = SESSION.c
_T = SEAT.c


async def put(tx: Tx, *, guild_id: int, user_id: int, until: datetime, now: datetime) -> None:
    """A member is free until then; who waits already keeps their place in the line."""
    row = {
        "guild_id": guild_id,
        "user_id": user_id,
        "id": ids.new(now),
        "since": now,
        "until": until,
    }
    await insert_or_update(tx, FREE_NOW, row, ["until"])


async def drop(tx: Tx, *, guild_id: int, user_ids: Collection[int]) -> bool:
    """These members wait no more; whether any of them did."""
    result = await tx.execute(
        delete(FREE_NOW).where(_F.guild_id == guild_id, _F.user_id.in_(user_ids))
    )
    return result.rowcount > 0


async def drop_over(tx: Tx, *, guild_id: int, now: datetime) -> None:
    """Those for whom no whole session fits any more wait no longer."""
    await tx.execute(delete(FREE_NOW).where(_F.guild_id == guild_id, _F.until < now + LASTS))


async def waiting(tx: Tx, *, guild_id: int, now: datetime) -> Sequence[Request]:
    """Everybody who can be met now, longest waiting first.

    Who takes part no more, or has a session within the hour, is passed over.
    """
    rows = await tx.execute(
        select(FREE_NOW)
        .where(_F.guild_id == guild_id, _F.until >= now + LASTS)
        .order_by(_F.since, _F.id)
    )
    found = list(rows)
    users = [row.user_id for row in found]
    if not users:
        return []
    there = await present.members(
        tx, guild_id=guild_id, user_ids=users, week=monday(now.date()), now=now
    )
    busy = await engaged(tx, guild_id=guild_id, user_ids=users, now=now)
    return [
        Request(id=row.id, member=there[row.user_id].member, since=row.since, until=row.until)
        for row in found
        if row.user_id in there and row.user_id not in busy
    ]


async def servers(tx: Tx) -> Sequence[int]:
    """Where at least two wait."""
    rows = await tx.execute(select(_F.guild_id).group_by(_F.guild_id).having(func.count() > 1))
    return list(rows.scalars())


async def engaged(
    tx: Tx, *, guild_id: int, user_ids: Collection[int], now: datetime
) -> dict[int, int]:
    """Which of these members have a session under way or within the hour, and its id."""
    rows = await tx.execute(
        select(_T.user_id, _S.id)
        .join(SESSION, (_T.guild_id == _S.guild_id) & (_T.session_id == _S.id))
        .where(
            _T.guild_id == guild_id,
            _T.user_id.in_(user_ids),
            _T.absent_at.is_(None),
            _T.excused_at.is_(None),
            _S.state == "agreed",
            _S.starts_at > now - LASTS,
            _S.starts_at < now + LASTS,
        )
        .order_by(_S.starts_at.desc(), _S.id)
    )
    return {row.user_id: row.id for row in rows}
