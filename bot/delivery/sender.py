"""Sends what waits on the outbox: claims by lease, keeps a few sends in flight, ends clean."""

import asyncio
from datetime import datetime
from typing import Any

import discord

from bot import log
from bot.clock import Clock
from bot.delivery.errand import Errand
from bot.delivery.hold import Ended, Hold, Taken
from bot.delivery.line import Line
from bot.delivery.pacer import Pacer
from bot.delivery.parcel import Renderers
from bot.domain.delivery import Delivery, State, Timings
from bot.storage import deliveries
from bot.storage.database import Database

_log = log.get(__name__)

# While sends are slow: how long until the outbox is looked at again, and how long a stop may take.
_LOOK_AGAIN = 1.0
_DRAIN = 20.0


class Sender:
    """One process’s hands; `owner` is a name that no other process has."""

    def __init__(
        self,
        *,
        database: Database,
        client: discord.Client,
        renderers: Renderers,
        pacer: Pacer,
        clock: Clock,
        ended: Ended,
        owner: str,
        timings: Timings | None = None,
        in_flight: int = 32,
    ) -> None:
        self._database = database
        self._client = client
        self._renderers = renderers
        self._pacer = pacer
        self._clock = clock
        self._ended = ended
        self._owner = owner
        self._timings = timings or Timings()
        self._in_flight = in_flight
        self._sending: set[asyncio.Task[None]] = set()
        self._stopping = False
        # A claim and the start of what it took are one step; stopping comes before or after it.
        self._claiming = asyncio.Lock()

    async def tick(self, now: datetime) -> None:
        """Send what waits; returns when nothing waits and all that was started has ended.

        Claims again as places fall free: one slow channel holds up no other.
        """
        await self._expire(now)
        started: set[asyncio.Task[None]] = set()
        try:
            while True:
                started |= await self._start_waiting()
                if not started:
                    return
                _, started = await asyncio.wait(
                    started, timeout=_LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED
                )
        finally:
            if started:
                await asyncio.wait(started)

    async def deliver(self, guild_id: int, id: int) -> Delivery:
        """Send one delivery that someone waits for; as it stands afterwards.

        Raises LookupError where there is none.
        """
        sending = await self._start_one(guild_id, id)
        if sending is not None:
            await sending
        async with self._database.reading() as tx:
            found = await deliveries.find(tx, guild_id=guild_id, id=id)
        if found is None:
            raise LookupError(id)
        return found

    async def stop(self) -> None:
        """Claim nothing more, let what is in flight end, give the rest back to other processes."""
        self._stopping = True
        async with self._claiming:
            sending = set(self._sending)
        if sending:
            _, late = await asyncio.wait(sending, timeout=_DRAIN)
            for task in late:
                task.cancel()
            await asyncio.wait(sending)
        async with self._database.transaction() as tx:
            await deliveries.release(tx, owner=self._owner, now=self._clock())

    async def _expire(self, now: datetime) -> None:
        async with self._database.transaction() as tx:
            for delivery in await deliveries.expire(tx, now=now):
                await self._ended(tx, delivery, State.SKIPPED, delivery.why, now)

    async def _start_waiting(self) -> set[asyncio.Task[None]]:
        async with self._claiming:
            free = self._in_flight - len(self._sending)
            if self._stopping or free <= 0:
                return set()
            async with self._database.transaction() as tx:
                claimed = await deliveries.claim(
                    tx, owner=self._owner, now=self._clock(), lease=self._timings.lease, limit=free
                )
            return {self._start(delivery) for delivery in claimed}

    async def _start_one(self, guild_id: int, id: int) -> asyncio.Task[None] | None:
        async with self._claiming:
            if self._stopping:
                return None
            async with self._database.transaction() as tx:
                delivery = await deliveries.claim_one(
                    tx,
                    guild_id=guild_id,
                    id=id,
                    owner=self._owner,
                    now=self._clock(),
                    lease=self._timings.lease,
                )
            return None if delivery is None else self._start(delivery)

    def _start(self, delivery: Delivery) -> asyncio.Task[None]:
        task = asyncio.create_task(self._send(delivery))
        self._sending.add(task)
        task.add_done_callback(self._put_down)
        return task

    def _put_down(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        if not task.cancelled() and (error := task.exception()):
            # The lease runs out, and the delivery is claimed again.
            _log.error("a failed send could not be recorded", exc_info=error)

    async def _send(self, delivery: Delivery) -> None:
        hold = Hold(
            delivery,
            database=self._database,
            clock=self._clock,
            timings=self._timings,
            ended=self._ended,
        )
        try:
            await self._carry_out(hold)
        except Taken:
            _log.info("another sender took the delivery", **_facts(delivery))
        else:
            written = hold.delivery
            _log.info("delivery", state=written.state, why=written.why, **_facts(written))

    async def _carry_out(self, hold: Hold) -> None:
        """The door around one send: its failure is its own, and it is tried again later."""
        line = Line(self._client, self._pacer, hold.keep, self._timings.send)
        try:
            await Errand(hold, line, self._renderers).run()
        except Taken:
            raise
        except Exception:  # noqa: BLE001 - the door for sends
            _log.exception("a send failed", reference=log.reference(), **_facts(hold.delivery))
            await hold.back_off()


def _facts(delivery: Delivery) -> dict[str, Any]:
    return {
        "guild_id": delivery.guild_id,
        "kind": delivery.kind,
        "ref": delivery.ref,
        "slot": delivery.slot,
        "attempt": delivery.attempt,
    }
