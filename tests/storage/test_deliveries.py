"""The outbox: put once, written by the holder alone, and ended in order."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.domain.delivery import Order, State, Target
from bot.storage import deliveries
from bot.storage.database import Database
from bot.storage.tables.deliveries import DELIVERY
from tests.storage import outbox
from tests.storage.outbox import LEASE, NOW


async def test_an_order_is_kept_as_it_was_given(database: Database) -> None:
    given = outbox.order(
        7,
        target=Target(channel_id=50, user_id=60, other_user_id=70),
        expires_at=NOW + timedelta(days=1),
        priority=2,
    )
    await outbox.put(database, given)
    found = await outbox.find(database, 7)
    assert {name: getattr(found, name) for name in Order.__slots__ if name != "priority"} == {
        name: getattr(given, name) for name in Order.__slots__ if name != "priority"
    }
    assert (found.state, found.owner, found.attempt, found.stop) == (State.DUE, "", 0, 0)
    async with database.reading() as tx:
        assert await deliveries.find(tx, guild_id=2, id=7) is None


async def test_a_slot_of_a_thing_has_one_delivery(database: Database) -> None:
    await outbox.put(database, outbox.order(1, ref=9))
    async with database.transaction() as tx:
        assert not await deliveries.put_once(tx, outbox.order(2, ref=9))
        assert await deliveries.put_once(tx, outbox.order(3, ref=9, slot="2026-03-03"))
        assert await deliveries.put_once(tx, outbox.order(4, ref=9, kind="other"))
        assert await deliveries.put_once(tx, outbox.order(5, ref=9, guild_id=2))
    with pytest.raises(IntegrityError):
        await outbox.put(database, outbox.order(6, ref=10), outbox.order(7, ref=9))
    async with database.reading() as tx:
        kept = (await tx.execute(select(DELIVERY.c.id).order_by("id"))).scalars()
        assert list(kept) == [1, 3, 4, 5]


async def test_no_order_is_no_statement(database: Database) -> None:
    await outbox.put(database)
    assert await outbox.claim(database) == []


async def test_what_waited_too_long_is_skipped_and_claimed_by_nobody(database: Database) -> None:
    over = NOW + timedelta(days=1)
    await outbox.put(
        database,
        outbox.order(1, expires_at=over),
        outbox.order(2, expires_at=over + timedelta(milliseconds=1)),
        outbox.order(3),
        outbox.order(4, expires_at=over),
        outbox.order(5, expires_at=over),
    )
    (_,) = [one for one in await outbox.claim(database, limit=1) if one.id == 1]
    failed = await outbox.claim_one(database, 5)
    assert failed is not None
    await outbox.record(database, failed, state=State.FAILED, why="channel")
    assert {one.id for one in await outbox.claim(database, now=over)} == {1, 2, 3}
    assert await outbox.claim_one(database, 4, now=over) is None
    async with database.transaction() as tx:
        skipped = await deliveries.expire(tx, now=over)
        # One that was refused keeps what for.
        assert {(one.id, one.state, one.why) for one in skipped} == {
            (4, State.SKIPPED, "next"),
            (5, State.SKIPPED, "channel"),
        }
        assert await deliveries.expire(tx, now=over) == []
    assert (await outbox.find(database, 1)).state is State.SENDING


async def test_what_waits_for_a_thing_is_cancelled_with_it(database: Database) -> None:
    await outbox.put(
        database,
        outbox.order(1, ref=9, slot="a"),
        outbox.order(2, ref=9, slot="b"),
        outbox.order(3, ref=9, slot="c"),
        outbox.order(4, ref=8),
        outbox.order(5, ref=9, kind="other"),
        outbox.order(6, ref=9, guild_id=2),
    )
    sending = await outbox.claim_one(database, 1)
    failed = await outbox.claim_one(database, 2)
    assert sending is not None
    assert failed is not None
    await outbox.record(database, failed, state=State.FAILED, why="channel")
    async with database.transaction() as tx:
        cancelled = await deliveries.cancel(
            tx, guild_id=1, kind="daily", ref=9, now=NOW, why="paused"
        )
    assert {(one.id, one.why) for one in cancelled} == {(2, "channel"), (3, "paused")}
    assert (await outbox.find(database, 1)).state is State.SENDING
    assert (await outbox.find(database, 4)).state is State.DUE
    assert (await outbox.find(database, 5)).state is State.DUE
    async with database.reading() as tx:
        assert (await deliveries.find(tx, guild_id=2, id=6)).state is State.DUE  # type: ignore[union-attr]


async def test_done_deliveries_keep_their_end(database: Database) -> None:
    await outbox.put(database, outbox.order(1))
    (held,) = await outbox.claim(database)
    await outbox.record(database, held, state=State.DONE, ended_at=NOW, message_id=1)
    far = NOW + timedelta(days=9)
    async with database.transaction() as tx:
        await deliveries.void_leases(tx, now=far)
        assert await deliveries.expire(tx, now=far) == []
        assert await deliveries.cancel(tx, guild_id=1, kind="daily", ref=1, now=far) == []
    assert await outbox.claim(database, now=far) == []
    assert (await outbox.find(database, 1)).lease_until == NOW + LEASE


async def test_counts_tell_states_and_what_was_late(database: Database) -> None:
    await outbox.put(
        database,
        *(outbox.order(n) for n in range(1, 5)),
        outbox.order(5, due_at=NOW - timedelta(days=8)),
        outbox.order(6, kind="other"),
        outbox.order(7, guild_id=2),
        outbox.order(8, due_at=NOW + timedelta(minutes=1)),
    )
    held = {one.id: one for one in await outbox.claim(database) if one.guild_id == 1}
    for id, minutes in ((1, 0), (2, 10), (3, 11), (5, 99)):
        ended = held[id].due_at + timedelta(minutes=minutes)
        await outbox.record(database, held[id], state=State.DONE, ended_at=ended)
    await outbox.record(database, held[4], state=State.FAILED, ended_at=NOW + timedelta(hours=1))
    async with database.reading() as tx:
        week = {"kind": "daily", "since": NOW - timedelta(days=7), "until": NOW}
        found = await deliveries.counts(tx, guild_id=1, **week)
        nothing = await deliveries.counts(tx, guild_id=3, **week)
    assert found == {"done": 3, "failed": 1, "late": 1}
    assert nothing == {"late": 0}
