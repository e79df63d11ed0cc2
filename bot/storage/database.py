"""The one door to the database: transactions that cannot be left open, on SQLite or PostgreSQL.

SQLite without the hooks in `engines` loses updates silently: its driver opens no transaction for a
SELECT, so two read-modify-writes overlap. Hence one writer connection whose every transaction begins
IMMEDIATE, and read-only connections beside it.
"""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Row, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage import engines, faults

Tx = AsyncConnection
"""An open transaction. Storage functions take it first."""


class DatabaseRefused(Exception):
    """The database cannot be used; the message says why and what to do."""


class Database:
    """One database; `close` it, whatever happens."""

    def __init__(self, address: str) -> None:
        """`address` is `sqlite:///file` or `postgresql://…`."""
        self.url = engines.read(address)
        self.embedded = self.url.get_backend_name() == "sqlite"
        self._lock: sqlite3.Connection | None = None
        if self.embedded:
            self._writer = engines.sqlite(self.file, read_only=False)
            self._reader = engines.sqlite(self.file, read_only=True)
        else:
            self._writer = engines.postgresql(self.url)
            # As on SQLite: a reader sees one moment of the database and cannot write.
            self._reader = self._writer.beside(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @property
    def file(self) -> Path:
        """The SQLite file, by its one name: two ways to it are one lock."""
        return Path(str(self.url.database))

    def lock(self) -> None:
        """Refuse a second process on the same SQLite file; raises `DatabaseRefused`.

        The lock is an open transaction on a file beside it, which the system ends with the process.
        """
        if not self.embedded or self._lock is not None:
            return
        beside = f"{self.file}.lock"
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            lock = sqlite3.connect(beside, timeout=0, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise DatabaseRefused(f"{beside} cannot be opened: {error}.") from error
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            lock.close()
            if faults.sqlite_code(error) != sqlite3.SQLITE_BUSY:
                raise DatabaseRefused(f"{beside} cannot be locked: {error}.") from error
            raise DatabaseRefused(
                f"Another process already uses {self.file}; stop it first, or use PostgreSQL "
                "(DATABASE_URL) to run several."
            ) from error
        self._lock = lock

    async def version(self) -> str:
        """The engine and its version, for the log: `SQLite 3.40.1`."""
        if self.embedded:
            return f"SQLite {sqlite3.sqlite_version}"
        async with self.reading() as tx:
            version = (await tx.exec_driver_sql("SHOW server_version")).scalar_one()
        return f"PostgreSQL {version.split()[0]}"

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[Tx]:
        """Commit on leaving; roll back on any exception, cancellation included."""
        async with self._writer.open() as tx:
            yield tx

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[Tx]:
        """A transaction that only reads, and on SQLite waits for no writer."""
        async with self._reader.open() as tx:
            yield tx

    async def close(self) -> None:
        """Close every connection, to the end even where the caller is cancelled meanwhile.

        Transactions under way come to their end first.
        """
        closing = asyncio.create_task(self._close())
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            await asyncio.wait([closing])
            raise

    async def _close(self) -> None:
        try:
            # The writer last: the last one to leave a SQLite file puts its log away.
            if self.embedded:
                await self._reader.close()
            await self._writer.close()
        finally:
            if self._lock is not None:
                self._lock.close()
                self._lock = None


async def insert_once(tx: Tx, table: Table, values: Mapping[str, Any]) -> Row[Any] | None:
    """Insert a row unless its key is taken; the row, or nothing where someone was first.

    The key decides: catching the violation instead would leave a PostgreSQL transaction dead.
    """
    statement = _insert(tx, table).values(dict(values)).on_conflict_do_nothing()
    return (await tx.execute(statement.returning(*table.c))).one_or_none()


async def insert_once_all(tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, those whose key is taken left out, in one statement."""
    if rows:
        statement = _insert(tx, table).on_conflict_do_nothing()
        await tx.execute(statement, [dict(row) for row in rows])


async def insert_or_update(
    tx: Tx, table: Table, values: Mapping[str, Any], changing: Iterable[str]
) -> Row[Any]:
    """Insert a row, or change the named columns of the one that has its key."""
    statement = _insert(tx, table).values(dict(values))
    statement = statement.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={name: statement.excluded[name] for name in changing},
    )
    return (await tx.execute(statement.returning(*table.c))).one()


async def insert_or_update_all(
    tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]], changing: Iterable[str]
) -> None:
    """The same for many rows in one statement."""
    if rows:
        statement = _insert(tx, table)
        await tx.execute(
            statement.on_conflict_do_update(
                index_elements=list(table.primary_key.columns),
                set_={name: statement.excluded[name] for name in changing},
            ),
            [dict(row) for row in rows],
        )


def _insert(tx: Tx, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if tx.dialect.name == "sqlite" else postgresql.insert(table)
