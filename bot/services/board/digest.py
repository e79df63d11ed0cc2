"""The weekly digest: planned like every other post, and silent about a week in which nothing was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from bot.domain.board.digest import HELPFUL, KIND, THANKED, WEEK, Digest
from bot.domain.delivery import Delivery, Order, State, Target
from bot.services.board import troubles
from bot.services.planner import Run
from bot.storage import deliveries, ids
from bot.storage.board import digests
from bot.storage.daily import series
from bot.storage.database import Database, Tx
from bot.storage.mock import round_settings

_PRIORITY = 7
_STILL_NEWS = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Digests:
    """Counts a week when its digest is sent; no number is kept beside the deeds."""

    database: Database
    clock: Clock

    async def plan(self, tx: Tx, runs: Sequence[Run], now: datetime) -> None:
        """One digest for the newest slot of each server; older ones are in the past."""
        places = await digests.channels(tx, guild_ids=sorted({run.due.guild_id for run in runs}))
        await deliveries.put(
            tx,
            [
                _order(run, places[run.due.guild_id], now)
                for run in runs
                if run.due.guild_id in places
            ],
        )

    async def of(self, guild_id: int, until: datetime) -> Digest:
        """The week that ended at a moment, and what is ahead by now."""
        span = {"since": until - WEEK, "until": until}
        async with self.database.reading() as tx:
            counts = await digests.counts(tx, guild_id=guild_id, **span)
            thanked = await digests.helpful(
                tx, guild_id=guild_id, **span, fewest=HELPFUL, most=THANKED
            )
            running = await series.of_guild(tx, guild_id=guild_id)
            rounds = (await round_settings.of_guilds(tx, guild_ids=[guild_id])).get(guild_id)
        ahead = [one.next_run_at for one in running if one.next_run_at is not None]
        return Digest(
            **counts,
            thanked=thanked,
            next_question=min(ahead, default=None),
            next_round=rounds.next_at if rounds is not None else None,
        )

    async def ended(
        self, tx: Tx, delivery: Delivery, state: State, _why: str | None, now: datetime
    ) -> None:
        """It could not be posted: one person who can mend it is told, once a month."""
        if state is State.FAILED and delivery.target.channel_id is not None:
            await troubles.tell(tx, delivery.guild_id, "digest", delivery.target.channel_id, now)


def until(delivery: Delivery) -> datetime:
    """The moment at which the week ends that a digest tells of."""
    return datetime.fromisoformat(delivery.slot).astimezone(UTC)


def _order(run: Run, channel_id: int, now: datetime) -> Order:
    slot = run.slots[-1]
    return Order(
        guild_id=run.due.guild_id,
        id=ids.new(now),
        kind=KIND,
        ref=run.due.guild_id,
        slot=slot.at.isoformat(timespec="minutes"),
        target=Target(channel_id=channel_id),
        due_at=slot.at,
        expires_at=slot.at + _STILL_NEWS,
        priority=_PRIORITY,
    )
