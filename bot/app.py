"""The composition root: settings → database → content → services → client → ticking."""

import asyncio
import functools
import os
import secrets
import signal
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot import clock as clocks
from bot import content, health, log
from bot.client import Client, follow_gateway, point_at
from bot.clock import Clock, Tick, Ticking
from bot.delivery import pacer as pacing
from bot.delivery.pacer import Pacer, Wait
from bot.delivery.parcel import Renderers
from bot.delivery.sender import Sender
from bot.domain.delivery import Timings
from bot.services import Services
from bot.services.board.checking import Checking
from bot.services.worker import Worker
from bot.settings import Settings
from bot.storage import deliveries, migrations
from bot.storage.database import Database
from bot.storage.mock import rounds
from cogs.board.roles import RoleKeeper
from cogs.daily.size import measure
from cogs.me.leaving import RollCall

_log = log.get(__name__)

CONTENT = Path(__file__).parents[1] / "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything of one running bot, put together."""

    database: Database
    services: Services
    client: Client
    sender: Sender
    clock: Clock

    async def open(self) -> None:
        """Take the database, bring it up to date, and look at what a former process left.

        Raises `DatabaseRefused`.
        """
        self.database.lock()
        await migrations.upgrade(self.database)
        now = self.clock()
        if self.database.embedded:
            # One process only, and this is it: its predecessor’s leases hold nothing.
            async with self.database.transaction() as tx:
                await deliveries.void_leases(tx, now=now)
                await rounds.void_leases(tx)
        await self.services.planner.review(now)

    async def tick(self, now: datetime) -> None:
        """Do everything that is due: plan, credit, find readers, pair rounds, look at sessions, then send."""
        await self.services.planner.tick(now)
        await self.services.backfilling.tick(now)
        await self.services.reviews.tick(now)
        await self.services.rounds.tick(now)
        await self.services.free.tick(now)
        await self.services.sessions.tick(now)
        await self.sender.tick(now)

    async def close(self) -> None:
        """Let go of the database, and end the process that works beside the bot."""
        self.services.worker.close()
        await self.database.close()


def shipped(cache: Path | None) -> content.Content:
    """All content as it was at start, however often one process builds a bot."""
    return _read(CONTENT, cache)


@functools.cache
def _read(root: Path, cache: Path | None) -> content.Content:
    return content.load(root, [measure], cache=cache)


def build(
    address: str,
    *,
    clock: Clock = clocks.now,
    wait: Wait | None = asyncio.sleep,
    timings: Timings | None = None,
    cache: Path | None = None,
) -> House:
    """Put a bot together; nothing is opened yet. Raises `ContentError`.

    `cache` is where content that was found sound is kept, so that a later start is quicker.
    `wait` is how the pacer waits; None where nobody limits the rate, as in the demo. Then nothing is
    done in another process either: a simulated Discord waits for none.
    """
    database = Database(address)
    worker = Worker(here=wait is None)
    services = _services(database, clock, shipped(cache), worker)
    renderers = Renderers()
    client = Client(services, renderers)
    if database.embedded:
        pacer = Pacer(pacing.alone(), wait)
    else:
        pacer = Pacer(pacing.shared(database, clock), wait, ahead=5)
    sender = Sender(
        database=database,
        client=client,
        renderers=renderers,
        pacer=pacer,
        clock=clock,
        ended=services.ended,
        timings=timings or Timings(),
        owner=f"{os.getpid()}-{secrets.token_hex(4)}",
    )
    client.sender = sender
    return House(database=database, services=services, client=client, sender=sender, clock=clock)


def _services(
    database: Database, clock: Clock, library: content.Content, worker: Worker
) -> Services:
    return Services.build(
        database,
        clock,
        questions=library.questions,
        rubrics=library.rubrics,
        kits=library.kits,
        scorecards=library.scorecards,
        phases=library.plan,
        measures=[measure],
        worker=worker,
    )


async def run(settings: Settings) -> None:
    """Run the bot until it is told to stop; the token must be there."""
    assert settings.discord_token is not None
    house = build(settings.database, cache=settings.loopmate_data / "content.json")
    point_at(settings.loopmate_discord_api)
    try:
        await house.open()
        _log.info("database open", engine=await house.database.version())
        stopping = _on_signals()
        async with house.client:
            await house.client.login(settings.discord_token.get_secret_value())
            await follow_gateway(house.client)
            await _serve(house, settings, stopping)
    finally:
        await house.close()


async def _serve(house: House, settings: Settings, stopping: asyncio.Event) -> None:
    """Stay connected and tick; leave in an order in which nothing is lost."""
    connection = asyncio.create_task(house.client.connect())
    stop = asyncio.create_task(stopping.wait())
    ready = asyncio.create_task(house.client.wait_until_ready())
    ticking = _ticking(house, health.path(settings.loopmate_data))
    try:
        await asyncio.wait({connection, stop, ready}, return_when=asyncio.FIRST_COMPLETED)
        if ready.done() and not stop.done():
            ticking.start()
        await asyncio.wait({connection, stop}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        _log.info("draining")
        await house.sender.stop()
        ticking.stop()
        for task in (ready, stop):
            task.cancel()
        await house.client.close()
        await asyncio.gather(ready, stop, return_exceptions=True)
    # A connection that ended by itself says why.
    await connection


def _ticking(house: House, heartbeat: Path) -> Ticking:
    async def beat(now: datetime) -> None:
        if house.client.is_ready() and not house.client.is_closed():
            async with house.database.reading():
                health.beat(heartbeat, now)

    ticking = Ticking(house.clock)
    ticking.every(1, _guarded("planning", house.services.planner.tick))
    ticking.every(1, _guarded("sending", house.sender.tick))
    ticking.every(1, _guarded("rounds", house.services.rounds.tick))
    ticking.every(1, _guarded("sessions", house.services.sessions.tick))
    ticking.every(15, _guarded("earlier deeds", house.services.backfilling.tick))
    ticking.every(15, _guarded("reviews", house.services.reviews.tick))
    ticking.every(15, _guarded("free now", house.services.free.tick))
    ticking.every(15, _guarded("heartbeat", beat))
    ticking.every(3600, _guarded("sweeping", house.services.server.sweep))
    ticking.every(3600, _guarded("sweeping changes", house.services.changes.sweep))
    ticking.every(900, _guarded("giving roles", RoleKeeper(house.client).tick))
    ticking.every(3600, _guarded("looking for members", RollCall(house.client).tick))
    return ticking


def _guarded(name: str, tick: Callable[[datetime], Awaitable[object]]) -> Tick:
    async def guarded(now: datetime) -> None:
        try:
            await tick(now)
        except Exception:  # noqa: BLE001 - the door for ticks
            _log.exception("tick failed", tick=name, reference=log.reference())

    return guarded


def _on_signals() -> asyncio.Event:
    """Set when the process is told to stop; without a handler, process 1 would ignore it."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    return stopping


async def migrate(settings: Settings) -> None:
    """Bring the database up to date and let go of it. Raises `DatabaseRefused`."""
    database = Database(settings.database)
    try:
        database.lock()
        await migrations.upgrade(database)
    finally:
        await database.close()


async def check_data(settings: Settings) -> Sequence[str]:
    """A line for each sum of points that is not what its entries say. Raises `DatabaseRefused`."""
    database = Database(settings.database)
    try:
        await migrations.require_newest(database)
        return await Checking(database).differences()
    finally:
        await database.close()


def check_content() -> content.Content:
    """Read all content as at start, its age and its style too. Raises `ContentError`."""
    return content.load(CONTENT, [measure], today=datetime.now(UTC).date(), style=True)
