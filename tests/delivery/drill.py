"""What the drills share: an outbox, and processes that send what is on it."""

import asyncio
import json
import os
import signal
import sys
from collections import deque
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from bot.clock import now
from bot.domain.delivery import Delivery, Order, Target
from bot.storage import deliveries
from bot.storage.database import Database
from bot.storage.tables.deliveries import DELIVERY
from tests.delivery.parcels import Shape
from tests.delivery.victim import READY
from tests.loopback import Kind, Loopback

ROOT = Path(__file__).parents[2]
SLOT = "2026-03-02"
VICTIM = "tests.delivery.victim"
LIFETIME = 60.0  # seconds; a process that sends for longer than this is stuck


def arranged(world: Loopback, shape: Shape, id: int) -> tuple[Target, str]:
    """A place of its own for one delivery, and its slot; what it is about stands there already."""
    match shape:
        case "dm":
            return Target(user_id=world.add_member(world.guild, f"Member {id}").id), SLOT
        case "member":
            person = world.add_member(world.guild, f"Member {id}")
            return Target(), f"{world.add_private_thread(world.channel).id}:{person.id}"
        case "event" | "change" | "removal":
            world.grant(world.guild, "create_events")
            slot = SLOT if shape == "event" else str(world.add_event(world.guild).id)
            return Target(), slot
        case _:
            kind = Kind.FORUM if shape == "forum" else Kind.TEXT
            channel = world.add_channel(world.guild, f"channel-{id}", kind)
            return Target(channel_id=channel.id), SLOT


async def put(address: str, world: Loopback, wanted: Iterable[tuple[int, Shape]]) -> None:
    """Put deliveries on an outbox, by id and shape; the first is the longest overdue."""
    began = now() - timedelta(hours=1)
    orders: list[Order] = []
    for number, (id, shape) in enumerate(wanted):
        target, slot = arranged(world, shape, id)
        due_at = began + timedelta(seconds=number)
        place = {"guild_id": world.guild.id, "kind": shape, "ref": id, "slot": slot}
        orders.append(Order(id=id, target=target, due_at=due_at, **place))
    database = Database(address)
    async with database.transaction() as tx:
        await deliveries.put(tx, orders)
    await database.close()


async def stored(address: str) -> Sequence[Delivery]:
    """Every delivery of an outbox."""
    database = Database(address)
    async with database.reading() as tx:
        rows = (await tx.execute(select(DELIVERY).order_by(DELIVERY.c.id))).all()
    await database.close()
    return [deliveries.delivery_of(row) for row in rows]


class Worker:
    """One process that sends."""

    def __init__(self, pid: int, log: Path) -> None:
        self.pid = pid
        self.log = log
        self.status: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    @property
    def said(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    async def begun(self) -> None:
        """Wait until it sends, or has ended before."""
        async with asyncio.timeout(LIFETIME):
            while READY not in self.said and not self.status.done():
                await asyncio.sleep(0.01)

    def kill(self) -> None:
        if not self.status.done():
            os.kill(self.pid, signal.SIGKILL)

    async def end(self) -> int | None:
        """Its exit status, negative for the signal that killed it; None if it never came to an end."""
        try:
            async with asyncio.timeout(LIFETIME):
                return await asyncio.shield(self.status)
        except TimeoutError:
            self.kill()
            return None


class Workers:
    """Starts processes that send, by way of a nursery."""

    def __init__(self, nursery: asyncio.subprocess.Process, folder: Path) -> None:
        self._nursery = nursery
        self._folder = folder
        self._count = 0
        self._expecting: deque[tuple[Path, asyncio.Future[Worker]]] = deque()
        self._alive: dict[int, Worker] = {}

    async def start(
        self,
        address: str,
        world: Loopback,
        *,
        dies: str = "",
        forgets: bool = False,
        in_flight: int = 32,
        **more: str,
    ) -> Worker:
        """Start one; what the words mean is said in `victim`. `more` stands in its environment too."""
        self._count += 1
        log = self._folder / f"worker-{self._count}.log"
        environment = {
            "DATABASE_URL": address,
            "LOOPMATE_DISCORD_API": world.api,
            "DISCORD_TOKEN": world.token,
            "VICTIM_DIES": dies,
            "VICTIM_FORGETS": "yes" if forgets else "",
            "VICTIM_IN_FLIGHT": str(in_flight),
            **more,
        }
        born: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._expecting.append((log, born))
        assert self._nursery.stdin is not None
        request = json.dumps({"log": str(log), "environment": environment})
        self._nursery.stdin.write(request.encode() + b"\n")
        return await born

    async def listen(self) -> None:
        """Hear of births and deaths until the nursery closes."""
        assert self._nursery.stdout is not None
        early: dict[int, int] = {}
        async for line in self._nursery.stdout:
            match line.decode().split():
                case ["born", pid]:
                    log, born = self._expecting.popleft()
                    worker = self._alive[int(pid)] = Worker(int(pid), log)
                    if worker.pid in early:
                        self._alive.pop(worker.pid).status.set_result(early.pop(worker.pid))
                    born.set_result(worker)
                case ["died", pid, status] if int(pid) in self._alive:
                    self._alive.pop(int(pid)).status.set_result(int(status))
                case ["died", pid, status]:
                    # So soon that its birth was not told yet.
                    early[int(pid)] = int(status)
                case words:
                    raise ValueError(words)

    def kill(self) -> None:
        """Leave none behind."""
        for worker in self._alive.values():
            worker.kill()


@asynccontextmanager
async def hiring(folder: Path, victim: str = VICTIM) -> AsyncIterator[Workers]:
    """Workers who live as a module says, and whose logs are kept in a folder."""
    nursery = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.delivery.nursery",
        victim,
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    workers = Workers(nursery, folder)
    listening = asyncio.create_task(workers.listen())
    try:
        yield workers
    finally:
        workers.kill()
        assert nursery.stdin is not None
        nursery.stdin.close()
        await nursery.wait()
        await listening
