"""Changes of a series take effect at once, lose nothing and post nothing twice."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.domain.daily.series import NO_QUESTIONS, Series
from bot.domain.delivery import State
from bot.domain.schedule import WEEKDAYS, Plan
from bot.errors import ChangedMeanwhile, NoQuestions, NoSuchSeries, UserError
from bot.services.daily.series import Edited
from bot.storage.tables.server import CHANGE
from tests.services.study import ANA, CHANNEL, HERE, MIA, Moment, Study, slots

TODAY = "2026-03-03"


def _at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


async def _retime(study: Study, series: Series, at: str, zone: str = "Europe/Berlin") -> Edited:
    plan = replace(series.plan, at=time.fromisoformat(at), zone=zone)
    return await study.services.series.edit(HERE, series.id, by=MIA, plan=plan)


async def _refused(study: Study, why: str = "channel") -> None:
    """A day later the post of the day is refused."""
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, State.FAILED, why)


async def test_everything_about_a_series_can_be_changed_and_is_recorded(study: Study) -> None:
    series = await study.add_series()
    plan = Plan("Asia/Tokyo", time(18, 30), WEEKDAYS)
    edited = await study.services.series.edit(
        HERE,
        series.id,
        by=ANA,
        channel_id=60,
        place="forum",
        threads=False,
        plan=plan,
        level="L6",
        kinds=("coding", "behavioral"),
        starts_on=date(2026, 1, 1),
        ping_role_id=8,
    )
    after = edited.after
    assert (edited.before, await study.find(series)) == (series, after)
    assert (after.channel_id, after.place, after.threads, after.plan) == (60, "forum", False, plan)
    assert (after.level, after.kinds, after.ping_role_id) == ("L6", ("coding", "behavioral"), 8)
    assert (after.starts_on, after.version) == (date(2026, 1, 1), series.version + 1)
    change = (await study.rows(CHANGE, "at", "id"))[-1]
    assert (change["id"], change["by"], change["what"]) == (edited.change_id, ANA, "series-edited")
    noted = await study.services.changes.find(HERE, change["id"])
    assert dict(noted.change.after) == {
        "days": "weekdays:12345",
        "time": "18:30",
        "zone": "Asia/Tokyo",
        "channel": 60,
        "place": "forum",
        "threads": False,
        "level": "L6",
        "kinds": ["coding", "behavioral"],
        "starts_on": "2026-01-01",
        "ping_role": 8,
    }
    assert noted.change.before["channel"] == CHANNEL


async def test_what_is_already_so_is_no_change(study: Study) -> None:
    series = await study.add_series(kinds=("coding", "behavioral"))
    edited = await study.services.series.edit(
        HERE, series.id, by=MIA, plan=series.plan, kinds=("behavioral", "coding"), level=None
    )
    assert (edited.before, edited.after, edited.change_id) == (series, series, None)
    assert len(await study.rows(CHANGE)) == 1


@pytest.mark.parametrize(
    ("at", "expected", "passed"),
    [
        ("18:00", "2026-03-02T18:00+01:00", False),
        ("12:01", "2026-03-02T12:01+01:00", False),
        # The very moment is over.
        ("12:00", "2026-03-03T12:00+01:00", True),
        ("08:00", "2026-03-03T08:00+01:00", True),
    ],
)
async def test_a_change_of_time_takes_effect_at_once(
    study: Study, at: str, expected: str, passed: bool
) -> None:
    series = await study.add_series()
    edited = await _retime(study, series, at)
    assert (edited.after.next_run_at, edited.passed_today) == (_at(expected), passed)


async def test_a_day_that_has_its_post_gets_no_second_one(study: Study, clock: Moment) -> None:
    series = await study.add_series()
    post = await study.post_daily()
    edited = await _retime(study, series, "18:00")
    assert (edited.after.next_run_at, edited.passed_today) == (_at("2026-03-04T18:00+01:00"), False)
    clock.pass_by(hours=8)
    await study.services.planner.review(clock())
    await study.plan()
    assert [one.id for one in await study.posts()] == [post.id]


async def test_a_day_whose_post_was_withdrawn_can_be_posted_by_hand(study: Study) -> None:
    series = await study.add_series()
    await study.next_day()
    await study.services.series.pause(HERE, series.id, by=MIA)
    await study.services.series.resume(HERE, series.id, by=MIA)
    edited = await _retime(study, series, "08:00")
    assert edited.passed_today
    await study.services.series.now(HERE, series.id, by=MIA)
    assert slots(await study.waiting()) == [(TODAY, State.DUE)]


async def test_days_that_are_not_named_have_not_passed(study: Study) -> None:
    series = await study.add_series()
    tuesdays = replace(series.plan, pattern=replace(series.plan.pattern, rule=frozenset({2})))
    edited = await study.services.series.edit(HERE, series.id, by=MIA, plan=tuesdays)
    assert not edited.passed_today


# London is not UTC, and a changed zone must neither lose a post nor double one.
# Where it was, when it is changed, to where; its next slot, and whether today’s has passed by then.
ZONES = [
    # Today’s post comes an hour later than it would have.
    ("Europe/Berlin", "2026-03-03T08:30+01:00", "Europe/London", "2026-03-03T09:00+00:00", False),
    # It would have come half an hour ago.
    ("Europe/Berlin", "2026-03-03T08:30+01:00", "Europe/Helsinki", "2026-03-04T09:00+02:00", True),
    # Due this minute, not planned yet.
    ("Europe/Berlin", "2026-03-03T09:00+01:00", "Europe/London", "2026-03-03T09:00+00:00", False),
    ("Europe/Berlin", "2026-03-03T09:00+01:00", "Europe/Helsinki", "2026-03-04T09:00+02:00", True),
    # Over the date line, both ways.
    ("Asia/Tokyo", "2026-03-03T08:30+09:00", "Pacific/Honolulu", "2026-03-03T09:00-10:00", True),
    ("Pacific/Honolulu", "2026-03-03T08:30-10:00", "Asia/Tokyo", "2026-03-04T09:00+09:00", False),
    # Into the hour that the clock jumps over, and into the one that comes twice.
    ("UTC", "2026-03-29T00:30+00:00", "Europe/London", "2026-03-29T09:00+01:00", False),
    ("UTC", "2026-10-25T00:30+00:00", "Europe/London", "2026-10-25T09:00+00:00", False),
]


@pytest.mark.parametrize(("before", "moment", "after", "expected", "passed"), ZONES)
async def test_complaint_1_a_change_of_zone_loses_and_doubles_nothing(
    study: Study, clock: Moment, before: str, moment: str, after: str, expected: str, passed: bool
) -> None:
    clock.now = _at(moment).replace(hour=0, minute=0)
    series = await study.add_series(zone=before)
    clock.now = _at(moment)
    edited = await _retime(study, series, "09:00", after)
    assert (edited.after.next_run_at, edited.passed_today) == (_at(expected), passed)
    clock.now = _at(expected)
    await study.plan()
    assert [one.due_at for one in await study.waiting()] == [_at(expected)]


async def test_complaint_1_a_date_that_was_posted_is_not_posted_again_in_a_zone_behind(
    study: Study, clock: Moment
) -> None:
    clock.now = _at("2026-03-02T12:00+09:00")
    series = await study.add_series(zone="Asia/Tokyo")
    clock.now = _at("2026-03-03T09:00+09:00")
    await study.plan()
    edited = await _retime(study, series, "18:00", "Pacific/Honolulu")
    # In Honolulu it is still the 2nd; the 3rd was posted.
    assert edited.after.next_run_at == _at("2026-03-04T18:00-10:00")


@pytest.mark.parametrize("wanted", [{"channel_id": 60}, {"threads": False}])
async def test_a_held_post_goes_out_at_once_where_the_series_goes_now(
    study: Study, wanted: dict[str, int]
) -> None:
    series = await study.add_series()
    await _refused(study)
    edited = await study.services.series.edit(HERE, series.id, by=MIA, **wanted)
    assert (edited.after.held_at, edited.after.held_why) == (None, None)
    (delivery,) = await study.waiting()
    (post,) = await study.posts()
    assert (delivery.id, delivery.slot, delivery.why) == (post.id, TODAY, "channel")
    assert delivery.due_at == post.due_at == _at("2026-03-03T09:00+01:00")
    assert delivery.expires_at == _at("2026-03-04T09:00+01:00")
    assert (post.channel_id, post.threads) == (edited.after.channel_id, edited.after.threads)
    assert delivery.target.channel_id == edited.after.channel_id
    await study.end(delivery)
    assert (await study.post(post.id)).late_why == "channel"


async def test_a_post_that_waits_is_chosen_anew_for_another_level_and_kind(study: Study) -> None:
    series = await study.add_series(kinds=("coding",))
    await study.next_day()
    await study.services.series.edit(HERE, series.id, by=MIA, kinds=("behavioral",), level="L5")
    (post,) = await study.posts()
    question = study.services.library.shipped.questions[post.question_id]
    assert (question.kind, "L5" in question.levels) == ("behavioral", True)
    assert slots(await study.waiting()) == [(TODAY, State.DUE)]


async def test_another_level_does_not_mend_a_channel(study: Study) -> None:
    series = await study.add_series()
    await _refused(study)
    edited = await study.services.series.edit(HERE, series.id, by=MIA, level="L6")
    assert edited.after.held_why == "channel"


async def test_what_is_being_sent_is_left_to_its_sender(study: Study) -> None:
    series = await study.add_series()
    await study.next_day()
    (delivery,) = await study.waiting()
    hold = await study.take(delivery)
    await study.services.series.edit(HERE, series.id, by=MIA, channel_id=60)
    await hold.end(State.DONE, message_id=901)
    (post,) = await study.posts()
    assert (post.id, post.channel_id, post.message_id) == (delivery.id, CHANNEL, 901)


async def test_what_waits_ends_with_the_next_slot_of_the_new_plan(
    study: Study, clock: Moment
) -> None:
    series = await study.add_series(pattern=replace(WEEKDAYS, rule=frozenset({2})))
    await _refused(study)
    await study.services.series.edit(
        HERE, series.id, by=MIA, plan=replace(series.plan, pattern=WEEKDAYS)
    )
    clock.pass_by(days=1)
    await study.plan()
    await study.expire()
    found = await study.outbox()
    assert slots(found) == [(TODAY, State.SKIPPED), ("2026-03-04", State.DUE)]
    assert found[0].why == "channel"


async def test_a_level_without_questions_is_refused(study: Study) -> None:
    series = await study.add_series()
    with pytest.raises(NoQuestions):
        await study.services.series.edit(HERE, series.id, by=MIA, kinds=("no-such",))
    with pytest.raises(NoQuestions):
        await study.add_series(kinds=("no-such",))
    assert await study.services.series.of(HERE) == [series]


async def test_a_series_held_without_questions_is_released_by_more_kinds(study: Study) -> None:
    series = await study.add_series(kinds=("coding",))
    await _refused(study, NO_QUESTIONS)
    edited = await study.services.series.edit(HERE, series.id, by=MIA, kinds=())
    assert edited.after.held_why is None


@pytest.mark.parametrize(
    ("starts_on", "expected"),
    [
        ("2025-12-01", "2026-03-03T09:00+01:00"),
        ("2026-03-02", "2026-03-03T09:00+01:00"),
        ("2026-03-10", "2026-03-10T09:00+01:00"),
    ],
)
async def test_a_start_ahead_is_waited_for_and_one_behind_sets_the_phase(
    study: Study, clock: Moment, starts_on: str, expected: str
) -> None:
    day = date.fromisoformat(starts_on)
    new, old = await study.add_series(starts_on=day), await study.add_series()
    edited = await study.services.series.edit(HERE, old.id, by=MIA, starts_on=day)
    for series in (new, edited.after):
        assert (series.starts_on, series.next_run_at) == (day, _at(expected))
    await study.services.planner.review(clock())
    assert await study.find(new) == new


async def test_a_start_that_was_ahead_can_be_brought_forward(study: Study) -> None:
    series = await study.add_series(starts_on=date(2026, 3, 20))
    edited = await study.services.series.edit(HERE, series.id, by=MIA, starts_on=date(2026, 3, 2))
    assert edited.after.next_run_at == _at("2026-03-03T09:00+01:00")


async def test_a_paused_series_stays_paused_when_it_is_edited(study: Study) -> None:
    series = await study.add_series()
    await study.services.series.pause(HERE, series.id, by=MIA)
    edited = await _retime(study, series, "08:00")
    assert (edited.after.next_run_at, edited.passed_today) == (None, False)
    await study.services.series.pause(HERE, series.id, by=MIA, until=date(2026, 4, 1))
    edited = await _retime(study, series, "18:00")
    assert edited.after.next_run_at == _at("2026-04-01T18:00+02:00")


async def test_of_two_owners_at_once_the_second_is_shown_what_the_first_did(study: Study) -> None:
    series = await study.add_series()

    async def edit(by: int, role: int) -> Edited | UserError:
        try:
            return await study.services.series.edit(
                HERE, series.id, by=by, version=series.version, ping_role_id=role
            )
        except UserError as error:
            return error

    ends = await asyncio.gather(edit(MIA, 8), edit(ANA, 9))
    (done,) = [one for one in ends if isinstance(one, Edited)]
    assert [type(one) for one in ends if isinstance(one, UserError)] == [ChangedMeanwhile]
    assert await study.find(series) == done.after
    # Nothing is lost: the second tries again with what holds now.
    again = await study.services.series.edit(
        HERE, series.id, by=ANA, version=done.after.version, level="L6"
    )
    assert (again.after.ping_role_id, again.after.level) == (done.after.ping_role_id, "L6")


async def test_every_change_counts_as_a_version(study: Study) -> None:
    service, series = study.services.series, await study.add_series()
    changes = [
        lambda: service.pause(HERE, series.id, by=MIA),
        lambda: service.pause(HERE, series.id, by=MIA, until=date(2026, 4, 1)),
        lambda: service.resume(HERE, series.id, by=MIA),
        lambda: service.skip(HERE, series.id, by=MIA),
        lambda: service.now(HERE, series.id, by=MIA),
        lambda: service.edit(HERE, series.id, by=MIA, ping_role_id=8),
    ]
    for number, change in enumerate(changes, start=series.version + 1):
        await change()
        found = await study.find(series)
        assert found is not None
        assert found.version == number


async def test_a_series_that_was_removed_cannot_be_changed(study: Study) -> None:
    service, series = study.services.series, await study.add_series()
    await service.remove(HERE, series.id, by=MIA)
    for change in (service.now, service.skip, service.edit):
        with pytest.raises(NoSuchSeries):
            await change(HERE, series.id, by=MIA)
    with pytest.raises(NoSuchSeries):
        await service.upcoming(HERE, series.id)


async def test_who_set_a_series_and_left_does_not_hold_it_up(study: Study) -> None:
    series = await study.add_series(by=ANA)
    await study.services.me.delete(HERE, ANA)
    found = await study.find(series)
    assert found is not None
    assert found.created_by is None
    edited = await study.services.series.edit(HERE, series.id, by=MIA, ping_role_id=8)
    assert (edited.after.created_by, edited.after.ping_role_id) == (None, 8)
    await study.next_day()
    assert slots(await study.waiting()) == [(TODAY, State.DUE)]
