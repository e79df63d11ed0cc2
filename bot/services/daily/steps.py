"""How a series begins, changes, posts at once and ends; each a part of a transaction that records it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.domain.changes import Values
from bot.domain.daily import values
from bot.domain.daily.series import KIND, NO_QUESTIONS, Post, Series
from bot.domain.daily.values import Given, Wanted
from bot.domain.schedule import Slot
from bot.errors import AlreadyOut, ChangedMeanwhile, TooMany
from bot.services.daily import timing
from bot.services.daily.posting import Posting
from bot.storage import deliveries, ids, schedules, server
from bot.storage.daily import orders
from bot.storage.daily import series as stored
from bot.storage.database import Tx

MOST = 50
REMOVED, EDITED = "removed", "edited"
"""Why a post that waited was skipped."""
# What a post that waits was made from: one of these changed, and it is made anew.
_MAKES_ANEW = {"channel_id", "place", "threads", "level", "kinds"}
_MENDS = {"channel_id", "place", "threads"}


async def check_room(tx: Tx, guild_id: int) -> None:
    """Raises `TooMany` where a server has as many series as it may."""
    await server.lock(tx, guild_ids=[guild_id])
    if len(await stored.of_guild(tx, guild_id=guild_id)) >= MOST:
        raise TooMany(limit=MOST)


async def begin(tx: Tx, guild_id: int, given: Given, *, by: int, now: datetime) -> Series:
    """A new series that starts with its next slot. Raises `TooMany`."""
    await check_room(tx, guild_id)
    id, plan = ids.new(now), given["plan"]
    starts_on = given.get("starts_on")
    ahead = starts_on if starts_on is not None and starts_on > plan.today(now) else None
    first = plan.next(now, ahead)
    await stored.add(
        tx,
        guild_id=guild_id,
        id=id,
        channel_id=given["channel_id"],
        place=given["place"],
        threads=given.get("threads", True),
        starts_on=starts_on or first.day,
        created_by=by,
        now=now,
        level=given.get("level"),
        kinds=given.get("kinds", ()),
        ping_role_id=given.get("ping_role_id"),
    )
    await schedules.add(
        tx,
        guild_id=guild_id,
        id=ids.new(now),
        kind=KIND,
        ref=id,
        plan=plan,
        next_run_at=first.at,
        not_before=ahead,
    )
    return await timing.find(tx, guild_id, id)


@dataclass(frozen=True, slots=True)
class Steps:
    """What becomes of a series and of its posts that wait."""

    posting: Posting

    async def edit(self, tx: Tx, series: Series, wanted: Wanted, now: datetime) -> Series:
        """Set these values; the series as it is then. Raises `NoQuestions`."""
        new = values.new(wanted, series)
        if not new:
            return series
        kinds = new.get("kinds", series.kinds)
        await self.posting.choosing.check(tx, series.guild_id, kinds)
        columns = {name: value for name, value in new.items() if name != "plan"}
        await timing.count_change(tx, series, **columns)
        edited = replace(series, **new)
        if "starts_on" in new:
            edited = replace(
                edited, not_before=max(edited.starts_on, series.not_before or edited.starts_on)
            )
        if "plan" in new:
            await schedules.set_plan(tx, **timing.schedule(series), plan=edited.plan)
        if "plan" in new or _begins_later(series, edited, now):
            await timing.retime(tx, edited, now, until=values.until(series))
        if _mends(series, new):
            await schedules.release(tx, **timing.schedule(series))
        if new.keys() & _MAKES_ANEW:
            await self._make_anew(tx, edited, now)
        return await timing.find(tx, series.guild_id, series.id)

    async def _make_anew(self, tx: Tx, series: Series, now: datetime) -> None:
        """A post that waits goes where, and asks what, the series does now: at once, and as late as it is."""
        waiting = await timing.withdraw_waiting(tx, series, now, why=EDITED)
        left = [one for one in waiting if one.expires_at is None or one.expires_at > now]
        if not left:
            return
        latest = max(left, key=lambda one: one.slot)
        slot = Slot(date.fromisoformat(latest.slot), latest.due_at)
        post = await self.posting.post_now(tx, series, slot, now)
        why = None if latest.why == EDITED else latest.why
        await orders.backdate(
            tx, post=post, due_at=latest.due_at, expires_at=latest.expires_at, why=why
        )

    async def post_now(self, tx: Tx, series: Series, now: datetime) -> Post:
        """Today’s post at once, paused or not. Raises `AlreadyOut`, `NoQuestions`."""
        today = series.plan.today(now)
        thing = {"guild_id": series.guild_id, "series_id": series.id}
        if (out := await orders.post_on(tx, **thing, slot=today)) is not None:
            raise AlreadyOut(post=out)
        await timing.withdraw_waiting(tx, series, now, why=deliveries.NEXT_CAME)
        post = await self.posting.post_now(tx, series, series.plan.slot(today), now)
        planned = replace(series, last_slot=max(today, series.last_slot or today))
        await schedules.set_next(
            tx,
            **timing.schedule(series),
            next_run_at=series.next_run_at,
            last_slot=planned.last_slot,
        )
        await timing.retime(tx, planned, now, until=values.until(series))
        await timing.count_change(tx, series)
        return post


async def end(tx: Tx, series: Series, now: datetime) -> None:
    """Remove a series; its posts and answers stay."""
    await schedules.remove(tx, **timing.schedule(series))
    await timing.withdraw_waiting(tx, series, now, why=REMOVED)
    await stored.remove(tx, guild_id=series.guild_id, id=series.id, now=now)


async def restore(tx: Tx, guild_id: int, id: int, kept: Values, now: datetime) -> Series:
    """Take back that a series was removed. Raises `TooMany`, `ChangedMeanwhile`."""
    await check_room(tx, guild_id)
    if not await stored.restore(tx, guild_id=guild_id, id=id):
        raise ChangedMeanwhile
    plan, until = values.plan(kept), values.day(kept.get("until"))
    over = until is not None and until <= plan.today(now)
    paused = bool(kept.get("paused")) and not over
    await schedules.add(
        tx,
        guild_id=guild_id,
        id=ids.new(now),
        kind=KIND,
        ref=id,
        plan=plan,
        next_run_at=None,
        paused_at=now if paused else None,
        last_slot=await orders.latest(tx, guild_id=guild_id, series_id=id),
    )
    series = await timing.find(tx, guild_id, id)
    series = replace(series, not_before=series.starts_on)
    await timing.retime(tx, series, now, until=until if paused else None)
    return await timing.find(tx, guild_id, id)


def _begins_later(before: Series, after: Series, now: datetime) -> bool:
    """Whether a start that is ahead was moved, or made so."""
    moved = before.starts_on != after.starts_on
    return moved and max(before.starts_on, after.starts_on) > after.plan.today(now)


def _mends(series: Series, new: Mapping[str, Any]) -> bool:
    """Whether a change may do away with what a series is held for."""
    if series.held_why == NO_QUESTIONS:
        return bool(new.keys() & {"level", "kinds"})
    return bool(new.keys() & _MENDS)
