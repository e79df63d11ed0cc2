"""A fault of the machine has a sentence, loses nothing, and is over when it is over."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from bot.errors import Busy, DiskFull
from bot.storage.database import Database, insert_once
from bot.storage.tables.deliveries import PACER
from tests import databases
from tests.storage import counter


async def test_a_locked_file_says_that_the_storage_is_busy(sqlite_database: Database) -> None:
    async with sqlite_database.transaction() as tx:
        await tx.exec_driver_sql("PRAGMA busy_timeout = 30")
    with closing(sqlite3.connect(sqlite_database.file)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy) as caught:
            await counter.start(sqlite_database)
        assert "database is locked" in str(caught.value.__cause__)
        assert await counter.how_many(sqlite_database) == 0
    await counter.start(sqlite_database)


async def test_a_full_disk_says_so_and_loses_nothing_that_was_there(
    sqlite_database: Database,
) -> None:
    await counter.start(sqlite_database, "before", 1)
    async with sqlite_database.transaction() as tx:
        pages = (await tx.exec_driver_sql("PRAGMA page_count")).scalar_one()
        await tx.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        async with sqlite_database.transaction() as tx:
            for n in range(100):
                await insert_once(tx, PACER, counter.row(f"{n}" * 1000))
    assert await counter.how_many(sqlite_database) == 1
    async with sqlite_database.transaction() as tx:
        await tx.exec_driver_sql("PRAGMA max_page_count = 1000000")
        await insert_once(tx, PACER, counter.row("after" * 1000, 2))
    assert await counter.read(sqlite_database, "before") == 1
    assert await counter.how_many(sqlite_database) == 2


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("53100", DiskFull), ("40P01", Busy), ("40001", Busy), ("55P03", Busy), ("53300", Busy)],
)
async def test_faults_of_postgresql_have_the_same_sentences(
    postgres_database: Database, code: str, sentence: type[Exception]
) -> None:
    with pytest.raises(sentence):
        async with postgres_database.transaction() as tx:
            await tx.exec_driver_sql(
                f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}'; END $$"
            )
    await counter.start(postgres_database)


async def test_two_transactions_that_cross_on_postgresql_are_one_done_and_one_busy(
    postgres_database: Database,
) -> None:
    for name in ("a", "b"):
        await counter.start(postgres_database, name)
    met = asyncio.Barrier(2)

    async def cross(first: str, then: str, number: int) -> None:
        async with postgres_database.transaction() as tx:
            await tx.exec_driver_sql("SET LOCAL deadlock_timeout = 50")
            await counter.write_in(tx, number, first)
            await met.wait()
            await counter.write_in(tx, number, then)

    ends = await asyncio.gather(cross("a", "b", 1), cross("b", "a", 2), return_exceptions=True)
    assert sorted(type(end).__name__ for end in ends) == ["Busy", "NoneType"]
    done = ends.index(None) + 1
    assert [await counter.read(postgres_database, name) for name in "ab"] == [done, done]


async def test_a_connection_that_the_server_ends_is_made_anew(postgres_database: Database) -> None:
    async with postgres_database.transaction() as tx:
        own = (await tx.exec_driver_sql("SELECT pg_backend_pid()")).scalar_one()
    databases.run(databases.command(f"SELECT pg_terminate_backend({own}, 5000)"))
    with pytest.raises(Busy):
        await counter.start(postgres_database)
    await counter.start(postgres_database)


async def test_a_fault_of_the_code_keeps_its_own_name(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)syntax error"):
        async with database.transaction() as tx:
            await tx.exec_driver_sql("SELEKT")
    await counter.start(database)
