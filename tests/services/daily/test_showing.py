"""What a post shows beside its question: late, asked before, and how the post before it went."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.daily.lateness import Lateness
from bot.domain.delivery import Delivery, State
from bot.domain.schedule import read_code
from bot.services.daily.showing import Shown
from bot.storage.daily import showing
from bot.storage.tables.daily import POST, SERIES
from tests.services.study import A_DAY, ANA, BEN, CY, HERE, Study


async def _shown(study: Study, delivery: Delivery) -> Shown:
    """As the sender renders it now."""
    found = await study.services.showing.of((await study.take(delivery)).delivery)
    assert found is not None
    return found


async def _next(study: Study) -> Delivery:
    """A day later, the post that waits."""
    await study.next_day()
    (delivery,) = await study.waiting()
    return delivery


async def test_a_post_goes_out_with_its_question_and_not_without(study: Study) -> None:
    await study.add_series()
    delivery = await _next(study)
    shown = await study.services.showing.of(delivery)
    assert shown is not None
    assert (shown.post.id, shown.question.id) == (delivery.id, shown.post.question_id)
    await study.end(delivery, State.SKIPPED)
    assert await study.services.showing.of(delivery) is None


async def test_the_first_post_in_time_shows_its_question_alone(study: Study) -> None:
    series = await study.add_series(at="12:00")
    shown = await _shown(study, await _next(study))
    assert (shown.lateness, shown.last_asked, shown.earlier, shown.ping_role_id) == (None,) * 4
    assert shown.archive_minutes == 1440
    assert shown.post.series_id == series.id


async def test_complaint_11_a_post_that_was_held_says_what_was_missing(study: Study) -> None:
    series = await study.add_series(at="12:00")
    delivery = await _next(study)
    await study.end(delivery, State.FAILED, "permissions")
    study.clock.pass_by(hours=3)
    await study.services.posting.retry(HERE, [series.id], study.clock())
    assert (await _shown(study, delivery)).lateness == Lateness(timedelta(hours=3), "permissions")


async def test_complaint_9_a_post_that_was_planned_late_says_that_the_bot_was_away(
    study: Study,
) -> None:
    await study.add_series(at="12:00")
    study.clock.pass_by(hours=26)
    await study.plan()
    (delivery,) = await study.waiting()
    assert (await _shown(study, delivery)).lateness == Lateness(timedelta(hours=2), "away")


async def test_a_post_that_discord_did_not_take_says_so(study: Study) -> None:
    await study.add_series(at="12:00")
    hold = await study.take(await _next(study))
    await hold.back_off()
    study.clock.pass_by(hours=1)
    shown = await _shown(study, hold.delivery)
    assert shown.lateness == Lateness(timedelta(hours=1), "discord")


async def test_a_post_that_nobody_was_there_to_send_says_that_the_bot_was_away(
    study: Study,
) -> None:
    await study.add_series(at="12:00")
    delivery = await _next(study)
    study.clock.pass_by(hours=1)
    assert (await _shown(study, delivery)).lateness == Lateness(timedelta(hours=1), "away")


@pytest.mark.parametrize("late", [timedelta(minutes=9), timedelta(minutes=11)])
async def test_what_a_post_says_of_its_lateness_is_what_is_kept(
    study: Study, late: timedelta
) -> None:
    await study.add_series(at="12:00")
    delivery = await _next(study)
    study.clock.now += late
    hold = await study.take(delivery)
    shown = await study.services.showing.of(hold.delivery)
    await hold.end(State.DONE, channel_id=50, message_id=1)
    assert shown is not None
    said = shown.lateness.why if shown.lateness is not None else None
    assert (await study.post(delivery.id)).late_why == said


async def test_the_day_after_counts_answers_and_done_reviews(study: Study) -> None:
    await study.add_series()
    post = await study.post_daily()
    daily = study.services.daily
    await daily.answer(HERE, post.id, ANA, "An answer.")
    await daily.answer(HERE, post.id, BEN, "Another one.")
    await daily.reveal(HERE, post.id, BEN)
    await daily.give_up(HERE, post.id, CY)
    earlier = (await _shown(study, await _next(study))).earlier
    assert earlier is not None
    assert (earlier.post, earlier.answers, earlier.reviewed) == (post, 2, 0)


async def test_the_post_before_is_the_last_one_of_the_same_series_that_went_out(
    study: Study,
) -> None:
    await study.add_series()
    post = await study.post_daily()
    other = await study.add_series(channel_id=51)
    await study.next_day()
    for delivery in await study.waiting():
        state = State.DONE if delivery.ref == other.id else State.FAILED
        await study.end(delivery, state, None if state is State.DONE else "channel")
    await study.next_day()
    await study.expire()
    first, second = sorted(await study.waiting(), key=lambda one: one.ref == other.id)
    earlier = (await _shown(study, first)).earlier
    assert earlier is not None
    assert earlier.post == post
    earlier = (await _shown(study, second)).earlier
    assert earlier is not None
    assert earlier.post.slot == post.slot + A_DAY


async def test_a_repeated_question_knows_when_the_series_asked_it_last(study: Study) -> None:
    await study.add_series()
    first, second = await study.post_daily(), await study.post_daily()
    async with study.database.transaction() as tx:
        again = {"cycle": 2, "question_id": first.question_id}
        await tx.execute(POST.update().where(POST.c.id == second.id).values(**again))
        asked_again = replace(second, cycle=2, question_id=first.question_id)
        assert await showing.last_asked(tx, asked_again) == first.slot
        assert await showing.last_asked(tx, replace(asked_again, series_id=1)) is None
    (delivery, *_) = [one for one in await study.outbox() if one.id == second.id]
    shown = await study.services.showing.of(delivery)
    assert shown is not None
    assert shown.last_asked == first.slot


async def test_the_role_and_the_rhythm_are_those_of_the_series(study: Study) -> None:
    series = await study.add_series(pattern=read_code("weekdays:2"))
    async with study.database.transaction() as tx:
        await tx.execute(SERIES.update().where(SERIES.c.id == series.id).values(ping_role_id=77))
    shown = await _shown(study, await _next(study))
    assert shown.ping_role_id == 77
    assert shown.archive_minutes == 10080
