"""A loopback Discord in a process of its own, so that it takes no time from what is measured."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

ROOT = Path(__file__).parents[1]


class Elsewhere:
    """Its REST base, and what it counted."""

    def __init__(self, api: str) -> None:
        self.api = api
        self._control = api.replace("/api/v10", "/control")

    async def state(self) -> dict[str, Any]:
        """Everything there is, with the counters."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self._control}/state") as answer,
        ):
            return await answer.json()


@asynccontextmanager
async def elsewhere(*options: str) -> AsyncIterator[Elsewhere]:
    """Serve while entered; `options` as of `python -m tests.loopback`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.loopback", *options, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        yield Elsewhere((await process.stdout.readline()).decode().strip())
    finally:
        process.terminate()
        await process.wait()
