"""Pausing until a day, skipping the next post, and posting at once: each does what it says, once."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.domain.daily.series import Post
from bot.domain.daily.values import until
from bot.domain.delivery import State
from bot.domain.schedule import WEEKDAYS
from bot.errors import AlreadyOut, NothingToSkip, PastDate
from bot.storage.tables.server import CHANGE
from tests.services.study import A_DAY, CHANNEL, HERE, MIA, Moment, Study, slots

DUE, SKIPPED = State.DUE, State.SKIPPED
FRIDAY = date(2026, 3, 6)


def _at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


async def _days(study: Study, number: int) -> list[str]:
    """The slots that are posted on so many days from here."""
    posted: list[str] = []
    for _ in range(number):
        await study.next_day()
        for delivery in await study.waiting():
            posted.append(delivery.slot)
            await study.end(delivery)
    return posted


async def _changes(study: Study) -> list[str]:
    return [row["what"] for row in await study.rows(CHANGE, "at", "id")]


async def test_complaint_4_a_pause_until_a_day_ends_by_itself_on_that_day(
    study: Study, clock: Moment
) -> None:
    series = await study.add_series()
    paused = await study.services.series.pause(HERE, series.id, by=MIA, until=FRIDAY)
    assert (paused.paused_at, paused.not_before, until(paused)) == (clock(), FRIDAY, FRIDAY)
    assert paused.next_run_at == _at("2026-03-06T09:00+01:00")
    assert await _days(study, 5) == ["2026-03-06", "2026-03-07"]
    found = await study.find(series)
    assert found is not None
    assert (found.paused_at, found.not_before, until(found)) == (None, None, None)


async def test_complaint_4_a_pause_outlasts_a_restart_with_new_zone_rules(
    study: Study, clock: Moment
) -> None:
    series = await study.add_series()
    paused = await study.services.series.pause(HERE, series.id, by=MIA, until=FRIDAY)
    for _ in range(3):
        await study.services.planner.review(clock())
        assert await study.find(series) == paused
        await study.next_day()
    assert await study.outbox() == []


async def test_a_pause_ends_on_the_first_day_of_the_pattern_from_then_on(study: Study) -> None:
    series = await study.add_series(pattern=WEEKDAYS)
    saturday = date(2026, 3, 7)
    paused = await study.services.series.pause(HERE, series.id, by=MIA, until=saturday)
    assert paused.next_run_at == _at("2026-03-09T09:00+01:00")
    assert until(paused) == saturday


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-01", "2020-01-01"])
async def test_a_pause_until_a_day_that_is_not_ahead_is_refused(study: Study, day: str) -> None:
    series = await study.add_series()
    with pytest.raises(PastDate):
        await study.services.series.pause(HERE, series.id, by=MIA, until=date.fromisoformat(day))
    assert await study.find(series) == series


async def test_the_day_of_a_pause_is_that_of_the_series_own_zone(study: Study) -> None:
    # Monday noon in Berlin is Tuesday already on Kiritimati.
    series = await study.add_series(zone="Pacific/Kiritimati")
    with pytest.raises(PastDate):
        await study.services.series.pause(HERE, series.id, by=MIA, until=date(2026, 3, 3))
    await study.services.series.pause(HERE, series.id, by=MIA, until=date(2026, 3, 4))


async def test_a_pause_can_be_moved_and_made_open(study: Study) -> None:
    service, series = study.services.series, await study.add_series()
    await service.pause(HERE, series.id, by=MIA, until=FRIDAY)
    moved = await service.pause(HERE, series.id, by=MIA, until=FRIDAY + A_DAY)
    assert until(moved) == FRIDAY + A_DAY
    still = await service.pause(HERE, series.id, by=MIA)
    assert (still.next_run_at, until(still)) == (None, None)
    assert await service.pause(HERE, series.id, by=MIA) == still
    assert await _changes(study) == ["series-added", *["series-paused"] * 3]


async def test_what_waits_is_withdrawn_by_a_pause_and_says_so(study: Study) -> None:
    series = await study.add_series()
    await study.next_day()
    await study.services.series.pause(HERE, series.id, by=MIA, until=FRIDAY)
    (delivery,) = await study.outbox()
    assert (delivery.state, delivery.why) == (SKIPPED, "paused")
    assert await study.posts() == []


async def test_complaint_4_skipping_once_skips_once(study: Study) -> None:
    series = await study.add_series()
    skipped = await study.services.series.skip(HERE, series.id, by=MIA)
    assert (skipped.slot.day, skipped.slot.at) == (date(2026, 3, 3), series.next_run_at)
    assert skipped.series.next_run_at == _at("2026-03-04T09:00+01:00")
    (order,) = await study.outbox()
    assert (order.slot, order.state, order.why) == ("2026-03-03", SKIPPED, "asked")
    assert order.due_at == skipped.slot.at
    assert await _days(study, 3) == ["2026-03-04", "2026-03-05"]
    assert await _changes(study) == ["series-added", "series-skipped"]


async def test_a_second_skip_skips_the_one_after(study: Study) -> None:
    series = await study.add_series()
    days = [(await study.services.series.skip(HERE, series.id, by=MIA)).slot.day for _ in range(3)]
    assert days == [date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 5)]
    assert await _days(study, 4) == ["2026-03-06"]


async def test_a_skip_outlasts_a_restart_a_change_of_time_and_a_pause(
    study: Study, clock: Moment
) -> None:
    service, series = study.services.series, await study.add_series()
    skipped = (await service.skip(HERE, series.id, by=MIA)).series
    await study.services.planner.review(clock())
    assert await study.find(series) == skipped
    plan = replace(series.plan, at=_at("2026-03-02T18:00").time())
    edited = await service.edit(HERE, series.id, by=MIA, plan=plan)
    assert edited.after.next_run_at == _at("2026-03-04T18:00+01:00")
    await service.pause(HERE, series.id, by=MIA)
    resumed = await service.resume(HERE, series.id, by=MIA)
    assert resumed.next_run_at == _at("2026-03-04T18:00+01:00")
    assert await _days(study, 3) == ["2026-03-04"]


async def test_what_waits_goes_on_waiting_over_a_slot_that_is_skipped(
    study: Study, clock: Moment
) -> None:
    series = await study.add_series()
    await study.next_day()
    await study.services.series.skip(HERE, series.id, by=MIA)
    clock.pass_by(hours=30)
    await study.plan()
    await study.expire()
    assert slots(await study.waiting()) == [("2026-03-03", DUE)]
    # And where it is made anew.
    await study.services.series.edit(HERE, series.id, by=MIA, channel_id=60)
    (delivery,) = await study.waiting()
    assert (delivery.slot, delivery.target.channel_id) == ("2026-03-03", 60)
    assert delivery.expires_at == _at("2026-03-05T09:00+01:00")
    await study.next_day()
    await study.expire()
    assert slots(await study.waiting()) == [("2026-03-05", DUE)]


async def test_a_skip_while_paused_until_a_day_skips_the_first_after_it(study: Study) -> None:
    service, series = study.services.series, await study.add_series()
    await service.pause(HERE, series.id, by=MIA, until=FRIDAY)
    skipped = await service.skip(HERE, series.id, by=MIA)
    assert (skipped.slot.day, skipped.series.paused_at is None) == (FRIDAY, False)
    assert await _days(study, 5) == ["2026-03-07"]


async def test_nothing_is_skipped_while_a_pause_is_open(study: Study) -> None:
    series = await study.add_series()
    await study.services.series.pause(HERE, series.id, by=MIA)
    with pytest.raises(NothingToSkip):
        await study.services.series.skip(HERE, series.id, by=MIA)


async def test_what_is_due_this_minute_can_still_be_skipped(study: Study, clock: Moment) -> None:
    series = await study.add_series()
    clock.now = _at("2026-03-03T09:00+01:00")
    skipped = await study.services.series.skip(HERE, series.id, by=MIA)
    await study.plan()
    assert skipped.slot.day == date(2026, 3, 3)
    assert slots(await study.outbox()) == [("2026-03-03", SKIPPED)]


async def test_posting_now_counts_as_todays(study: Study, clock: Moment) -> None:
    series = await study.add_series(at="18:00")
    post = await study.services.series.now(HERE, series.id, by=MIA)
    (delivery,) = await study.waiting()
    assert (post.slot, post.due_at, delivery.id) == (date(2026, 3, 2), clock(), post.id)
    assert delivery.expires_at == _at("2026-03-03T18:00+01:00")
    await study.end(delivery)
    clock.pass_by(hours=8)
    await study.services.planner.review(clock())
    await study.plan()
    assert [one.id for one in await study.posts()] == [post.id]
    assert await _days(study, 1) == ["2026-03-03"]
    assert await _changes(study) == ["series-added", "series-posted"]


async def test_a_day_that_has_its_post_is_not_posted_again_by_hand(study: Study) -> None:
    series = await study.add_series()
    waits = await study.services.series.now(HERE, series.id, by=MIA)
    assert await _refusal(study, series.id) == waits
    (delivery,) = await study.waiting()
    await study.end(delivery, State.FAILED, "channel")
    assert await _refusal(study, series.id) == waits
    out = await study.post_daily()
    assert await _refusal(study, series.id) == out
    assert await _changes(study) == ["series-added", "series-posted"]


async def test_complaint_9_posting_by_hand_does_not_block_the_scheduled_post(study: Study) -> None:
    series = await study.add_series()
    await study.services.series.now(HERE, series.id, by=MIA)
    (delivery,) = await study.waiting()
    await study.end(delivery)
    assert await _days(study, 3) == ["2026-03-03", "2026-03-04", "2026-03-05"]


async def test_a_paused_series_posts_by_hand_and_stays_paused(study: Study) -> None:
    service, series = study.services.series, await study.add_series()
    await service.pause(HERE, series.id, by=MIA)
    await service.now(HERE, series.id, by=MIA)
    found = await study.find(series)
    assert found is not None
    assert (found.paused_at is None, found.next_run_at) == (False, None)
    await service.pause(HERE, series.id, by=MIA, until=FRIDAY)
    await study.next_day()
    await service.now(HERE, series.id, by=MIA)
    found = await study.find(series)
    assert found is not None
    assert (until(found), found.next_run_at) == (FRIDAY, _at("2026-03-06T09:00+01:00"))


async def test_a_slot_that_was_skipped_can_be_posted_by_hand(study: Study, clock: Moment) -> None:
    series = await study.add_series()
    await study.services.series.skip(HERE, series.id, by=MIA)
    clock.now = _at("2026-03-03T08:00+01:00")
    await study.services.series.now(HERE, series.id, by=MIA)
    assert slots(await study.outbox()) == [("2026-03-03", DUE)]
    clock.pass_by(hours=2)
    await study.plan()
    assert len(await study.posts()) == 1


async def test_posting_by_hand_takes_the_place_of_an_older_one_that_waits(
    study: Study, clock: Moment
) -> None:
    series = await study.add_series(pattern=replace(WEEKDAYS, rule=frozenset({2})))
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, State.FAILED, "channel")
    clock.pass_by(days=1)
    await study.services.series.now(HERE, series.id, by=MIA)
    found = await study.outbox()
    assert slots(found) == [("2026-03-03", SKIPPED), ("2026-03-04", DUE)]
    assert found[0].why == "channel"


async def test_today_is_that_of_the_series_own_zone(study: Study) -> None:
    series = await study.add_series(zone="Pacific/Kiritimati", at="08:00")
    post = await study.services.series.now(HERE, series.id, by=MIA)
    assert post.slot == date(2026, 3, 3)
    found = await study.find(series)
    assert found is not None
    assert found.next_run_at == _at("2026-03-04T08:00+14:00")


async def test_what_is_posted_by_hand_in_a_channel_is_seen_by_its_other_series(
    study: Study,
) -> None:
    one, other = await study.add_series(), await study.add_series()
    await study.services.series.now(HERE, one.id, by=MIA)
    await study.services.series.now(HERE, other.id, by=MIA)
    known = study.services.library.shipped.questions
    questions = [known[post.question_id] for post in await study.posts()]
    assert len({question.topic for question in questions}) == 2
    assert {post.channel_id for post in await study.posts()} == {CHANNEL}


async def _refusal(study: Study, id: int) -> Post:
    """The post that stands in the way of one by hand."""
    with pytest.raises(AlreadyOut) as refusal:
        await study.services.series.now(HERE, id, by=MIA)
    post = refusal.value.facts["post"]
    assert isinstance(post, Post)
    return post
