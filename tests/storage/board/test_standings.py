"""A member’s place, against a plain sort of everybody’s points."""

import random
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import event

from bot.domain.board.standing import Place, Row
from bot.storage.board import standings
from bot.storage.database import Database
from tests.services.board.placing import place_all

HERE, ELSEWHERE = 1, 2
BOARD: Mapping[str, Any] = {"guild_id": HERE, "window": "week:2026-03-02", "scope": "server"}
ELSEWHEN: Mapping[str, Any] = {**BOARD, "window": "all"}


def sorted_out(points: Mapping[int, int], user_id: int) -> Place:
    """The same without any histogram or index."""
    order = sorted(points, key=lambda id: (points[id], id), reverse=True)

    def row(id: int) -> Row:
        return Row(id, points[id], 1 + sum(had > points[id] for had in points.values()))

    at = order.index(user_id)
    return Place(
        own=row(user_id),
        of=len(points),
        above=[row(id) for id in order[max(0, at - 2) : at]],
        below=[row(id) for id in order[at + 1 : at + 3]],
        lowest=min(points.values()),
    )


@pytest.mark.parametrize("seed", range(6))
async def test_everybodys_place_is_that_of_a_plain_sort(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    points = {id: chance.choice([3, 10, 10, 14, 40, 52]) for id in range(1, 2 + 3 * seed)}
    await place_all(database, HERE, points)
    # Others with many more points, on another board and in another server.
    await place_all(database, HERE, {99: 120}, window="week:2026-03-09")
    await place_all(database, HERE, {99: 120}, scope="cohort:2026-03-02")
    await place_all(database, ELSEWHERE, {99: 120})
    async with database.reading() as tx:
        for user_id in points:
            found = await standings.place(tx, **BOARD, user_id=user_id)
            assert found == sorted_out(points, user_id)


async def test_who_is_not_seen_there_has_no_place(database: Database) -> None:
    await place_all(database, HERE, {1: 10})
    async with database.reading() as tx:
        assert await standings.place(tx, **BOARD, user_id=2) is None
        assert await standings.place(tx, **ELSEWHEN, user_id=1) is None


async def test_the_first_of_a_board_come_in_its_order_and_share_their_ranks(
    database: Database,
) -> None:
    await place_all(database, HERE, {1: 10, 2: 52, 3: 10, 4: 30})
    async with database.reading() as tx:
        found = await standings.top(tx, **BOARD, limit=10)
        assert found == [Row(2, 52, 1), Row(4, 30, 2), Row(3, 10, 3), Row(1, 10, 3)]
        assert await standings.top(tx, **BOARD, limit=2) == found[:2]


async def test_points_that_nobody_has_any_more_are_no_place(database: Database) -> None:
    await place_all(database, HERE, {1: 10, 2: 20})
    async with database.transaction() as tx:
        await tx.exec_driver_sql("UPDATE rank SET members = 0 WHERE points = 20")
        await tx.exec_driver_sql("DELETE FROM standing WHERE points = 20")
        found = await standings.place(tx, **BOARD, user_id=1)
    assert found is not None
    assert (found.own.rank, found.of, found.lowest) == (1, 1, 10)


async def test_a_place_is_read_from_ranges_of_an_index_and_needs_no_sorting(
    sqlite_database: Database,
) -> None:
    await place_all(sqlite_database, HERE, {id: id % 7 for id in range(1, 200)})
    statements: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        statements.append((statement, values))

    async with sqlite_database.reading() as tx:
        event.listen(tx.sync_connection, "before_cursor_execute", note)
        await standings.place(tx, **BOARD, user_id=50)
        await standings.top(tx, **BOARD, limit=10)
        event.remove(tx.sync_connection, "before_cursor_execute", note)
        plans: list[str] = []
        for statement, values in statements:
            rows = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            plans.append(" / ".join(row.detail for row in rows))
    own, above, below, histogram, top = plans
    board = "guild_id=? AND window=? AND scope=?"
    assert f"({board} AND user_id=?)" in own
    assert f"ix_standing_points ({board} AND (points,user_id)>(?,?))" in above
    assert f"ix_standing_points ({board} AND (points,user_id)<(?,?))" in below
    assert histogram.startswith("SEARCH rank USING") and f"({board})" in histogram
    assert f"ix_standing_points ({board})" in top
    assert not [plan for plan in plans if "TEMP B-TREE" in plan or "SCAN" in plan]
