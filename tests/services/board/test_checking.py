"""Sums and places are built anew from the entries, and every number that differs is told."""

import pytest
from sqlalchemy import Table, update

from bot.services.board import listing
from bot.storage.database import Database
from bot.storage.tables.board import RANK, SPENT, STANDING, TOTAL
from tests.domain.lines import MONDAY, line
from tests.services.board.crediting import WEEK, credited, differences
from tests.services.study import ANA, BEN, HERE


@pytest.fixture
async def kept(database: Database) -> Database:
    """Ana and Ben are seen, and Ana in her cohort too."""
    async with database.transaction() as tx:
        await listing.show(tx, HERE, ANA, joined=True)
        await listing.set_cohort(tx, HERE, ANA, MONDAY)
        await listing.show(tx, HERE, BEN, joined=True)
    for user_id in (ANA, BEN):
        for day in range(10):
            await credited(database, line("answer", day, day), user_id=user_id)
    return database


async def test_what_adds_up_is_not_told(kept: Database) -> None:
    assert await differences(kept) == []


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (SPENT, f"server 1: spent {ANA} answer {MONDAY}: 1 is kept, 50 is right"),
        (TOTAL, f"server 1: total {ANA} {WEEK}: 1 is kept, 50 is right"),
        (STANDING, f"server 1: standing {WEEK} server {ANA}: 1 is kept, 50 is right"),
    ],
)
async def test_a_number_that_was_changed_is_told(kept: Database, table: Table, told: str) -> None:
    async with kept.transaction() as tx:
        await tx.execute(update(table).where(table.c.user_id == ANA).values(points=1))
    assert told in await differences(kept)


async def test_a_rank_that_was_changed_is_told(kept: Database) -> None:
    async with kept.transaction() as tx:
        await tx.execute(update(RANK).values(members=5))
    assert f"server 1: rank {WEEK} server 50: 5 is kept, 2 is right" in await differences(kept)


@pytest.mark.parametrize("table", [SPENT, TOTAL, STANDING, RANK])
async def test_rows_that_are_missing_are_told(kept: Database, table: Table) -> None:
    async with kept.transaction() as tx:
        await tx.execute(table.delete())
    found = await differences(kept)
    assert found
    assert all(text.startswith(f"server 1: {table.name} ") for text in found)
    assert all(": 0 is kept, " in text for text in found)


@pytest.mark.parametrize("joined", [True, False])
async def test_who_comes_goes_and_is_left_out_changes_nothing_that_is_told(
    kept: Database, joined: bool
) -> None:
    async with kept.transaction() as tx:
        await listing.show(tx, HERE, ANA, joined=joined, excluded=True)
    assert await differences(kept) == []
    async with kept.transaction() as tx:
        await listing.show(tx, HERE, ANA, joined=True, excluded=False)
        await listing.set_cohort(tx, HERE, ANA, None)
    assert await differences(kept) == []
    await credited(kept, line("answer", 20, 20), user_id=ANA)
    assert await differences(kept) == []
    async with kept.transaction() as tx:
        await listing.forget(tx, HERE, ANA)
    assert await differences(kept) == []
