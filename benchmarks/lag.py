"""How long the event loop was kept from everything else."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Lag:
    """The worst delay of a 1 ms sleep, in milliseconds."""

    def __init__(self) -> None:
        self.worst = 0.0

    async def watch(self) -> None:
        """Until cancelled."""
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.001)
            self.worst = max(self.worst, (time.perf_counter() - before) * 1000 - 1)


@asynccontextmanager
async def watched() -> AsyncIterator[Lag]:
    """Watch the loop while entered."""
    lag = Lag()
    task = asyncio.create_task(lag.watch())
    try:
        yield lag
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
