"""What sets a server’s bank apart."""

import asyncio
from datetime import UTC, datetime

from bot.storage.bank import shelf
from bot.storage.bank.shelf import Own
from bot.storage.database import Database

NOW = datetime(2026, 3, 2, tzinfo=UTC)
HERE, THERE, MIA, BEN = 1, 2, 7, 8


async def _version(database: Database, guild_id: int = HERE) -> int | None:
    async with database.reading() as tx:
        return (await shelf.versions(tx, [HERE, THERE])).get(guild_id)


async def test_a_server_has_a_version_once_something_changed_and_a_new_one_each_time(
    database: Database,
) -> None:
    assert await _version(database) is None
    seen: set[int | None] = {None}
    for _ in range(20):
        async with database.transaction() as tx:
            await shelf.bump(tx, HERE)
        seen.add(await _version(database))
    assert len(seen) == 21
    assert await _version(database, THERE) is None


async def test_a_question_is_switched_off_and_on_once(database: Database) -> None:
    thing = {"guild_id": HERE, "question_id": "sd.one", "by": MIA, "now": NOW}
    async with database.transaction() as tx:
        assert await shelf.switch(tx, off=True, **thing)
        assert not await shelf.switch(tx, off=True, **thing)
        assert await shelf.off(tx, HERE) == {"sd.one"}
        assert await shelf.off(tx, THERE) == set()
        assert await shelf.switch(tx, off=False, **thing)
        assert not await shelf.switch(tx, off=False, **thing)
        assert await shelf.off(tx, HERE) == set()


async def test_of_two_who_switch_at_once_one_does(database: Database) -> None:
    async def switch(by: int) -> bool:
        async with database.transaction() as tx:
            return await shelf.switch(tx, HERE, "sd.one", off=True, by=by, now=NOW)

    assert sorted(await asyncio.gather(switch(MIA), switch(BEN))) == [False, True]


async def test_own_questions_keep_their_order_whatever_becomes_of_them(database: Database) -> None:
    async with database.transaction() as tx:
        await shelf.put(tx, HERE, [("own.b", "{1}"), ("own.a", "{2}")], NOW)
        await shelf.put(tx, THERE, [("own.a", "{9}")], NOW)
        await shelf.put(tx, HERE, [("own.c", "{3}"), ("own.b", None), ("own.gone", None)], NOW)
        await shelf.put(tx, HERE, [("own.a", "{4}")], NOW)
        found = await shelf.own(tx, HERE)
        assert [one.id for one in found] == ["own.b", "own.a", "own.c"]
        assert [(one.data, one.removed) for one in found] == [
            ("{1}", True),
            ("{4}", False),
            ("{3}", False),
        ]
        await shelf.put(tx, HERE, [("own.b", "{5}")], NOW)
        assert (await shelf.own(tx, HERE))[0] == Own("own.b", found[0].position, "{5}", False)
        assert [one.data for one in await shelf.own(tx, THERE)] == ["{9}"]


async def test_putting_nothing_changes_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        await shelf.put(tx, HERE, [], NOW)
        assert await shelf.own(tx, HERE) == []
