"""What was refused or skipped can be sent after all, and nothing else can."""

from datetime import timedelta

import pytest

from bot.domain.delivery import Delivery, State
from bot.storage import deliveries
from bot.storage.database import Database
from tests.storage import outbox
from tests.storage.outbox import NOW

OVER = NOW + timedelta(days=1)


async def _end(database: Database, id: int, state: State, why: str | None = None) -> Delivery:
    held = await outbox.claim_one(database, id)
    assert held is not None
    assert await outbox.record(
        database, held, state=state, why=why, stop=2, ended_at=NOW, channel_id=50
    )
    return held


async def _reopen(database: Database, *refs: int, hours: int = 1) -> list[int]:
    async with database.transaction() as tx:
        found = await deliveries.reopen(
            tx, guild_id=1, kind="daily", refs=refs, now=NOW + timedelta(hours=hours)
        )
        return sorted(one.id for one in found)


async def test_what_was_refused_begins_afresh_and_keeps_the_reason(database: Database) -> None:
    await outbox.put(database, outbox.order(1, expires_at=OVER))
    await _end(database, 1, State.FAILED, "permissions")
    assert await _reopen(database, 1) == [1]
    found = await outbox.find(database, 1)
    assert (found.state, found.why, found.owner) == (State.DUE, "permissions", "")
    assert (found.attempt, found.stop, found.first_sent_at) == (0, 0, None)
    later = NOW + timedelta(hours=1)
    (again,) = await outbox.claim(database, now=later)
    assert (again.attempt, again.first_sent_at, again.why) == (1, later, "permissions")


async def test_of_other_things_servers_and_kinds_nothing_begins_again(database: Database) -> None:
    orders = (
        outbox.order(1, ref=9),
        outbox.order(2, ref=8),
        outbox.order(3, ref=9, slot="b", kind="other"),
    )
    await outbox.put(database, *orders)
    for id in (1, 2, 3):
        await _end(database, id, State.FAILED)
    assert await _reopen(database) == []
    assert await _reopen(database, 9, 7) == [1]


async def test_what_is_over_does_not_begin_again(database: Database) -> None:
    await outbox.put(database, outbox.order(1, expires_at=OVER))
    await _end(database, 1, State.FAILED)
    assert await _reopen(database, 1, hours=24) == []
    assert await _reopen(database, 1, hours=23) == [1]


@pytest.mark.parametrize(
    "state", [State.SENT, State.DONE, State.REMOVED, State.UNKNOWN, State.SKIPPED]
)
async def test_only_what_was_refused_begins_again(database: Database, state: State) -> None:
    await outbox.put(database, outbox.order(1))
    await _end(database, 1, state)
    assert await _reopen(database, 1) == []
    assert (await outbox.find(database, 1)).state is state


async def test_a_sender_that_holds_it_goes_on(database: Database) -> None:
    await outbox.put(database, outbox.order(1))
    held = await outbox.claim_one(database, 1)
    assert held is not None
    assert await _reopen(database, 1) == []
    assert await outbox.record(database, held, state=State.DONE)


async def test_the_holder_of_before_writes_nothing_after_it_began_again(
    database: Database,
) -> None:
    await outbox.put(database, outbox.order(1))
    held = await _end(database, 1, State.FAILED)
    await _reopen(database, 1)
    assert not await outbox.record(database, held, state=State.DONE)


async def test_only_a_skipped_slot_is_forgotten(database: Database) -> None:
    await outbox.put(
        database,
        outbox.order(1, ref=9, slot="a", state=State.SKIPPED),
        outbox.order(2, ref=9, slot="b"),
        outbox.order(3, ref=8, slot="a", state=State.SKIPPED),
    )
    thing = {"guild_id": 1, "kind": "daily", "ref": 9}
    async with database.transaction() as tx:
        assert not await deliveries.forget_skipped(tx, **thing, slot="b")
        assert not await deliveries.forget_skipped(tx, **thing, slot="c")
        assert await deliveries.forget_skipped(tx, **thing, slot="a")
        assert await deliveries.find(tx, guild_id=1, id=1) is None
        assert await deliveries.put_once(tx, outbox.order(4, ref=9, slot="a"))
    assert (await outbox.find(database, 3)).state is State.SKIPPED


async def test_orders_are_put_together_and_those_that_are_there_left_out(
    database: Database,
) -> None:
    await outbox.put(database, outbox.order(1, ref=9))
    async with database.transaction() as tx:
        await deliveries.put_all_once(tx, [])
        await deliveries.put_all_once(
            tx, [outbox.order(2, ref=9), outbox.order(3, ref=8), outbox.order(4, ref=8)]
        )
        assert [await deliveries.find(tx, guild_id=1, id=id) is not None for id in (2, 3, 4)] == [
            False,
            True,
            False,
        ]
