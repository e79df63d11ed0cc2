"""Servers: present, gone, forgotten."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.storage import server
from bot.storage.database import Database
from bot.storage.tables import metadata
from bot.storage.tables.server import GUILD
from tests.storage import rows

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


async def test_a_server_that_comes_back_is_no_longer_gone(database: Database) -> None:
    async with database.transaction() as tx:
        await server.present(tx, owners={1: 7, 2: None}, now=NOW)
        await server.left(tx, guild_id=1, now=NOW)
        await server.left(tx, guild_id=2, now=LATER)
        assert await server.left_before(tx, moment=NOW) == []
        assert await server.left_before(tx, moment=LATER) == [1]
        await server.present(tx, owners={1: 8}, now=LATER)
        await server.present(tx, owners={}, now=LATER)
        assert await server.left_before(tx, moment=LATER + timedelta(seconds=1)) == [2]
        assert await server.owner(tx, guild_id=1) == 8
        assert await server.owner(tx, guild_id=2) is None
        joined = await tx.execute(select(GUILD.c.joined_at).where(GUILD.c.guild_id == 1))
        assert joined.scalar_one() == NOW


async def test_servers_that_are_missing_at_start_were_left(database: Database) -> None:
    async with database.transaction() as tx:
        await server.present(tx, owners={1: None, 2: None, 3: None}, now=NOW)
        await server.left(tx, guild_id=3, now=NOW)
        await server.left_all_but(tx, guild_ids={2}, now=LATER)
        after = LATER + timedelta(days=1)
        assert sorted(await server.left_before(tx, moment=after)) == [1, 3]
        assert await server.left_before(tx, moment=LATER) == [3]


async def test_a_forgotten_server_leaves_no_row_and_others_stay(database: Database) -> None:
    filling = rows.Filling()
    for guild_id in (1, 2):
        for table in metadata.sorted_tables:
            filling.add(table, **({"guild_id": guild_id} if "guild_id" in table.c else {}))
    async with database.transaction() as tx:
        await filling.store(tx)
        before = await rows.read(tx)
        await server.forget(tx, guild_id=1)
        after = await rows.read(tx)
    assert {row.get("guild_id") for found in before.values() for row in found} == {1, 2, None}
    assert after == {
        name: [row for row in found if row.get("guild_id") != 1] for name, found in before.items()
    }


async def test_one_process_plans_for_a_server_at_a_time(postgres_database: Database) -> None:
    order: list[str] = []
    async with postgres_database.transaction() as tx:
        await server.present(tx, owners={1: None, 2: None}, now=NOW)

    async def second() -> None:
        async with postgres_database.transaction() as tx:
            await server.lock(tx, guild_ids=[2])
            order.append("other server")
            await server.lock(tx, guild_ids=[1, 2])
            order.append("second")

    async with postgres_database.transaction() as tx:
        await server.lock(tx, guild_ids=[1])
        waiting = asyncio.create_task(second())
        while "other server" not in order:
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.05)
        order.append("first")
    await waiting
    assert order == ["other server", "first", "second"]
