"""The queue of a series: kept in order, taken from, and given back to."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.storage import me
from bot.storage.daily import queue
from bot.storage.database import Database
from bot.storage.tables.daily import QUEUE
from tests.storage.daily import given
from tests.storage.daily.given import DAY, NOW

MINE = {"guild_id": 1, "series_id": 10}
BOB, EVE = 7, 8


@pytest.fixture(autouse=True)
async def series(database: Database) -> None:
    """Series 10 and 11, and one of another server."""
    await given.add_series(database, 10)
    await given.add_series(database, 11)
    await given.add_series(database, 12, guild_id=2)


async def _write(database: Database, *questions: str, by: int = BOB, **thing: int) -> None:
    async with database.transaction() as tx:
        await queue.write(tx, **MINE | thing, questions=questions, by=by, now=NOW)


async def _order(database: Database) -> list[str]:
    async with database.reading() as tx:
        return list(await queue.of(tx, **MINE))


async def _take(database: Database, *questions: str) -> None:
    async with database.transaction() as tx:
        await queue.take(tx, [(1, 10, question) for question in questions])


async def _give_back(database: Database, question: str) -> None:
    async with database.transaction() as tx:
        await queue.give_back(tx, **MINE, question_id=question)


async def _done(database: Database, question: str) -> None:
    async with database.transaction() as tx:
        await queue.done(tx, **MINE, question_id=question)


async def test_a_queue_is_kept_in_the_order_it_was_given(database: Database) -> None:
    assert await _order(database) == []
    await _write(database, "b", "a", "c")
    assert await _order(database) == ["b", "a", "c"]
    await _write(database, "c", "b")
    assert await _order(database) == ["c", "b"]
    await _write(database)
    assert await _order(database) == []


async def test_queues_of_many_servers_are_read_at_once(database: Database) -> None:
    await _write(database, "b", "a")
    await _write(database, "a", series_id=11)
    await _write(database, "z", guild_id=2, series_id=12)
    async with database.reading() as tx:
        assert await queue.of_guilds(tx, [1, 2, 3]) == {
            (1, 10): ["b", "a"],
            (1, 11): ["a"],
            (2, 12): ["z"],
        }
        assert await queue.of_guilds(tx, [2]) == {(2, 12): ["z"]}
        assert await queue.of_guilds(tx, []) == {}


async def test_who_added_a_question_stays_when_another_moves_it(database: Database) -> None:
    await _write(database, "a", "b")
    await _write(database, "c", "b", "a", by=EVE)
    async with database.transaction() as tx:
        rows = await tx.execute(select(QUEUE.c.question_id, QUEUE.c.added_by))
        assert {row.question_id: row.added_by for row in rows} == {"a": BOB, "b": BOB, "c": EVE}
        await me.delete(tx, guild_id=1, user_id=BOB)
    assert await _order(database) == ["c", "b", "a"]


async def test_what_was_taken_waits_no_longer_and_ends_with_its_post(database: Database) -> None:
    await _write(database, "a", "b", "c")
    await _take(database)
    await _take(database, "a")
    assert await _order(database) == ["b", "c"]
    await _done(database, "b")
    assert await _order(database) == ["b", "c"]
    await _done(database, "a")
    await _give_back(database, "a")
    assert await _order(database) == ["b", "c"]


async def test_what_was_taken_goes_back_to_the_front(database: Database) -> None:
    await _write(database, "a", "b", "c")
    await _write(database, "a", series_id=11)
    await _take(database, "a", "b")
    await _give_back(database, "b")
    assert await _order(database) == ["b", "c"]
    await _give_back(database, "a")
    assert await _order(database) == ["a", "b", "c"]
    await _give_back(database, "drawn")
    assert await _order(database) == ["a", "b", "c"]


async def test_a_new_order_leaves_what_was_taken_to_its_post(database: Database) -> None:
    await _write(database, "a", "b")
    await _take(database, "a")
    await _write(database, "c")
    await _give_back(database, "a")
    assert await _order(database) == ["a", "c"]


async def test_a_question_that_is_queued_again_stays_when_its_post_went_out(
    database: Database,
) -> None:
    await _write(database, "a", "b")
    await _take(database, "a")
    await _write(database, "b", "a")
    await _done(database, "a")
    assert await _order(database) == ["b", "a"]


async def test_the_last_day_of_each_question_is_told_by_series(database: Database) -> None:
    later = DAY + timedelta(days=9)
    await given.add_post(database, 1)
    await given.add_post(database, 2, slot=later, cycle=2)
    await given.add_post(database, 3, slot=DAY + timedelta(days=1), question_id="sd.chat")
    await given.add_post(database, 4, series_id=11, question_id="sd.theirs")
    async with database.reading() as tx:
        found = await queue.last_asked(tx, **MINE)
    assert found == {"td.caching": later, "sd.chat": DAY + timedelta(days=1)}


async def test_a_queue_goes_with_its_series(database: Database) -> None:
    await _write(database, "a")
    async with database.transaction() as tx:
        await tx.exec_driver_sql("DELETE FROM series WHERE id = 10")
        assert (await tx.execute(select(QUEUE))).all() == []
