"""The posts of one series in the outbox."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.delivery import State
from bot.storage.daily import orders
from bot.storage.database import Database
from tests.storage import outbox
from tests.storage.daily import given
from tests.storage.daily.given import DAY, NOW

THING = {"guild_id": 1, "series_id": 10}


async def test_the_latest_slot_is_found_whatever_became_of_it(database: Database) -> None:
    async with database.reading() as tx:
        assert await orders.latest(tx, **THING) is None
    await outbox.put(
        database,
        outbox.order(1, ref=10, slot="2026-03-09", state=State.SKIPPED, why="asked"),
        outbox.order(2, ref=10, slot="2026-03-02"),
        outbox.order(3, ref=11, slot="2026-03-20"),
        outbox.order(4, ref=10, slot="2026-03-21", kind="daily-held"),
        outbox.order(5, ref=10, slot="2026-03-22", guild_id=2),
    )
    async with database.reading() as tx:
        assert await orders.latest(tx, **THING) == date(2026, 3, 9)


async def test_the_post_of_a_slot_is_found(database: Database) -> None:
    await given.add_series(database)
    post = await given.add_post(database)
    async with database.reading() as tx:
        assert await orders.post_on(tx, **THING, slot=DAY) == post
        assert await orders.post_on(tx, **THING, slot=DAY + timedelta(days=1)) is None
        assert await orders.post_on(tx, guild_id=2, series_id=10, slot=DAY) is None


async def test_what_waits_for_a_series_ends_at_another_moment(database: Database) -> None:
    soon, later = NOW + timedelta(hours=1), NOW + timedelta(days=1)
    await outbox.put(
        database,
        outbox.order(1, ref=10, slot="a", expires_at=later),
        outbox.order(2, ref=10, slot="b", expires_at=later),
        outbox.order(3, ref=11, expires_at=later),
        outbox.order(4, ref=10, slot="c", expires_at=later, kind="other"),
    )
    sending = await outbox.claim_one(database, 2)
    assert sending is not None
    async with database.transaction() as tx:
        await orders.end_waiting(tx, **THING, at=soon)
    ends = [(await outbox.find(database, id)).expires_at for id in (1, 2, 3, 4)]
    assert ends == [soon, later, later, later]


async def test_a_post_is_as_late_as_the_one_before_it_was(database: Database) -> None:
    await given.add_series(database)
    post = await given.add_post(database)
    other = await given.add_post(database, 501, slot=DAY + timedelta(days=1), question_id="td.b")
    await outbox.put(
        database, outbox.order(post.id, ref=10), outbox.order(other.id, ref=10, slot="b")
    )
    due, end = NOW - timedelta(hours=3), NOW + timedelta(hours=21)
    async with database.transaction() as tx:
        await orders.backdate(tx, post=post, due_at=due, expires_at=end, why="channel")
        found = await orders.post_on(tx, **THING, slot=post.slot)
        untouched = await orders.post_on(tx, **THING, slot=other.slot)
    assert (found, untouched) == (replace(post, due_at=due), other)
    delivery = await outbox.find(database, post.id)
    assert (delivery.due_at, delivery.expires_at, delivery.why) == (due, end, "channel")
    assert (await outbox.find(database, other.id)).due_at == NOW
