"""The days on which a member studied, and the zone that tells them apart."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Row, func, select

from bot.storage.database import Tx, insert_once, insert_or_update
from bot.storage.tables.plan import DAY_ZONE, STUDY_DAY

_D = STUDY_DAY.c
MADE_UP = "made-up"
HOLDS_FOR = timedelta(days=7)
"""A zone holds so long at least, or a day could be lived twice at will."""


class StudyDay(NamedTuple):
    """One day, what made it one, and when."""

    day: date
    how: str
    at: datetime


async def local_day(tx: Tx, *, guild_id: int, user_id: int, at: datetime, usual_zone: str) -> date:
    """The member’s own day at a moment; `usual_zone` holds where they chose none."""
    zone = await day_zone(tx, guild_id=guild_id, user_id=user_id, at=at, usual_zone=usual_zone)
    return at.astimezone(zone).date()


async def day_zone(
    tx: Tx, *, guild_id: int, user_id: int, at: datetime, usual_zone: str
) -> ZoneInfo:
    """The zone by which a member’s day is told at a moment."""
    row = await _row(tx, guild_id, user_id)
    name = None if row is None else row.zone if at >= row.holds_from else row.earlier
    return ZoneInfo(name or usual_zone)


async def set_zone(
    tx: Tx, *, guild_id: int, user_id: int, zone: str, now: datetime, usual_zone: str
) -> None:
    """Let another zone hold from the member’s next midnight on, seven days after the last at the earliest.

    It holds at once where no day is told apart yet. Of several wishes for one midnight the last holds.
    """
    thing = {"guild_id": guild_id, "user_id": user_id}
    row = await _row(tx, guild_id, user_id)
    if await last_study_day(tx, **thing) is None:
        found = {"zone": zone, "earlier": None, "holds_from": now}
    elif row is None:
        midnight = _midnight(now, ZoneInfo(usual_zone))
        found = {"zone": zone, "earlier": None, "holds_from": midnight}
    elif now < row.holds_from:
        found = {"zone": zone, "earlier": row.earlier, "holds_from": row.holds_from}
    elif zone == row.zone:
        return
    else:
        free = max(now, row.holds_from + HOLDS_FOR)
        midnight = _midnight(free, ZoneInfo(row.zone or usual_zone))
        found = {"zone": zone, "earlier": row.zone, "holds_from": midnight}
    await insert_or_update(tx, DAY_ZONE, {**thing, **found}, list(found))


async def last_study_day(tx: Tx, *, guild_id: int, user_id: int) -> date | None:
    """The newest study day of a member; nothing where there is none."""
    rows = await tx.execute(
        select(func.max(_D.day)).where(_D.guild_id == guild_id, _D.user_id == user_id)
    )
    return rows.scalar_one()


async def add(tx: Tx, *, guild_id: int, user_id: int, day: date, how: str, at: datetime) -> bool:
    """Make a day a study day; false where it is one already."""
    values = {"guild_id": guild_id, "user_id": user_id, "day": day, "how": how, "at": at}
    return await insert_once(tx, STUDY_DAY, values) is not None


async def of_member(tx: Tx, *, guild_id: int, user_id: int) -> Sequence[StudyDay]:
    """All study days of a member, oldest first."""
    rows = await tx.execute(
        select(_D.day, _D.how, _D.at)
        .where(_D.guild_id == guild_id, _D.user_id == user_id)
        .order_by(_D.day)
    )
    return [StudyDay(row.day, row.how, row.at) for row in rows]


async def _row(tx: Tx, guild_id: int, user_id: int) -> Row[Any] | None:
    rows = await tx.execute(
        select(DAY_ZONE).where(DAY_ZONE.c.guild_id == guild_id, DAY_ZONE.c.user_id == user_id)
    )
    return rows.one_or_none()


def _midnight(moment: datetime, zone: ZoneInfo) -> datetime:
    """The first midnight of a zone that is not before a moment."""
    day = moment.astimezone(zone).date()
    midnights = (
        datetime.combine(day + timedelta(days=n), time(), tzinfo=zone).astimezone(UTC)
        for n in (0, 1, 2)
    )
    return next(one for one in midnights if one >= moment)
