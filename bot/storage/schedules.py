"""What is due when. `claim_due` is one of the few queries that look over all servers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, bindparam, func, null, select, update

from bot.domain.schedule import Plan, read_code
from bot.storage.bulk import execute_all
from bot.storage.database import Tx
from bot.storage.tables.schedules import SCHEDULE


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A schedule whose time has come."""

    guild_id: int
    id: int
    kind: str
    ref: int
    plan: Plan
    next_run_at: datetime
    last_slot: date | None = None
    not_before: date | None = None  # it has no slot before this local date

    @property
    def earliest(self) -> date | None:
        """The first local date on which its next slot may fall."""
        if self.last_slot is None:
            return self.not_before
        following = self.last_slot + timedelta(days=1)
        return max(following, self.not_before or following)


_DUE = [SCHEDULE.c[name] for name in (
    "guild_id", "id", "kind", "ref", "zone", "at", "pattern", "next_run_at", "last_slot", "not_before",
)]  # fmt: skip


def plan_of(row: Row[Any]) -> Plan:
    """The plan in a row that holds zone, at and pattern."""
    return _plan(row.zone, row.at, row.pattern)


# Many series share a few plans, and the planner reads thousands at once.
@lru_cache(maxsize=4096)
def _plan(zone: str, at: time, pattern: str) -> Plan:
    return Plan(zone=zone, at=at, pattern=read_code(pattern))


async def add(
    tx: Tx,
    *,
    guild_id: int,
    id: int,
    kind: str,
    ref: int,
    plan: Plan,
    next_run_at: datetime | None,
    **state: Any,
) -> None:
    """Schedule a thing, with any of last_slot, not_before, paused_at."""
    await tx.execute(
        SCHEDULE.insert().values(
            guild_id=guild_id,
            id=id,
            kind=kind,
            ref=ref,
            zone=plan.zone,
            at=plan.at,
            pattern=plan.pattern.code,
            next_run_at=next_run_at,
            **state,
        )
    )


async def next_due(tx: Tx) -> datetime | None:
    """The earliest moment at which something is due."""
    # Said so that SQLite looks at the index, which holds no other.
    waiting = select(func.min(SCHEDULE.c.next_run_at)).where(SCHEDULE.c.next_run_at.is_not(None))
    return (await tx.execute(waiting)).scalar_one()


async def claim_due(tx: Tx, *, now: datetime, limit: int) -> Sequence[Due]:
    """Due schedules, longest due first; other processes pass over them until this transaction ends.

    Of those due at one moment the older thing comes first.
    """
    rows = await tx.execute(
        select(*_DUE)
        .where(SCHEDULE.c.next_run_at <= now)
        .order_by(SCHEDULE.c.next_run_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    # Sorted here: an index that did it would cost each move more than this.
    return sorted(map(_due, rows.all()), key=lambda due: (due.next_run_at, due.guild_id, due.ref))


async def move_on(tx: Tx, moves: Iterable[tuple[Due, datetime, date | None]]) -> None:
    """Set when each is due next, and the latest slot that was planned.

    What was paused or skipped until now is over with it.
    """
    rows = [(due.guild_id, due.id, then, slot) for due, then, slot in moves]
    await execute_all(tx, _MOVE_ON, ("g", "i", "then", "slot"), rows)


async def set_all_next(tx: Tx, moves: Iterable[tuple[Due, datetime]]) -> None:
    """Set when each is due next, and nothing else."""
    rows = [(due.guild_id, due.id, then) for due, then in moves]
    await execute_all(tx, _SET_NEXT, ("g", "i", "then"), rows)


_SET_NEXT = (
    update(SCHEDULE)
    .where(SCHEDULE.c.guild_id == bindparam("g"), SCHEDULE.c.id == bindparam("i"))
    .values(next_run_at=bindparam("then"))
)
_MOVE_ON = _SET_NEXT.values(last_slot=bindparam("slot"), not_before=null(), paused_at=null())


async def set_next(
    tx: Tx, *, guild_id: int, kind: str, ref: int, next_run_at: datetime | None, **state: Any
) -> bool:
    """Change when a thing is due (nothing: never), and any other column of its state."""
    result = await tx.execute(_of(guild_id, kind, ref).values(next_run_at=next_run_at, **state))
    return result.rowcount == 1


async def set_plan(tx: Tx, *, guild_id: int, kind: str, ref: int, plan: Plan) -> None:
    """Change the days and the time of a thing; when it is due next is set beside it."""
    await tx.execute(
        _of(guild_id, kind, ref).values(zone=plan.zone, at=plan.at, pattern=plan.pattern.code)
    )


async def hold(tx: Tx, *, guild_id: int, kind: str, ref: int, now: datetime, why: str) -> bool:
    """Mark a thing as held; true where it was not held before."""
    result = await tx.execute(
        _of(guild_id, kind, ref)
        .where(SCHEDULE.c.held_at.is_(None))
        .values(held_at=now, held_why=why)
    )
    return result.rowcount == 1


async def release(tx: Tx, *, guild_id: int, kind: str, ref: int) -> None:
    """Take the mark off again."""
    await tx.execute(_of(guild_id, kind, ref).values(held_at=None, held_why=None))


async def remove(tx: Tx, *, guild_id: int, kind: str, ref: int) -> None:
    """Stop scheduling a thing."""
    await tx.execute(
        SCHEDULE.delete().where(
            SCHEDULE.c.guild_id == guild_id, SCHEDULE.c.kind == kind, SCHEDULE.c.ref == ref
        )
    )


async def plans(tx: Tx) -> Sequence[Due]:
    """Every schedule that runs, for a look whether the zone rules changed."""
    rows = await tx.execute(select(*_DUE).where(SCHEDULE.c.next_run_at.is_not(None)))
    return [_due(row) for row in rows]


def _due(row: Sequence[Any]) -> Due:
    # Taken apart: asking a row for each column by its name would cost ten times as much.
    guild_id, id, kind, ref, zone, at, pattern, next_run_at, last_slot, not_before = row
    return Due(
        guild_id=guild_id,
        id=id,
        kind=kind,
        ref=ref,
        plan=_plan(zone, at, pattern),
        next_run_at=next_run_at,
        last_slot=last_slot,
        not_before=not_before,
    )


def _of(guild_id: int, kind: str, ref: int) -> Any:
    return update(SCHEDULE).where(
        SCHEDULE.c.guild_id == guild_id, SCHEDULE.c.kind == kind, SCHEDULE.c.ref == ref
    )
