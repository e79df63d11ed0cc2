"""A thousand credits at once, to one member and to a thousand: none is lost, none counts twice."""

import asyncio

import pytest
from sqlalchemy import func, select

from bot.domain.board.points import Line, worth
from bot.errors import Busy
from bot.services.board import listing
from bot.services.board.crediting import credit
from bot.storage.database import Database
from bot.storage.tables.board import ENTRY, RANK
from tests.domain.lines import line
from tests.services.board.crediting import credited, dated, differences, earned
from tests.services.study import ANA, HERE

MANY = 1000


async def at_last(database: Database, deed: Line, user_id: int = ANA) -> None:
    """Credit a deed, and again where the queue was too long: as a member presses once more."""
    while True:
        try:
            return await credited(database, deed, user_id=user_id)
        except Busy:
            continue


async def rows(database: Database) -> int:
    async with database.reading() as tx:
        return (await tx.execute(select(func.count()).select_from(ENTRY))).scalar_one()


async def seen(database: Database, *user_ids: int) -> None:
    async with database.transaction() as tx:
        for user_id in user_ids:
            await listing.show(tx, HERE, user_id, joined=True)


@pytest.mark.parametrize("distinct", [1, MANY // 2])
async def test_a_thousand_credits_to_one_member(database: Database, distinct: int) -> None:
    await seen(database, ANA)
    deeds = [line("answer", n % 400, n) for n in range(distinct)]
    told = [deeds[n % distinct] for n in range(MANY)]
    await asyncio.gather(*(at_last(database, one) for one in told))
    assert await earned(database) == {key: one.points for key, one in worth(deeds).items()}
    assert await rows(database) >= distinct
    assert await differences(database) == []


async def test_a_thousand_credits_to_a_thousand_members(database: Database) -> None:
    members = range(1, MANY + 1)
    await seen(database, *members)
    await asyncio.gather(
        *(at_last(database, line("answer", n % 7, n, hour=n % 24), user_id=n) for n in members)
    )
    assert await rows(database) == MANY
    async with database.reading() as tx:
        standing = await tx.execute(select(RANK.c.members).where(RANK.c.window == "all"))
        assert list(standing.scalars()) == [MANY]
    assert await differences(database) == []


async def test_pairs_that_are_credited_together_never_wait_for_each_other(
    database: Database,
) -> None:
    ring = range(1, 41)
    await seen(database, *ring)

    async def meet(n: int, step: int) -> None:
        pair = (n, (n - 1 + step) % len(ring) + 1)
        async with database.transaction() as tx:
            # In either order: they are locked in that of their ids.
            await credit(
                tx,
                [
                    dated(line("mock", step, f"{n}-{step}", other=other, span=7), user_id)
                    for user_id, other in (pair, pair[::-1])
                ],
            )

    await asyncio.gather(*(meet(n, step) for n in ring for step in range(1, 8)))
    assert await rows(database) >= len(ring) * 7 * 2
    assert await differences(database) == []
