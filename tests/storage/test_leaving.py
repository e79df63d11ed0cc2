"""Whose turn it is to be looked for, and what is noted of it."""

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Table, event

from bot.storage import leaving, me, server
from bot.storage.database import Database, Tx
from bot.storage.leaving import Known
from bot.storage.tables import metadata
from bot.storage.tables.bank import MISTAKE, SUGGESTION
from bot.storage.tables.board import BOARD_MEMBER, ENTRY, GIVEN_ROLE, SPENT, STANDING, TOTAL
from bot.storage.tables.daily import ANSWER, HINT, POST, REVIEW, SERIES, SIGNAL
from bot.storage.tables.deliveries import DELIVERY
from bot.storage.tables.me import MEMBER
from bot.storage.tables.mock import (
    FREE_NOW,
    HOURS,
    MOCK_CHOICE,
    MOCK_MEMBER,
    NEVER,
    ROUND_MEMBER,
    SCORECARD,
    SEAT,
    VOTE,
    WAITING,
)
from bot.storage.tables.plan import (
    DAY_ZONE,
    PLAN,
    REFLECTION,
    STUDY_DAY,
    TASK,
    VACATION,
)
from tests.storage import rows

HERE, ELSEWHERE = 1, 2
ANA, BEN, CY = 101, 102, 103
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
NUMBERS = count(1_000)


async def store(tx: Tx, table: Table, user_id: int, *, guild_id: int = HERE, **given: Any) -> None:
    """A row of a table that is this member’s, with the parents it needs."""
    (own,) = (column.name for column in table.c if column.info == {"member": "delete"})
    filling = rows.Filling(_numbers=NUMBERS)
    filling.add(table, guild_id=guild_id, **{own: user_id} | given)
    await filling.store(tx)


async def choice(tx: Tx, user_id: int, *, guild_id: int = HERE, **days_ago: float | None) -> None:
    """What a member chose, checked and left so many days ago."""
    moments = {
        name: None if ago is None else NOW - ago * A_DAY
        for name, ago in ({"checked_at": None, "left_at": None} | days_ago).items()
    }
    await store(tx, MEMBER, user_id, guild_id=guild_id, **moments)


async def due(tx: Tx, *, without: Collection[int] = (), limit: int = 9) -> Sequence[Known]:
    return await leaving.due(
        tx,
        checked_before=NOW - 7 * A_DAY,
        left_before=NOW - 30 * A_DAY,
        without=without,
        limit=limit,
    )


@pytest.fixture(autouse=True)
async def present(database: Database) -> None:
    async with database.transaction() as tx:
        await server.present(tx, owners={HERE: 7, ELSEWHERE: 7}, now=NOW)


OWN = [
    table
    for table in metadata.sorted_tables
    if any(column.info.get("member") == "delete" for column in table.c)
]


# Rounds and requests are for members of the mocks, votes and cards for who has a seat, sums and places
# for who has entries.
HANGING = (ROUND_MEMBER, WAITING, FREE_NOW, VOTE, SCORECARD, SPENT, TOTAL, STANDING)


@pytest.mark.parametrize(
    "table", [table for table in OWN if table not in (MEMBER, SIGNAL, *HANGING)], ids=str
)
async def test_who_has_a_row_of_their_own_is_due(database: Database, table: Table) -> None:
    async with database.transaction() as tx:
        await store(tx, table, BEN)
        await store(tx, table, ANA)
        await store(tx, table, ANA, guild_id=ELSEWHERE)
        found = await due(tx)
    assert sorted(found) == [(HERE, ANA), (HERE, BEN), (ELSEWHERE, ANA)]


def test_each_table_with_rows_of_members_is_walked_or_hangs_on_one_that_is() -> None:
    # A tick is of an answer that was revealed; a review of an answer by a foreign key, as hours and
    # choices are of a member of the mocks. What hangs on one of these by what is done with it is `HANGING`.
    assert {*OWN} == {
        ANSWER, HINT, DELIVERY, MEMBER, SIGNAL, REVIEW, MISTAKE, SUGGESTION,
        MOCK_MEMBER, MOCK_CHOICE, HOURS, NEVER, SEAT,
        ENTRY, BOARD_MEMBER, GIVEN_ROLE, PLAN, TASK, REFLECTION, STUDY_DAY, VACATION, DAY_ZONE, *HANGING,
    }  # fmt: skip


async def test_who_is_only_named_by_somebody_else_is_not_due(database: Database) -> None:
    async with database.transaction() as tx:
        await store(tx, NEVER, ANA, other_id=BEN)
        assert await due(tx) == [(HERE, ANA)]


async def test_of_one_with_many_rows_there_is_one(database: Database) -> None:
    async with database.transaction() as tx:
        for table in (ANSWER, ANSWER, HINT, DELIVERY, DELIVERY):
            await store(tx, table, ANA)
        assert await due(tx) == [(HERE, ANA)]
        await choice(tx, ANA)
        assert await due(tx) == [(HERE, ANA)]


