"""What follows when a post went out, was refused, was deleted, or came too late."""

from datetime import date, timedelta

import pytest
from structlog.testing import capture_logs

from bot.domain.daily.series import HELD
from bot.domain.delivery import Delivery, State
from bot.storage import deliveries
from bot.storage.database import Database
from tests.domain.pools import pool, question
from tests.services.study import CHANNEL, ELSEWHERE, HERE, MIA, Moment, Study, slots

BOSS = 8
"""Owns the server where Mia does not."""


async def planned(study: Study) -> Delivery:
    """A series and its first post, which waits to be sent."""
    await study.add_series()
    await study.next_day()
    (delivery,) = await study.waiting()
    return delivery


async def notices(study: Study) -> list[Delivery]:
    return await study.outbox(HELD)


async def test_a_post_that_went_out_is_known_by_its_message_and_thread(study: Study) -> None:
    delivery = await planned(study)
    study.clock.pass_by(seconds=20)
    await study.end(delivery, message_id=901, thread_id=902)
    post = await study.post(delivery.id)
    assert (post.posted_at, post.message_id, post.thread_id) == (study.clock(), 901, 902)
    assert await notices(study) == []


async def test_a_post_without_its_thread_went_out_and_one_person_is_told_once_a_month(
    study: Study,
) -> None:
    await study.end(await planned(study), why="thread-permissions")
    (post,) = await study.posts()
    assert post.posted_at == study.clock()
    for _ in range(3):
        await study.next_day()
        (delivery,) = await study.waiting()
        await study.end(delivery, why="thread-permissions")
    (notice,) = await notices(study)
    assert (notice.slot, notice.state) == ("thread-permissions:2026-03", State.DUE)
    study.clock.pass_by(days=27)
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, why="thread-permissions")
    assert [notice.slot for notice in await notices(study)] == [
        "thread-permissions:2026-03",
        "thread-permissions:2026-04",
    ]


async def test_a_refused_post_holds_its_series_and_tells_one_person(study: Study) -> None:
    delivery = await planned(study)
    await study.end(delivery, State.FAILED, "permissions")
    (series,) = await study.services.series.of(HERE)
    assert (series.held_at, series.held_why) == (study.clock(), "permissions")
    # Held is not paused: it is tried again at its next slot.
    assert series.next_run_at == delivery.expires_at
    (notice,) = await notices(study)
    assert (notice.ref, notice.slot) == (series.id, "permissions:2026-03-03")
    assert notice.target.stops == (("dm", MIA),)
    assert (notice.due_at, notice.expires_at) == (study.clock(), None)
    (post,) = await study.posts()
    assert post.posted_at is None


async def test_a_notice_does_not_wait_behind_the_posts_of_others(study: Study) -> None:
    delivery = await planned(study)
    await study.add_many(5, ELSEWHERE)
    await study.end(delivery, State.FAILED, "permissions")
    await study.next_day()
    async with study.database.transaction() as tx:
        claimed = await deliveries.claim(
            tx, owner="test", now=study.clock(), lease=timedelta(seconds=45), limit=1
        )
    assert [one.kind for one in claimed] == [HELD]


async def test_a_series_that_stays_refused_tells_nobody_again(study: Study) -> None:
    await study.end(await planned(study), State.FAILED, "permissions")
    for why in ("permissions", "channel", "permissions"):
        await study.next_day()
        await study.expire()
        (delivery,) = await study.waiting()
        await study.end(delivery, State.FAILED, why)
    assert [notice.slot for notice in await notices(study)] == ["permissions:2026-03-03"]


async def test_a_series_that_posts_again_is_no_longer_held_and_may_tell_anew(
    study: Study,
) -> None:
    await study.end(await planned(study), State.FAILED, "channel")
    await study.post_daily()
    (series,) = await study.services.series.of(HERE)
    assert (series.held_at, series.held_why) == (None, None)
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, State.FAILED, "channel")
    assert [notice.slot for notice in await notices(study)] == [
        "channel:2026-03-03",
        "channel:2026-03-05",
    ]


async def test_what_was_refused_is_skipped_at_the_next_slot_and_its_question_comes_back(
    study: Study,
) -> None:
    delivery = await planned(study)
    await study.end(delivery, State.FAILED, "channel")
    await study.next_day()
    await study.expire()
    assert slots(await study.outbox()) == [
        ("2026-03-03", State.SKIPPED),
        ("2026-03-04", State.DUE),
    ]
    (post,) = await study.posts()
    assert post.slot == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("setter", "owner", "told"),
    [
        (MIA, BOSS, (("dm", MIA), ("dm", BOSS))),
        (MIA, MIA, (("dm", MIA),)),
        (MIA, None, (("dm", MIA),)),
        (None, BOSS, (("dm", BOSS),)),
    ],
)
async def test_who_set_the_series_is_told_else_the_owner(
    study: Study, setter: int | None, owner: int | None, told: tuple[tuple[str, int], ...]
) -> None:
    await study.arrive(HERE, owner=owner)
    delivery = await planned(study)
    if setter is None:
        await study.services.me.delete(HERE, MIA)
    await study.end(delivery, State.FAILED, "channel")
    (notice,) = await notices(study)
    assert notice.target.stops == told


