"""Orders, and one transaction for each thing that is done to them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.delivery import Delivery, Order, Target
from bot.storage import deliveries
from bot.storage.database import Database

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LEASE = timedelta(seconds=45)


def order(id: int, **given: Any) -> Order:
    """An order for a channel of server 1, due now."""
    values: dict[str, Any] = {
        "guild_id": 1,
        "id": id,
        "kind": "daily",
        "ref": id,
        "slot": "2026-03-02",
        "target": Target(channel_id=50),
        "due_at": NOW,
    }
    return Order(**values | given)


async def put(database: Database, *orders: Order) -> None:
    """Store orders."""
    async with database.transaction() as tx:
        await deliveries.put(tx, orders)


async def claim(
    database: Database, owner: str = "one", *, now: datetime = NOW, limit: int = 100
) -> list[Delivery]:
    """Claim what waits."""
    async with database.transaction() as tx:
        return list(await deliveries.claim(tx, owner=owner, now=now, lease=LEASE, limit=limit))


async def claim_one(database: Database, id: int, *, now: datetime = NOW) -> Delivery | None:
    """Claim one of server 1."""
    async with database.transaction() as tx:
        return await deliveries.claim_one(tx, guild_id=1, id=id, owner="one", now=now, lease=LEASE)


async def record(database: Database, delivery: Delivery, **values: Any) -> bool:
    """Write what became of one."""
    async with database.transaction() as tx:
        return await deliveries.record(tx, delivery, **values)


async def find(database: Database, id: int) -> Delivery:
    """One of server 1."""
    async with database.reading() as tx:
        found = await deliveries.find(tx, guild_id=1, id=id)
    assert found is not None
    return found
