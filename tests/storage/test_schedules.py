"""What is due when: claimed by one process at a time, longest due first."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.domain.schedule import EVERY_DAY, WEEKDAYS, Plan
from bot.storage import schedules
from bot.storage.database import Database, Tx
from bot.storage.tables.schedules import SCHEDULE

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


async def test_what_is_due_at_one_moment_comes_in_the_order_it_was_made(
    database: Database,
) -> None:
    for guild_id in (2, 1):
        await _add(database, 0, 0, guild_id=guild_id)
    async with database.transaction() as tx:
        due = await schedules.claim_due(tx, now=NOW, limit=9)
    assert [(one.guild_id, one.ref) for one in due] == [(1, 10), (1, 20), (2, 10), (2, 20)]


async def test_what_was_paused_or_skipped_until_now_is_over_once_it_moves_on(
    database: Database,
) -> None:
    await _add(database, -1)
    await _set_next(database, 10, NOW, paused_at=NOW, not_before=date(2026, 3, 2))
    async with database.transaction() as tx:
        (due,) = await schedules.claim_due(tx, now=NOW, limit=9)
        await schedules.move_on(tx, [(due, NOW, due.not_before)])
        (row,) = (await tx.execute(select(SCHEDULE))).all()
    assert due.not_before == date(2026, 3, 2)
    assert (row.paused_at, row.not_before, row.last_slot) == (None, None, date(2026, 3, 2))


async def test_a_moment_that_is_only_set_anew_leaves_pauses_as_they_are(
    database: Database,
) -> None:
    await _add(database, -1)
    day, later = date(2026, 3, 9), NOW + timedelta(days=1)
    await _set_next(database, 10, NOW, paused_at=NOW, not_before=day, last_slot=day)
    async with database.transaction() as tx:
        (due,) = await schedules.plans(tx)
        await schedules.set_all_next(tx, [(due, later)])
        await schedules.set_all_next(tx, [])
        (row,) = (await tx.execute(select(SCHEDULE))).all()
    assert (row.next_run_at, row.paused_at, row.not_before, row.last_slot) == (later, NOW, day, day)


async def test_days_and_time_are_set_without_the_next_moment(database: Database) -> None:
    await _add(database, -1, -2)
    plan = Plan(zone="UTC", at=time(18, 30), pattern=EVERY_DAY)
    async with database.transaction() as tx:
        await schedules.set_plan(tx, guild_id=1, kind="daily", ref=10, plan=plan)
        found = {due.ref: (due.plan, due.next_run_at) for due in await schedules.plans(tx)}
    assert found[10] == (plan, NOW - timedelta(minutes=1))
    assert found[20][0] == PLAN


@pytest.mark.parametrize(
    ("last_slot", "not_before", "earliest"),
    [
        (None, None, None),
        (2, None, 3),
        (None, 2, 2),
        (2, 2, 3),
        (2, 3, 3),
        (2, 9, 9),
    ],
)
def test_the_next_slot_comes_after_the_last_and_not_before_the_day_that_was_said(
    last_slot: int | None, not_before: int | None, earliest: int | None
) -> None:
    def march(day: int | None) -> date | None:
        return None if day is None else date(2026, 3, day)

    due = schedules.Due(
        guild_id=1,
        id=1,
        kind="daily",
        ref=10,
        plan=PLAN,
        next_run_at=NOW,
        last_slot=march(last_slot),
        not_before=march(not_before),
    )
    assert due.earliest == march(earliest)


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
