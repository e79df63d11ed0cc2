"""What owners set: series that come, rest and go, also between planning and sending."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime, time

import pytest

from bot.domain.daily.series import KIND
from bot.domain.delivery import State
from bot.domain.schedule import WEEKDAYS, Plan
from bot.errors import NoSuchSeries, TooMany
from bot.services.daily.series import MOST
from bot.services.planner import Planner, Run
from bot.storage.database import Tx
from tests.services.study import A_DAY, ANA, CHANNEL, ELSEWHERE, HERE, MIA, Moment, Study, slots


async def test_a_series_begins_with_its_next_slot(study: Study, clock: Moment) -> None:
    clock.now = datetime.fromisoformat("2026-03-06T08:00:00+01:00")  # a Friday
    today = await study.add_series(pattern=WEEKDAYS)
    clock.pass_by(hours=1)
    monday = await study.add_series(pattern=WEEKDAYS, place="forum", threads=False)
    assert (today.starts_on, monday.starts_on) == (date(2026, 3, 6), date(2026, 3, 9))
    assert monday.next_run_at == datetime.fromisoformat("2026-03-09T09:00:00+01:00")
    assert (monday.guild_id, monday.channel_id, monday.created_by) == (HERE, CHANNEL, MIA)
    assert (monday.place, monday.threads) == ("forum", False)
    assert monday.plan == Plan("Europe/Berlin", time(9), WEEKDAYS)
    assert (monday.paused_at, monday.held_at) == (None, None)
    assert await study.services.series.of(HERE) == [today, monday]
    assert await study.services.series.of(ELSEWHERE) == []


async def test_a_series_whose_first_slot_falls_behind_a_late_gap_starts_on_its_own_day(
    study: Study, clock: Moment
) -> None:
    clock.now = datetime.fromisoformat("2026-03-28T12:00:00-02:00")
    series = await study.add_series(at="23:30", zone="America/Nuuk")
    assert series.starts_on == date(2026, 3, 28)
    assert series.next_run_at == datetime.fromisoformat("2026-03-29T00:30:00-01:00")


async def test_one_server_has_a_limited_number_of_series(study: Study) -> None:
    for _ in range(MOST):
        last = await study.add_series()
    with pytest.raises(TooMany) as refusal:
        await study.add_series()
    assert str(MOST) in refusal.value.sentence
    await study.add_series(ELSEWHERE)
    await study.services.series.remove(HERE, last.id, by=MIA)
    await study.add_series()


async def test_the_usual_zone_is_that_of_the_newest_series(study: Study, clock: Moment) -> None:
    assert await study.services.series.usual_zone(HERE) == "UTC"
    await study.add_series(zone="Asia/Tokyo")
    clock.pass_by(seconds=1)
    await study.add_series(zone="Asia/Kolkata")
    assert await study.services.series.usual_zone(HERE) == "Asia/Kolkata"
    assert await study.services.series.usual_zone(ELSEWHERE) == "UTC"


async def test_the_usual_zone_of_the_settings_comes_first(study: Study) -> None:
    await study.services.settings.set_zone(HERE, "Asia/Tokyo", by=MIA)
    await study.add_series(zone="Asia/Kolkata")
    assert await study.services.series.usual_zone(HERE) == "Asia/Tokyo"


async def test_a_new_series_is_recorded_with_everything_about_it(study: Study) -> None:
    series = await study.add_series(
        by=ANA, level="L6", kinds=("coding",), ping_role_id=8, starts_on=date(2026, 4, 1)
    )
    assert series.next_run_at == datetime.fromisoformat("2026-04-01T09:00:00+02:00")
    assert (series.level, series.kinds, series.ping_role_id) == ("L6", ("coding",), 8)
    change = await study.services.changes.last(HERE, ref=series.id)
    assert change is not None
    assert (change.by, change.what, change.before) == (ANA, "series-added", {})
    assert change.after == {
        "days": "weekdays:1234567",
        "time": "09:00",
        "zone": "Europe/Berlin",
        "channel": CHANNEL,
        "place": "text",
        "threads": True,
        "level": "L6",
        "kinds": ["coding"],
        "starts_on": "2026-04-01",
        "ping_role": 8,
        "paused": False,
        "until": None,
    }


async def test_a_paused_series_posts_nothing_until_it_goes_on(study: Study, clock: Moment) -> None:
    series = await study.add_series()
    paused = await study.services.series.pause(HERE, series.id, by=MIA)
    assert (paused.paused_at, paused.next_run_at) == (clock(), None)
    clock.pass_by(days=10)
    await study.plan()
    assert await study.outbox() == []
    resumed = await study.services.series.resume(HERE, series.id, by=MIA)
    assert (resumed.paused_at, resumed.next_run_at) == (None, series.plan.next(clock()).at)
    await study.next_day()
    # The days of the pause are not made up for.
    assert slots(await study.outbox()) == [("2026-03-13", State.DUE)]


async def test_resuming_what_runs_changes_nothing(study: Study) -> None:
    series = await study.add_series()
    assert await study.services.series.resume(HERE, series.id, by=MIA) == series


async def test_resuming_what_is_due_this_moment_does_not_skip_it(
    study: Study, clock: Moment
) -> None:
    series = await study.add_series()
    clock.pass_by(days=1)
    await study.services.series.resume(HERE, series.id, by=MIA)
    await study.plan()
    assert slots(await study.outbox()) == [("2026-03-03", State.DUE)]


@pytest.mark.parametrize("change", ["pause", "remove"])
async def test_a_post_that_waits_is_taken_back_with_its_series(study: Study, change: str) -> None:
    series = await study.add_series()
    other = await study.add_series(channel_id=CHANNEL + 1)
    await study.next_day()
    await getattr(study.services.series, change)(HERE, series.id, by=MIA)
    assert {(one.ref, one.state) for one in await study.outbox()} == {
        (series.id, State.SKIPPED),
        (other.id, State.DUE),
    }
    assert [post.series_id for post in await study.posts()] == [other.id]


@pytest.mark.parametrize("change", ["pause", "remove"])
async def test_a_post_that_was_refused_is_taken_back_with_its_series(
    study: Study, change: str
) -> None:
    series = await study.add_series()
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, State.FAILED, "channel")
    changed = await getattr(study.services.series, change)(HERE, series.id, by=MIA)
    assert slots(await study.outbox()) == [("2026-03-03", State.SKIPPED)]
    assert await study.posts() == []
    if change == "pause":
        assert (changed.held_at, changed.held_why) == (None, None)


@pytest.mark.parametrize("change", ["pause", "remove"])
async def test_a_post_that_went_out_stays_with_its_answers(study: Study, change: str) -> None:
    series = await study.add_series()
    post = await study.post_daily()
    await study.services.daily.answer(HERE, post.id, MIA, "Two caches.")
    await getattr(study.services.series, change)(HERE, series.id, by=MIA)
    asked = await study.services.daily.asked(HERE, post.id, MIA)
    assert asked.answer is not None
    assert asked.answer.text == "Two caches."


@pytest.mark.parametrize("change", ["pause", "remove"])
async def test_a_post_that_goes_out_while_its_series_ends_is_kept(
    study: Study, change: str
) -> None:
    series = await study.add_series()
    await study.next_day()
    (delivery,) = await study.waiting()
    hold = await study.take(delivery)
    await getattr(study.services.series, change)(HERE, series.id, by=MIA)
    await hold.end(State.DONE, message_id=901)
    assert (await study.post(delivery.id)).message_id == 901
    assert slots(await study.outbox()) == [("2026-03-03", State.DONE)]


@pytest.mark.parametrize("change", ["pause", "remove"])
async def test_a_series_that_ends_while_it_is_planned_posts_nothing(
    study: Study, change: str
) -> None:
    series = await study.add_series()
    study.clock.pass_by(days=1)
    planned, ending = asyncio.Event(), asyncio.Event()

    async def stay(tx: Tx, runs: Sequence[Run], now: datetime) -> None:
        await study.services.posting.plan(tx, runs, now)
        planned.set()
        await ending.wait()
        # Long enough for the other to reach what this one holds.
        await asyncio.sleep(0.1)

    tick = asyncio.create_task(Planner(study.database, {KIND: stay}).tick(study.clock()))
    await planned.wait()
    end = asyncio.create_task(getattr(study.services.series, change)(HERE, series.id, by=MIA))
    ending.set()
    await asyncio.gather(tick, end)
    assert slots(await study.outbox()) == [("2026-03-03", State.SKIPPED)]
    assert await study.posts() == []


async def test_a_slot_is_not_posted_again_by_a_pause(study: Study, clock: Moment) -> None:
    series = await study.add_series()
    post = await study.post_daily()
    await study.services.series.pause(HERE, series.id, by=MIA)
    clock.pass_by(minutes=5)
    await study.services.series.resume(HERE, series.id, by=MIA)
    await study.plan()
    clock.pass_by(hours=12)
    await study.plan()
    assert [one.id for one in await study.posts()] == [post.id]


async def test_a_slot_is_posted_where_the_pause_was_over_before_it(
    study: Study, clock: Moment
) -> None:
    series = await study.add_series()
    await study.services.series.pause(HERE, series.id, by=MIA)
    clock.now = datetime.fromisoformat("2026-03-03T08:59:59+01:00")
    await study.services.series.resume(HERE, series.id, by=MIA)
    clock.pass_by(seconds=1)
    await study.plan()
    assert slots(await study.outbox()) == [("2026-03-03", State.DUE)]


async def test_a_series_that_is_made_anew_on_the_same_day_does_not_repeat_its_slot(
    study: Study, clock: Moment
) -> None:
    series = await study.add_series()
    post = await study.post_daily()
    await study.services.series.remove(HERE, series.id, by=MIA)
    clock.pass_by(minutes=5)
    again = await study.add_series()
    assert again.starts_on == post.slot + A_DAY
    await study.plan()
    clock.pass_by(hours=12)
    await study.plan()
    assert [one.id for one in await study.posts()] == [post.id]
    second = await study.post_daily()
    # The channel still remembers what it saw.
    questions = study.services.library.shipped.questions
    assert questions[second.question_id].topic != questions[post.question_id].topic


async def test_a_series_that_is_made_at_the_very_moment_of_its_slot_begins_a_day_later(
    study: Study, clock: Moment
) -> None:
    clock.now = datetime.fromisoformat("2026-03-03T09:00:00+01:00")
    series = await study.add_series()
    await study.plan()
    assert series.starts_on == date(2026, 3, 4)
    assert await study.outbox() == []


async def test_a_removed_series_is_no_longer_there(study: Study) -> None:
    series = await study.add_series()
    assert await study.services.series.remove(HERE, series.id, by=MIA) == series
    assert await study.services.series.of(HERE) == []
    assert await study.services.series.lookup(HERE, series.id) is None
    for change in ("pause", "resume", "remove"):
        with pytest.raises(NoSuchSeries):
            await getattr(study.services.series, change)(HERE, series.id, by=MIA)
    study.clock.pass_by(days=3)
    await study.plan()
    await study.services.planner.review(study.clock())
    assert await study.outbox() == []


@pytest.mark.parametrize("change", ["pause", "resume", "remove"])
async def test_a_server_cannot_touch_the_series_of_another(study: Study, change: str) -> None:
    series = await study.add_series(ELSEWHERE)
    with pytest.raises(NoSuchSeries):
        await getattr(study.services.series, change)(HERE, series.id, by=MIA)
    assert await study.services.series.lookup(HERE, series.id) is None
    assert await study.find(series) == series


async def test_series_of_one_time_in_different_zones_keep_their_own_days(
    study: Study, clock: Moment
) -> None:
    clock.now = datetime.fromisoformat("2026-03-03T12:00:00+00:00")
    zones = ("Pacific/Kiritimati", "Europe/Berlin", "Pacific/Pago_Pago")
    series = {name: await study.add_series(zone=name, at="01:00") for name in zones}
    clock.pass_by(days=1)
    await study.plan()
    days = {delivery.ref: delivery.slot for delivery in await study.outbox()}
    assert [days[series[name].id] for name in zones] == ["2026-03-05", "2026-03-04", "2026-03-04"]
