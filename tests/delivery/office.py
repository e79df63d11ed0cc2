"""A sender at work between a database and a loopback, with the clock in the test’s hands."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import discord
from sqlalchemy import select

from bot.delivery.pacer import Pacer, alone
from bot.delivery.parcel import Renderers
from bot.delivery.sender import Sender
from bot.domain.delivery import Delivery, Order, State, Target, Timings
from bot.storage import deliveries
from bot.storage.database import Database, Tx
from bot.storage.tables.deliveries import DELIVERY
from tests.delivery import parcels
from tests.delivery.parcels import Shape
from tests.loopback import Channel, Loopback, Message, User

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

# Only how long a request may take is real time here; all else goes by the test’s clock.
TIMINGS = replace(Timings(), send=timedelta(seconds=10), lease=timedelta(seconds=15))
HASTY = replace(TIMINGS, send=timedelta(seconds=0.4))


@dataclass
class Moment:
    """A clock that moves when it is told to."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        """The same moment as the loopback counts it."""
        return self.now.timestamp()

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class Office:
    """Puts deliveries on the outbox, sends them, and looks at what became of them."""

    world: Loopback
    database: Database
    client: discord.Client
    clock: Moment
    renderers: Renderers = field(default_factory=parcels.renderers)
    ends: list[tuple[int, State, str | None]] = field(default_factory=list[Any])
    _ids: Any = field(default_factory=lambda: count(1))

    def hire(self, owner: str = "first", **changes: Any) -> Sender:
        """A sender; by default one that is never paced."""
        settings: dict[str, Any] = {
            "database": self.database,
            "client": self.client,
            "renderers": self.renderers,
            "pacer": Pacer(alone(), None),
            "clock": self.clock,
            "ended": self._ended,
            "owner": owner,
            "timings": TIMINGS,
        }
        return Sender(**settings | changes)

    async def _ended(
        self, tx: Tx, delivery: Delivery, state: State, why: str | None, now: datetime
    ) -> None:
        self.ends.append((delivery.id, state, why))

    async def order(
        self,
        shape: Shape = "message",
        *,
        channel: Channel | None = None,
        user: User | None = None,
        other: User | None = None,
        expires_in: float | None = None,
        **changes: Any,
    ) -> int:
        """Put a delivery that is due now on the outbox; its id."""
        id = next(self._ids)
        target = Target(
            channel_id=channel.id if channel else None,
            user_id=user.id if user else None,
            other_user_id=other.id if other else None,
        )
        expires_at = None if expires_in is None else self.clock() + timedelta(seconds=expires_in)
        order = Order(
            guild_id=self.world.guild.id,
            id=id,
            kind=shape,
            ref=id,
            slot="2026-03-02",
            target=target,
            due_at=self.clock(),
            expires_at=expires_at,
        )
        async with self.database.transaction() as tx:
            await deliveries.put(tx, [replace(order, **changes)])
        return id

    async def find(self, id: int) -> Delivery:
        async with self.database.reading() as tx:
            found = await deliveries.find(tx, guild_id=self.world.guild.id, id=id)
        assert found is not None
        return found

    async def all(self) -> Sequence[Delivery]:
        async with self.database.reading() as tx:
            rows = await tx.execute(select(DELIVERY).order_by(DELIVERY.c.id))
        return [deliveries.delivery_of(row) for row in rows]

    async def retry(self, id: int, sender: Sender, *, after: float = 0) -> Delivery:
        """Let the lease run out (and `after` more seconds pass), and send again."""
        lease_until = (await self.find(id)).lease_until
        self.clock.now = max(lease_until, self.clock.now) + timedelta(seconds=after)
        await sender.tick(self.clock())
        return await self.find(id)

    def posts(self, id: int) -> list[Message]:
        """Every message of a delivery that can be read, wherever it stands."""
        return [each for each in self.world.posts() if parcels.marker(id) in each.custom_ids]
