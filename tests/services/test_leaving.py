"""Who leaves is forgotten after 30 days; coming back stops the clock."""

import pytest

from bot.domain.daily.series import Post
from bot.services.leaving import Leaving
from bot.storage.me import member_columns
from bot.storage.tables.daily import REVIEW
from bot.storage.tables.me import MEMBER
from tests.services.members import answered, revealed
from tests.services.study import ANA, BEN, CY, ELSEWHERE, HERE, Study
from tests.storage import rows

Contents = dict[str, list[rows.Row]]


@pytest.fixture
def leaving(study: Study) -> Leaving:
    return study.services.leaving


@pytest.fixture
async def post(study: Study) -> Post:
    """A question that Ana and Ben answered."""
    await study.add_series(by=BEN)
    post = await study.post_daily()
    for user_id in (ANA, BEN):
        await revealed(study.services.daily, post, user_id)
    return post


async def contents(study: Study) -> Contents:
    async with study.database.reading() as tx:
        return await rows.read(tx)


async def held(study: Study, user_id: int = ANA, guild_id: int = HERE) -> dict[str, int]:
    """How many rows are about a member, beside what is noted of the checks."""
    counts = (await study.services.me.counts(guild_id, user_id)).all
    return {name: number for name, number in counts.items() if name != "member"}


async def left_at(study: Study, user_id: int = ANA) -> object:
    (found,) = [row for row in await study.rows(MEMBER) if row["user_id"] == user_id]
    return found["left_at"]


async def test_who_left_is_forgotten_when_they_are_still_gone_after_30_days(
    study: Study, leaving: Leaving, post: Post
) -> None:
    before = await held(study)
    await leaving.gone(HERE, ANA)
    study.clock.pass_by(days=30, milliseconds=-1)
    await leaving.gone(HERE, ANA)
    assert await held(study) == before != {}
    study.clock.pass_by(milliseconds=1)
    await leaving.gone(HERE, ANA)
    assert (await study.services.me.counts(HERE, ANA)).all == {}


async def test_thirty_days_alone_delete_nothing(study: Study, leaving: Leaving, post: Post) -> None:
    await leaving.gone(HERE, ANA)
    before = await held(study)
    assert (HERE, ANA) in await leaving.due(study.clock.pass_by(days=40))
    assert await held(study) == before != {}


async def test_who_is_back_after_29_days_loses_nothing(
    study: Study, leaving: Leaving, post: Post
) -> None:
    before = await held(study)
    await leaving.gone(HERE, ANA)
    study.clock.pass_by(days=29)
    await leaving.seen(HERE, ANA)
    assert await left_at(study) is None
    # The next absence is counted anew.
    study.clock.pass_by(days=29)
    await leaving.gone(HERE, ANA)
    assert await left_at(study) == study.clock()
    study.clock.pass_by(days=29)
    await leaving.gone(HERE, ANA)
    assert await held(study) == before != {}


async def test_who_is_back_on_the_last_day_loses_nothing(
    study: Study, leaving: Leaving, post: Post
) -> None:
    before = await held(study)
    await leaving.gone(HERE, ANA)
    study.clock.pass_by(days=31)
    await leaving.seen(HERE, ANA)
    assert await held(study) == before != {}


async def test_what_is_about_others_stays(study: Study, leaving: Leaving, post: Post) -> None:
    await study.arrive(ELSEWHERE)
    await study.services.me.set_zone(ELSEWHERE, ANA, "Berlin")
    before = await contents(study)
    await leaving.gone(HERE, ANA)
    study.clock.pass_by(days=30)
    await leaving.gone(HERE, ANA)
    assert await contents(study) == {
        name: [row for row in found if row.get("guild_id") != HERE or row.get("user_id") != ANA]
        for name, found in before.items()
    }
    assert await held(study, BEN) != {}
    assert await study.services.me.zone(ELSEWHERE, ANA) == "Europe/Berlin"


async def test_it_deletes_just_what_the_member_could_have_deleted(
    study: Study, leaving: Leaving
) -> None:
    filling = rows.Filling()
    for table, column in member_columns():
        others = dict.fromkeys(
            (one.name for one in table.c if "member" in one.info and one is not column), BEN
        )
        if table is not MEMBER and "owner_id" not in table.c:
            filling.add(table, guild_id=HERE, **others | {column.name: ANA})
    async with study.database.transaction() as tx:
        await filling.store(tx)
    await leaving.gone(HERE, ANA)
    study.clock.pass_by(days=30)
    await leaving.gone(HERE, ANA)
    assert (await study.services.me.counts(HERE, ANA)).all == {}
    assert any(row["author_id"] == BEN for row in await study.rows(REVIEW))


async def test_each_is_looked_for_once_a_week(study: Study, leaving: Leaving, post: Post) -> None:
    assert sorted(await leaving.due(study.clock())) == [(HERE, ANA), (HERE, BEN)]
    await leaving.seen(HERE, ANA)
    await leaving.gone(HERE, BEN)
    assert await leaving.due(study.clock.pass_by(days=7, milliseconds=-1)) == []
    assert len(await leaving.due(study.clock.pass_by(milliseconds=1))) == 2


async def test_who_left_is_looked_for_on_the_day_that_decides(
    study: Study, leaving: Leaving, post: Post
) -> None:
    await leaving.gone(HERE, ANA)
    study.clock.pass_by(days=28)
    for known in await leaving.due(study.clock()):
        await (leaving.gone if known.user_id == ANA else leaving.seen)(*known)
    assert await leaving.due(study.clock.pass_by(days=1)) == []
    assert await leaving.due(study.clock.pass_by(days=1)) == [(HERE, ANA)]


async def test_who_comes_new_is_looked_for(study: Study, leaving: Leaving, post: Post) -> None:
    for known in await leaving.due(study.clock()):
        await leaving.seen(*known)
    await answered(study.services.daily, post, CY)
    assert await leaving.due(study.clock()) == [(HERE, CY)]


async def test_who_deleted_everything_leaves_no_trace_of_a_check(
    study: Study, leaving: Leaving, post: Post
) -> None:
    await leaving.seen(HERE, ANA)
    await study.services.me.delete(HERE, ANA)
    # As where the check was under way meanwhile.
    await leaving.seen(HERE, ANA)
    await leaving.gone(HERE, ANA)
    assert (await study.services.me.counts(HERE, ANA)).all == {}
    assert (HERE, ANA) not in await leaving.due(study.clock.pass_by(days=40))


async def test_a_check_changes_no_preference(study: Study, leaving: Leaving, post: Post) -> None:
    before = await study.services.me.preferences(HERE, ANA)
    await leaving.seen(HERE, ANA)
    assert await study.services.me.preferences(HERE, ANA) == before
    chosen = await study.services.me.choose(HERE, ANA, reviews=False, zone="Asia/Tokyo")
    await leaving.seen(HERE, ANA)
    assert await study.services.me.preferences(HERE, ANA) == chosen
