"""One statement over many rows and many values, the same on both engines."""

from datetime import timedelta

import pytest
from sqlalchemy import Text, bindparam, select, update

from bot.storage.bulk import among, each, execute_all
from bot.storage.database import Database, Tx
from bot.storage.tables.server import GUILD
from tests.storage.daily.given import NOW

ADD = GUILD.insert()
NAMES = ("owner_id", "guild_id", "joined_at")
LEAVE = (
    update(GUILD).where(GUILD.c.guild_id == bindparam("guild")).values(removed_at=bindparam("then"))
)


async def _all(tx: Tx) -> list[tuple[object, ...]]:
    columns = (GUILD.c.guild_id, GUILD.c.owner_id, GUILD.c.joined_at, GUILD.c.removed_at)
    rows = await tx.execute(select(*columns).order_by(GUILD.c.guild_id))
    return [tuple(row) for row in rows]


async def test_rows_are_stored_and_changed_as_their_columns_have_it(database: Database) -> None:
    later = NOW + timedelta(days=1)
    async with database.transaction() as tx:
        await execute_all(tx, ADD, NAMES, [(7, 1, NOW), (None, 2, later), (7, 3, NOW)])
        await execute_all(tx, LEAVE, ("then", "guild"), [(later, 3), (None, 2), (later, 99)])
        await execute_all(tx, LEAVE, ("then", "guild"), [])
        assert await _all(tx) == [
            (1, 7, NOW, None),
            (2, None, later, None),
            (3, 7, NOW, later),
        ]


async def test_one_row_that_is_refused_refuses_all(database: Database) -> None:
    with pytest.raises(Exception, match="guild"):  # noqa: PT012 - leaving the transaction is part of it
        async with database.transaction() as tx:
            await execute_all(tx, ADD, NAMES, [(7, 1, NOW), (7, 2, NOW), (7, 1, NOW)])
    async with database.reading() as tx:
        assert await _all(tx) == []


async def test_many_values_are_one_parameter(database: Database) -> None:
    names = each("names", Text())
    one_of = select(GUILD.c.guild_id).where(GUILD.c.guild_id.in_(among("ids")))
    others = select(GUILD.c.guild_id).where(GUILD.c.guild_id.not_in(among("ids")))
    async with database.transaction() as tx:
        await execute_all(tx, ADD, NAMES, [(7, id, NOW) for id in (1, 2, 2**62)])
        for ids, found in (([1, 2**62, 5], {1, 2**62}), ([], set[int]())):
            assert {*(await tx.execute(one_of, {"ids": ids})).scalars()} == found
            rest = {1, 2, 2**62} - found
            assert {*(await tx.execute(others, {"ids": ids})).scalars()} == rest
        said = ["it’s", 'a "word"', "[1]"]
        rows = await tx.execute(select(names.c.value), {"names": said})
        assert sorted(rows.scalars()) == sorted(said)
