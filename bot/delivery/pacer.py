"""At most 45 requests a second, evenly spaced: Discord allows a bot 50 and bans who ignores that.

The rule is GCRA with a burst of one: each start has a moment of its own, a gap after the last one.
One process keeps the next free moment in memory; several share it in one row of PostgreSQL and
reserve a few starts a round trip.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable

from bot.clock import Clock
from bot.storage import pacer
from bot.storage.database import Database

PER_SECOND = 45
GAP = 1 / PER_SECOND

Wait = Callable[[float], Awaitable[None]]
"""Waits for so many seconds."""

Reserve = Callable[[int], Awaitable[float]]
"""Reserves so many starts a gap apart; in how many seconds the first one is."""


class Pacer:
    """Gives each request its turn."""

    def __init__(
        self,
        reserve: Reserve,
        wait: Wait | None,
        *,
        ahead: int = 1,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Reserve `ahead` starts at once; with `wait` None every turn comes at once."""
        self._reserve = reserve
        self._wait = wait
        self._ahead = ahead
        self._monotonic = monotonic
        self._turns: deque[float] = deque()
        self._queue = asyncio.Lock()

    async def start(self) -> None:
        """Return when a request may start."""
        if self._wait is None:
            return
        # Only the first in the queue has a turn: were all given theirs at once, then after a pause
        # of the whole process all that fell into it would start together.
        async with self._queue:
            seconds = await self._next() - self._monotonic()
            if seconds > 0:
                await self._wait(seconds)

    async def _next(self) -> float:
        # A turn that nobody took in time is lost: taken later it would make a burst.
        while self._turns and self._turns[0] < self._monotonic() - GAP:
            self._turns.popleft()
        if not self._turns:
            first = await self._reserve(self._ahead) + self._monotonic()
            self._turns.extend(first + GAP * turn for turn in range(self._ahead))
        return self._turns.popleft()


def alone(monotonic: Callable[[], float] = time.monotonic) -> Reserve:
    """Reservations of the only process there is."""
    free_at = monotonic()

    async def reserve(count: int) -> float:
        nonlocal free_at
        now = monotonic()
        first = max(free_at, now)
        free_at = first + GAP * count
        return first - now

    return reserve


def shared(database: Database, clock: Clock, name: str = "discord") -> Reserve:
    """Reservations beside other processes on the same database, whose clocks should agree."""

    async def reserve(count: int) -> float:
        now_us = int(clock().timestamp() * 1_000_000)
        async with database.transaction() as tx:
            first_us = await pacer.reserve(
                tx, name=name, now_us=now_us, gap_us=int(GAP * 1_000_000), count=count
            )
        return (first_us - now_us) / 1_000_000

    return reserve
