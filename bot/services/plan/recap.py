"""The recap of a week: its numbers, and sending it on Monday morning to who wants it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import Clock
from bot.domain.delivery import Order, Target
from bot.domain.plan.recap import AWAY, RECAP, Recap, mornings
from bot.domain.plan.streak import A_DAY, WEEK, monday
from bot.services.plan.progress import Progressing
from bot.services.plan.streaks import studied
from bot.services.planner import Run
from bot.services.zone import usual
from bot.storage import deliveries, ids, me, schedules
from bot.storage.database import Database, Tx
from bot.storage.plan import recaps
from bot.storage.plan.recaps import Reader

_PRIORITY = 7
_LASTS = timedelta(days=2)
"""A recap that could not be sent by Wednesday morning is not sent any more."""


@dataclass(frozen=True, slots=True)
class Recaps:
    """A member’s own week, for them alone."""

    database: Database
    clock: Clock
    progressing: Progressing

    async def last_week(self, guild_id: int, user_id: int) -> tuple[Recap, bool]:
        """The week before this one, and whether it comes by message."""
        async with self.database.reading() as tx:
            mine = await me.preferences(tx, guild_id=guild_id, user_id=user_id)
            today = (await studied(tx, guild_id, user_id, self.clock())).today
            week = monday(today) - A_DAY * WEEK
            return await self._of(tx, guild_id, user_id, week), mine.recap

    async def to_tell(self, guild_id: int, user_id: int, week: date) -> Recap | None:
        """The week of a Monday for a message; nothing where they do not want it any more."""
        async with self.database.reading() as tx:
            mine = await me.preferences(tx, guild_id=guild_id, user_id=user_id)
            return await self._of(tx, guild_id, user_id, week) if mine.recap else None

    async def plan(self, tx: Tx, runs: Sequence[Run], now: datetime) -> None:
        """One recap for the newest Monday of each member who was there lately; older ones are past."""
        members = [(run.due.guild_id, run.due.ref) for run in runs]
        found = await recaps.readers(tx, members=members, around=now.date())
        orders = [
            _order(run, reader, now)
            for run, member in zip(runs, members, strict=True)
            if (reader := found.get(member)) is not None and _is_wanted(run, reader, now)
        ]
        await deliveries.put_all_once(tx, orders)

    async def _of(self, tx: Tx, guild_id: int, user_id: int, week: date) -> Recap:
        look = await self.progressing.look_within(tx, guild_id, user_id)
        days = await studied(tx, guild_id, user_id, self.clock())
        last = week + A_DAY * (WEEK - 1)
        return Recap(
            week=week,
            days=sum(week <= day <= last for day in days.days),
            current=days.streak.current,
            done=await recaps.done(tx, guild_id=guild_id, user_id=user_id, first=week, last=last),
            step=look.progress.step,
        )


async def arrange(tx: Tx, guild_id: int, user_id: int, now: datetime) -> None:
    """Let the recap come, or not, as the member chose, by the clock they chose."""
    await stop(tx, guild_id, user_id)
    mine = await me.preferences(tx, guild_id=guild_id, user_id=user_id)
    if not mine.recap:
        return
    plan = mornings(mine.zone or await usual(tx, guild_id))
    await schedules.add(
        tx,
        guild_id=guild_id,
        id=ids.new(now),
        kind=RECAP,
        ref=user_id,
        plan=plan,
        next_run_at=plan.next(now).at,
    )


async def stop(tx: Tx, guild_id: int, user_id: int) -> None:
    """No recap comes any more."""
    await schedules.remove(tx, guild_id=guild_id, kind=RECAP, ref=user_id)


def _is_wanted(run: Run, reader: Reader, now: datetime) -> bool:
    """Whether it is not too late, and they did something or looked at their plan within a week.

    Nobody is told of their week on a vacation.
    """
    slot = run.slots[-1]
    if now >= slot.at + _LASTS or reader.seen_on is None:
        return False
    away = any(one.first <= slot.day <= one.last for one in reader.vacations)
    return not away and slot.day - reader.seen_on < AWAY


def _order(run: Run, reader: Reader, now: datetime) -> Order:
    slot = run.slots[-1]
    due_at = reader.preferences.awake(max(slot.at, now), usual_zone=run.due.plan.zone)
    return Order(
        guild_id=run.due.guild_id,
        id=ids.new(now),
        kind=RECAP,
        ref=run.due.ref,
        slot=(slot.day - A_DAY * WEEK).isoformat(),
        target=Target(user_id=run.due.ref),
        due_at=due_at,
        expires_at=slot.at + _LASTS,
        priority=_PRIORITY,
    )
