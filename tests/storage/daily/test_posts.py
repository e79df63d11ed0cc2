"""Posts: stored before their messages, shown once they went out."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.storage.daily import posts
from bot.storage.database import Database
from tests.storage.daily import given
from tests.storage.daily.given import DAY, NOW


@pytest.fixture(autouse=True)
async def series(database: Database) -> None:
    """Series 10 and 11."""
    await given.add_series(database, 10)
    await given.add_series(database, 11)


async def _mark(database: Database, id: int, minutes: int, **slot: object) -> None:
    where = {"guild_id": 1, "series_id": 10, "slot": DAY} | slot
    async with database.transaction() as tx:
        await posts.mark_posted(
            tx, **where, now=NOW + timedelta(minutes=minutes), message_id=id * 10, thread_id=None
        )


async def test_a_post_is_kept_as_it_was_made(database: Database) -> None:
    post = await given.add_post(database, threads=False, place="forum")
    async with database.transaction() as tx:
        await posts.add(tx, [])
        assert await posts.find(tx, guild_id=1, id=500) == post
        assert await posts.find(tx, guild_id=2, id=500) is None


async def test_a_series_has_one_post_a_slot(database: Database) -> None:
    await given.add_post(database, 1)
    await given.add_post(database, 2, series_id=11)
    with pytest.raises(IntegrityError):
        await given.add_post(database, 3, question_id="sd.chat")


async def test_a_post_counts_once_its_message_stands(database: Database) -> None:
    post = await given.add_post(database, 1)
    await given.add_post(database, 2, series_id=11)
    async with database.reading() as tx:
        assert await posts.count(tx, guild_id=1, hidden=()) == 0
        assert await posts.page(tx, guild_id=1, limit=5, offset=0, hidden=()) == []
        assert await posts.newest(tx, guild_id=1, within=timedelta(hours=1), hidden=()) == []
    await _mark(database, 1, 3)
    async with database.reading() as tx:
        assert await posts.count(tx, guild_id=1, hidden=()) == 1
        assert await posts.count(tx, guild_id=2, hidden=()) == 0
        shown = replace(post, posted_at=NOW + timedelta(minutes=3), message_id=10)
        assert await posts.page(tx, guild_id=1, limit=5, offset=0, hidden=()) == [shown]


async def test_history_comes_in_pages_newest_first(database: Database) -> None:
    for n in range(5):
        slot = DAY + timedelta(days=n)
        await given.add_post(database, n, slot=slot, question_id=f"sd.{n}")
        await _mark(database, n, minutes=1440 * n, slot=slot)
    await given.add_post(database, 9, series_id=11)
    await _mark(database, 9, minutes=1440 * 4, series_id=11)
    async with database.reading() as tx:
        pages = [
            await posts.page(tx, guild_id=1, limit=2, offset=n, hidden=()) for n in (0, 2, 4, 6)
        ]
    assert [[post.id for post in page] for page in pages] == [[9, 4], [3, 2], [1, 0], []]


async def test_the_newest_are_those_of_about_the_same_moment(database: Database) -> None:
    moments = {1: 0, 2: 60, 3: 61, 4: 120}
    for id, minutes in moments.items():
        slot = DAY + timedelta(days=id)
        await given.add_post(database, id, slot=slot, question_id=f"sd.{id}")
        await _mark(database, id, minutes, slot=slot)
    async with database.reading() as tx:
        found = await posts.newest(tx, guild_id=1, within=timedelta(hours=1), hidden=())
    assert [post.id for post in found] == [4, 3]


async def test_only_a_post_that_never_went_out_is_withdrawn(database: Database) -> None:
    await given.add_post(database, 1)
    await given.add_post(database, 2, series_id=11)
    await _mark(database, 2, 0, series_id=11)
    async with database.transaction() as tx:
        await posts.withdraw(tx, guild_id=1, series_id=11, slot=DAY)
        await posts.withdraw(tx, guild_id=2, series_id=10, slot=DAY)
        assert await posts.find(tx, guild_id=1, id=1) is not None
        await posts.withdraw(tx, guild_id=1, series_id=10, slot=DAY)
        assert await posts.find(tx, guild_id=1, id=1) is None
        assert await posts.find(tx, guild_id=1, id=2) is not None
