"""When the outbox has something to do next, over all servers."""

from datetime import datetime, timedelta

from bot.domain.delivery import State
from bot.storage import outbox as stored
from bot.storage.database import Database
from tests.storage import outbox
from tests.storage.outbox import LEASE, NOW


async def next_due(database: Database) -> datetime | None:
    async with database.reading() as tx:
        return await stored.next_due(tx)


async def test_an_empty_outbox_is_never_due(database: Database) -> None:
    assert await next_due(database) is None


async def test_the_earliest_that_waits_is_due_next_and_what_is_held_when_its_lease_ends(
    database: Database,
) -> None:
    later = NOW + timedelta(hours=5)
    await outbox.put(database, outbox.order(1), outbox.order(2, due_at=later))
    assert await next_due(database) == NOW
    (held,) = await outbox.claim(database)
    assert await next_due(database) == NOW + LEASE
    assert await outbox.record(database, held, state=State.DONE, message_id=5, channel_id=50)
    assert await next_due(database) == later
