"""Each slot becomes one delivery, whatever happens in between."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from bot.domain.daily.series import KIND
from bot.domain.delivery import State
from bot.domain.schedule import Pattern
from bot.services.planner import Planner, Run
from bot.storage.database import Database, Tx
from bot.storage.tables.schedules import SCHEDULE
from tests.domain.pools import pool, question
from tests.services.study import A_DAY, CHANNEL, HERE, MIA, Moment, Study, slots

DUE, SKIPPED = State.DUE, State.SKIPPED


async def test_a_slot_is_planned_once_with_its_question_and_its_end(study: Study) -> None:
    series = await study.add_series(threads=False, place="forum")
    await study.next_day()
    await study.plan()
    (post,) = await study.posts()
    (delivery,) = await study.outbox()
    nine = datetime.fromisoformat("2026-03-03T09:00:00+01:00")
    assert (delivery.guild_id, delivery.id, delivery.ref) == (HERE, post.id, series.id)
    assert (delivery.slot, delivery.state, delivery.due_at) == ("2026-03-03", DUE, nine)
    assert delivery.expires_at == nine + A_DAY
    assert delivery.target.stops == (("channel", CHANNEL),)
    assert (post.series_id, post.slot, post.due_at) == (series.id, date(2026, 3, 3), nine)
    assert (post.channel_id, post.place, post.threads) == (CHANNEL, "forum", False)
    assert (post.posted_at, post.message_id, post.cycle) == (None, None, 1)
    after = await study.find(series)
    assert after is not None
    assert after.next_run_at == nine + A_DAY


async def test_nothing_is_planned_before_its_time(study: Study, clock: Moment) -> None:
    series = await study.add_series()
    assert series.next_run_at is not None
    clock.now = series.next_run_at - timedelta(milliseconds=1)
    await study.plan()
    assert await study.outbox() == []
    clock.now = series.next_run_at
    await study.plan()
    assert slots(await study.outbox()) == [("2026-03-03", DUE)]


async def test_a_delivery_expires_when_the_next_slot_of_its_pattern_comes(study: Study) -> None:
    await study.add_series(pattern=Pattern(frozenset({2})))
    await study.next_day()
    (delivery,) = await study.outbox()
    assert delivery.expires_at == delivery.due_at + 7 * A_DAY


async def test_a_day_of_the_changing_clock_expires_with_the_next_local_slot(
    study: Study, clock: Moment
) -> None:
    clock.now = datetime.fromisoformat("2026-03-07T12:00:00-05:00")
    await study.add_series(at="02:30", zone="America/New_York")
    await study.next_day()
    (delivery,) = await study.outbox()
    assert delivery.due_at == datetime.fromisoformat("2026-03-08T03:30:00-04:00")
    assert delivery.expires_at == datetime.fromisoformat("2026-03-09T02:30:00-04:00")


class Crash(Exception):
    """The process ends here."""


async def test_a_crash_in_the_middle_changes_nothing_and_the_next_beat_does_it(
    study: Study,
) -> None:
    series = await study.add_series()

    async def crash(tx: Tx, runs: Sequence[Run], now: datetime) -> None:
        await study.services.posting.plan(tx, runs, now)
        raise Crash

    study.clock.pass_by(days=1)
    with pytest.raises(Crash):
        await Planner(study.database, {KIND: crash}).tick(study.clock())
    assert (await study.posts(), await study.outbox()) == ([], [])
    assert await study.find(series) == series
    await study.plan()
    assert slots(await study.outbox()) == [("2026-03-03", DUE)]


async def test_a_planner_that_is_cancelled_in_the_middle_changes_nothing(study: Study) -> None:
    series = await study.add_series()
    planned = asyncio.Event()

    async def stay(tx: Tx, runs: Sequence[Run], now: datetime) -> None:
        await study.services.posting.plan(tx, runs, now)
        planned.set()
        await asyncio.Event().wait()

    study.clock.pass_by(days=1)
    tick = asyncio.create_task(Planner(study.database, {KIND: stay}).tick(study.clock()))
    await planned.wait()
    tick.cancel()
    with pytest.raises(asyncio.CancelledError):
        await tick
    assert (await study.posts(), await study.outbox()) == ([], [])
    assert await study.find(series) == series
    await study.plan()
    assert slots(await study.outbox()) == [("2026-03-03", DUE)]


async def test_after_three_days_away_the_newest_is_due_and_the_others_are_skipped(
    study: Study,
) -> None:
    await study.add_series()
    study.clock.pass_by(days=3)
    await study.plan()
    newest = "2026-03-05"
    assert slots(await study.outbox()) == [
        ("2026-03-03", SKIPPED),
        ("2026-03-04", SKIPPED),
        (newest, DUE),
    ]
    # Only what goes out takes a question from the pool.
    assert [post.slot.isoformat() for post in await study.posts()] == [newest]


async def test_what_waited_when_the_bot_went_away_is_skipped_and_its_question_comes_back(
    study: Study,
) -> None:
    await study.add_series()
    await study.next_day()
    study.clock.pass_by(days=3)
    await study.plan()
    await study.expire()
    assert [state for _, state in slots(await study.outbox())] == [SKIPPED, SKIPPED, SKIPPED, DUE]
    (post,) = await study.posts()
    assert post.slot == date(2026, 3, 6)


async def test_a_long_absence_of_a_full_server_is_written_down_at_once(study: Study) -> None:
    for n in range(50):
        await study.add_series(channel_id=CHANNEL + n)
    study.clock.pass_by(days=200)
    await study.plan()
    found = [state for _, state in slots(await study.outbox())]
    assert (len(found), found.count(DUE)) == (50 * 200, 50)
    assert set(found[-50:]) == {DUE}


async def test_a_clock_that_was_set_back_plans_nothing_twice(study: Study, clock: Moment) -> None:
    await study.add_series()
    for _ in range(3):
        await study.next_day()
    before = slots(await study.outbox())
    clock.pass_by(days=-2, hours=-1)
    # A restart looks at every schedule again.
    await study.services.planner.review(clock())
    for _ in range(4):
        await study.plan()
        clock.pass_by(hours=12)
    assert slots(await study.outbox()) == before
    clock.pass_by(hours=24)
    await study.plan()
    assert slots(await study.outbox()) == [*before, ("2026-03-06", DUE)]


async def test_a_schedule_follows_when_the_rules_of_its_zone_change(
    study: Study, clock: Moment
) -> None:
    one, other = await study.add_series(), await study.add_series(at="18:00")
    assert one.next_run_at is not None
    assert other.next_run_at is not None
    # As if it had been stored under rules that knew no summer time, or a later one.
    await _store_next(study, one.id, one.next_run_at + timedelta(hours=1))
    with capture_logs() as lines:
        await study.services.planner.review(clock())
    assert await study.find(one) == one
    assert await study.find(other) == other
    assert [(line["event"], line["count"]) for line in lines] == [("schedules moved", 1)]
    with capture_logs() as lines:
        await study.services.planner.review(clock())
    assert lines == []


async def test_a_slot_that_new_rules_put_into_the_past_goes_out_late(
    study: Study, clock: Moment
) -> None:
    series = await study.add_series()
    assert series.next_run_at is not None
    await _store_next(study, series.id, series.next_run_at + timedelta(hours=1))
    clock.now = series.next_run_at + timedelta(minutes=30)
    await study.services.planner.review(clock())
    await study.plan()
    assert slots(await study.outbox()) == [("2026-03-03", DUE)]
    (delivery,) = await study.outbox()
    assert delivery.due_at == series.next_run_at


@pytest.mark.parametrize("hours", [-3, -1, 1, 3])
async def test_a_slot_that_passed_while_the_rules_changed_is_not_lost(
    study: Study, clock: Moment, hours: int
) -> None:
    series = await study.add_series()
    assert series.next_run_at is not None
    await _store_next(study, series.id, series.next_run_at + timedelta(hours=hours))
    clock.now = series.next_run_at + timedelta(hours=12)
    await study.services.planner.review(clock())
    await study.plan()
    assert slots(await study.outbox()) == [("2026-03-03", DUE)]


async def test_a_paused_series_stays_paused_when_schedules_are_looked_at(study: Study) -> None:
    series = await study.add_series()
    await study.services.series.pause(HERE, series.id, by=MIA)
    await study.services.planner.review(study.clock())
    found = await study.find(series)
    assert found is not None
    assert found.next_run_at is None


async def test_a_look_at_all_schedules_forgets_neither_a_skip_nor_what_was_planned(
    study: Study, clock: Moment
) -> None:
    one, other = await study.add_series(), await study.add_series(at="18:00")
    await study.services.series.skip(HERE, one.id, by=MIA)
    await study.services.series.now(HERE, other.id, by=MIA)
    before = await study.services.series.of(HERE)
    with capture_logs() as lines:
        await study.services.planner.review(clock())
    assert lines == []
    assert await study.services.series.of(HERE) == before


async def test_a_pause_until_a_day_follows_when_the_rules_of_its_zone_change(
    study: Study, clock: Moment
) -> None:
    series = await study.add_series()
    day = date(2026, 3, 6)
    paused = await study.services.series.pause(HERE, series.id, by=MIA, until=day)
    assert paused.next_run_at is not None
    await _store_next(study, series.id, paused.next_run_at + timedelta(hours=1))
    await study.services.planner.review(clock())
    assert await study.find(series) == paused


async def test_what_was_missed_says_that_the_bot_was_away(study: Study) -> None:
    await study.add_series()
    study.clock.pass_by(days=3)
    await study.plan()
    assert [one.why for one in await study.outbox()] == ["away", "away", None]


async def test_rules_that_gave_way_are_written_down(database: Database, clock: Moment) -> None:
    study = Study(database, clock, pool(*(question(f"q{n}", topic="same") for n in range(3))))
    await study.arrive(HERE)
    series = await study.add_series()
    await study.next_day()
    with capture_logs() as lines:
        await study.next_day()
    (line,) = (line for line in lines if line["event"] == "rules gave way")
    assert (line["series"], line["rules"]) == (series.id, ("topic",))


async def _store_next(study: Study, series_id: int, then: datetime) -> None:
    async with study.database.transaction() as tx:
        await tx.execute(
            update(SCHEDULE).where(SCHEDULE.c.ref == series_id).values(next_run_at=then)
        )
