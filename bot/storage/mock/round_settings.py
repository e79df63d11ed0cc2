"""What owners chose for the rounds of their server, beside when these are."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, select, update

from bot.domain.mock.messages import ROUND as KIND
from bot.domain.mock.rounds import RoundSettings
from bot.domain.schedule import Plan
from bot.storage import ids, schedules
from bot.storage.database import Tx, insert_or_update
from bot.storage.tables.mock import MOCK_SETTINGS
from bot.storage.tables.schedules import SCHEDULE

_O = MOCK_SETTINGS.c
_S = SCHEDULE.c


async def of_guilds(tx: Tx, *, guild_ids: Collection[int]) -> Mapping[int, RoundSettings]:
    """What the owners of these servers chose, where they did."""
    rows = await tx.execute(
        select(MOCK_SETTINGS, _S.zone, _S.at, _S.pattern, _S.next_run_at)
        .join(SCHEDULE, and_(_S.guild_id == _O.guild_id, _S.kind == KIND, _S.ref == _O.guild_id))
        .where(_O.guild_id.in_(guild_ids))
    )
    return {row.guild_id: _settings(row) for row in rows}


async def save(
    tx: Tx,
    *,
    guild_id: int,
    by: int | None,
    channel_id: int,
    events: bool,
    closes_hours: int,
    plan: Plan,
    next_run_at: datetime | None,
    now: datetime,
) -> None:
    """Write down what holds from now on; without a next run rounds are off."""
    values = {
        "channel_id": channel_id,
        "events": events,
        "closes_hours": closes_hours,
        "set_by": by,
        "set_at": now,
    }
    changed = await tx.execute(
        update(MOCK_SETTINGS)
        .where(_O.guild_id == guild_id)
        .values(**values, version=_O.version + 1)
    )
    thing: dict[str, Any] = {"guild_id": guild_id, "kind": KIND, "ref": guild_id}
    paused_at = None if next_run_at is not None else now
    if changed.rowcount == 0:
        row = {**values, "guild_id": guild_id, "version": 1}
        await insert_or_update(tx, MOCK_SETTINGS, row, list(values))
        await schedules.add(
            tx, **thing, id=ids.new(now), plan=plan, next_run_at=next_run_at, paused_at=paused_at
        )
        return
    await schedules.set_plan(tx, **thing, plan=plan)
    await schedules.set_next(tx, **thing, next_run_at=next_run_at, paused_at=paused_at)


async def sent(tx: Tx, *, guild_id: int, slot: date, next_run_at: datetime | None) -> None:
    """A round of this slot is under way: it does not come again."""
    await schedules.set_next(
        tx, guild_id=guild_id, kind=KIND, ref=guild_id, next_run_at=next_run_at, last_slot=slot
    )


def _settings(row: Row[Any]) -> RoundSettings:
    return RoundSettings(
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        plan=schedules.plan_of(row),
        is_on=row.next_run_at is not None,
        next_at=row.next_run_at,
        events=row.events,
        closes=timedelta(hours=row.closes_hours),
        version=row.version,
        set_by=row.set_by,
    )
