"""Series and what they asked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Row,
    Select,
    Text,
    cast,
    func,
    select,
    type_coerce,
    update,
)

from bot.domain.daily.choice import Asked
from bot.domain.daily.series import KIND, Series
from bot.storage.database import Tx
from bot.storage.schedules import Due, plan_of
from bot.storage.tables.daily import POST, SERIES
from bot.storage.tables.schedules import SCHEDULE

Key = tuple[int, int]
"""A guild and a series, or a guild and a channel."""


async def add(
    tx: Tx,
    *,
    guild_id: int,
    id: int,
    channel_id: int,
    place: str,
    threads: bool,
    starts_on: date,
    created_by: int,
    now: datetime,
    level: str | None = None,
    kinds: Sequence[str] = (),
    ping_role_id: int | None = None,
) -> None:
    """Store a new series; its schedule is stored beside it."""
    await tx.execute(
        SERIES.insert().values(
            guild_id=guild_id,
            id=id,
            channel_id=channel_id,
            place=place,
            threads=threads,
            starts_on=starts_on,
            level=level,
            kinds=",".join(kinds) or None,
            ping_role_id=ping_role_id,
            created_by=created_by,
            created_at=now,
        )
    )


async def of_guild(tx: Tx, *, guild_id: int) -> Sequence[Series]:
    """The series of a server, oldest first."""
    rows = await tx.execute(
        _with_schedule()
        .where(SERIES.c.guild_id == guild_id)
        .order_by(SERIES.c.created_at, SERIES.c.id)
    )
    return [_scheduled(row) for row in rows]


async def find(tx: Tx, *, guild_id: int, id: int) -> Series | None:
    """A series that was not removed."""
    return await _find(tx, _one(guild_id, id))


async def lock(tx: Tx, *, guild_id: int, id: int) -> Series | None:
    """A series that was not removed; nobody else changes or plans it until this transaction ends."""
    return await _find(tx, _one(guild_id, id).with_for_update())


def _one(guild_id: int, id: int) -> Select[Any]:
    return _with_schedule().where(SERIES.c.guild_id == guild_id, SERIES.c.id == id)


async def _find(tx: Tx, wanted: Select[Any]) -> Series | None:
    row = (await tx.execute(wanted)).one_or_none()
    return None if row is None else _scheduled(row)


async def find_all(tx: Tx, runs: Iterable[Due]) -> dict[Key, Series]:
    """The series behind schedules that are due, by (guild, series)."""
    by_key = {(due.guild_id, due.ref): due for due in runs}
    guild_ids = sorted({guild_id for guild_id, _ in by_key})
    rows = await tx.execute(select(*_PLANNED).where(SERIES.c.guild_id.in_(guild_ids)))
    found: dict[Key, Series] = {}
    for row in rows:
        due = by_key.get((row.guild_id, row.id))
        if due is not None:
            found[row.guild_id, row.id] = _series(row, plan=due.plan, next_run_at=due.next_run_at)
    return found


# Moments cost the planner more than they tell it.
_PLANNED = [column for column in SERIES.c if column.name not in ("created_at", "removed_at")]


def _with_schedule() -> Select[Any]:
    joined = SERIES.join(
        SCHEDULE,
        (SCHEDULE.c.guild_id == SERIES.c.guild_id)
        & (SCHEDULE.c.ref == SERIES.c.id)
        & (SCHEDULE.c.kind == KIND),
    )
    return (
        select(
            SERIES,
            SCHEDULE.c.zone,
            SCHEDULE.c.at,
            SCHEDULE.c.pattern,
            SCHEDULE.c.next_run_at,
            SCHEDULE.c.not_before,
            SCHEDULE.c.last_slot,
            SCHEDULE.c.paused_at,
            SCHEDULE.c.held_at,
            SCHEDULE.c.held_why,
        )
        .select_from(joined)
        .where(SERIES.c.removed_at.is_(None))
    )


async def change(tx: Tx, *, guild_id: int, id: int, **values: Any) -> None:
    """Set columns of a series, if any, and count the change."""
    if "kinds" in values:
        values["kinds"] = ",".join(values["kinds"]) or None
    await tx.execute(
        update(SERIES)
        .where(SERIES.c.guild_id == guild_id, SERIES.c.id == id)
        .values(**values, version=SERIES.c.version + 1)
    )


async def remove(tx: Tx, *, guild_id: int, id: int, now: datetime) -> bool:
    """Mark a series as removed; its posts and their answers stay."""
    result = await tx.execute(
        update(SERIES)
        .where(SERIES.c.guild_id == guild_id, SERIES.c.id == id, SERIES.c.removed_at.is_(None))
        .values(removed_at=now, version=SERIES.c.version + 1)
    )
    return result.rowcount == 1


async def restore(tx: Tx, *, guild_id: int, id: int) -> bool:
    """Take the mark off again; its schedule is stored anew beside it."""
    result = await tx.execute(
        update(SERIES)
        .where(SERIES.c.guild_id == guild_id, SERIES.c.id == id, SERIES.c.removed_at.is_not(None))
        .values(removed_at=None, version=SERIES.c.version + 1)
    )
    return result.rowcount == 1


# These three ask by server alone: for a list of pairs SQLite reads the whole table.


async def asked_by(tx: Tx, guild_ids: Sequence[int]) -> Mapping[Key, list[str]]:
    """The questions that each series of these servers asked; after a year they are 365."""
    rows = await tx.execute(
        select(
            POST.c.guild_id,
            POST.c.series_id,
            func.aggregate_strings(POST.c.question_id, ",").label("questions"),
        )
        .where(POST.c.guild_id.in_(guild_ids))
        .group_by(POST.c.guild_id, POST.c.series_id)
    )
    return {(row.guild_id, row.series_id): row.questions.split(",") for row in rows}


async def asked_in(tx: Tx, guild_ids: Sequence[int], *, since: date) -> Mapping[Key, list[Asked]]:
    """What each channel of these servers saw since a day, over all series, by (guild, channel)."""
    rows = await tx.execute(
        select(POST.c.guild_id, POST.c.channel_id, *_ASKED)
        .where(POST.c.guild_id.in_(guild_ids), POST.c.slot >= since)
        .group_by(POST.c.guild_id, POST.c.channel_id)
    )
    return {(row.guild_id, row.channel_id): _asked(row) for row in rows}


async def asked_when(tx: Tx, guild_ids: Sequence[int]) -> Mapping[Key, list[Asked]]:
    """The questions that each series of these servers asked, each time with its day and cycle."""
    if not guild_ids:
        return {}
    rows = await tx.execute(
        select(POST.c.guild_id, POST.c.series_id, *_ASKED, _CYCLES)
        .where(POST.c.guild_id.in_(guild_ids))
        .group_by(POST.c.guild_id, POST.c.series_id)
    )
    return {
        (row.guild_id, row.series_id): [
            one._replace(cycle=int(cycle))
            for one, cycle in zip(_asked(row), row.cycles.split(","), strict=True)
        ]
        for row in rows
    }


# One row a group, with its questions, days and series as three texts of the same order: a row for
# each question would cost the planner most of its time.
_ASKED = (
    func.aggregate_strings(POST.c.question_id, ",").label("questions"),
    func.aggregate_strings(type_coerce(POST.c.slot, Text), ",").label("days"),
    func.aggregate_strings(cast(POST.c.series_id, Text), ",").label("series"),
)
_CYCLES = func.aggregate_strings(cast(POST.c.cycle, Text), ",").label("cycles")


def _asked(row: Any) -> list[Asked]:
    days = map(_day, row.days.split(","))
    series = map(int, row.series.split(","))
    return list(map(Asked, row.questions.split(","), days, series))


# The planner reads many series that asked on the same days.
_day = lru_cache(maxsize=1024)(date.fromisoformat)


def _scheduled(row: Row[Any]) -> Series:
    return _series(
        row,
        plan=plan_of(row),
        next_run_at=row.next_run_at,
        not_before=row.not_before,
        last_slot=row.last_slot,
        paused_at=row.paused_at,
        held_at=row.held_at,
        held_why=row.held_why,
    )


def _series(row: Row[Any], **schedule: Any) -> Series:
    return Series(
        guild_id=row.guild_id,
        id=row.id,
        channel_id=row.channel_id,
        place=row.place,
        threads=row.threads,
        starts_on=row.starts_on,
        level=row.level,
        kinds=tuple(row.kinds.split(",")) if row.kinds else (),
        ping_role_id=row.ping_role_id,
        version=row.version,
        created_by=row.created_by,
        **schedule,
    )
