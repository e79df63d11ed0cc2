"""When members are free: in every week, and in single weeks of their own."""

import json
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import delete, select, update

from bot.domain.mock.joining import STANDING, Free
from bot.domain.mock.member import Hours, Interval
from bot.storage.database import Tx
from bot.storage.tables.mock import HOURS, MOCK_MEMBER

_H = HOURS.c
_M = MOCK_MEMBER.c
# A week that has no hours at all is a row that lasts no time.
_NONE = Interval(1, 0, 0)


async def of_week(tx: Tx, *, guild_id: int, user_id: int, week: date) -> Free:
    """The hours of a week: its own, else those of every week."""
    found = await of_members(tx, guild_id=guild_id, user_ids=[user_id], week=week)
    return found.get(user_id, Free(week=week, hours=(), own=week == STANDING))


async def of_members(
    tx: Tx, *, guild_id: int, user_ids: Collection[int], week: date
) -> Mapping[int, Free]:
    """The same for many members; those without any hours are left out."""
    rows = await tx.execute(
        select(_H.user_id, _H.week, _H.weekday, _H.start, _H.length)
        .where(_H.guild_id == guild_id, _H.user_id.in_(user_ids), _H.week.in_({STANDING, week}))
        .order_by(_H.user_id, _H.weekday, _H.start)
    )
    found: dict[int, dict[date, list[Interval]]] = {}
    for row in rows:
        interval = Interval(row.weekday, row.start, row.length)
        found.setdefault(row.user_id, {}).setdefault(row.week, []).append(interval)
    return {
        user_id: Free(
            week=week,
            hours=tuple(one for one in weeks.get(week, weeks.get(STANDING, [])) if one.length),
            own=week in weeks or week == STANDING,
        )
        for user_id, weeks in found.items()
    }


async def write(
    tx: Tx,
    *,
    guild_id: int,
    user_id: int,
    week: date,
    hours: Hours | None,
    zone: str,
    this_week: date,
) -> None:
    """Put these hours in place of those of a week; None: it is as every week again.

    `zone` is where the member lives now. What was before is kept for one undo; weeks before the last
    one are forgotten.
    """
    mine = (_H.guild_id == guild_id, _H.user_id == user_id)
    before = await of_week(tx, guild_id=guild_id, user_id=user_id, week=week)
    was = list(before.hours) if before.own else None
    await tx.execute(
        update(MOCK_MEMBER)
        .where(_M.guild_id == guild_id, _M.user_id == user_id)
        .values(version=_M.version + 1, zone=zone, earlier=json.dumps([week.isoformat(), was]))
    )
    last_week = date.fromordinal(max(this_week.toordinal() - 7, STANDING.toordinal() + 1))
    await tx.execute(delete(HOURS).where(*mine, _H.week > STANDING, _H.week < last_week))
    await tx.execute(delete(HOURS).where(*mine, _H.week == week))
    if hours is not None:
        rows = [
            {"guild_id": guild_id, "user_id": user_id, "week": week, **one._asdict()}
            for one in hours or (_NONE,)
        ]
        await tx.execute(HOURS.insert(), rows)


async def earlier(tx: Tx, *, guild_id: int, user_id: int) -> tuple[date, Hours | None] | None:
    """The week changed last, and its hours before that; None among them: it was as every week."""
    rows = await tx.execute(
        select(_M.earlier).where(_M.guild_id == guild_id, _M.user_id == user_id)
    )
    kept = rows.scalar_one_or_none()
    if kept is None:
        return None
    week, hours = json.loads(kept)
    return date.fromisoformat(week), None if hours is None else tuple(Interval(*h) for h in hours)
