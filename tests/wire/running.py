"""Running the bot for a test: inside this process, or as a process of its own."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import app
from bot import clock as clocks
from bot.app import House
from bot.client import follow_gateway
from bot.clock import Clock
from tests.loopback import Loopback, pointed_at

ROOT = Path(__file__).parents[2]
TOKEN = "MTIzNDU2Nzg5.loopback.secret-part"


class MovingClock:
    """The real time, moved ahead by the test."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        """The present moment, as this test sees it."""
        return datetime.now(UTC) + self.ahead


@asynccontextmanager
async def running(world: Loopback, address: str, clock: Clock = clocks.now) -> AsyncIterator[House]:
    """The whole bot in this process, connected and ready; nothing ticks by itself."""
    with pointed_at(world):
        house = app.build(address, clock=clock)
        # discord.py waits that long after the last server it hears of.
        house.client._connection.guild_ready_timeout = 0.2
        await house.open()
        try:
            async with house.client:
                await house.client.login(world.token)
                await follow_gateway(house.client)
                connection = asyncio.create_task(house.client.connect())
                await house.client.wait_until_ready()
                yield house
                await house.client.close()
                await connection
        finally:
            await house.close()


class Process:
    """`python -m bot run` as a process of its own, with what it wrote."""

    def __init__(self, world: Loopback, folder: Path) -> None:
        self._folder = folder
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DISCORD_TOKEN": world.token,
            "LOOPMATE_DATA": str(folder),
            "LOOPMATE_LOG": "json",
            "LOOPMATE_DISCORD_API": world.api,
        }
        self.text = ""

    async def start(self, *before: str, **settings: str) -> None:
        """Start it, behind another command such as `unshare` where wanted."""
        command = [*before, sys.executable, "-m", "bot", "run"]
        self._process = await asyncio.create_subprocess_exec(
            *command,
            cwd=self._folder,
            env=self._environment | settings,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self._process.stderr is not None
        async for line in self._process.stderr:
            self.text += line.decode()

    async def says(self, words: str, timeout: float = 20.0) -> None:
        """Wait until it logs these words."""
        async with asyncio.timeout(timeout):
            while words not in self.text:
                assert self._process.returncode is None, self.text
                await asyncio.sleep(0.05)

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    async def ends(self, timeout: float = 20.0) -> int:
        """Wait for its end; its exit code."""
        async with asyncio.timeout(timeout):
            code = await self._process.wait()
            await self._reading
        return code

    async def kill(self) -> None:
        """End whatever is left of it."""
        if self._process.returncode is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            await self.ends()


@asynccontextmanager
async def process(world: Loopback, folder: Path) -> AsyncIterator[Process]:
    """A process that is gone afterwards, whatever happened."""
    running = Process(world, folder)
    try:
        yield running
    finally:
        await running.kill()


async def until(true: Callable[[], bool | Awaitable[bool]], timeout: float = 10.0) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(timeout):
        while True:
            found = true()
            if found if isinstance(found, bool) else await found:
                return
            await asyncio.sleep(0.05)