async def test_who_only_set_something_up_is_not_due(database: Database) -> None:
    filling = rows.Filling()
    filling.add(SERIES, guild_id=HERE, created_by=ANA)
    filling.add(POST, guild_id=HERE)
    filling.add(DELIVERY, guild_id=HERE, user_id=None, other_user_id=BEN)
    async with database.transaction() as tx:
        await filling.store(tx)
        assert await due(tx) == []


async def test_who_was_checked_lately_is_not_due_whatever_they_have(database: Database) -> None:
    async with database.transaction() as tx:
        await store(tx, ANSWER, ANA)
        await store(tx, HINT, ANA)
        await choice(tx, ANA, checked_at=6.99)
        await choice(tx, BEN, checked_at=7)
        assert await due(tx) == [(HERE, BEN)]


async def test_those_to_be_forgotten_come_first_then_new_ones_then_the_longest_unchecked(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await choice(tx, 1, checked_at=8)
        await choice(tx, 2, checked_at=20)
        await choice(tx, 3, checked_at=9)
        await store(tx, ANSWER, 4)
        await choice(tx, 5)
        await choice(tx, 6, checked_at=1, left_at=30)
        await choice(tx, 7, checked_at=2, left_at=31)
        await choice(tx, 8, checked_at=2, left_at=29.99)
        order = [user_id for _, user_id in await due(tx)]
        assert order == [7, 6, 5, 4, 2, 3, 1]
        for limit in range(9):
            found = await due(tx, limit=limit)
            assert [user_id for _, user_id in found] == order[:limit]


async def test_a_server_that_removed_the_bot_or_is_left_out_has_nobody_due(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        for guild_id in (HERE, ELSEWHERE):
            await choice(tx, ANA, guild_id=guild_id, checked_at=40, left_at=40)
            await choice(tx, BEN, guild_id=guild_id)
            await store(tx, HINT, CY, guild_id=guild_id)
        assert {guild_id for guild_id, _ in await due(tx, without=[HERE])} == {ELSEWHERE}
        await server.left(tx, guild_id=ELSEWHERE, now=NOW)
        assert {guild_id for guild_id, _ in await due(tx)} == {HERE}
        assert await due(tx, without=[HERE]) == []


async def test_the_first_moment_of_absence_stays_until_they_are_seen(database: Database) -> None:
    one = {"guild_id": HERE, "user_id": ANA}
    async with database.transaction() as tx:
        await store(tx, ANSWER, ANA)
        assert await leaving.note(tx, **one, is_gone=True, now=NOW) == NOW
        assert await leaving.note(tx, **one, is_gone=True, now=NOW + A_DAY) == NOW
        assert await leaving.note(tx, **one, is_gone=False, now=NOW + 2 * A_DAY) is None
        later = NOW + 3 * A_DAY
        assert await leaving.note(tx, **one, is_gone=True, now=later) == later
        (row,) = (await me.export(tx, **one))["member"]
    assert (row["checked_at"], row["left_at"], row["first_seen_at"]) == (later, later, NOW)


async def test_a_check_leaves_choices_and_other_members_as_they_are(database: Database) -> None:
    async with database.transaction() as tx:
        for guild_id, user_id in ((HERE, ANA), (HERE, BEN), (ELSEWHERE, ANA)):
            await choice(tx, user_id, guild_id=guild_id)
        before = (await rows.read(tx))["member"]
        await leaving.note(tx, guild_id=HERE, user_id=ANA, is_gone=True, now=NOW)
        after = (await rows.read(tx))["member"]
    assert after == [before[0] | {"checked_at": NOW, "left_at": NOW}, *before[1:]]


@pytest.mark.parametrize("is_gone", [True, False])
async def test_of_one_who_deleted_everything_nothing_is_written(
    database: Database, is_gone: bool
) -> None:
    one = {"guild_id": HERE, "user_id": ANA}
    async with database.transaction() as tx:
        await store(tx, ANSWER, ANA)
        await store(tx, ANSWER, ANA, guild_id=ELSEWHERE)
        await me.delete(tx, **one)
        assert await leaving.note(tx, **one, is_gone=is_gone, now=NOW) is None
        assert await me.export(tx, **one) == {}


async def test_it_takes_a_step_a_member_and_reads_no_table_whole(
    sqlite_database: Database,
) -> None:
    statements: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        statements.append((statement, values))

    async with sqlite_database.transaction() as tx:
        event.listen(tx.sync_connection, "before_cursor_execute", note)
        await due(tx)
        event.remove(tx.sync_connection, "before_cursor_execute", note)
        assert len(statements) == 4
        plans: list[str] = []
        for statement, values in statements:
            found = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            plans.append(" / ".join(row[3] for row in found))
    assert not re.search(r"SCAN (answer|hint|delivery|member)", " / ".join(plans)), plans
    assert "ix_member_left_at" in plans[0]
    assert "ix_member_checked_at" in plans[1]
    for table in ("answer", "hint", "delivery"):
        assert f"USING COVERING INDEX ix_{table}_member (guild_id=? AND user_id>?)" in plans[2]
    assert "ix_member_checked_at" in plans[3]
