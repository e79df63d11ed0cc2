"""What is due when: claimed by one process at a time, longest due first."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.schedule import WEEKDAYS, Plan
from bot.storage import schedules
from bot.storage.database import Database, Tx

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PLAN = Plan(zone="Europe/Berlin", at=time(10, 0), pattern=WEEKDAYS)


async def _add(database: Database, *minutes: int, guild_id: int = 1) -> None:
    """Schedules 1, 2, … that are due so many minutes from now."""
    async with database.transaction() as tx:
        for n, late in enumerate(minutes, start=1):
            await schedules.add(
                tx,
                guild_id=guild_id,
                id=n,
                kind="daily",
                ref=n * 10,
                plan=PLAN,
                next_run_at=NOW + timedelta(minutes=late),
            )


async def _claim(tx: Tx, limit: int = 100) -> list[int]:
    return [due.id for due in await schedules.claim_due(tx, now=NOW, limit=limit)]


async def _set_next(database: Database, ref: int, then: datetime | None, **state: object) -> bool:
    async with database.transaction() as tx:
        return await schedules.set_next(
            tx, guild_id=1, kind="daily", ref=ref, next_run_at=then, **state
        )


async def test_the_longest_due_come_first_and_no_more_than_asked_for(database: Database) -> None:
    await _add(database, -1, -9, 0, 1)
    async with database.transaction() as tx:
        assert await _claim(tx) == [2, 1, 3]
        assert await _claim(tx, limit=2) == [2, 1]
        (first,) = await schedules.claim_due(tx, now=NOW, limit=1)
    assert first == schedules.Due(
        guild_id=1,
        id=2,
        kind="daily",
        ref=20,
        plan=PLAN,
        next_run_at=NOW - timedelta(minutes=9),
    )


async def test_what_is_claimed_is_passed_over_by_others(postgres_database: Database) -> None:
    await _add(postgres_database, -3, -2, -1)
    async with postgres_database.transaction() as one, postgres_database.transaction() as two:
        assert await _claim(one, limit=2) == [1, 2]
        async with asyncio.timeout(5):
            assert await _claim(two) == [3]
    async with postgres_database.transaction() as tx:
        assert await _claim(tx) == [1, 2, 3]


async def test_20_planners_at_once_plan_each_thing_once(database: Database) -> None:
    await _add(database, *(-n for n in range(1, 61)))

    async def plan() -> list[int]:
        planned: list[int] = []
        while True:
            async with database.transaction() as tx:
                due = await schedules.claim_due(tx, now=NOW, limit=5)
                later = NOW + timedelta(days=1)
                await schedules.move_on(tx, [(one, later, None) for one in due])
            if not due:
                return planned
            planned += [one.id for one in due]

    planned = await asyncio.gather(*(plan() for _ in range(20)))
    assert sorted(id for ids in planned for id in ids) == list(range(1, 61))
    async with database.reading() as tx:
        assert await schedules.next_due(tx) == NOW + timedelta(days=1)


async def test_the_next_moment_is_the_earliest_of_all_servers(database: Database) -> None:
    async with database.reading() as tx:
        assert await schedules.next_due(tx) is None
    await _add(database, 5, 3)
    await _add(database, 4, guild_id=2)
    async with database.reading() as tx:
        assert await schedules.next_due(tx) == NOW + timedelta(minutes=3)


async def test_each_moves_on_to_a_moment_of_its_own(database: Database) -> None:
    await _add(database, -1, -2)
    async with database.transaction() as tx:
        due = await schedules.claim_due(tx, now=NOW, limit=9)
        assert {one.last_slot for one in due} == {None}
        moves = [(one, NOW + timedelta(hours=one.id), date(2026, 3, one.id)) for one in due]
        await schedules.move_on(tx, moves)
        await schedules.move_on(tx, [])
    async with database.reading() as tx:
        plans = {one.id: (one.next_run_at, one.last_slot) for one in await schedules.plans(tx)}
    assert plans == {
        1: (NOW + timedelta(hours=1), date(2026, 3, 1)),
        2: (NOW + timedelta(hours=2), date(2026, 3, 2)),
    }


async def test_what_is_paused_is_not_due_and_comes_back(database: Database) -> None:
    await _add(database, -1)
    assert await _set_next(database, 10, None, paused_at=NOW)
    async with database.transaction() as tx:
        assert await _claim(tx) == []
        assert await schedules.plans(tx) == []
        assert await schedules.next_due(tx) is None
    assert await _set_next(database, 10, NOW, paused_at=None)
    async with database.transaction() as tx:
        assert await _claim(tx) == [1]
    assert not await _set_next(database, 99, NOW)


async def test_a_thing_is_held_once_until_it_is_released(database: Database) -> None:
    await _add(database, -1)
    thing = {"guild_id": 1, "kind": "daily", "ref": 10}
    async with database.transaction() as tx:
        assert await schedules.hold(tx, **thing, now=NOW, why="channel")
        assert not await schedules.hold(tx, **thing, now=NOW, why="permissions")
        await schedules.release(tx, **thing)
        assert await schedules.hold(tx, **thing, now=NOW, why="permissions")
        assert not await schedules.hold(tx, **thing | {"ref": 99}, now=NOW, why="channel")


async def test_what_is_removed_is_never_due_again(database: Database) -> None:
    await _add(database, -2, -1)
    async with database.transaction() as tx:
        await schedules.remove(tx, guild_id=1, kind="daily", ref=10)
        await schedules.remove(tx, guild_id=2, kind="daily", ref=20)
        assert await _claim(tx) == [2]
