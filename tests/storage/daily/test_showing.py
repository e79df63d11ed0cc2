"""What a post says of the posts before it: counted right, and read from an index."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.domain.daily.series import Earlier, Post
from bot.storage.daily import answers, ledger, showing
from bot.storage.daily import posts as stored
from bot.storage.database import Database
from bot.storage.tables.daily import REVIEW
from tests.storage.daily import given
from tests.storage.daily.given import DAY, NOW

A_DAY = timedelta(days=1)
ANA, BEN, CY = 101, 102, 103


@pytest.fixture
async def posts(database: Database) -> list[Post]:
    """Three days of series 10; the first two went out."""
    await given.add_series(database, 10)
    found = [
        await given.add_post(database, n, slot=DAY + n * A_DAY, question_id=f"sd.{n}")
        for n in range(3)
    ]
    for post in found[:2]:
        await _mark(database, post)
    return found


async def _mark(database: Database, post: Post) -> None:
    async with database.transaction() as tx:
        where = {"guild_id": 1, "series_id": post.series_id, "slot": post.slot}
        await stored.mark_posted(tx, **where, now=NOW, message_id=9, thread_id=None)


def _review(id: int, author: int, reviewer: int, state: str) -> dict[str, Any]:
    who = {"guild_id": 1, "post_id": 1, "author_id": author, "reviewer_id": reviewer}
    return {**who, "id": id, "assigned_at": NOW, "due_at": NOW, "state": state}


async def _earlier(database: Database, post: Post) -> Earlier | None:
    async with database.reading() as tx:
        return await showing.earlier(tx, post)


async def test_the_one_before_is_the_newest_that_went_out(
    database: Database, posts: list[Post]
) -> None:
    first, second, third = posts
    found = await _earlier(database, third)
    assert found is not None
    assert (found.post.id, found.post.posted_at) == (second.id, NOW)
    assert (found.answers, found.reviewed) == (0, 0)
    assert await _earlier(database, first) is None
    found = await _earlier(database, replace(third, slot=third.slot + A_DAY))
    assert found is not None
    assert found.post.id == second.id


async def test_another_series_or_server_is_not_before_it(
    database: Database, posts: list[Post]
) -> None:
    assert await _earlier(database, replace(posts[2], series_id=11)) is None
    assert await _earlier(database, replace(posts[2], guild_id=2)) is None


async def test_written_answers_and_answers_with_a_done_review_are_counted(
    database: Database, posts: list[Post]
) -> None:
    async with database.transaction() as tx:
        for user_id, text in ((ANA, "One."), (BEN, "Two."), (CY, None)):
            thing = {"guild_id": 1, "post_id": 1, "user_id": user_id}
            await answers.add(tx, **thing, text=text, now=NOW)
        await tx.execute(
            REVIEW.insert(),
            [
                _review(1, ANA, BEN, "done"),
                _review(2, ANA, CY, "done"),
                _review(3, BEN, ANA, "declined"),
                _review(4, BEN, CY, "open"),
            ],
        )
    found = await _earlier(database, posts[2])
    assert found is not None
    assert (found.answers, found.reviewed) == (2, 1)


async def test_a_question_was_asked_last_where_it_went_out_in_an_earlier_round(
    database: Database, posts: list[Post]
) -> None:
    again = replace(posts[2], cycle=2, question_id="sd.0")
    async with database.reading() as tx:
        assert await showing.last_asked(tx, again) == DAY
        # It waits to be asked, or was never asked here.
        assert await showing.last_asked(tx, replace(again, question_id="sd.2")) is None
        assert await showing.last_asked(tx, replace(again, series_id=11)) is None
        assert await showing.last_asked(tx, posts[0]) is None


async def test_ten_years_of_posts_are_not_read_for_one_of_them(
    sqlite_database: Database,
) -> None:
    await given.add_series(sqlite_database, 10)
    post = await given.add_post(sqlite_database)
    statements: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        statements.append((statement, values))

    async with sqlite_database.transaction() as tx:
        event.listen(tx.sync_connection, "before_cursor_execute", note)
        await showing.earlier(tx, post)
        await showing.last_asked(tx, post)
        await ledger.page(tx, guild_id=1, series_id=10, limit=8, offset=0)
        await ledger.count(tx, guild_id=1, series_id=10)
        event.remove(tx.sync_connection, "before_cursor_execute", note)
        assert len(statements) == 4
        for statement, values in statements:
            rows = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            plan = " / ".join(row[3] for row in rows)
            assert not re.search(r"SCAN (post|delivery|answer|review)|TEMP B-TREE FOR ORDER", plan)
