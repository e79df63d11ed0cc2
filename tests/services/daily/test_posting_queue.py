"""What owners queued is asked first, once it can be, and comes back where its post did not go out."""

from datetime import date, datetime

import pytest
from sqlalchemy import event

from bot.domain.daily.series import HELD, STOCK, Post, Series
from bot.domain.delivery import Delivery, State
from bot.domain.schedule import Slot
from bot.errors import NoQuestions
from bot.storage.daily import queue
from bot.storage.database import Database
from tests.domain.pools import Pool, plenty, pool, question
from tests.services.study import A_DAY, CHANNEL, ELSEWHERE, HERE, MIA, Moment, Study

POOL = plenty(6)
WANTED = ["coding-3", "behavioral-1", "coding-0"]
TODAY = date(2026, 3, 3)


@pytest.fixture
async def study(database: Database, clock: Moment) -> Study:
    """A server, and questions that no rule keeps apart."""
    study = Study(database, clock, POOL)
    await study.arrive(HERE)
    return study


async def _queue(study: Study, series: Series, *questions: str) -> None:
    async with study.database.transaction() as tx:
        await queue.write(
            tx,
            guild_id=series.guild_id,
            series_id=series.id,
            questions=questions,
            by=MIA,
            now=study.clock(),
        )


async def _queued(study: Study, series: Series) -> list[str]:
    found = await study.services.queue.of(series.guild_id, series.id)
    return [one.question_id for one in found]


async def _asked(study: Study) -> list[str]:
    return [post.question_id for post in await study.posts()]


async def _waiting(study: Study, day: int = 1) -> Delivery:
    """The next day’s post, which waits."""
    for _ in range(day):
        await study.next_day()
    (delivery,) = await study.waiting()
    return delivery


async def test_complaint_23_what_owners_queued_is_asked_first_and_in_their_order(
    study: Study,
) -> None:
    series = await study.add_series()
    await _queue(study, series, *WANTED)
    for _ in range(3):
        await study.post_daily()
    assert await _asked(study) == WANTED
    assert await _queued(study, series) == []
    post = await study.post_daily()
    assert post.question_id not in WANTED
    assert post.cycle == 1


async def test_each_series_asks_its_own_queue(study: Study) -> None:
    await study.arrive(ELSEWHERE)
    one, other = await study.add_series(), await study.add_series()
    third = await study.add_series(ELSEWHERE)
    await _queue(study, one, "coding-1")
    await _queue(study, other, "coding-2", "coding-1")
    await _queue(study, third, "coding-1")
    await study.next_day()
    found = {post.series_id: post.question_id for post in await study.posts()}
    assert found == {one.id: "coding-1", other.id: "coding-2", third.id: "coding-1"}
    assert await _queued(study, other) == ["coding-1"]
    # The channel saw it yesterday, and the owner wants it all the same.
    await study.next_day()
    (post,) = [post for post in await study.posts() if post.series_id == other.id][1:]
    assert (post.question_id, post.cycle) == ("coding-1", 1)


async def test_what_the_series_asked_before_is_asked_again_and_counted(study: Study) -> None:
    series = await study.add_series()
    first = await study.post_daily()
    await study.post_daily()
    await _queue(study, series, first.question_id)
    post = await study.post_daily()
    assert (post.question_id, post.cycle) == (first.question_id, 2)
    await _queue(study, series, first.question_id)
    post = await study.post_daily()
    assert (post.question_id, post.cycle) == (first.question_id, 3)


async def test_the_owner_may_queue_what_does_not_suit_the_series(study: Study) -> None:
    series = await study.add_series(kinds=("coding",))
    await _queue(study, series, "behavioral-0")
    assert (await study.post_daily()).question_id == "behavioral-0"
    for _ in range(6):
        assert (await study.post_daily()).question_id.startswith("coding")


async def test_what_is_no_longer_in_the_bank_is_passed_over_and_stays_visible(
    study: Study,
) -> None:
    series = await study.add_series()
    await _queue(study, series, "sd.gone", "coding-1", "sd.gone-too")
    assert (await study.post_daily()).question_id == "coding-1"
    assert (await study.post_daily()).question_id in POOL
    found = await study.services.queue.of(HERE, series.id)
    assert [(one.question_id, one.question, one.position) for one in found] == [
        ("sd.gone", None, 1),
        ("sd.gone-too", None, 2),
    ]


async def test_a_queued_question_whose_post_is_paused_goes_back_to_the_front(
    study: Study,
) -> None:
    series = await study.add_series()
    await _queue(study, series, *WANTED)
    await _waiting(study)
    assert await _queued(study, series) == WANTED[1:]
    await study.services.series.pause(HERE, series.id, by=MIA)
    assert await _queued(study, series) == WANTED
    await study.services.series.resume(HERE, series.id, by=MIA)
    assert (await study.post_daily()).question_id == WANTED[0]


async def test_a_queued_question_that_came_too_late_goes_back_to_the_front(study: Study) -> None:
    series = await study.add_series()
    await _queue(study, series, *WANTED)
    await study.end(await _waiting(study), State.FAILED, "channel")
    await study.next_day()
    await study.expire()
    # The next one was taken before the first came back.
    assert await _queued(study, series) == [WANTED[0], WANTED[2]]
    (post,) = await study.posts()
    assert (post.question_id, post.slot) == (WANTED[1], date(2026, 3, 4))


async def test_a_question_of_the_draw_that_came_too_late_joins_no_queue(study: Study) -> None:
    series = await study.add_series()
    delivery = await _waiting(study)
    await _queue(study, series, "coding-1")
    await study.end(delivery, State.SKIPPED)
    assert await _queued(study, series) == ["coding-1"]


