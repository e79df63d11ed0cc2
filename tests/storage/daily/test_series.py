"""Series and what they asked."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.daily.choice import Asked, Lately
from bot.domain.daily.series import Series
from bot.storage import schedules
from bot.storage.daily import posts, series
from bot.storage.database import Database
from tests.storage.daily import given
from tests.storage.daily.given import DAY, NOW, PLAN, POST

KEPT = Series(
    guild_id=1,
    id=10,
    channel_id=50,
    place="text",
    threads=True,
    starts_on=DAY,
    created_by=7,
    plan=PLAN,
    next_run_at=NOW,
)


async def test_a_series_is_kept_with_its_plan(database: Database) -> None:
    await given.add_series(database)
    async with database.reading() as tx:
        assert await series.find(tx, guild_id=1, id=10) == KEPT
        assert await series.find(tx, guild_id=2, id=10) is None
        assert await series.find(tx, guild_id=1, id=11) is None


async def test_a_series_shows_that_it_is_paused_or_held(database: Database) -> None:
    await given.add_series(database)
    thing = {"guild_id": 1, "kind": series.KIND, "ref": 10}
    async with database.transaction() as tx:
        await schedules.set_next(tx, **thing, next_run_at=None, paused_at=NOW)
        await schedules.hold(tx, **thing, now=NOW, why="channel")
        found = await series.find(tx, guild_id=1, id=10)
    assert found == replace(KEPT, next_run_at=None, paused_at=NOW, held_at=NOW, held_why="channel")


async def test_the_series_of_a_server_come_oldest_first(database: Database) -> None:
    await given.add_series(database, 10, later=5)
    await given.add_series(database, 11, later=1)
    await given.add_series(database, 12, guild_id=2)
    async with database.reading() as tx:
        assert [one.id for one in await series.of_guild(tx, guild_id=1)] == [11, 10]


async def test_the_series_behind_what_is_due_are_read_at_once(database: Database) -> None:
    await given.add_series(database, 10)
    await given.add_series(database, 12, guild_id=2)
    async with database.transaction() as tx:
        due = await schedules.claim_due(tx, now=NOW, limit=9)
        strange = replace(due[0], guild_id=3)
        found = await series.find_all(tx, [*due, strange])
        assert await series.find_all(tx, []) == {}
    assert found == {(1, 10): KEPT, (2, 12): replace(KEPT, guild_id=2, id=12)}


async def test_a_removed_series_is_gone_and_its_posts_stay(database: Database) -> None:
    await given.add_series(database)
    await given.add_post(database)
    async with database.transaction() as tx:
        assert await series.remove(tx, guild_id=1, id=10, now=NOW)
        assert not await series.remove(tx, guild_id=1, id=10, now=NOW)
        assert await series.find(tx, guild_id=1, id=10) is None
        assert await series.of_guild(tx, guild_id=1) == []
        asked = await series.asked_in(tx, [1], since=DAY)
    assert asked == {(1, 50): {10: Lately((DAY,), ["td.caching"])}}


async def test_a_series_that_was_removed_comes_back_once(database: Database) -> None:
    await given.add_series(database)
    async with database.transaction() as tx:
        assert not await series.restore(tx, guild_id=1, id=10)
        await series.remove(tx, guild_id=1, id=10, now=NOW)
        assert await series.restore(tx, guild_id=1, id=10)
        assert not await series.restore(tx, guild_id=2, id=10)
        assert await series.find(tx, guild_id=1, id=10) == replace(KEPT, version=3)


async def test_what_is_changed_counts_as_a_version_and_nothing_else_moves(
    database: Database,
) -> None:
    await given.add_series(database, 10)
    await given.add_series(database, 10, guild_id=2)
    async with database.transaction() as tx:
        await series.change(tx, guild_id=1, id=10, level="L6", kinds=("coding", "behavioral"))
        await series.change(tx, guild_id=1, id=10)
        assert await series.find(tx, guild_id=1, id=10) == replace(
            KEPT, level="L6", kinds=("coding", "behavioral"), version=3
        )
        await series.change(tx, guild_id=1, id=10, kinds=())
        assert await series.lock(tx, guild_id=1, id=10) == replace(KEPT, level="L6", version=4)
        assert await series.find(tx, guild_id=2, id=10) == replace(KEPT, guild_id=2)
        assert await series.lock(tx, guild_id=1, id=11) is None


async def test_a_series_that_is_locked_is_passed_over_by_the_planner(
    postgres_database: Database,
) -> None:
    await given.add_series(postgres_database)
    async with postgres_database.transaction() as one, postgres_database.transaction() as two:
        assert await series.lock(one, guild_id=1, id=10) == KEPT
        async with asyncio.timeout(5):
            assert await schedules.claim_due(two, now=NOW, limit=9) == []


async def test_everything_a_series_asked_is_read_at_once(database: Database) -> None:
    for id in (10, 11, 12):
        await given.add_series(database, id)
    days = [DAY + timedelta(days=n) for n in range(400)]
    asked = [
        replace(POST, id=1000 + n, slot=day, question_id=f"sd.question-{n}")
        for n, day in enumerate(days)
    ]
    again = replace(asked[0], id=1, slot=days[-1] + timedelta(days=1), cycle=2)
    other = replace(POST, id=2, series_id=11, question_id="coding.two-sum", channel_id=51)
    async with database.transaction() as tx:
        await posts.add(tx, [*asked, again, other])
        names = await series.asked_by(tx, [1, 2])
        found = await series.asked_when(tx, [1, 2])
        assert await series.asked_by(tx, []) == await series.asked_when(tx, []) == {}
    wanted = [Asked(post.question_id, post.slot, 10, post.cycle) for post in (*asked, again)]
    assert {key: sorted(some, key=lambda one: one.day) for key, some in found.items()} == {
        (1, 10): wanted,
        (1, 11): [Asked("coding.two-sum", DAY, 11)],
    }
    assert {key: sorted(some) for key, some in names.items()} == {
        key: sorted(one.question for one in some) for key, some in found.items()
    }


async def test_a_question_is_asked_once_in_a_cycle(database: Database) -> None:
    await given.add_series(database)
    tomorrow = DAY + timedelta(days=1)
    await given.add_post(database, 1)
    with pytest.raises(IntegrityError):
        await given.add_post(database, 2, slot=tomorrow)
    await given.add_post(database, 3, slot=tomorrow, cycle=2)


async def test_a_channel_saw_what_all_its_series_asked_lately(database: Database) -> None:
    await given.add_series(database, 10)
    await given.add_series(database, 11)
    before, after = DAY - timedelta(days=1), DAY + timedelta(days=1)
    await given.add_post(database, 1, slot=before)
    await given.add_post(database, 2, question_id="sd.chat")
    await given.add_post(database, 3, series_id=11, question_id="coding.two-sum")
    await given.add_post(database, 4, slot=after, channel_id=51, question_id="sd.feed")
    async with database.reading() as tx:
        seen = await series.asked_in(tx, [1, 2], since=DAY)
        both = await series.asked_in(tx, [1], since=before)
        assert await series.asked_in(tx, [2], since=DAY) == {}
        assert await series.asked_in(tx, [], since=DAY) == {}
    assert {*seen} == {(1, 50), (1, 51)}
    one, other = Lately((DAY,), ["sd.chat"]), Lately((DAY,), ["coding.two-sum"])
    assert seen[1, 50] == {10: one, 11: other}
    assert both[1, 50] == {10: Lately((before, DAY), ["td.caching", "sd.chat"]), 11: other}
    assert both[1, 51] == {10: Lately((after,), ["sd.feed"])}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
async def test_what_a_channel_saw_comes_in_the_order_of_its_days(
    database: Database, order: Sequence[int]
) -> None:
    await given.add_series(database)
    for id, day in enumerate(order):
        slot = DAY + timedelta(days=day)
        await given.add_post(database, id, slot=slot, question_id=f"q-{day}")
    async with database.reading() as tx:
        seen = await series.asked_in(tx, [1], since=DAY)
    assert [*seen[1, 50][10].questions] == ["q-0", "q-1", "q-2"]
    assert [*seen[1, 50][10].days] == [DAY + timedelta(days=n) for n in range(3)]


@pytest.mark.parametrize(
    ("days", "order"),
    [
        ("2026-03-02,2026-03-03", None),
        ("2026-03-03,2026-03-02", [1, 0]),
        ("2026-03-03,2026-03-04,2026-03-02", [2, 0, 1]),
    ],
)
def test_days_that_an_engine_hands_over_in_any_order_are_put_in_theirs(
    days: str, order: Sequence[int] | None
) -> None:
    found, places = series._in_order(days)
    assert (list(found), places) == (sorted(map(date.fromisoformat, days.split(","))), order)