async def test_where_nobody_is_known_it_is_written_down(study: Study) -> None:
    await study.arrive(HERE, owner=None)
    delivery = await planned(study)
    await study.services.me.delete(HERE, MIA)
    with capture_logs() as lines:
        await study.end(delivery, State.FAILED, "channel")
    assert [line["event"] for line in lines] == ["nobody to tell"]
    assert await notices(study) == []
    (series,) = await study.services.series.of(HERE)
    assert series.held_why == "channel"


async def test_a_post_that_someone_deleted_counts_as_asked_and_bothers_nobody(
    study: Study,
) -> None:
    delivery = await planned(study)
    await study.end(delivery, State.REMOVED)
    post = await study.post(delivery.id)
    assert post.posted_at == study.clock()
    assert await notices(study) == []
    await study.next_day()
    one, other = await study.posts()
    assert one.question_id != other.question_id


async def test_a_post_that_may_stand_there_counts_as_asked_and_one_person_is_told(
    study: Study,
) -> None:
    delivery = await planned(study)
    await study.end(delivery, State.UNKNOWN)
    post = await study.post(delivery.id)
    assert (post.posted_at, post.message_id) == (study.clock(), None)
    (series,) = await study.services.series.of(HERE)
    assert series.held_at is None
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery, State.UNKNOWN)
    assert [notice.slot for notice in await notices(study)] == ["unknown:2026-03"]


async def test_a_post_that_came_too_late_gives_its_question_back(study: Study) -> None:
    delivery = await planned(study)
    given_back = (await study.post(delivery.id)).question_id
    await study.end(delivery, State.SKIPPED)
    assert await study.posts() == []
    asked: list[str] = []
    for _ in range(28):
        asked.append((await study.post_daily()).question_id)
    assert given_back in asked
    assert len(set(asked)) == 28


async def test_a_post_that_went_out_is_never_taken_back(study: Study) -> None:
    delivery = await planned(study)
    await study.end(delivery)
    async with study.database.transaction() as tx:
        await study.services.ended(tx, delivery, State.SKIPPED, None, study.clock())
    assert [post.id for post in await study.posts()] == [delivery.id]


@pytest.mark.parametrize("state", [State.DUE, State.SENDING, State.SENT])
async def test_what_is_not_over_is_no_end(study: Study, state: State) -> None:
    delivery = await planned(study)
    with pytest.raises(ValueError, match=f"{state} is not an end"):
        async with study.database.transaction() as tx:
            await study.services.ended(tx, delivery, state, None, study.clock())


async def test_what_follows_from_an_end_is_rolled_back_with_it(study: Study) -> None:
    delivery = await planned(study)

    class Crash(Exception):
        pass

    with pytest.raises(Crash):
        async with study.database.transaction() as tx:
            await study.services.ended(tx, delivery, State.FAILED, "channel", study.clock())
            raise Crash
    assert await notices(study) == []
    (series,) = await study.services.series.of(HERE)
    assert series.held_at is None


async def test_the_end_of_another_kind_changes_no_series(study: Study) -> None:
    id = await _test_post(study)
    (delivery,) = [one for one in await study.outbox(None) if one.id == id]
    await study.end(delivery, State.FAILED, "permissions")
    assert [one.id for one in await study.outbox(None)] == [id]


async def _test_post(study: Study) -> int:
    await study.services.setup.choose_channel(HERE, MIA, channel_id=CHANNEL, place="text")
    return await study.services.setup.order_test(HERE)


async def test_a_late_post_keeps_the_day_it_was_meant_for(study: Study) -> None:
    delivery = await planned(study)
    study.clock.pass_by(hours=9)
    await study.end(delivery)
    post = await study.post(delivery.id)
    assert (post.slot, post.due_at) == (date(2026, 3, 3), delivery.due_at)
    assert post.posted_at == study.clock()


async def test_a_pool_of_one_goes_on_after_posts_that_came_too_late(
    database: Database, clock: Moment
) -> None:
    study = Study(database, clock, pool(question("only")))
    await study.arrive(HERE)
    await planned(study)
    for _ in range(3):
        # The next post is planned while the last one still waits.
        await study.next_day()
        await study.expire()
    (post,) = await study.posts()
    assert (post.question_id, post.slot) == ("only", date(2026, 3, 6))