@pytest.mark.parametrize("state", [State.DONE, State.REMOVED, State.UNKNOWN])
async def test_a_queued_question_that_went_out_does_not_come_back(
    study: Study, state: State
) -> None:
    series = await study.add_series()
    await _queue(study, series, "coding-1")
    delivery = await _waiting(study)
    await study.end(delivery, state)
    async with study.database.transaction() as tx:
        await study.services.ended(tx, delivery, State.SKIPPED, None, study.clock())
    assert await _queued(study, series) == []


async def _post_now(study: Study, series: Series, day: date = TODAY) -> Post:
    async with study.database.transaction() as tx:
        slot = Slot(day, datetime.combine(day, study.clock().timetz()))
        return await study.services.posting.post_now(tx, series, slot, study.clock())


async def test_a_post_at_once_takes_the_same_choice_and_goes_first(study: Study) -> None:
    series = await study.add_series()
    await _queue(study, series, "coding-1")
    study.clock.pass_by(hours=18)
    post = await _post_now(study, series)
    assert (post.question_id, post.slot, post.due_at) == ("coding-1", TODAY, study.clock())
    (delivery,) = await study.waiting()
    assert (delivery.id, delivery.slot, delivery.due_at) == (post.id, "2026-03-03", study.clock())
    # Today’s own time is still ahead; the slot that follows is tomorrow’s.
    assert delivery.expires_at == datetime.fromisoformat("2026-03-04T09:00:00+01:00")
    assert await _queued(study, series) == []


async def test_a_post_at_once_takes_up_a_slot_that_was_skipped(study: Study) -> None:
    series = await study.add_series()
    await study.end(await _waiting(study), State.SKIPPED)
    post = await _post_now(study, series)
    assert [(one.id, one.state) for one in await study.outbox()] == [(post.id, State.DUE)]


async def test_a_series_without_a_question_is_held_and_the_others_go_on(
    database: Database, clock: Moment
) -> None:
    narrow = await _study(database, clock, POOL)
    series = await narrow.add_series(kinds=("coding",))
    other = await narrow.add_series(kinds=("behavioral",))
    shrunk = await _study(database, clock, pool(question("bh.only", "behavioral")))
    await shrunk.next_day()
    assert [(post.series_id, post.question_id) for post in await shrunk.posts()] == [
        (other.id, "bh.only")
    ]
    skipped = [one for one in await shrunk.outbox() if one.ref == series.id]
    assert [(one.slot, one.state, one.why) for one in skipped] == [
        ("2026-03-03", State.SKIPPED, "questions")
    ]
    found = await shrunk.find(series)
    assert found is not None
    assert (found.held_at, found.held_why) == (clock(), "questions")
    await shrunk.next_day()
    (notice,) = await shrunk.outbox(HELD)
    assert (notice.ref, notice.slot) == (series.id, "questions:2026-03-03")
    with pytest.raises(NoQuestions):
        await _post_now(shrunk, series)
    # What it may ask comes back with the next version of the content.
    grown = await _study(database, clock, POOL)
    clock.now += A_DAY
    await grown.plan()
    await grown.expire()
    (delivery,) = [one for one in await grown.waiting() if one.ref == series.id]
    await grown.end(delivery)
    found = await grown.find(series)
    assert found is not None
    assert found.held_at is None


async def _study(database: Database, clock: Moment, questions: Pool) -> Study:
    study = Study(database, clock, questions)
    await study.arrive(HERE)
    return study


async def test_a_series_of_a_level_asks_what_suits_it_and_then_what_is_left(
    database: Database, clock: Moment
) -> None:
    questions = pool(
        *(question(f"junior-{n}", levels=("L4",)) for n in range(3)),
        *(question(f"senior-{n}", levels=("L6", "L7")) for n in range(3)),
    )
    study = await _study(database, clock, questions)
    await study.add_series(level="L6", channel_id=CHANNEL + 1)
    found: list[tuple[str, int]] = []
    for _ in range(7):
        await study.next_day()
        (delivery,) = await study.waiting()
        await study.end(delivery)
        post = await study.post(delivery.id)
        found.append((post.question_id.split("-")[0], post.cycle))
    assert found == [("senior", 1)] * 3 + [("junior", 1)] * 3 + [("senior", 2)]


async def test_a_chunk_with_queues_and_low_stock_takes_a_few_statements_more_in_all(
    database: Database, clock: Moment
) -> None:
    study = await _study(database, clock, plenty(2))
    counted: list[int] = []
    for number, hour in ((3, 9), (30, 10)):
        first = ELSEWHERE + 100 * hour
        await study.arrive(*range(first, first + number))
        for series in await study.add_many(number, first, at=f"{hour:02}:00"):
            await _queue(study, series, "coding-1")
        clock.now = datetime.fromisoformat(f"2026-03-03T{hour:02}:00:00+01:00")
        counted.append(await _count_statements(study))
    assert counted[0] == counted[1]
    assert counted[0] <= 18
    assert len(await study.outbox(STOCK)) == len(await study.posts()) == 33


async def _count_statements(study: Study) -> int:
    """How many statements planning takes, many rows in one counted once."""
    sent: list[str] = []

    def keep(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = study.database._writer.engine.sync_engine
    event.listen(engine, "before_cursor_execute", keep)
    try:
        await study.plan()
    finally:
        event.remove(engine, "before_cursor_execute", keep)
    return len(sent)
