"""The ledger: each slot with what became of it, for owners."""

from datetime import timedelta

import pytest

from bot.domain.daily.lateness import Lateness
from bot.domain.daily.ledger import Entry
from bot.domain.daily.series import Series
from bot.domain.delivery import State
from bot.errors import NoSuchSeries
from tests.services.study import HERE, Study


@pytest.fixture
async def series(study: Study) -> Series:
    """At noon, which is in a day’s step of the clock."""
    return await study.add_series(at="12:00")


async def _entries(study: Study, series: Series, page: int = 0) -> list[Entry]:
    _, shown = await study.services.ledger.of(HERE, series.id, page)
    return list(shown.entries)


async def test_before_the_first_slot_it_is_empty(study: Study, series: Series) -> None:
    found, page = await study.services.ledger.of(HERE, series.id)
    assert (found.id, list(page.entries), page.page, page.pages) == (series.id, [], 0, 1)


async def test_the_newest_slot_stands_first(study: Study, series: Series) -> None:
    posts = [await study.post_daily() for _ in range(3)]
    entries = await _entries(study, series)
    assert [entry.day for entry in entries] == [post.slot for post in reversed(posts)]
    assert [entry.post for entry in entries] == list(reversed(posts))
    assert {entry.state for entry in entries} == {State.DONE}
    assert {entry.lateness for entry in entries} == {None}


async def test_a_late_post_says_how_late_and_why(study: Study, series: Series) -> None:
    study.clock.pass_by(hours=27)
    await study.plan()
    (delivery,) = await study.waiting()
    await study.end(delivery)
    (entry,) = await _entries(study, series)
    assert entry.lateness == Lateness(timedelta(hours=3), "away")


async def test_a_held_post_says_what_was_missing_now_and_once_it_was_skipped(
    study: Study, series: Series
) -> None:
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, State.FAILED, "permissions")
    (entry,) = await _entries(study, series)
    assert (entry.state, entry.why) == (State.FAILED, "permissions")
    await study.next_day()
    await study.expire()
    waiting, skipped = await _entries(study, series)
    assert waiting.state is State.DUE
    assert (skipped.state, skipped.why, skipped.post) == (State.SKIPPED, "permissions", None)


async def test_a_held_post_that_went_out_after_all_keeps_its_reason(
    study: Study, series: Series
) -> None:
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, State.FAILED, "permissions")
    study.clock.pass_by(hours=5)
    await study.services.posting.retry(HERE, [series.id], study.clock())
    await study.end(delivery)
    (entry,) = await _entries(study, series)
    assert entry.lateness == Lateness(timedelta(hours=5), "permissions")


async def test_after_days_away_the_older_slots_were_skipped_for_that(
    study: Study, series: Series
) -> None:
    study.clock.pass_by(days=3)
    await study.plan()
    assert [(entry.state, entry.why) for entry in await _entries(study, series)] == [
        (State.DUE, None),
        (State.SKIPPED, "away"),
        (State.SKIPPED, "away"),
    ]


async def test_it_comes_in_pages_of_eight(study: Study, series: Series) -> None:
    for _ in range(9):
        await study.post_daily()
    assert [len(await _entries(study, series, page)) for page in (0, 1, 5)] == [8, 1, 1]
    _, page = await study.services.ledger.of(HERE, series.id, 5)
    assert (page.page, page.pages) == (1, 2)


async def test_it_names_the_questions_that_are_still_known(study: Study, series: Series) -> None:
    post = await study.post_daily()
    _, page = await study.services.ledger.of(HERE, series.id)
    known = study.services.library.shipped.questions[post.question_id]
    assert page.titles == {post.question_id: known.short}


async def test_each_series_has_its_own_in_its_own_server(study: Study, series: Series) -> None:
    other = await study.add_series(channel_id=51)
    await study.next_day()
    assert len(await _entries(study, series)) == len(await _entries(study, other)) == 1
    with pytest.raises(NoSuchSeries):
        await study.services.ledger.of(HERE + 1, series.id)
