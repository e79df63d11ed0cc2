"""How a series’ due slots become posts, and what follows when one went out or could not."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from bot import log
from bot.domain.daily.choice import Choice
from bot.domain.daily.lateness import lateness
from bot.domain.daily.series import KIND, NO_QUESTIONS, Post, Series
from bot.domain.delivery import Delivery, Order, State, Target
from bot.domain.schedule import Slot
from bot.errors import NoQuestions
from bot.services.daily.choosing import Choosing, Memory
from bot.services.daily.notices import Notice, low_stock, tell
from bot.services.planner import Run
from bot.storage import deliveries, ids, schedules, server
from bot.storage.daily import posts, queue
from bot.storage.daily import series as stored
from bot.storage.daily.series import Key
from bot.storage.database import Database, Tx

_log = log.get(__name__)

PRIORITY = 5
AT_ONCE = 0
"""Of a post that someone waits for."""
AWAY = "away"
"""Why a slot was skipped: it passed while the bot was away, and only the newest is posted."""


class _Planned(NamedTuple):
    """A slot of a series with the question chosen for it, if there is any."""

    series: Series
    slot: Slot
    following: Slot
    choice: Choice | None
    pool: int  # how many questions it was chosen from


@dataclass(frozen=True, slots=True)
class Posting:
    """Plans posts and hears how each delivery ended."""

    database: Database
    choosing: Choosing

    async def plan(self, tx: Tx, runs: Sequence[Run], now: datetime) -> None:
        """One post for the newest slot of each series; older slots are written down as skipped.

        A fixed number of statements, however many runs.
        """
        # Two series of one channel must see each other’s choice: plan a server in one process.
        await server.lock(tx, guild_ids=sorted({run.due.guild_id for run in runs}))
        found = await stored.find_all(tx, [run.due for run in runs])
        series = [found[run.due.guild_id, run.due.ref] for run in runs]
        since = min(run.slots[-1].day for run in runs)
        memory = await self.choosing.remember(tx, series, since)
        planned = [
            self._choose(memory, one, run.slots[-1], run.following)
            for run, one in zip(runs, series, strict=True)
        ]
        missed = [_missed(run, slot, found) for run in runs for slot in run.slots[:-1]]
        await self._store(tx, planned, missed, now)

    async def post_now(self, tx: Tx, series: Series, slot: Slot, now: datetime) -> Post:
        """A post for a slot at once, for someone who waits; its delivery has the same id.

        A slot that was skipped is taken up again. Raises `NoQuestions`.
        """
        await server.lock(tx, guild_ids=[series.guild_id])
        memory = await self.choosing.remember(tx, [series], slot.day)
        following = next(then for then in series.plan.after(now) if then.day > slot.day)
        # It is due now, or it would say that it is late.
        planned = self._choose(memory, series, Slot(slot.day, now), following)
        if planned.choice is None:
            raise NoQuestions
        await deliveries.forget_skipped(
            tx, guild_id=series.guild_id, kind=KIND, ref=series.id, slot=slot.day.isoformat()
        )
        (post,) = await self._store(tx, [planned], [], now, priority=AT_ONCE)
        return post

    def _choose(self, memory: Memory, series: Series, slot: Slot, following: Slot) -> _Planned:
        choice = self.choosing.choose(memory, series, slot.day)
        pool = memory.banks[series.guild_id].pool(series.kinds)
        return _Planned(series, slot, following, choice, len(pool))

    async def _store(
        self,
        tx: Tx,
        planned: Sequence[_Planned],
        missed: Sequence[Order],
        now: datetime,
        priority: int = PRIORITY,
    ) -> Sequence[Post]:
        """Store the posts of what was planned, their orders, and what follows for queues and people."""
        made: list[Post] = []
        orders = list(missed)
        taken: list[tuple[int, int, str]] = []
        notices: list[Notice] = []
        for one in planned:
            if one.choice is None:
                orders.append(await self._hold_empty(tx, one, now))
                continue
            post = _post(one.series, one.slot, one.choice, now)
            made.append(post)
            orders.append(_order(post, one.following, priority))
            if one.choice.queued:
                taken.append((post.guild_id, post.series_id, post.question_id))
            if one.choice.relaxed:
                _log.info("rules gave way", series=one.series.id, rules=one.choice.relaxed)
            if (notice := low_stock(one.series, one.choice, one.pool)) is not None:
                notices.append(notice)
        await posts.add(tx, made)
        await queue.take(tx, taken)
        await deliveries.put(tx, orders)
        await tell(tx, notices, now)
        return made

    async def _hold_empty(self, tx: Tx, planned: _Planned, now: datetime) -> Order:
        """A series without any question waits for its next slot, and one person is told."""
        series, slot = planned.series, planned.slot
        newly = await schedules.hold(
            tx, guild_id=series.guild_id, kind=KIND, ref=series.id, now=now, why=NO_QUESTIONS
        )
        if newly:
            await tell(tx, [_held(series, f"{NO_QUESTIONS}:{slot.day}")], now)
        return left_out(series, slot, why=NO_QUESTIONS)

    async def retry(
        self, guild_id: int, series_ids: Collection[int], now: datetime
    ) -> Sequence[Delivery]:
        """Send again what was refused for these series, unless its time is over; what is sent again."""
        async with self.database.transaction() as tx:
            return await deliveries.reopen(
                tx, guild_id=guild_id, kind=KIND, refs=series_ids, now=now
            )

    async def ended(
        self, tx: Tx, delivery: Delivery, state: State, why: str | None, now: datetime
    ) -> None:
        """A post went out, was refused, or came too late."""
        match state:
            case State.DONE | State.REMOVED | State.UNKNOWN:
                await _mark_posted(tx, delivery, now)
                await schedules.release(tx, guild_id=delivery.guild_id, kind=KIND, ref=delivery.ref)
                if state is State.UNKNOWN or why is not None:
                    await _notify(tx, delivery, f"{why or 'unknown'}:{now:%Y-%m}", now)
            case State.FAILED:
                await self._hold(tx, delivery, why or "channel", now)
            case State.SKIPPED:
                await withdraw(tx, delivery)
            case _:
                raise ValueError(f"{state} is not an end")

    async def _hold(self, tx: Tx, delivery: Delivery, why: str, now: datetime) -> None:
        newly = await schedules.hold(
            tx, guild_id=delivery.guild_id, kind=KIND, ref=delivery.ref, now=now, why=why
        )
        if newly:
            await _notify(tx, delivery, f"{why}:{delivery.slot}", now)


async def withdraw(tx: Tx, delivery: Delivery) -> None:
    """Give the question of a post that never went out back to the queue or the pool."""
    thing = {"guild_id": delivery.guild_id, "series_id": delivery.ref}
    question = await posts.withdraw(tx, **thing, slot=date.fromisoformat(delivery.slot))
    if question is not None:
        await queue.give_back(tx, **thing, question_id=question)


async def _mark_posted(tx: Tx, delivery: Delivery, now: datetime) -> None:
    thing = {"guild_id": delivery.guild_id, "series_id": delivery.ref}
    late = lateness(
        delivery.due_at, ids.moment(delivery.id), now, delivery.why, tried=delivery.attempt > 1
    )
    question = await posts.mark_posted(
        tx,
        **thing,
        slot=date.fromisoformat(delivery.slot),
        now=now,
        message_id=delivery.message_id,
        thread_id=delivery.thread_id,
        late_why=late.why if late is not None else None,
    )
    if question is not None:
        await queue.done(tx, **thing, question_id=question)


async def _notify(tx: Tx, delivery: Delivery, subject: str, now: datetime) -> None:
    """Tell one person who can mend it, once a subject; nobody where the series was removed."""
    series = await stored.find(tx, guild_id=delivery.guild_id, id=delivery.ref)
    if series is not None:
        await tell(tx, [_held(series, subject)], now)


def _held(series: Series, subject: str) -> Notice:
    return Notice(
        guild_id=series.guild_id,
        series_id=series.id,
        setter=series.created_by,
        zone=series.plan.zone,
        subject=subject,
    )


def _post(series: Series, slot: Slot, choice: Choice, now: datetime) -> Post:
    return Post(
        guild_id=series.guild_id,
        id=ids.new(now),
        series_id=series.id,
        slot=slot.day,
        cycle=choice.cycle,
        question_id=choice.question.id,
        revision=choice.question.revision,
        channel_id=series.channel_id,
        place=series.place,
        threads=series.threads,
        due_at=slot.at,
    )


def _order(post: Post, following: Slot, priority: int) -> Order:
    return Order(
        guild_id=post.guild_id,
        # The post and its delivery are one thing in two rooms; one id names both.
        id=post.id,
        kind=KIND,
        ref=post.series_id,
        slot=post.slot.isoformat(),
        target=Target(channel_id=post.channel_id),
        due_at=post.due_at,
        expires_at=following.at,
        priority=priority,
    )


def _missed(run: Run, slot: Slot, found: Mapping[Key, Series]) -> Order:
    return left_out(found[run.due.guild_id, run.due.ref], slot, why=AWAY)


def left_out(series: Series, slot: Slot, *, why: str) -> Order:
    """A slot that does not happen, written down with its reason."""
    return Order(
        guild_id=series.guild_id,
        # By its own moment: a long absence makes more of them than one moment has ids for.
        id=ids.new(slot.at),
        kind=KIND,
        ref=series.id,
        slot=slot.day.isoformat(),
        target=Target(channel_id=series.channel_id),
        due_at=slot.at,
        expires_at=slot.at,
        priority=PRIORITY,
        state=State.SKIPPED,
        why=why,
    )
