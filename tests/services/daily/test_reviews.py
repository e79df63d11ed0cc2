"""Every answer gets a reader: within a minute, fairly, again after a no or 48 hours, and not for ever."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.domain.daily.review import REVIEW as ASKED
from bot.domain.daily.review import REVIEWED, Backlog
from bot.domain.daily.series import Post
from bot.domain.delivery import Delivery, State
from bot.errors import (
    AnswerFirst,
    NoSuchReview,
    ReviewKept,
    ReviewLength,
    SomeoneElseReads,
    TicksMissing,
)
from bot.services.daily.answering import Daily
from bot.services.daily.requests import Request
from bot.storage.daily import posts
from bot.storage.database import Database
from bot.storage.tables.daily import ANSWER, POST, REVIEW
from tests.services.members import TEXT
from tests.services.study import ANA, BEN, CY, HERE, Moment, Study

STRONGER = "Say how many requests a second it has to hold, and what breaks first."
DEE = 104


async def reveals(study: Study, post: Post, *members: int, review: bool = True) -> None:
    for member in members:
        await study.services.daily.answer(HERE, post.id, member, TEXT, review=review)
        await study.services.daily.reveal(HERE, post.id, member)


async def find(study: Study) -> None:
    """Readers are looked for, as four times a minute."""
    study.clock.pass_by(seconds=15)
    await study.services.reviews.tick(study.clock())


async def given(study: Study, state: str = "open") -> dict[int, int]:
    """Who reads whose answer."""
    rows = await study.rows(REVIEW, "id")
    return {row["author_id"]: row["reviewer_id"] for row in rows if row["state"] == state}


async def id_of(study: Study, author: int) -> int:
    rows = await study.rows(REVIEW, "id")
    return [row["id"] for row in rows if row["author_id"] == author][-1]


async def writes(study: Study, author: int, reader: int, text: str = STRONGER) -> Request:
    id = await id_of(study, author)
    request = await study.services.reviews.request(HERE, id, reader)
    ticks = {key: {0} for key in request.question.signals}
    return await study.services.reviews.write(HERE, id, reader, ticks, text)


async def orders(study: Study, kind: str) -> Sequence[Delivery]:
    return await study.outbox(kind)


@pytest.fixture
async def pair(study: Study, post: Post) -> Post:
    """Ana and Ben revealed, and each reads the other’s."""
    await reveals(study, post, ANA, BEN)
    await find(study)
    return post


async def test_complaint_22_no_answer_stays_without_a_review(study: Study, pair: Post) -> None:
    assert await given(study) == {ANA: BEN, BEN: ANA}
    await writes(study, ANA, BEN)
    await writes(study, BEN, ANA)
    assert await study.services.reviews.waiting(HERE) == Backlog()
    assert {row["review"] for row in await study.rows(ANSWER)} == {"done"}


async def test_the_first_answer_waits_for_a_second_one(study: Study, post: Post) -> None:
    await reveals(study, post, ANA)
    await find(study)
    assert await given(study) == {}
    assert await study.services.reviews.waiting(HERE) == Backlog(waiting=1)


async def test_whoever_only_tried_reads_and_is_not_read(
    study: Study, daily: Daily, post: Post
) -> None:
    await reveals(study, post, ANA)
    await daily.give_up(HERE, post.id, BEN)
    await find(study)
    assert await given(study) == {ANA: BEN}


async def test_whoever_has_not_revealed_yet_reads_nothing(
    study: Study, daily: Daily, post: Post
) -> None:
    await reveals(study, post, ANA)
    await daily.answer(HERE, post.id, BEN, TEXT, review=True)
    await find(study)
    assert await given(study) == {}


async def test_an_answer_for_which_none_was_asked_gets_none(study: Study, post: Post) -> None:
    await reveals(study, post, ANA, review=False)
    await reveals(study, post, BEN)
    await find(study)
    assert await given(study) == {BEN: ANA}


async def test_looking_again_changes_nothing(study: Study, pair: Post) -> None:
    before = await study.rows(REVIEW, "id")
    await find(study)
    assert await study.rows(REVIEW, "id") == before
    assert len(await orders(study, ASKED)) == 2


async def test_two_processes_at_once_give_each_answer_one_reader(
    database: Database, clock: Moment, study: Study, post: Post
) -> None:
    await reveals(study, post, *range(200, 212))
    others = [Study(database, clock) for _ in range(4)]
    await asyncio.gather(*(one.services.reviews.tick(clock()) for one in others))
    rows = await study.rows(REVIEW)
    assert sorted(row["author_id"] for row in rows) == list(range(200, 212))
    assert len(await orders(study, ASKED)) == 12


async def test_a_no_counts_for_nothing_and_the_next_one_is_asked_at_once(
    study: Study, pair: Post
) -> None:
    await reveals(study, pair, CY)
    await find(study)
    # Cy’s answer went to one of the two; Ana’s goes to Cy once Ben says no.
    await study.services.reviews.decline(HERE, await id_of(study, ANA), BEN)
    await find(study)
    assert (await given(study))[ANA] == CY
    with pytest.raises(SomeoneElseReads):
        await study.services.reviews.request(
            HERE, (await study.rows(REVIEW, "id"))[0]["id"], _reader(await study.rows(REVIEW, "id"))
        )


def _reader(rows: Sequence[dict[str, Any]]) -> int:
    return rows[0]["reviewer_id"] if rows[0]["state"] == "declined" else BEN


async def test_after_48_hours_it_is_somebody_elses(study: Study, pair: Post) -> None:
    study.clock.pass_by(hours=47)
    await find(study)
    assert (await given(study))[ANA] == BEN
    study.clock.pass_by(hours=1)
    await find(study)
    assert await given(study) == {}
    assert await study.services.reviews.waiting(HERE) == Backlog(waiting=2)
    await reveals(study, pair, CY)
    await find(study)
    assert (await given(study))[ANA] == CY


async def test_what_was_let_lapse_is_told_who_has_it_now_with_the_text_given_back(
    study: Study, pair: Post
) -> None:
    id = await id_of(study, ANA)
    study.clock.pass_by(hours=49)
    await find(study)
    await reveals(study, pair, CY)
    await find(study)
    reviews = study.services.reviews
    with pytest.raises(SomeoneElseReads) as refusal:
        ticks = {key: {0} for key in (await _question(study, pair)).signals}
        await reviews.write(HERE, id, BEN, ticks, STRONGER)
    assert refusal.value.quote == STRONGER


async def _question(study: Study, post: Post) -> Any:
    return (await study.services.daily.asked(HERE, post.id, ANA)).question


async def test_what_lapsed_can_be_written_while_nobody_else_has_it(
    study: Study, pair: Post
) -> None:
    study.clock.pass_by(hours=49)
    await find(study)
    await writes(study, ANA, BEN)
    (review,) = await study.services.reviews.of_answer(HERE, pair.id, ANA)
    assert review.text == STRONGER


async def test_whoever_opts_out_lets_go_at_once_and_is_not_asked_again(
    study: Study, pair: Post
) -> None:
    await study.services.me.choose(HERE, BEN, reviews=False)
    assert await given(study) == {BEN: ANA}
    await reveals(study, pair, CY)
    await find(study)
    assert await given(study) == {ANA: CY, BEN: ANA, CY: ANA}


async def test_whoever_is_forgotten_lets_go_too(study: Study, pair: Post) -> None:
    await study.services.me.delete(HERE, BEN)
    await reveals(study, pair, CY)
    await find(study)
    assert (await given(study))[ANA] == CY


async def test_an_open_review_whose_reader_is_gone_is_given_on_when_it_is_over(
    study: Study, pair: Post
) -> None:
    async with study.database.transaction() as tx:
        await tx.execute(update(REVIEW).where(REVIEW.c.author_id == ANA).values(reviewer_id=None))
    await reveals(study, pair, CY)
    study.clock.pass_by(hours=48)
    await find(study)
    await find(study)
    assert (await given(study))[ANA] in (BEN, CY)


async def test_after_14_days_without_a_peer_an_answer_stops_waiting(
    study: Study, post: Post
) -> None:
    await reveals(study, post, ANA)
    study.clock.pass_by(days=13)
    await find(study)
    assert await study.services.reviews.waiting(HERE) == Backlog(waiting=1, overdue=1)
    study.clock.pass_by(days=1)
    await find(study)
    assert await study.services.reviews.waiting(HERE) == Backlog(unread=1)
    await reveals(study, post, BEN)
    await find(study)
    assert await given(study) == {BEN: ANA}
    # Unasked it can still be taken.
    await study.services.reviews.take(HERE, post.id, ANA, BEN)
    assert (await given(study))[ANA] == BEN


async def _a_day(study: Study, post: Post, *members: int) -> None:
    """They answer and read what they get."""
    await reveals(study, post, *members)
    await find(study)
    study.clock.pass_by(hours=12)
    await find(study)
    for author, reader in (await given(study)).items():
        await writes(study, author, reader)


async def _loads(study: Study) -> list[int]:
    readers = [row["reviewer_id"] for row in await study.rows(REVIEW)]
    return [readers.count(member) for member in (ANA, BEN, CY)]


async def test_a_regular_who_comes_late_does_their_share(study: Study, post: Post) -> None:
    await _a_day(study, post, ANA, BEN, CY)
    study.clock.pass_by(hours=-12)
    await _a_day(study, await study.post_daily(), ANA, BEN, CY)
    study.clock.pass_by(hours=-12)
    await _a_day(study, await study.post_daily(), ANA, BEN)
    study.clock.pass_by(hours=-12)
    assert await _loads(study) == [3, 3, 2]
    told = len(await orders(study, ASKED))
    post = await study.post_daily()
    await reveals(study, post, ANA, BEN)
    await find(study)
    # Each has a reader at once, and neither is told while Cy may still come.
    assert await given(study) == {ANA: BEN, BEN: ANA}
    assert len(await orders(study, ASKED)) == told
    await reveals(study, post, CY)
    await find(study)
    assert sorted(await _loads(study)) == [3, 4, 4]
    assert len(await orders(study, ASKED)) == told + 3


async def test_opening_what_one_was_not_told_yet_settles_it(study: Study, pair: Post) -> None:
    id = await id_of(study, ANA)
    async with study.database.transaction() as tx:
        soon = study.clock() + timedelta(hours=6)
        await tx.execute(update(REVIEW).where(REVIEW.c.id == id).values(due_at=soon))
    request = await study.services.reviews.request(HERE, id, BEN)
    assert request.review.told
    assert request.review.due_at == study.clock() + timedelta(hours=48)


async def test_quiet_hours_hold_a_request_back_in_the_zone_of_the_series(
    study: Study, post: Post, clock: Moment
) -> None:
    await study.services.me.change(HERE, BEN, quiet="08:00-11:00")
    await reveals(study, post, ANA, BEN)
    await find(study)
    due = {order.target.user_id: order.due_at for order in await orders(study, ASKED)}
    assert due[ANA] == clock()
    hours = study.services.me
    wishes = await hours.preferences(HERE, BEN)
    assert due[BEN] == wishes.awake(clock(), usual_zone="Europe/Berlin")


async def test_a_request_goes_by_direct_message_and_ends_with_its_time(
    study: Study, pair: Post
) -> None:
    first, second = await orders(study, ASKED)
    assert {first.target.user_id, second.target.user_id} == {ANA, BEN}
    assert first.target.channel_id is None
    rows = await study.rows(REVIEW, "id")
    assert {first.expires_at, second.expires_at} == {row["due_at"] for row in rows}


async def _in_a_thread(study: Study, post: Post) -> None:
    async with study.database.transaction() as tx:
        await tx.execute(update(POST).where(POST.c.id == post.id).values(thread_id=77))
        assert await posts.find(tx, guild_id=HERE, id=post.id)


async def test_whoever_prefers_it_is_asked_in_the_thread(study: Study, post: Post) -> None:
    await _in_a_thread(study, post)
    await study.services.me.choose(HERE, BEN, reach="thread")
    await reveals(study, post, ANA, BEN)
    await find(study)
    targets = {(one.target.user_id, one.target.channel_id) for one in await orders(study, ASKED)}
    assert targets == {(ANA, None), (None, 77)}


async def test_where_direct_messages_are_closed_the_thread_is_tried_once(
    study: Study, post: Post
) -> None:
    await _in_a_thread(study, post)
    await reveals(study, post, ANA, BEN)
    await find(study)
    request = next(one for one in await orders(study, ASKED) if one.target.user_id == BEN)
    await study.end(request, State.FAILED, "closed")
    (again,) = [one for one in await orders(study, ASKED) if one.target.channel_id == 77]
    assert (again.ref, again.state) == (request.ref, State.DUE)
    await study.end(again, State.FAILED, "permissions")
    assert len(await orders(study, ASKED)) == 3


async def test_where_there_is_no_thread_a_closed_door_stays_closed(
    study: Study, pair: Post
) -> None:
    await study.end((await orders(study, ASKED))[0], State.FAILED, "closed")
    assert len(await orders(study, ASKED)) == 2


async def test_the_author_is_told_once_however_often_it_is_changed(
    study: Study, pair: Post
) -> None:
    await writes(study, ANA, BEN)
    await writes(study, ANA, BEN, f"{STRONGER} Better.")
    (notice,) = await orders(study, REVIEWED)
    assert notice.target.user_id == ANA
    study.clock.pass_by(hours=24)
    with pytest.raises(ReviewKept):
        await writes(study, ANA, BEN)


@pytest.mark.parametrize("text", ["", "Too short.", "x" * 801])
async def test_a_sentence_too_short_or_too_long_is_given_back(
    study: Study, pair: Post, text: str
) -> None:
    with pytest.raises(ReviewLength) as refusal:
        await writes(study, ANA, BEN, text)
    assert refusal.value.quote == text


async def test_ticks_of_no_signal_do_not_count(study: Study, pair: Post) -> None:
    with pytest.raises(TicksMissing) as refusal:
        await study.services.reviews.write(
            HERE, await id_of(study, ANA), BEN, {"made-up": {0, 1}, "scope": {99}}, STRONGER
        )
    assert refusal.value.quote == STRONGER


async def test_a_review_is_its_readers_alone_and_its_authors_once_written(
    study: Study, pair: Post
) -> None:
    reviews, id = study.services.reviews, await id_of(study, ANA)
    for member in (ANA, CY):
        for refused in (
            reviews.request(HERE, id, member),
            reviews.decline(HERE, id, member),
            reviews.write(HERE, id, member, {}, STRONGER),
            reviews.received(HERE, id, member),
        ):
            with pytest.raises(NoSuchReview):
                await refused
    await writes(study, ANA, BEN)
    assert (await reviews.received(HERE, id, ANA)).review.text == STRONGER
    with pytest.raises(ReviewKept):
        await reviews.decline(HERE, id, BEN)


async def test_nobody_takes_their_own_what_another_has_or_what_they_have_not_opened(
    study: Study, pair: Post
) -> None:
    take = study.services.reviews.take
    with pytest.raises(AnswerFirst):
        await take(HERE, pair.id, ANA, CY)
    await study.services.daily.give_up(HERE, pair.id, CY)
    with pytest.raises(SomeoneElseReads):
        await take(HERE, pair.id, ANA, CY)
    with pytest.raises(NoSuchReview):
        await take(HERE, pair.id, ANA, ANA)
    with pytest.raises(NoSuchReview):
        await study.services.reviews.take_one(HERE, CY)
    # What one has already is opened again.
    assert (await take(HERE, pair.id, ANA, BEN)).review.id == await id_of(study, ANA)


async def test_two_who_take_the_same_answer_at_once_are_one_reader(
    study: Study, post: Post
) -> None:
    await reveals(study, post, ANA)
    members = range(200, 206)
    for member in members:
        await study.services.daily.give_up(HERE, post.id, member)
    found = await asyncio.gather(
        *(study.services.reviews.take(HERE, post.id, ANA, member) for member in members),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Request) for one in found) == 1
    assert sum(isinstance(one, SomeoneElseReads) for one in found) == 5


async def test_a_question_that_is_no_longer_kept_asks_nobody(study: Study, post: Post) -> None:
    await reveals(study, post, ANA, BEN)
    async with study.database.transaction() as tx:
        await tx.execute(update(POST).values(question_id="retired"))
    await find(study)
    assert await given(study) == {}


async def test_what_waits_is_listed_by_when_it_is_due(study: Study, pair: Post) -> None:
    reviews = study.services.reviews
    second = await study.post_daily()
    await reveals(study, second, ANA, BEN)
    await find(study)
    desk = await reviews.desk(HERE, BEN)
    assert [one.post.id for one in desk.rows] == [pair.id, second.id]
    assert (desk.total, desk.page, desk.pages, desk.offer) == (2, 0, 1, False)
    assert (await reviews.desk(HERE, BEN, 9)).page == 0
    empty = await reviews.desk(HERE, DEE)
    assert (empty.rows, empty.offer, empty.asked) == ([], False, True)
