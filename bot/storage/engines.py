"""The engines under the database: their settings, and the queue for their connections."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, AsyncAdaptedQueuePool, event, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import Busy
from bot.storage import faults

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA trusted_schema = OFF",
)
# Seconds in the queue after which nobody waits for the answer any more.
_TURN = 30.0
# Seconds that closing waits for transactions under way.
_PATIENCE = 10.0


class _Queue:
    """Who waits for a connection, until the doors that it stands before are closed."""

    def __init__(self, connections: int) -> None:
        self.connections = connections
        self.turns = asyncio.Semaphore(connections)
        self.closed = False

    async def take(self) -> None:
        """Wait for a turn; `Busy` where it does not come, or where the doors are closed."""
        try:
            async with asyncio.timeout(_TURN):
                await self.turns.acquire()
        except TimeoutError as error:
            raise Busy from error
        if self.closed:
            # The engine would connect anew, and nobody would close that connection.
            self.turns.release()
            raise Busy


class Door:
    """An engine and the queue for its connections.

    The queue of SQLAlchemy’s own pool is not woken when the one who was making a connection is
    cancelled: all in it would wait until the pool gives up.
    """

    def __init__(self, engine: AsyncEngine, connections: int) -> None:
        """The engine’s pool holds so many connections."""
        self.engine = engine
        self._queue = _Queue(connections)

    def beside(self, **options: Any) -> "Door":
        """Another way to the same connections, with options for each of them."""
        door = Door(self.engine.execution_options(**options), self._queue.connections)
        door._queue = self._queue
        return door

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[AsyncConnection]:
        """A transaction, in order of arrival; `Busy` where the turn does not come."""
        await self._queue.take()
        try:
            with faults.named():
                await self._have_one()
                async with self.engine.begin() as tx:
                    yield tx
        finally:
            self._queue.turns.release()

    async def _have_one(self) -> None:
        """Let the pool hold a connection to give out.

        It is made to the end even where the one who asked is cancelled: half made, it would stay open.
        """
        pool = self.engine.pool
        if isinstance(pool, AsyncAdaptedQueuePool) and not pool.checkedin():
            making = asyncio.create_task(self._make_one())
            try:
                await asyncio.shield(making)
            except asyncio.CancelledError:
                await asyncio.wait([making])
                raise

    async def _make_one(self) -> None:
        async with self.engine.connect():
            pass

    async def close(self) -> None:
        """Close the connections, after the transactions under way; who comes later meets `Busy`.

        Disposing of an engine leaves a connection that is in use open, and with it the file.
        """
        taken = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                while taken < self._queue.connections:
                    await self._queue.turns.acquire()
                    taken += 1
        self._queue.closed = True
        await self.engine.dispose()
        for _ in range(taken):
            self._queue.turns.release()


def read(address: str) -> URL:
    """The address of an engine: `sqlite:///file` or `postgresql://…`."""
    if address.startswith("sqlite:///"):
        # Not parsed: a file name may hold anything, `?` and `#` included.
        file = Path(address.removeprefix("sqlite:///")).resolve()
        return URL.create("sqlite", database=str(file))
    url = make_url(address).set(drivername="postgresql+asyncpg")
    if "sslmode" in url.query:
        # Named so in every other PostgreSQL address; this driver calls it ssl.
        mode = url.query["sslmode"]
        url = url.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
    return url


def postgresql(url: URL) -> Door:
    """Ten connections to PostgreSQL."""
    return Door(
        create_async_engine(url, pool_size=10, max_overflow=0, hide_parameters=True), connections=10
    )


def sqlite(file: Path, *, read_only: bool) -> Door:
    """One connection that writes, each transaction from BEGIN IMMEDIATE on; or four that read."""
    # One writer: SQLite has one anyway, and a queue in front of it never meets a lock.
    connections = 4 if read_only else 1
    engine = create_async_engine(
        URL.create(
            "sqlite+aiosqlite",
            database=f"file:{quote(str(file))}",
            query={"uri": "true", "mode": "ro" if read_only else "rwc"},
        ),
        pool_size=connections,
        max_overflow=0,
        connect_args={"isolation_level": None},
        # What members wrote must not reach the log by way of an exception.
        hide_parameters=True,
    )

    def connect(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in _PRAGMAS[1 if read_only else 0 :]:
            cursor.execute(pragma)
        cursor.close()

    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    event.listen(engine.sync_engine, "connect", connect)
    event.listen(engine.sync_engine, "begin", begin)
    return Door(engine, connections)
