"""Plans of twelve weeks, one a member."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, func, select, update

from bot.domain.plan.pace import Plan
from bot.storage.database import Tx, insert_once
from bot.storage.tables.board import BOARD_MEMBER
from bot.storage.tables.plan import PLAN

_P = PLAN.c
_B = BOARD_MEMBER.c


async def find(tx: Tx, *, guild_id: int, user_id: int) -> Plan | None:
    """The plan of a member."""
    rows = await tx.execute(select(PLAN).where(_P.guild_id == guild_id, _P.user_id == user_id))
    row = rows.one_or_none()
    return None if row is None else _plan(row)


async def of_guild(tx: Tx, *, guild_id: int) -> Mapping[int, Plan]:
    """Every plan of a server, by its member, in order of their ids."""
    rows = await tx.execute(select(PLAN).where(_P.guild_id == guild_id).order_by(_P.user_id))
    return {row.user_id: _plan(row) for row in rows}


async def begin(tx: Tx, *, guild_id: int, user_id: int, plan: Plan, now: datetime) -> bool:
    """Store a plan; false where the member has one."""
    values = {"guild_id": guild_id, "user_id": user_id, "begun_at": now, **_values(plan)}
    return await insert_once(tx, PLAN, {**values, "version": plan.version}) is not None


async def change(tx: Tx, *, guild_id: int, user_id: int, plan: Plan) -> bool:
    """Store a changed plan as the next version; false where it was changed meanwhile."""
    done = await tx.execute(
        update(PLAN)
        .where(_P.guild_id == guild_id, _P.user_id == user_id, _P.version == plan.version)
        .values(**_values(plan), version=plan.version + 1)
    )
    return done.rowcount == 1


async def see(tx: Tx, *, guild_id: int, user_id: int, on: date) -> None:
    """Note the day on which they looked at their plan."""
    await tx.execute(
        update(PLAN).where(_P.guild_id == guild_id, _P.user_id == user_id).values(seen_on=on)
    )


async def remove(tx: Tx, *, guild_id: int, user_id: int, version: int) -> bool:
    """Delete a plan with its tasks; false where it was changed meanwhile."""
    done = await tx.execute(
        delete(PLAN).where(_P.guild_id == guild_id, _P.user_id == user_id, _P.version == version)
    )
    return done.rowcount == 1


async def cohorts(tx: Tx, *, guild_id: int, since: date, limit: int) -> Sequence[tuple[date, int]]:
    """The cohorts that began since this day, the newest first, each with the number of its members."""
    number = func.count().label("number")
    rows = await tx.execute(
        select(_B.cohort, number)
        .where(_B.guild_id == guild_id, _B.cohort >= since)
        .group_by(_B.cohort)
        .order_by(_B.cohort.desc())
        .limit(limit)
    )
    return [(row.cohort, row.number) for row in rows]


async def is_on_boards(tx: Tx, *, guild_id: int, user_id: int) -> bool:
    """Whether a member wants to be seen on boards."""
    rows = await tx.execute(select(_B.joined).where(_B.guild_id == guild_id, _B.user_id == user_id))
    return bool(rows.scalar_one_or_none())


def _values(plan: Plan) -> dict[str, Any]:
    return {
        "start": plan.start,
        "level": plan.level,
        "interview": plan.interview,
        "paused_on": plan.paused_on,
        "paused_until": plan.paused_until,
        "from_week": plan.from_week,
        "seen_on": plan.seen_on,
    }


def _plan(row: Row[Any]) -> Plan:
    return Plan(
        start=row.start,
        level=row.level,
        interview=row.interview,
        paused_on=row.paused_on,
        paused_until=row.paused_until,
        from_week=row.from_week,
        seen_on=row.seen_on,
        version=row.version,
    )
