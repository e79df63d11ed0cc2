"""A change of a series is taken back, there and back again, unless something came in between."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.domain.daily.series import Series
from bot.domain.daily.values import until
from bot.domain.delivery import State
from bot.errors import CannotUndo, ChangedMeanwhile, SlotPassed, TooMany, UserError
from bot.services.daily.series import MOST
from tests.services.study import ANA, CHANNEL, HERE, MIA, Moment, Study, slots

FRIDAY = date(2026, 3, 6)


def _present(series: Series | None) -> Series | None:
    """A series but for what counts changes and the moment of its pause."""
    if series is None:
        return None
    return replace(series, version=0, paused_at=None, not_before=None)


async def _last(study: Study, series: Series) -> int:
    change = await study.services.changes.last(HERE, ref=series.id)
    assert change is not None
    return change.id


async def _undo(study: Study, series: Series, by: int = MIA) -> None:
    await study.services.changes.undo(HERE, by, await _last(study, series))


async def _edit(study: Study, series: Series) -> None:
    plan = replace(series.plan, at=time(18), zone="Asia/Tokyo")
    await study.services.series.edit(
        HERE,
        series.id,
        by=MIA,
        plan=plan,
        channel_id=60,
        place="forum",
        threads=False,
        level="L6",
        kinds=("coding",),
        starts_on=date(2026, 1, 1),
        ping_role_id=8,
    )


async def _pause(study: Study, series: Series) -> None:
    await study.services.series.pause(HERE, series.id, by=MIA)


async def _pause_until(study: Study, series: Series) -> None:
    await study.services.series.pause(HERE, series.id, by=MIA, until=FRIDAY)


async def _skip(study: Study, series: Series) -> None:
    await study.services.series.skip(HERE, series.id, by=MIA)


async def _remove(study: Study, series: Series) -> None:
    await study.services.series.remove(HERE, series.id, by=MIA)


CHANGES = [_edit, _pause, _pause_until, _skip, _remove]


@pytest.mark.parametrize("change", CHANGES)
async def test_a_change_is_taken_back_and_made_again(
    study: Study, change: Callable[[Study, Series], Awaitable[None]]
) -> None:
    series = await study.add_series()
    await change(study, series)
    changed = await study.find(series)
    for _ in range(2):
        await _undo(study, series)
        assert _present(await study.find(series)) == _present(series)
        await _undo(study, series)
        assert _present(await study.find(series)) == _present(changed)
    await _undo(study, series)
    await study.next_day()
    assert slots(await study.waiting()) == [("2026-03-03", State.DUE)]


@pytest.mark.parametrize("change", [_edit, _pause, _pause_until, _skip])
async def test_what_was_changed_again_since_is_not_taken_back(
    study: Study, change: Callable[[Study, Series], Awaitable[None]]
) -> None:
    series = await study.add_series()
    await change(study, series)
    earlier = await _last(study, series)
    found = await study.find(series)
    assert found is not None
    if change is _edit:
        await study.services.series.edit(HERE, series.id, by=ANA, level="L5")
    elif change is _skip:
        await study.services.series.skip(HERE, series.id, by=ANA)
    else:
        await study.services.series.resume(HERE, series.id, by=ANA)
    after = await study.find(series)
    with pytest.raises(ChangedMeanwhile):
        await study.services.changes.undo(HERE, MIA, earlier)
    assert await study.find(series) == after


async def test_what_another_owner_changed_beside_it_stays(study: Study) -> None:
    series = await study.add_series()
    mine = await study.services.series.edit(HERE, series.id, by=MIA, ping_role_id=8)
    await study.services.series.edit(HERE, series.id, by=ANA, level="L6")
    assert mine.change_id is not None
    await study.services.changes.undo(HERE, MIA, mine.change_id)
    found = await study.find(series)
    assert found is not None
    assert (found.ping_role_id, found.level) == (None, "L6")


async def test_a_series_that_was_added_is_taken_away_and_comes_back(study: Study) -> None:
    series = await study.add_series(level="L6", kinds=("coding",), ping_role_id=8)
    await _undo(study, series)
    assert await study.services.series.of(HERE) == []
    await _undo(study, series)
    assert [_present(one) for one in await study.services.series.of(HERE)] == [_present(series)]


async def test_a_series_that_was_edited_since_it_was_added_stays(study: Study) -> None:
    series = await study.add_series()
    added = await _last(study, series)
    await study.services.series.edit(HERE, series.id, by=ANA, level="L6")
    with pytest.raises(ChangedMeanwhile):
        await study.services.changes.undo(HERE, MIA, added)


@pytest.mark.parametrize("pause", [_pause, _pause_until])
async def test_a_paused_series_comes_back_paused(
    study: Study, pause: Callable[[Study, Series], Awaitable[None]]
) -> None:
    series = await study.add_series()
    await pause(study, series)
    paused = await study.find(series)
    assert paused is not None
    await _remove(study, series)
    await _undo(study, series)
    found = await study.find(series)
    assert found is not None
    assert (found.paused_at is None, until(found)) == (False, until(paused))
    assert found.next_run_at == paused.next_run_at


async def test_a_series_whose_pause_is_over_comes_back_at_work(study: Study, clock: Moment) -> None:
    series = await study.add_series()
    await _pause_until(study, series)
    await _remove(study, series)
    clock.pass_by(days=10)
    await _undo(study, series)
    found = await study.find(series)
    assert found is not None
    assert (found.paused_at, until(found)) == (None, None)


async def test_a_series_that_comes_back_on_the_day_of_its_post_does_not_post_again(
    study: Study, clock: Moment
) -> None:
    series = await study.add_series()
    post = await study.post_daily()
    await _remove(study, series)
    await _undo(study, series)
    plan = replace(series.plan, at=time(18))
    edited = await study.services.series.edit(HERE, series.id, by=MIA, plan=plan)
    assert edited.after.next_run_at == datetime.fromisoformat("2026-03-04T18:00+01:00")
    clock.pass_by(hours=8)
    await study.plan()
    assert [one.id for one in await study.posts()] == [post.id]


async def test_a_series_comes_back_with_a_skip_that_is_ahead(study: Study) -> None:
    series = await study.add_series()
    await _skip(study, series)
    await _remove(study, series)
    await _undo(study, series)
    found = await study.find(series)
    assert found is not None
    assert found.next_run_at == datetime.fromisoformat("2026-03-04T09:00+01:00")
    await study.next_day()
    assert await study.waiting() == []


async def test_no_series_comes_back_into_a_full_server(study: Study) -> None:
    series = await study.add_series()
    await _remove(study, series)
    removed = await _last(study, series)
    for n in range(MOST):
        await study.add_series(channel_id=CHANNEL + n)
    with pytest.raises(TooMany):
        await study.services.changes.undo(HERE, MIA, removed)
    assert len(await study.services.series.of(HERE)) == MOST


async def test_a_skip_is_not_taken_back_once_its_time_has_passed(
    study: Study, clock: Moment
) -> None:
    series = await study.add_series()
    await _skip(study, series)
    clock.now = datetime.fromisoformat("2026-03-03T09:00+01:00")
    with pytest.raises(SlotPassed):
        await _undo(study, series)
    await study.next_day()
    assert slots(await study.outbox()) == [
        ("2026-03-03", State.SKIPPED),
        ("2026-03-04", State.DUE),
    ]


async def test_skips_are_taken_back_one_by_one(study: Study) -> None:
    series = await study.add_series()
    changes: list[int] = []
    for _ in range(3):
        await _skip(study, series)
        changes.append(await _last(study, series))
    for change in reversed(changes):
        await study.services.changes.undo(HERE, MIA, change)
    found = await study.find(series)
    assert found is not None
    assert (found.next_run_at, found.not_before) == (series.next_run_at, None)
    assert await study.outbox() == []


async def test_a_skip_within_a_pause_is_taken_back_and_the_pause_stays(study: Study) -> None:
    series = await study.add_series()
    await _pause_until(study, series)
    paused = await study.find(series)
    await _skip(study, series)
    await _undo(study, series)
    found = await study.find(series)
    assert paused is not None
    assert found is not None
    assert found == replace(paused, version=found.version)


async def test_what_was_posted_by_hand_stays(study: Study) -> None:
    series = await study.add_series()
    await study.services.series.now(HERE, series.id, by=MIA)
    with pytest.raises(CannotUndo):
        await _undo(study, series)
    assert len(await study.posts()) == 1


async def test_a_post_that_waits_follows_its_series_back_to_the_channel_it_left(
    study: Study,
) -> None:
    series = await study.add_series()
    await study.next_day()
    await study.services.series.edit(HERE, series.id, by=MIA, channel_id=60)
    await _undo(study, series)
    (delivery,) = await study.waiting()
    (post,) = await study.posts()
    assert (delivery.id, delivery.target.channel_id, post.channel_id) == (post.id, CHANNEL, CHANNEL)


async def test_a_refused_undo_leaves_the_change_to_be_tried_again(
    study: Study, clock: Moment
) -> None:
    series = await study.add_series()
    await _pause_until(study, series)
    await study.services.series.resume(HERE, series.id, by=MIA)
    clock.pass_by(days=10)
    # The day until which it would be paused again has passed.
    resumed = await _last(study, series)
    for _ in range(2):
        with pytest.raises(UserError, match="still ahead"):
            await study.services.changes.undo(HERE, MIA, resumed)
