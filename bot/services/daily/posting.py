"""How a series’ due slots become posts, and what follows when one went out or could not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot import log
from bot.domain.daily.choice import PAIR_RESTS, Asked, choose, repeat
from bot.domain.daily.question import Question
from bot.domain.daily.series import HELD, KIND, Post, Series
from bot.domain.delivery import Delivery, Order, State, Target
from bot.domain.schedule import Slot
from bot.services.planner import Run
from bot.storage import deliveries, ids, schedules, server
from bot.storage.daily import posts
from bot.storage.daily import series as stored
from bot.storage.daily.series import Key
from bot.storage.database import Tx

_log = log.get(__name__)

PRIORITY = 5
NOTICE_PRIORITY = 4


@dataclass(frozen=True, slots=True)
class Posting:
    """Plans posts and hears how each delivery ended."""

    pool: Mapping[str, Question]

    async def plan(self, tx: Tx, runs: Sequence[Run], now: datetime) -> None:
        """One post for the newest slot of each series; older slots are written down as skipped.

        A fixed number of statements, however many runs.
        """
        # Two series of one channel must see each other’s choice: plan a server in one process.
        await server.lock(tx, guild_ids=sorted({run.due.guild_id for run in runs}))
        found = await stored.find_all(tx, [run.due for run in runs])
        chosen = await self._choose(tx, runs, found, now)
        await posts.add(tx, chosen)
        orders = [_order(post, run.following) for post, run in zip(chosen, runs, strict=True)]
        missed = [_missed(run, slot, found) for run in runs for slot in run.slots[:-1]]
        await deliveries.put(tx, [*orders, *missed])

    async def _choose(
        self, tx: Tx, runs: Sequence[Run], found: Mapping[Key, Series], now: datetime
    ) -> list[Post]:
        """The posts of these runs, each with its question chosen."""
        series = [found[run.due.guild_id, run.due.ref] for run in runs]
        guild_ids = sorted({one.guild_id for one in series})
        since = min(run.slots[-1].day for run in runs) - PAIR_RESTS
        recent = dict(await stored.asked_in(tx, guild_ids, since=since))
        asked = await stored.asked_by(tx, guild_ids)
        done = {guild_id for (guild_id, _), ids in asked.items() if self.pool.keys() <= set(ids)}
        mine = await stored.asked_when(tx, sorted(done))
        chosen: list[Post] = []
        for run, one in zip(runs, series, strict=True):
            slot, key = run.slots[-1], (one.guild_id, one.id)
            beside = recent.setdefault((one.guild_id, one.channel_id), [])
            choice = choose(
                self.pool,
                asked.get(key, ()),
                beside,
                series=one.id,
                started=one.starts_on,
                day=slot.day,
            ) or repeat(self.pool, mine[key], series=one.id)
            beside.append(Asked(choice.question.id, slot.day, one.id))
            if choice.relaxed:
                _log.info("rules gave way", series=one.id, rules=choice.relaxed)
            chosen.append(_post(one, slot, choice.question, choice.cycle, now))
        return chosen

    async def ended(
        self, tx: Tx, delivery: Delivery, state: State, why: str | None, now: datetime
    ) -> None:
        """A post went out, was refused, or came too late."""
        thing = {"guild_id": delivery.guild_id, "series_id": delivery.ref}
        slot = date.fromisoformat(delivery.slot)
        match state:
            case State.DONE | State.REMOVED | State.UNKNOWN:
                await posts.mark_posted(
                    tx,
                    **thing,
                    slot=slot,
                    now=now,
                    message_id=delivery.message_id,
                    thread_id=delivery.thread_id,
                )
                await schedules.release(tx, guild_id=delivery.guild_id, kind=KIND, ref=delivery.ref)
                if state is State.UNKNOWN or why is not None:
                    reason = why or "unknown"
                    await _notify(tx, delivery, f"{reason}:{now:%Y-%m}", now)
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
    """Give the question of a post that never went out back to the pool."""
    slot = date.fromisoformat(delivery.slot)
    await posts.withdraw(tx, guild_id=delivery.guild_id, series_id=delivery.ref, slot=slot)


async def _notify(tx: Tx, delivery: Delivery, subject: str, now: datetime) -> None:
    """Tell one person who can mend it, once a subject: who set the series, else the owner."""
    series = await stored.find(tx, guild_id=delivery.guild_id, id=delivery.ref)
    owner = await server.owner(tx, guild_id=delivery.guild_id)
    setter = series.created_by if series is not None else None
    if setter is None and owner is None:
        _log.warning("nobody to tell", guild_id=delivery.guild_id, subject=subject)
        return
    await deliveries.put_once(
        tx,
        Order(
            guild_id=delivery.guild_id,
            id=ids.new(now),
            kind=HELD,
            ref=delivery.ref,
            slot=subject,
            target=Target(user_id=setter, other_user_id=owner),
            due_at=now,
            priority=NOTICE_PRIORITY,
        ),
    )


def _post(series: Series, slot: Slot, question: Question, cycle: int, now: datetime) -> Post:
    return Post(
        guild_id=series.guild_id,
        id=ids.new(now),
        series_id=series.id,
        slot=slot.day,
        cycle=cycle,
        question_id=question.id,
        revision=question.revision,
        channel_id=series.channel_id,
        place=series.place,
        threads=series.threads,
        due_at=slot.at,
    )


def _order(post: Post, following: Slot) -> Order:
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
        priority=PRIORITY,
    )


def _missed(run: Run, slot: Slot, found: Mapping[Key, Series]) -> Order:
    series = found[run.due.guild_id, run.due.ref]
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
    )
