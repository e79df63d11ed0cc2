"""The SQLite file: its name, its lock, its settings, and what is left of it when it is closed."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.errors import Busy
from bot.storage import migrations
from bot.storage.database import Database, DatabaseRefused
from tests.storage import counter

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from bot.storage.database import Database, DatabaseRefused

try:
    Database(sys.argv[1]).lock()
except DatabaseRefused as refused:
    sys.exit(str(refused))
print("locked", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize(
    "name", ["with space", "what?", "part#2", "100%41", "a&mode=ro", "ünï’", 'it\'s "so"', "a:b@c"]
)
async def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    file = tmp_path / name / "loopmate.db"
    database = Database(f"sqlite:///{file}")
    try:
        database.lock()
        await migrations.upgrade(database)
        await counter.start(database, number=1)
        assert await counter.read(database) == 1
    finally:
        await database.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert file.exists()


async def test_an_address_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    database = Database("sqlite:///here/loopmate.db")
    monkeypatch.chdir("/")
    try:
        await migrations.upgrade(database)
        await counter.start(database)
    finally:
        await database.close()
    assert (tmp_path / "here" / "loopmate.db").exists()


async def test_every_connection_has_its_settings(sqlite_database: Database) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "mmap_size": 0,
    }
    for door in (sqlite_database.transaction, sqlite_database.reading):
        async with door() as tx:
            found = {
                name: (await tx.exec_driver_sql(f"PRAGMA {name}")).scalar_one() for name in wanted
            }
        assert found == wanted


async def test_a_reader_may_be_the_first_to_open_the_file(sqlite_database: Database) -> None:
    assert await counter.how_many(sqlite_database) == 0
    await counter.start(sqlite_database)
    assert await counter.how_many(sqlite_database) == 1


async def test_closing_leaves_the_file_alone_and_twice_is_no_fault(
    sqlite_database: Database,
) -> None:
    await counter.start(sqlite_database)
    await counter.how_many(sqlite_database)
    sqlite_database.lock()
    await sqlite_database.close()
    assert _beside(sqlite_database) == {"loopmate.db", "loopmate.db.lock"}
    await sqlite_database.close()


async def test_whoever_comes_after_closing_is_sent_away(database: Database) -> None:
    await database.close()
    for door in (database.reading, database.transaction):
        with pytest.raises(Busy):
            async with door():
                pass


async def test_closing_goes_on_when_its_task_is_cancelled(sqlite_database: Database) -> None:
    await counter.start(sqlite_database)
    await counter.how_many(sqlite_database)
    task = asyncio.create_task(sqlite_database.close())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert _beside(sqlite_database) == {"loopmate.db"}


def _beside(database: Database) -> set[str]:
    return {path.name for path in database.file.parent.iterdir()}


@asynccontextmanager
async def _holder(address: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Another process that holds the lock."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        HOLD,
        address,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        assert await process.stdout.readline() == b"locked\n"
        yield process
    finally:
        process.stdin.close()
        await process.wait()


async def test_a_second_process_on_the_same_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'loopmate.db'}"
    other = tmp_path / "other name"
    other.symlink_to(tmp_path)
    async with _holder(address):
        for way in (address, f"sqlite:///{other / 'loopmate.db'}"):
            with pytest.raises(DatabaseRefused) as caught:
                Database(way).lock()
            assert str(caught.value) == (
                f"Another process already uses {tmp_path / 'loopmate.db'}; stop it first, "
                "or use PostgreSQL (DATABASE_URL) to run several."
            )
    await _assert_free(address)


async def test_the_second_process_is_told_and_the_first_goes_on(
    sqlite_database: Database,
) -> None:
    sqlite_database.lock()
    sqlite_database.lock()
    address = f"sqlite:///{sqlite_database.file}"
    second = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLD, address, cwd=ROOT, stderr=subprocess.PIPE
    )
    _, said = await second.communicate()
    assert second.returncode == 1
    assert said.decode().startswith(f"Another process already uses {sqlite_database.file};")
    await counter.start(sqlite_database)


async def test_the_lock_ends_with_its_process_even_by_sigkill(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'loopmate.db'}"
    async with _holder(address) as process:
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
        await _assert_free(address)


async def _assert_free(address: str) -> None:
    database = Database(address)
    database.lock()
    await database.close()


async def test_a_folder_that_cannot_be_made_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    database = Database(f"sqlite:///{tmp_path / 'file' / 'loopmate.db'}")
    with pytest.raises(DatabaseRefused, match="cannot be opened"):
        database.lock()
    with pytest.raises(DatabaseRefused, match="cannot be used"):
        await migrations.upgrade(database)
    await database.close()


async def test_postgresql_needs_no_lock(postgres_database: Database) -> None:
    postgres_database.lock()
    Database(postgres_database.url.set(drivername="postgresql").render_as_string()).lock()


async def test_the_word_for_encryption_is_the_one_of_other_tools(
    postgres_database: Database,
) -> None:
    address = postgres_database.url.set(drivername="postgresql").update_query_dict(
        {"sslmode": "disable"}
    )
    database = Database(address.render_as_string(hide_password=False))
    await counter.start(database)
    await database.close()


async def test_the_engine_tells_its_version(database: Database, engine: str) -> None:
    name, version = (await database.version()).split(" ")
    assert name == {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[engine]
    assert all(part.isdigit() for part in version.split("."))
