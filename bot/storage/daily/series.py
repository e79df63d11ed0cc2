"""Series and what they asked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Row,
    Select,
    Text,
    bindparam,
    cast,
    func,
    select,
    type_coerce,
    update,
)

from bot.domain.daily.choice import Asked, Lately
from bot.domain.daily.series import KIND, Series
from bot.storage.bulk import among
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
    rows: list[Any] = [*(await tx.execute(_FIND_ALL, {"guild_ids": guild_ids})).all()]
    found: dict[Key, Series] = {}
    for row in rows:
        key = row[0], row[1]
        due = by_key.get(key)
        if due is not None:
            found[key] = _series(row, plan=due.plan, next_run_at=due.next_run_at)
    return found


_SERIES = [SERIES.c[name] for name in (
    "guild_id", "id", "channel_id", "place", "threads", "starts_on", "level", "kinds",
    "ping_role_id", "version", "created_by",
)]  # fmt: skip
_FIND_ALL = select(*_SERIES).where(SERIES.c.guild_id.in_(among("guild_ids")))


def _with_schedule() -> Select[Any]:
    joined = SERIES.join(
        SCHEDULE,
        (SCHEDULE.c.guild_id == SERIES.c.guild_id)
        & (SCHEDULE.c.ref == SERIES.c.id)
        & (SCHEDULE.c.kind == KIND),
    )
    return (
        select(
            *_SERIES,
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
    rows = await tx.execute(_ASKED_BY, {"guild_ids": guild_ids})
    return {(guild_id, id): questions.split(",") for guild_id, id, questions in rows.all()}


async def asked_in(
    tx: Tx, guild_ids: Sequence[int], *, since: date
) -> Mapping[Key, dict[int, Lately]]:
    """What each channel of these servers saw since a day, by (guild, channel) and by series."""
    rows = await tx.execute(_ASKED_IN, {"guild_ids": guild_ids, "since": since})
    found: dict[Key, dict[int, Lately]] = {}
    for guild_id, channel_id, series_id, questions, days in rows.all():
        in_channel = found.setdefault((guild_id, channel_id), {})
        in_channel[series_id] = _lately(questions.split(","), days)
    return found


async def asked_when(tx: Tx, guild_ids: Sequence[int]) -> Mapping[Key, list[Asked]]:
    """The questions that each series of these servers asked, each time with its day and cycle."""
    if not guild_ids:
        return {}
    rows = await tx.execute(_ASKED_WHEN, {"guild_ids": guild_ids})
    return {
        (guild_id, id): [
            Asked(question, _day(day), id, int(cycle))
            for question, day, cycle in zip(
                questions.split(","), days.split(","), cycles.split(","), strict=True
            )
        ]
        for guild_id, id, questions, days, cycles in rows
    }


# One row a group, with its questions and days as texts of the same order: a row for each question
# would cost the planner most of its time.
_OF_SERIES = (POST.c.guild_id, POST.c.series_id)
_QUESTIONS = func.aggregate_strings(POST.c.question_id, ",")
_DAYS = func.aggregate_strings(type_coerce(POST.c.slot, Text), ",")
_AMONG = POST.c.guild_id.in_(among("guild_ids"))
_ASKED_BY = select(*_OF_SERIES, _QUESTIONS).where(_AMONG).group_by(*_OF_SERIES)
_ASKED_WHEN = (
    select(*_OF_SERIES, _QUESTIONS, _DAYS, func.aggregate_strings(cast(POST.c.cycle, Text), ","))
    .where(_AMONG)
    .group_by(*_OF_SERIES)
)
_OF_CHANNEL = (POST.c.guild_id, POST.c.channel_id, POST.c.series_id)
_ASKED_IN = (
    select(*_OF_CHANNEL, _QUESTIONS, _DAYS)
    .where(_AMONG, POST.c.slot >= bindparam("since"))
    .group_by(*_OF_CHANNEL)
)


def _lately(questions: Sequence[str], days: str) -> Lately:
    """In the order of the days, in which the engines mostly hand them over, but need not."""
    found, order = _in_order(days)
    return Lately(found, questions if order is None else [questions[at] for at in order])


# The planner reads many series that asked on the same days.
@lru_cache(maxsize=1024)
def _in_order(days: str) -> tuple[Sequence[date], Sequence[int] | None]:
    """Days in their order, and the places where they stood; none where all stay."""
    found = [_day(day) for day in days.split(",")]
    order = sorted(range(len(found)), key=found.__getitem__)
    return tuple(sorted(found)), None if order == [*range(len(found))] else order


_day = lru_cache(maxsize=1024)(date.fromisoformat)


def _scheduled(row: Row[Any]) -> Series:
    return _series(
        row[: len(_SERIES)],
        plan=plan_of(row),
        next_run_at=row.next_run_at,
        not_before=row.not_before,
        last_slot=row.last_slot,
        paused_at=row.paused_at,
        held_at=row.held_at,
        held_why=row.held_why,
    )


def _series(columns: Sequence[Any], **schedule: Any) -> Series:
    # Taken apart: asking a row for each column by its name would cost ten times as much.
    (
        guild_id, id, channel_id, place, threads, starts_on, level, kinds,
        ping_role_id, version, created_by,
    ) = columns  # fmt: skip
    return Series(
        guild_id=guild_id,
        id=id,
        channel_id=channel_id,
        place=place,
        threads=threads,
        starts_on=starts_on,
        level=level,
        kinds=tuple(kinds.split(",")) if kinds else (),
        ping_role_id=ping_role_id,
        version=version,
        created_by=created_by,
        **schedule,
    )
