"""A held series is tried again as soon as what it lacked is there, and says how late it is."""

from bot.domain.daily.series import HELD, Series
from bot.domain.delivery import Delivery, State
from tests.services.study import ELSEWHERE, HERE, MIA, Study


async def _held(study: Study, guild_id: int = HERE) -> tuple[Series, Delivery]:
    series = await study.add_series(guild_id)
    await study.next_day()
    (delivery,) = [one for one in await study.waiting() if one.ref == series.id]
    await study.end(delivery, State.FAILED, "permissions")
    return series, delivery


async def _retry(study: Study, *series: Series, guild_id: int = HERE) -> list[int]:
    ids = [one.id for one in series]
    found = await study.services.posting.retry(guild_id, ids, study.clock())
    return [one.id for one in found]


async def test_what_was_refused_goes_out_late_with_the_reason(study: Study) -> None:
    series, delivery = await _held(study)
    study.clock.pass_by(hours=3)
    assert await _retry(study, series) == [delivery.id]
    (waiting,) = await study.waiting()
    await study.end(waiting)
    post = await study.post(delivery.id)
    assert (post.posted_at, post.late_why) == (study.clock(), "permissions")
    found = await study.find(series)
    assert found is not None
    assert (found.held_at, found.held_why) == (None, None)


async def test_a_series_that_is_refused_again_tells_nobody_again(study: Study) -> None:
    series, _ = await _held(study)
    await _retry(study, series)
    (waiting,) = await study.waiting()
    await study.end(waiting, State.FAILED, "channel")
    assert len(await study.outbox(HELD)) == 1
    assert len(await _retry(study, series)) == 1


async def test_what_is_over_is_not_tried_again(study: Study) -> None:
    series, _ = await _held(study)
    await study.next_day()
    assert await _retry(study, series) == []


async def test_a_paused_series_is_not_tried_again(study: Study) -> None:
    series, _ = await _held(study)
    await study.services.series.pause(HERE, series.id, by=MIA)
    assert await _retry(study, series) == []


async def test_others_are_left_alone(study: Study) -> None:
    await study.arrive(ELSEWHERE)
    series, _ = await _held(study)
    other, _ = await _held(study, ELSEWHERE)
    assert await _retry(study, other) == []
    assert await _retry(study) == []
    assert len(await _retry(study, other, series, guild_id=ELSEWHERE)) == 1


async def test_a_post_on_time_has_no_reason_to_be_late(study: Study) -> None:
    await study.add_series()
    study.clock.pass_by(hours=21, minutes=9)
    await study.plan()
    (delivery,) = await study.waiting()
    await study.end(delivery)
    assert (await study.post(delivery.id)).late_why is None


async def test_a_post_that_discord_did_not_take_in_time_says_so(study: Study) -> None:
    await study.add_series()
    study.clock.pass_by(hours=21)
    await study.plan()
    (delivery,) = await study.waiting()
    hold = await study.take(delivery)
    study.clock.pass_by(hours=2)
    await hold.back_off()
    study.clock.pass_by(hours=1)
    await study.end(delivery)
    assert (await study.post(delivery.id)).late_why == "discord"


async def test_a_post_that_was_planned_late_says_that_the_bot_was_away(study: Study) -> None:
    await study.add_series()
    study.clock.pass_by(hours=25)
    await study.plan()
    (delivery,) = await study.waiting()
    await study.end(delivery)
    assert (await study.post(delivery.id)).late_why == "away"
