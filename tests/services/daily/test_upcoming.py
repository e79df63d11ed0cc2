"""What is foretold is what comes: the days pass, and the posts are compared with it."""

from datetime import datetime, timedelta

import pytest

from bot.domain.daily.series import Series
from bot.domain.schedule import WEEKDAYS, read_days
from bot.services.daily.series import Upcoming
from bot.storage.database import Database
from tests.domain.pools import pool, question
from tests.services.study import CHANNEL, HERE, MIA, Moment, Study

FEW = pool(*(question(f"q{n}", topic=f"topic-{n}") for n in range(5)))


async def _upcoming(study: Study, series: Series, count: int = 7) -> list[Upcoming]:
    return [*await study.services.series.upcoming(HERE, series.id, count)]


async def _pass(study: Study, hours: int) -> None:
    """Hour by hour, what is due is planned and goes out."""
    for _ in range(hours):
        study.clock.pass_by(hours=1)
        await study.plan()
        for delivery in await study.waiting():
            await study.end(delivery)


def _told(upcoming: list[Upcoming]) -> list[tuple[object, str]]:
    return [(one.slot.day, one.question.id) for one in upcoming]


async def _posted(study: Study, series: Series) -> list[tuple[object, str]]:
    return [
        (post.slot, post.question_id) for post in await study.posts() if post.series_id == series.id
    ]


async def test_two_series_of_a_channel_with_a_queue_and_a_skip_come_as_foretold(
    study: Study,
) -> None:
    one = await study.add_series(pattern=WEEKDAYS)
    two = await study.add_series(at="18:00", zone="Asia/Tokyo", kinds=("coding", "behavioral"))
    await study.add_series(channel_id=CHANNEL + 1)
    asked = [*study.services.library.shipped.questions][4:7]
    for id in asked:
        await study.services.queue.add(HERE, one.id, by=MIA, question_id=id)
    await study.services.series.skip(HERE, two.id, by=MIA)
    told = {series.id: await _upcoming(study, series) for series in (one, two)}
    assert [entry.question.id for entry in told[one.id][:3]] == asked
    assert [entry.queued for entry in told[one.id]] == [True] * 3 + [False] * 4
    assert str(told[two.id][0].slot.day) == "2026-03-04"
    await _pass(study, 24 * 10)
    for series in (one, two):
        posted = await _posted(study, series)
        assert posted[:7] == _told(told[series.id])


async def test_series_that_are_due_at_one_moment_come_as_foretold(study: Study) -> None:
    series = [await study.add_series() for _ in range(3)]
    told = [_told(await _upcoming(study, one)) for one in series]
    await _pass(study, 24 * 7)
    assert [await _posted(study, one) for one in series] == told


async def test_repeats_are_foretold_with_their_mark(database: Database, clock: Moment) -> None:
    study = Study(database, clock, FEW)
    await study.arrive(HERE)
    series = await study.add_series()
    await _pass(study, 24 * 2)
    told = await _upcoming(study, series, 9)
    assert [entry.again for entry in told] == [False] * 3 + [True] * 6
    await _pass(study, 24 * 9)
    assert (await _posted(study, series))[2:] == _told(told)
    cycles = [post.cycle > 1 for post in await study.posts()]
    assert cycles[2:] == [entry.again for entry in told]


async def test_looking_ahead_changes_nothing(study: Study) -> None:
    series = await study.add_series()
    before = await _upcoming(study, series)
    assert await _upcoming(study, series) == before
    assert (await study.posts(), await study.outbox()) == ([], [])
    assert await study.find(series) == series


async def test_looking_further_ahead_begins_with_the_same(study: Study) -> None:
    series = await study.add_series()
    assert (await _upcoming(study, series, 21))[:7] == await _upcoming(study, series, 7)


async def test_what_is_due_this_minute_is_foretold_as_the_next(study: Study, clock: Moment) -> None:
    series = await study.add_series()
    clock.now = datetime.fromisoformat("2026-03-03T09:00+01:00")
    told = await _upcoming(study, series, 2)
    assert [str(entry.slot.day) for entry in told] == ["2026-03-03", "2026-03-04"]
    # After an absence only the newest is posted.
    clock.pass_by(days=3)
    late = await _upcoming(study, series, 2)
    assert [str(entry.slot.day) for entry in late] == ["2026-03-06", "2026-03-07"]
    await study.plan()
    assert await _posted(study, series) == _told(late)[:1]


async def test_a_pause_until_a_day_is_left_out_and_an_open_one_foretells_nothing(
    study: Study,
) -> None:
    series = await study.add_series()
    day = (study.clock() + timedelta(days=30)).date()
    await study.services.series.pause(HERE, series.id, by=MIA, until=day)
    assert (await _upcoming(study, series, 1))[0].slot.day == day
    await study.services.series.pause(HERE, series.id, by=MIA)
    assert await _upcoming(study, series) == []


@pytest.mark.parametrize("days", ["monthly on 31", "every 2 weeks on friday", "every 3 days"])
async def test_rare_patterns_beside_a_daily_one_come_as_foretold(study: Study, days: str) -> None:
    pattern = read_days(days, study.clock().date())
    rare, _ = await study.add_series(pattern=pattern), await study.add_series(at="08:00")
    told = await _upcoming(study, rare, 2)
    hours = int((told[-1].slot.at - study.clock()).total_seconds()) // 3600 + 1
    for _ in range(hours // 24 + 1):
        study.clock.pass_by(days=1)
        await study.plan()
    assert (await _posted(study, rare))[:2] == _told(told)
