"""A study group: its services on a database, a clock in the test’s hands, and a stand-in for the sender."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any

from sqlalchemy import Table, select

from bot.delivery.hold import Hold
from bot.domain.daily.question import Question
from bot.domain.daily.series import KIND, Post, Series
from bot.domain.delivery import Delivery, State, Timings
from bot.domain.schedule import EVERY_DAY, Pattern, Plan
from bot.services import Services
from bot.storage import deliveries
from bot.storage.daily import posts
from bot.storage.database import Database
from bot.storage.tables.daily import POST
from bot.storage.tables.deliveries import DELIVERY
from tests.domain.pools import shipped

# Monday noon in Berlin; the first slot of a series is on Tuesday.
START = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
HERE, ELSEWHERE = 1, 2
CHANNEL = 50
MIA, ANA, BEN, CY = 7, 101, 102, 103
"""Mia owns the server and set its series; the others are members."""


@dataclass
class Moment:
    """A clock that moves when it is told to."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **delta: float) -> datetime:
        self.now += timedelta(**delta)
        return self.now


class Study:
    """Adds series, lets days pass, and says how deliveries ended."""

    def __init__(
        self,
        database: Database,
        clock: Moment,
        questions: Mapping[str, Question] | None = None,
    ) -> None:
        self.database = database
        self.clock = clock
        self.services = Services.build(
            database,
            clock,
            questions=questions or shipped().questions,
            rubrics=shipped().rubrics,
            kits=shipped().kits,
            scorecards=shipped().scorecards,
            phases=shipped().plan,
        )
        self._messages = count(9_001)

    async def arrive(self, *guild_ids: int, owner: int | None = MIA) -> None:
        """The bot is added to these servers."""
        await self.services.server.present(dict.fromkeys(guild_ids, owner), all_of_them=False)

    async def add_series(
        self,
        guild_id: int = HERE,
        *,
        channel_id: int = CHANNEL,
        at: str = "09:00",
        zone: str = "Europe/Berlin",
        pattern: Pattern = EVERY_DAY,
        **given: Any,
    ) -> Series:
        plan = Plan(zone, time.fromisoformat(at), pattern)
        values: dict[str, Any] = {"place": "text", "threads": True, "by": MIA}
        return await self.services.series.add(
            guild_id, channel_id=channel_id, plan=plan, **values | given
        )

    async def add_many(self, number: int, first: int = HERE, **given: Any) -> list[Series]:
        """As many series, each in a server of its own."""
        return [await self.add_series(first + n, **given) for n in range(number)]

    async def plan(self) -> None:
        await self.services.planner.tick(self.clock())

    async def next_day(self) -> None:
        """A day later, what is due is planned."""
        self.clock.pass_by(days=1)
        await self.plan()

    async def take(self, delivery: Delivery) -> Hold:
        """Take a delivery as the sender does."""
        async with self.database.transaction() as tx:
            taken = await deliveries.claim_one(
                tx,
                guild_id=delivery.guild_id,
                id=delivery.id,
                owner="test",
                now=self.clock(),
                lease=Timings().lease,
            )
        assert taken is not None
        return Hold(
            taken,
            database=self.database,
            clock=self.clock,
            timings=Timings(),
            ended=self.services.ended,
        )

    async def end(
        self, delivery: Delivery, state: State = State.DONE, why: str | None = None, **changes: Any
    ) -> None:
        """Take a delivery and end it."""
        hold = await self.take(delivery)
        if state is State.DONE:
            changes = {"channel_id": CHANNEL, "message_id": next(self._messages)} | changes
        await hold.end(state, why, **changes)

    async def expire(self) -> None:
        """What waited until its next slot is skipped, as at each beat of the sender."""
        async with self.database.transaction() as tx:
            for delivery in await deliveries.expire(tx, now=self.clock()):
                await self.services.ended(tx, delivery, State.SKIPPED, delivery.why, self.clock())

    async def post_daily(self) -> Post:
        """A day later a question goes out; its post."""
        await self.next_day()
        (delivery,) = await self.waiting()
        await self.end(delivery)
        return await self.post(delivery.id)

    async def post(self, id: int, guild_id: int = HERE) -> Post:
        async with self.database.reading() as tx:
            found = await posts.find(tx, guild_id=guild_id, id=id)
        assert found is not None
        return found

    async def posts(self) -> list[Post]:
        """Every post of every server, by slot."""
        rows = await self.rows(POST, "due_at", "id")
        return [Post(**row) for row in rows]

    async def outbox(self, kind: str | None = KIND) -> list[Delivery]:
        """Every delivery of a kind, by when it was due; of any kind where none is named."""
        async with self.database.reading() as tx:
            rows = await tx.execute(select(DELIVERY).order_by(DELIVERY.c.due_at, DELIVERY.c.id))
            found = [deliveries.delivery_of(row) for row in rows]
        return [delivery for delivery in found if kind in (None, delivery.kind)]

    async def waiting(self) -> list[Delivery]:
        """The posts that wait to be sent."""
        return [delivery for delivery in await self.outbox() if delivery.state is State.DUE]

    async def find(self, series: Series) -> Series | None:
        return await self.services.series.lookup(series.guild_id, series.id)

    async def rows(self, table: Table, *order: str) -> Sequence[dict[str, Any]]:
        async with self.database.reading() as tx:
            rows = await tx.execute(select(table).order_by(*(table.c[name] for name in order)))
        return [dict(row) for row in rows.mappings()]


def slots(deliveries: Sequence[Delivery]) -> list[tuple[str, State]]:
    """The slot and the state of each."""
    return [(delivery.slot, delivery.state) for delivery in deliveries]
