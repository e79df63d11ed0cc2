"""The weekly digest: at its hour, about what was done, thanking only who agreed, silent otherwise."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.board.digest import KIND, TROUBLE
from bot.domain.delivery import State
from bot.services.board import listing
from bot.services.board.digest import until
from bot.storage import ids
from bot.storage.database import Database
from bot.storage.tables.daily import REVIEW
from tests.services.members import revealed
from tests.services.study import ANA, BEN, CY, ELSEWHERE, HERE, MIA, Moment, Study
from tests.sessions import session, stored

CHANNEL = 60
DAN = 104


@pytest.fixture
async def on(study: Study) -> Study:
    """A digest on Mondays at nine, UTC; it is Monday noon in Berlin."""
    await study.services.board_settings.post_digest(HERE, CHANNEL, by=ANA, version=0)
    return study


async def reviewed(study: Study, reviewer: int, number: int, **given: Any) -> None:
    """So many reviews that were written now; each of an answer by somebody else."""
    post = await study.post_daily()
    for n in range(number):
        author = 900 + n
        await revealed(study.services.daily, post, author)
        async with study.database.transaction() as tx:
            values: dict[str, Any] = {"state": "done", "ended_at": study.clock()}
            await tx.execute(
                REVIEW.insert().values(
                    guild_id=HERE,
                    id=ids.new(study.clock()),
                    post_id=post.id,
                    author_id=author,
                    reviewer_id=reviewer,
                    assigned_at=study.clock(),
                    due_at=study.clock() + timedelta(days=1),
                    **values | given,
                )
            )


async def agrees(database: Database, *user_ids: int, thanked: bool = True) -> None:
    async with database.transaction() as tx:
        for user_id in user_ids:
            await listing.show(tx, HERE, user_id, thanked=thanked)


async def test_it_is_planned_once_a_week_at_its_hour(on: Study, clock: Moment) -> None:
    assert await on.outbox(KIND) == []
    clock.pass_by(days=7)
    await on.plan()
    await on.plan()
    (digest,) = await on.outbox(KIND)
    assert (digest.target.channel_id, digest.ref) == (CHANNEL, HERE)
    assert until(digest) == datetime(2026, 3, 9, 9, tzinfo=UTC)
    clock.pass_by(days=21)
    await on.plan()
    # After weeks away there is one, not three.
    assert [until(one).day for one in await on.outbox(KIND)] == [9, 30]


async def test_without_a_channel_nothing_is_planned(on: Study, clock: Moment) -> None:
    await on.services.board_settings.post_digest(HERE, None, by=ANA, version=1)
    clock.pass_by(days=8)
    await on.plan()
    assert await on.outbox(KIND) == []


async def test_a_week_in_which_nothing_was_done_is_quiet(on: Study, clock: Moment) -> None:
    await on.add_series()
    await on.post_daily()
    assert (await on.services.digests.of(HERE, clock())).is_quiet


async def test_what_was_done_within_the_week_is_counted_and_nothing_else(
    on: Study, clock: Moment, database: Database
) -> None:
    await on.add_series()
    before = await on.post_daily()
    await revealed(on.services.daily, before, ANA)
    clock.pass_by(days=7)
    await on.plan()
    for delivery in await on.waiting():
        await on.end(delivery)
    (*_, post) = await on.posts()
    await revealed(on.services.daily, post, ANA)
    await on.services.daily.answer(HERE, post.id, BEN, "Short.")
    await on.services.daily.give_up(HERE, post.id, CY)
    held = session(HERE, clock(), ANA, BEN, state="over", begun_at=clock())
    alone = session(HERE, clock(), ANA, state="over", begun_at=clock())
    never = session(HERE, clock(), ANA, CY, state="over")
    for one in (held, alone, never):
        await stored(database, one)
    found = await on.services.digests.of(HERE, clock.pass_by(hours=1))
    assert (found.answers, found.reviews, found.mocks, found.tasks) == (2, 0, 1, 0)
    assert found.next_question is not None
    assert found.next_round is None
    assert (await on.services.digests.of(ELSEWHERE, clock())).is_quiet


async def test_only_who_agreed_is_thanked_at_most_two_and_for_two_reviews_at_least(
    on: Study, clock: Moment, database: Database
) -> None:
    await on.add_series()
    for reviewer, number in ((ANA, 2), (BEN, 4), (CY, 1), (DAN, 3)):
        await reviewed(on, reviewer, number)
    digests = on.services.digests
    clock.pass_by(hours=1)
    assert (await digests.of(HERE, clock())).thanked == []
    await agrees(database, ANA, CY, DAN)
    found = await digests.of(HERE, clock())
    assert (found.reviews, found.thanked) == (10, [DAN, ANA])
    await agrees(database, BEN)
    assert (await digests.of(HERE, clock())).thanked == [BEN, DAN]
    await agrees(database, BEN, thanked=False)
    assert (await digests.of(HERE, clock())).thanked == [DAN, ANA]


async def test_who_left_or_asked_to_be_forgotten_is_not_named(
    on: Study, clock: Moment, database: Database
) -> None:
    await on.add_series()
    for reviewer in (ANA, BEN):
        await reviewed(on, reviewer, 2)
    await agrees(database, ANA, BEN)
    await on.services.leaving.gone(HERE, ANA)
    clock.pass_by(hours=1)
    assert (await on.services.digests.of(HERE, clock())).thanked == [BEN]
    await on.services.me.delete(HERE, BEN)
    found = await on.services.digests.of(HERE, clock())
    assert (found.reviews, found.thanked) == (4, [])


async def test_where_it_is_refused_who_chose_it_is_told_once_a_month(
    on: Study, clock: Moment
) -> None:
    for _ in range(2):
        clock.pass_by(days=7)
        await on.plan()
        (digest,) = [one for one in await on.outbox(KIND) if one.state is State.DUE]
        await on.end(digest, State.FAILED, "permissions")
    (notice,) = await on.outbox(TROUBLE)
    assert (notice.ref, notice.target.user_id, notice.target.other_user_id) == (CHANNEL, ANA, MIA)
    clock.pass_by(days=21)
    await on.plan()
    (digest,) = [one for one in await on.outbox(KIND) if one.state is State.DUE]
    await on.end(digest, State.FAILED, "permissions")
    assert len(await on.outbox(TROUBLE)) == 2
