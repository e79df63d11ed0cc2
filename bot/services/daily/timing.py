"""When a series comes: its next slot, its pauses, and the slots it leaves out.

Each step is part of a transaction that records it as well. A series is locked first: a planner that
is at work on it ends before the step goes on.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.domain.daily import values
from bot.domain.daily.series import KIND, Series
from bot.domain.delivery import Delivery
from bot.domain.schedule import Slot
from bot.errors import ChangedMeanwhile, NoSuchSeries, NothingToSkip, PastDate, SlotPassed
from bot.services.daily.posting import left_out, withdraw
from bot.storage import deliveries, schedules
from bot.storage.daily import orders
from bot.storage.daily import series as stored
from bot.storage.database import Tx

ASKED = "asked"
"""Why a slot was skipped: an owner wished it so."""
PAUSED = "paused"
"""Why a post that waited was skipped."""
_A_DAY = timedelta(days=1)


async def find(tx: Tx, guild_id: int, id: int) -> Series:
    """A series as it is. Raises `NoSuchSeries`."""
    series = await stored.find(tx, guild_id=guild_id, id=id)
    if series is None:
        raise NoSuchSeries
    return series


async def lock(tx: Tx, guild_id: int, id: int) -> Series:
    """A series that nobody else changes or plans meanwhile. Raises `NoSuchSeries`."""
    series = await stored.lock(tx, guild_id=guild_id, id=id)
    if series is None:
        raise NoSuchSeries
    return series


async def retime(tx: Tx, series: Series, now: datetime, *, until: date | None = None) -> None:
    """When a series is due next by its plan and its pause, which ends on a day or never.

    It does not come for a day that was planned or skipped, nor before a start that someone set.
    """
    latest = await orders.latest(tx, guild_id=series.guild_id, series_id=series.id)
    days = [until]
    if _waits_for_start(series, now):
        days.append(series.starts_on)
    if latest is not None and (series.last_slot is None or latest > series.last_slot):
        days.append(latest + _A_DAY)
    not_before = max((day for day in days if day is not None), default=None)
    following = None
    if series.paused_at is None or until is not None:
        following = series.plan.next(now, replace(series, not_before=not_before).earliest).at
    await schedules.set_next(
        tx,
        **schedule(series),
        next_run_at=following,
        not_before=not_before,
        paused_at=series.paused_at,
    )
    if following is not None and series.paused_at is None:
        # What waits does so until then.
        await orders.end_waiting(tx, guild_id=series.guild_id, series_id=series.id, at=following)


def _waits_for_start(series: Series, now: datetime) -> bool:
    """Whether a slot would come before a start that someone set.

    One that nobody set is only the day of what was the next slot, and nothing waits for it.
    """
    if series.not_before is None or series.not_before < series.starts_on:
        return False
    return series.plan.next(now, replace(series, not_before=None).earliest).day < series.starts_on


async def rest(tx: Tx, series: Series, until: date | None, now: datetime) -> Series:
    """Pause a series, and withdraw what waits. Raises `PastDate`."""
    if until is not None and until <= series.plan.today(now):
        raise PastDate
    await schedules.release(tx, **schedule(series))
    await retime(tx, replace(series, paused_at=now), now, until=until)
    await withdraw_waiting(tx, series, now, why=PAUSED)
    await count_change(tx, series)
    return await find(tx, series.guild_id, series.id)


async def go_on(tx: Tx, series: Series, now: datetime) -> Series:
    """End a pause: the next slot from now comes."""
    await retime(tx, replace(series, paused_at=None), now)
    await count_change(tx, series)
    return await find(tx, series.guild_id, series.id)


def next_slot(series: Series) -> Slot:
    """The slot that comes next, of a series that runs."""
    assert series.next_run_at is not None
    return series.plan.next(series.next_run_at - timedelta(microseconds=1), series.earliest)


async def skip(tx: Tx, series: Series, now: datetime) -> Slot:
    """Let the next slot not happen; that slot. Raises `NothingToSkip`."""
    if series.next_run_at is None:
        raise NothingToSkip
    slot = next_slot(series)
    await deliveries.put(tx, [left_out(series, slot, why=ASKED)])
    await retime(tx, series, now, until=values.until(series))
    await count_change(tx, series)
    return slot


async def bring_back(
    tx: Tx, series: Series, slot: date, now: datetime, *, until: date | None
) -> None:
    """Let a skipped slot happen after all. Raises `SlotPassed`, `ChangedMeanwhile`."""
    if series.plan.slot(slot).at <= now:
        raise SlotPassed
    thing = {"guild_id": series.guild_id, "series_id": series.id}
    is_last = await orders.latest(tx, **thing) == slot
    if not is_last or not await deliveries.forget_skipped(
        tx, **schedule(series), slot=slot.isoformat()
    ):
        raise ChangedMeanwhile
    await retime(tx, series, now, until=until if series.paused_at else None)
    await count_change(tx, series)


async def withdraw_waiting(tx: Tx, series: Series, now: datetime, *, why: str) -> list[Delivery]:
    """Skip what waits to be sent, each question going back; what was skipped."""
    waiting = await deliveries.cancel(tx, **schedule(series), now=now, why=why)
    for delivery in waiting:
        await withdraw(tx, delivery)
    return [*waiting]


async def count_change(tx: Tx, series: Series, **columns: Any) -> None:
    """Set columns of a series, if any, and count the change."""
    await stored.change(tx, guild_id=series.guild_id, id=series.id, **columns)


def schedule(series: Series) -> dict[str, Any]:
    """What names the schedule of a series, and its posts in the outbox."""
    return {"guild_id": series.guild_id, "kind": KIND, "ref": series.id}
