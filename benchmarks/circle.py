"""A group whose members answer and read by habits of their own, on a database, in simulated time.

Chance is seeded, so every run is the same.
"""

import heapq
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Literal

from sqlalchemy import select

from bot.domain.daily.review import REVIEW as KIND
from bot.services import Services
from bot.storage import ids
from bot.storage.daily import reviews
from bot.storage.database import Database
from bot.storage.tables.daily import REVIEW
from bot.storage.tables.deliveries import DELIVERY

GUILD = 1
# A Monday; questions come at 06:00, weeks are counted from midnight.
START = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
EVERY, THREE = "1234567", "135"

Reads = Literal["always", "never", "declines", "opts out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """When somebody answers (hours after the question), and what they do when asked to read."""

    hour: float
    days: str = EVERY
    misses: float = 0.1
    reads: Reads = "always"
    reads_at: float = 18  # hour of the day


"""Early and late, daily and rarely; one never reads, one says no half of the time, one opts out."""
BEAT = timedelta(hours=6)


@dataclass
class Circle:
    """A group on a database, and the events that are still to come."""

    database: Database
    services: Services
    habits: Sequence[Habit]
    chance: random.Random
    now: datetime = START
    events: list[tuple[datetime, int, str, int, int]] = field(default_factory=list[Any])
    told: set[int] = field(default_factory=set[int])
    turn: "count[int]" = field(default_factory=count)

    def at(self, moment: datetime, what: str, member: int, thing: int = 0) -> None:
        """Let something happen then."""
        heapq.heappush(self.events, (moment, next(self.turn), what, member, thing))

    async def live(self, until: datetime) -> None:
        """Let all of it happen; readers are looked for within the minute."""
        beat = self.now
        while self.now < until:
            beat += BEAT
            while self.events and self.events[0][0] <= beat:
                await self._lapse(self.events[0][0])
                self.now, _, what, member, thing = heapq.heappop(self.events)
                await self._happen(what, member, thing)
                if what != "read":
                    await self._tick(self.now + timedelta(seconds=30))
            await self._lapse(beat)
            self.now = beat
            await self._tick(beat)

    async def _lapse(self, until: datetime) -> None:
        """Let pass what readers let pass before then: the bot looks every 15 seconds."""
        while True:
            async with self.database.reading() as tx:
                due = await reviews.next_lapse(tx)
            if due is None or due >= until:
                return
            # Once to take it back, once more for the next reader.
            for _ in range(2):
                await self._tick(due + timedelta(seconds=15))

    async def _tick(self, moment: datetime) -> None:
        self.now = max(self.now, moment)
        await self.services.reviews.tick(self.now)
        async with self.database.reading() as tx:
            rows = await tx.execute(
                select(DELIVERY.c.ref, DELIVERY.c.user_id).where(
                    DELIVERY.c.kind == KIND, DELIVERY.c.id >= ids.earliest(self.now)
                )
            )
            told = {row.ref: row.user_id for row in rows if row.ref not in self.told}
        self.told |= told.keys()
        for id, reader in told.items():
            self._react(id, reader)

    def _react(self, id: int, reader: int) -> None:
        habit = self.habits[reader - 1]
        session = self.now.replace(hour=0, minute=0, second=0) + timedelta(hours=habit.reads_at)
        session += timedelta(minutes=20)
        if session <= self.now:
            session += A_DAY
        if habit.reads == "declines" and self.chance.random() < 0.5:
            self.at(session, "decline", reader, id)
        elif habit.reads != "never":
            self.at(session, "read", reader, id)

    async def _happen(self, what: str, member: int, thing: int) -> None:
        match what:
            case "answer":
                await self.services.daily.answer(GUILD, thing, member, "Mine.", review=True)
                await self.services.daily.reveal(GUILD, thing, member)
            case "opt out":
                await self.services.me.choose(GUILD, member, reviews=False)
            case "decline":
                await self.services.reviews.decline(GUILD, thing, member)
            case _:
                await self._read(thing, member)

    async def _read(self, id: int, member: int) -> None:
        async with self.database.reading() as tx:
            state = await tx.execute(select(REVIEW.c.state).where(REVIEW.c.id == id))
            if state.scalar_one() != "open":
                return
        request = await self.services.reviews.request(GUILD, id, member)
        ticks = {key: {0} for key in request.question.signals}
        await self.services.reviews.write(GUILD, id, member, ticks, "It would help. " * 5)
