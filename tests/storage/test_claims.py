"""Deliveries are claimed by one at a time, by lease, and no lease outlives its time."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.domain.delivery import State
from bot.storage import deliveries
from bot.storage.database import Database
from bot.storage.tables.deliveries import DELIVERY
from tests.storage import outbox
from tests.storage.outbox import LEASE, NOW


async def test_claims_come_by_priority_and_then_by_age(database: Database) -> None:
    await outbox.put(
        database,
        outbox.order(1, priority=5, due_at=NOW - timedelta(seconds=2)),
        outbox.order(2, priority=5, due_at=NOW - timedelta(seconds=3)),
        outbox.order(3, priority=1, due_at=NOW),
        outbox.order(4, priority=9, due_at=NOW - timedelta(days=1)),
        outbox.order(5, priority=1, due_at=NOW + timedelta(milliseconds=1)),
    )
    assert [one.id for one in await outbox.claim(database, limit=2)] == [3, 2]
    assert [one.id for one in await outbox.claim(database)] == [1, 4]
    assert await outbox.claim(database) == []
    later = NOW + timedelta(milliseconds=1)
    assert [one.id for one in await outbox.claim(database, now=later)] == [5]


async def test_a_claim_marks_its_holder_and_the_first_moment(database: Database) -> None:
    await outbox.put(database, outbox.order(1))
    (first,) = await outbox.claim(database, "one")
    assert first == await outbox.find(database, 1)
    assert (first.state, first.owner, first.attempt) == (State.SENDING, "one", 1)
    assert (first.first_sent_at, first.lease_until) == (NOW, NOW + LEASE)
    later = NOW + LEASE
    (second,) = await outbox.claim(database, "two", now=later)
    assert (second.owner, second.attempt) == ("two", 2)
    assert (second.first_sent_at, second.lease_until) == (NOW, later + LEASE)
    assert second.nonce == first.nonce


async def test_a_sent_message_stays_sent_when_claimed_for_its_thread(database: Database) -> None:
    await outbox.put(database, outbox.order(1))
    (held,) = await outbox.claim(database)
    assert await outbox.record(database, held, state=State.SENT, message_id=5, channel_id=50)
    (again,) = await outbox.claim(database, now=NOW + LEASE)
    assert (again.state, again.message_id) == (State.SENT, 5)


async def test_a_lease_keeps_others_away_until_it_ends(database: Database) -> None:
    await outbox.put(database, outbox.order(1))
    await outbox.claim(database, "one")
    almost = NOW + LEASE - timedelta(milliseconds=1)
    assert await outbox.claim(database, "two", now=almost) == []
    assert await outbox.claim_one(database, 1, now=almost) is None
    assert [one.owner for one in await outbox.claim(database, "two", now=NOW + LEASE)] == ["two"]


async def test_the_holder_of_old_writes_nothing(database: Database) -> None:
    await outbox.put(database, outbox.order(1))
    (old,) = await outbox.claim(database, "one")
    (new,) = await outbox.claim(database, "two", now=NOW + LEASE)
    assert not await outbox.record(database, old, state=State.DONE, message_id=1)
    assert (await outbox.find(database, 1)) == new
    assert await outbox.record(database, new, state=State.DONE, message_id=2)
    assert (await outbox.find(database, 1)).message_id == 2
    assert not await outbox.record(database, new, message_id=3)


async def test_the_same_owner_with_an_older_attempt_writes_nothing(database: Database) -> None:
    await outbox.put(database, outbox.order(1))
    (old,) = await outbox.claim(database, "one")
    await outbox.claim(database, "one", now=NOW + LEASE)
    assert not await outbox.record(database, old, state=State.DONE)


async def test_two_claims_in_one_moment_share_nothing(database: Database) -> None:
    await outbox.put(database, *(outbox.order(n) for n in range(1, 41)))
    one, two = await asyncio.gather(
        outbox.claim(database, "one", limit=25), outbox.claim(database, "two", limit=25)
    )
    assert not {d.id for d in one} & {d.id for d in two}
    assert len(one) + len(two) + len(await outbox.claim(database, "three")) == 40


async def test_an_open_claim_is_passed_over_and_not_waited_for(postgres_database: Database) -> None:
    await outbox.put(postgres_database, outbox.order(1), outbox.order(2))
    async with postgres_database.transaction() as tx:
        await deliveries.claim(tx, owner="one", now=NOW, lease=LEASE, limit=1)
        others = await asyncio.wait_for(outbox.claim(postgres_database, "two"), timeout=5)
        assert [one.id for one in others] == [2]
        assert await asyncio.wait_for(outbox.claim_one(postgres_database, 1), timeout=5) is None


async def test_20_claimers_at_once_claim_each_of_500_once(database: Database) -> None:
    await outbox.put(database, *(outbox.order(n, guild_id=n % 7 + 1) for n in range(1, 501)))

    async def work(owner: str) -> list[int]:
        held: list[int] = []
        while claimed := await outbox.claim(database, owner, limit=10):
            held += [one.id for one in claimed]
            assert {one.owner for one in claimed} == {owner}
        return held

    held = await asyncio.gather(*(work(f"claimer {n}") for n in range(20)))
    times = Counter(id for ids in held for id in ids)
    assert times == Counter(range(1, 501))
    async with database.reading() as tx:
        attempts = select(func.max(DELIVERY.c.attempt))
        assert (await tx.execute(attempts)).scalar_one() == 1


async def test_a_number_that_two_servers_share_is_not_claimed_twice(database: Database) -> None:
    await outbox.put(
        database,
        outbox.order(1, guild_id=1),
        outbox.order(2, guild_id=2),
        outbox.order(1, guild_id=2, due_at=NOW + LEASE),
        outbox.order(2, guild_id=1, due_at=NOW + LEASE),
    )
    assert {(one.guild_id, one.id) for one in await outbox.claim(database)} == {(1, 1), (2, 2)}


async def test_one_that_someone_waits_for_is_claimed_alone(database: Database) -> None:
    await outbox.put(
        database, outbox.order(1), outbox.order(2), outbox.order(3, due_at=NOW + timedelta(hours=1))
    )
    one = await outbox.claim_one(database, 2)
    assert one is not None
    assert (one.id, one.state) == (2, State.SENDING)
    assert await outbox.claim_one(database, 2) is None
    # Someone waits for it, so it need not be due.
    assert await outbox.claim_one(database, 3) is not None
    assert await outbox.claim_one(database, 4) is None


@pytest.mark.parametrize("owner", [None, "one"])
async def test_leases_end_at_once_when_their_process_is_gone(
    database: Database, owner: str | None
) -> None:
    await outbox.put(database, *(outbox.order(n) for n in range(1, 6)))
    mine = await outbox.claim(database, "one", limit=2)
    sent = await outbox.claim(database, "one", limit=1)
    await outbox.record(database, sent[0], state=State.SENT, message_id=4)
    theirs = await outbox.claim(database, "two", limit=1)
    later = NOW + timedelta(seconds=1)
    async with database.transaction() as tx:
        if owner is None:
            await deliveries.void_leases(tx, now=later)
        else:
            await deliveries.release(tx, owner=owner, now=later)
    free = {one.id for one in await outbox.claim(database, "three", now=later)}
    ended = {one.id for one in (*mine, *sent, *(theirs if owner is None else ()))}
    assert free == {5, *ended}
    assert len(free) == (5 if owner is None else 4)
