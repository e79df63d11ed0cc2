"""Transactions: nothing is lost, nothing half done is written, nothing is left open."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import event, insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.storage.database import Database, Tx, insert_once, insert_or_update, insert_or_update_all
from bot.storage.tables.deliveries import PACER
from bot.storage.tables.me import MEMBER
from tests.storage import counter

JANUARY, JUNE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)


async def _add_one(database: Database, *, lock: bool) -> None:
    async with database.transaction() as tx:
        seen = await counter.read_in(tx, lock=lock)
        assert seen is not None
        await asyncio.sleep(0)
        await counter.write_in(tx, seen + 1)


async def test_200_read_modify_writes_at_once_lose_no_update(database: Database) -> None:
    await counter.start(database)
    # PostgreSQL has many writers, so there a row that is read to be changed is locked.
    await asyncio.gather(*(_add_one(database, lock=True) for _ in range(200)))
    assert await counter.read(database) == 200


async def test_sqlite_loses_no_update_without_asking_for_a_lock(sqlite_database: Database) -> None:
    await counter.start(sqlite_database)
    await asyncio.gather(*(_add_one(sqlite_database, lock=False) for _ in range(200)))
    assert await counter.read(sqlite_database) == 200


async def test_a_transaction_on_sqlite_holds_the_file_from_its_first_word(
    sqlite_database: Database,
) -> None:
    with closing(sqlite3.connect(sqlite_database.file, timeout=0)) as other:
        async with sqlite_database.transaction():
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")


async def test_an_exception_undoes_the_transaction(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as tx:
            await tx.execute(insert(PACER).values(counter.row()))
            _ = 1 / 0
    assert await counter.how_many(database) == 0


@pytest.mark.parametrize("cancels", [1, 2, 3])
async def test_a_transaction_cancelled_anywhere_writes_nothing_and_is_not_left_open(
    database: Database, cancels: int
) -> None:
    """Cancelled after ever more turns of the loop, hence waiting, at BEGIN, and in statements."""
    begun: list[bool] = []

    async def work() -> None:
        async with database.transaction() as tx:
            begun[-1] = True
            for n in range(4):
                await tx.execute(insert(PACER).values(counter.row(f"{n}")))
            await asyncio.sleep(60)

    await counter.how_many(database)
    for turns in [*range(0, 24, 2), *range(24, 80, 8)]:
        begun.append(False)
        task = asyncio.create_task(work())
        for _ in range(turns):
            await asyncio.sleep(0.0002)
        for _ in range(cancels):
            task.cancel()
            await asyncio.sleep(0)
        with pytest.raises(asyncio.CancelledError):
            await task
    assert not begun[0]
    assert begun[-1]
    await _assert_usable_and_empty(database)


async def test_a_transaction_cancelled_while_it_commits_is_whole(database: Database) -> None:
    for turns in range(20):
        task = asyncio.create_task(_write_two(database, turns))
        for _ in range(turns * 4):
            await asyncio.sleep(0.0001)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with database.transaction() as tx:
        rows = await tx.execute(text("SELECT free_at_us FROM pacer ORDER BY 1"))
        stored = list(rows.scalars())
        await tx.execute(PACER.delete())
    assert stored == sorted([*set(stored)] * 2)
    await _assert_usable_and_empty(database)


async def _write_two(database: Database, number: int) -> None:
    async with database.transaction() as tx:
        for name in ("one", "two"):
            await tx.execute(insert(PACER).values(counter.row(f"{name} {number}", number)))


async def _assert_usable_and_empty(database: Database) -> None:
    assert await counter.how_many(database) == 0
    await counter.start(database, number=7)
    assert await counter.read(database) == 7
    if database.embedded:
        with closing(sqlite3.connect(database.file, timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")
        return
    open_ones = text(
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND state LIKE 'idle in%'"
    )
    async with asyncio.timeout(5):
        while True:
            async with database.transaction() as tx:
                if (await tx.execute(open_ones)).scalar_one() == 0:
                    return
            await asyncio.sleep(0.01)


async def test_others_get_their_turn_when_the_first_is_cancelled_as_it_connects(
    address: str,
) -> None:
    for turns in range(1, 12):
        database = Database(address)
        tasks = [asyncio.create_task(counter.how_many(database)) for _ in range(12)]
        tasks += [asyncio.create_task(_write_two(database, turns)) for _ in range(3)]
        for _ in range(turns):
            await asyncio.sleep(0)
        tasks[0].cancel()
        tasks[12].cancel()
        async with asyncio.timeout(10):
            await asyncio.gather(*tasks, return_exceptions=True)
        assert not any(task.cancelled() for task in (*tasks[1:12], *tasks[13:]))
        await database.close()


async def test_of_200_who_wait_for_their_turn_half_may_give_up(database: Database) -> None:
    tasks = [asyncio.create_task(counter.start(database, f"{n}", n)) for n in range(200)]
    await asyncio.sleep(0.01)
    for task in tasks[::2]:
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    written = ended.count(None)
    assert {type(end) for end in ended} <= {type(None), asyncio.CancelledError}
    assert written >= 100
    # One that was cancelled while its COMMIT ran may be stored.
    assert written <= await counter.how_many(database) <= 200


async def test_a_reading_transaction_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"(?i)read-?only"):
        async with database.reading() as tx:
            await tx.execute(insert(PACER).values(counter.row()))
    assert await counter.how_many(database) == 0
    await counter.start(database)


async def test_a_reading_transaction_sees_one_moment_of_the_database(database: Database) -> None:
    async with database.reading() as tx:
        assert await counter.read_in(tx) is None
        await counter.start(database)
        assert await counter.read_in(tx) is None
    assert await counter.read(database) == 0


async def test_readers_wait_for_no_writer(database: Database) -> None:
    await counter.start(database, number=1)
    async with database.transaction() as tx:
        await counter.write_in(tx, 2)
        async with asyncio.timeout(2):
            assert await asyncio.gather(*(counter.read(database) for _ in range(20))) == [1] * 20
    assert await counter.read(database) == 2


async def test_reading_on_postgresql_asks_nothing_more_of_the_server(
    postgres_database: Database,
) -> None:
    statements: list[str] = []
    async with postgres_database.reading() as tx:

        def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
            statements.append(statement)

        event.listen(tx.sync_connection, "before_cursor_execute", note)
        await counter.read_in(tx)
        level = await tx.exec_driver_sql("SHOW transaction_isolation")
        assert level.scalar_one() == "repeatable read"
    async with postgres_database.transaction() as tx:
        level = await tx.exec_driver_sql("SHOW transaction_isolation")
        assert level.scalar_one() == "read committed"
    assert len(statements) == 2


async def test_strict_tables_refuse_text_in_a_whole_number(sqlite_database: Database) -> None:
    with pytest.raises(IntegrityError, match="cannot store TEXT value in INTEGER column"):
        async with sqlite_database.transaction() as tx:
            await tx.execute(text("INSERT INTO pacer VALUES ('n', 'soon')"))


async def test_a_child_without_its_parent_is_refused(database: Database) -> None:
    orphan = text("INSERT INTO hint (guild_id, post_id, user_id, step, at) VALUES (1, 2, 3, 1, 0)")
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            await tx.execute(orphan)


async def test_the_first_one_gets_the_row_and_the_second_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        first = await insert_once(tx, PACER, counter.row("n", 1))
        assert first is not None
        assert (first.name, first.free_at_us) == ("n", 1)
        assert await insert_once(tx, PACER, counter.row("n", 2)) is None
        # The transaction lives on after a lost race.
        assert await insert_once(tx, PACER, counter.row("m", 3)) is not None
    assert (await counter.read(database), await counter.read(database, "m")) == (1, 3)


async def test_of_many_at_once_exactly_one_is_first(database: Database) -> None:
    async def race(number: int) -> bool:
        async with database.transaction() as tx:
            first = await insert_once(tx, PACER, counter.row("n", number)) is not None
            # What one who lost does next still works and is stored.
            await tx.execute(insert(PACER).values(counter.row(f"after {number}")))
            return first

    firsts = await asyncio.gather(*(race(number) for number in range(20)))
    assert firsts.count(True) == 1
    assert await counter.how_many(database) == 21
    assert await counter.read(database) == firsts.index(True)


def _member(user_id: int, zone: str, seen: datetime) -> dict[str, object]:
    return {"guild_id": 1, "user_id": user_id, "zone": zone, "first_seen_at": seen}


async def _one_by_one(tx: Tx, rows: list[dict[str, object]]) -> None:
    for row in rows:
        stored = await insert_or_update(tx, MEMBER, row, ["zone"])
        assert stored.zone == row["zone"]


async def _all_at_once(tx: Tx, rows: list[dict[str, object]]) -> None:
    await insert_or_update_all(tx, MEMBER, rows, ["zone"])


@pytest.mark.parametrize("store", [_one_by_one, _all_at_once])
async def test_a_row_that_is_there_changes_only_where_named(
    database: Database, store: Callable[[Tx, list[dict[str, object]]], Awaitable[None]]
) -> None:
    async with database.transaction() as tx:
        await store(tx, [_member(2, "Europe/Berlin", JANUARY)])
        await store(tx, [_member(2, "Asia/Tokyo", JUNE), _member(3, "Asia/Dubai", JUNE)])
        await store(tx, [])
        rows = await tx.execute(
            text("SELECT user_id, zone, first_seen_at FROM member ORDER BY user_id")
        )
        assert [tuple(row) for row in rows] == [
            (2, "Asia/Tokyo", int(JANUARY.timestamp()) * 1000),
            (3, "Asia/Dubai", int(JUNE.timestamp()) * 1000),
        ]
