"""The time, and APScheduler as the ticking that asks for what is due.

No state is held here: what is due stands in the database. Each tick gets the present time, does what
is due and returns, so tests and the demo call the same ticks with a clock of their own.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Clock = Callable[[], datetime]
Tick = Callable[[datetime], Awaitable[object]]


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


class Ticking:
    """Calls ticks at a steady beat; one of a kind at a time, and a late one is never dropped."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        # misfire_grace_time: with the default of 1 s a beat that comes late is dropped.
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def every(self, seconds: float, tick: Tick) -> None:
        """Call `tick(now)` at once and then every so many seconds."""

        async def beat() -> None:
            # Stopping cancels it; APScheduler would write that down as an error.
            with suppress(asyncio.CancelledError):
                await tick(self._clock())

        # APScheduler 3 ships no types.
        self._scheduler.add_job(  # pyright: ignore[reportUnknownMemberType]
            beat, "interval", seconds=seconds, next_run_time=self._clock()
        )

    def start(self) -> None:
        """Begin; needs a running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop calling, and cancel a tick that is under way."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
