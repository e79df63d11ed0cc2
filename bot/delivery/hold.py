"""A delivery in the hands of one sender, and what only its holder may write about it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.clock import Clock
from bot.domain.delivery import Delivery, State, Timings
from bot.storage import deliveries
from bot.storage.database import Database, Tx


class Ended(Protocol):
    """Told of every end, done and failed alike."""

    async def __call__(
        self, tx: Tx, delivery: Delivery, state: State, why: str | None, now: datetime
    ) -> None:
        """Write what follows, in the transaction that records the end.

        `why` says how it ended; `delivery.why` still says what it was refused for before, if it was.
        """
        ...


class Taken(Exception):
    """The lease ran out and another sender holds the delivery now."""


class Hold:
    """`delivery` is as this holder last wrote it; a write raises `Taken` once it is another’s."""

    def __init__(
        self,
        delivery: Delivery,
        *,
        database: Database,
        clock: Clock,
        timings: Timings,
        ended: Ended,
    ) -> None:
        self.delivery = delivery
        self.clock = clock
        self.timings = timings
        self._database = database
        self._ended = ended

    @property
    def is_first(self) -> bool:
        """Whether this is the first attempt: only that one can be sure that nothing was sent before."""
        return self.delivery.attempt == 1

    @property
    def age(self) -> timedelta:
        """How long ago this place was tried first."""
        return self.clock() - (self.delivery.first_sent_at or self.clock())

    @property
    def since(self) -> datetime:
        """Nothing of this delivery is older, however little the clocks agree."""
        return self.clock() - self.age - self.timings.look_back

    def is_nonce_known(self) -> bool:
        """Whether Discord still returns the earlier message for the same nonce."""
        return -self.timings.look_back <= self.age < self.timings.nonce

    def is_over(self) -> bool:
        """Whether the next slot of the same thing has come."""
        expires_at = self.delivery.expires_at
        return expires_at is not None and expires_at <= self.clock()

    async def keep(self) -> None:
        """Renew the lease unless it outlasts one more request."""
        if self.delivery.lease_until < self.clock() + self.timings.send:
            await self.write(lease_until=self.clock() + self.timings.lease)

    async def write(self, **changes: Any) -> None:
        """Record changes and go on."""
        async with self._database.transaction() as tx:
            await self._record(tx, changes)

    async def end(self, state: State, why: str | None = None, **changes: Any) -> None:
        """Record an end, together with what follows from it for others."""
        now, before = self.clock(), self.delivery.why
        async with self._database.transaction() as tx:
            await self._record(tx, {**changes, "state": state, "why": why}, ended_at=now)
            await self._ended(tx, replace(self.delivery, why=before), state, why, now)

    async def back_off(self, retry_after: float | None = None) -> None:
        """Leave the delivery as it is for a while; nobody sleeps meanwhile."""
        pause = self.timings.back_off(self.delivery.attempt)
        if retry_after is not None:
            pause = max(pause, timedelta(seconds=retry_after))
        await self.write(lease_until=self.clock() + pause)

    async def _record(self, tx: Tx, changes: dict[str, Any], **more: Any) -> None:
        if not await deliveries.record(tx, self.delivery, **changes, **more):
            raise Taken
        self.delivery = replace(self.delivery, **changes)
