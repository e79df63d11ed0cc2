"""Databases for tests: a SQLite file always, and PostgreSQL where LOOPMATE_TEST_POSTGRES names a server.

`tests/conftest.py` makes fixtures of these.
"""

import asyncio
import os
import secrets
import shutil
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import make_url

from bot.storage import migrations
from bot.storage.database import Database
from bot.storage.tables import metadata

SERVER = os.environ.get("LOOPMATE_TEST_POSTGRES", "")
"""Such as `postgresql://me@127.0.0.1:5432/postgres`; it must be allowed to create databases."""

ENGINES = ["sqlite", "postgresql"] if SERVER else ["sqlite"]

Result = TypeVar("Result")


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end on a loop of its own, whatever loop this thread has."""
    with ThreadPoolExecutor(max_workers=1) as threads:
        return threads.submit(asyncio.run, work).result()


@contextmanager
def postgres_database() -> Iterator[str]:
    """The address of a new, empty PostgreSQL database that is dropped afterwards."""
    name = f"loopmate_test_{secrets.token_hex(6)}"
    run(command(f'CREATE DATABASE "{name}"'))
    try:
        # Nothing here outlives a crash of the server, so no commit need wait for its disk.
        run(command(f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
        yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    finally:
        run(command(f'DROP DATABASE "{name}" WITH (FORCE)'))


async def command(statement: str, address: str = SERVER) -> None:
    """Have PostgreSQL carry out a statement."""
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


def migrate(address: str) -> None:
    """Bring an empty database to the newest schema."""
    run(_migrate(address))


async def _migrate(address: str) -> None:
    database = Database(address)
    try:
        await migrations.upgrade(database)
    finally:
        await database.close()


def empty(address: str) -> None:
    """Delete every row of a PostgreSQL database of ours."""
    # On tables this small a hundred times faster than TRUNCATE, which makes new files.
    tables = reversed(metadata.sorted_tables)
    run(command(";".join(f'DELETE FROM "{table.name}"' for table in tables), address))


def clear(address: str) -> None:
    """Drop every table of a PostgreSQL database."""
    run(command("DROP SCHEMA public CASCADE; CREATE SCHEMA public", address))


def copy(template: Path, folder: Path) -> str:
    """The address of a copy of a SQLite file that no process has open."""
    return f"sqlite:///{shutil.copy(template, folder / 'loopmate.db')}"
