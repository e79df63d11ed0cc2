"""The days on which a member studied, and the zone that tells them apart."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.storage.database import Tx, insert_once
from bot.storage.tables.plan import DAY_ZONE, STUDY_DAY

_D = STUDY_DAY.c


class StudyDay(NamedTuple):
    """One day, and what made it one."""

    day: date
    how: str


async def local_day(tx: Tx, *, guild_id: int, user_id: int, at: datetime, usual_zone: str) -> date:
    """The member’s own day at a moment; `usual_zone` holds where they chose none."""
    rows = await tx.execute(
        select(DAY_ZONE).where(DAY_ZONE.c.guild_id == guild_id, DAY_ZONE.c.user_id == user_id)
    )
    row = rows.one_or_none()
    if row is None:
        zone = usual_zone
    else:
        zone = row.zone if at >= row.holds_from else row.earlier or usual_zone
    return at.astimezone(ZoneInfo(zone) if zone else UTC).date()


async def add(tx: Tx, *, guild_id: int, user_id: int, day: date, how: str, at: datetime) -> bool:
    """Make a day a study day; false where it is one already."""
    values = {"guild_id": guild_id, "user_id": user_id, "day": day, "how": how, "at": at}
    return await insert_once(tx, STUDY_DAY, values) is not None


async def of_member(tx: Tx, *, guild_id: int, user_id: int) -> Sequence[StudyDay]:
    """All study days of a member, oldest first."""
    rows = await tx.execute(
        select(_D.day, _D.how)
        .where(_D.guild_id == guild_id, _D.user_id == user_id)
        .order_by(_D.day)
    )
    return [StudyDay(row.day, row.how) for row in rows]
