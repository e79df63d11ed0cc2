"""Boards by stories: joining, the place, the first ten, cohorts, roles left out, and the group’s goal."""

from datetime import UTC, date, datetime
from typing import Any

from bot.domain.board.reach import Way
from bot.domain.board.standing import LARGE, Row, UsualWeek
from bot.services.board import listing
from bot.storage.database import Database
from tests.domain.lines import line
from tests.services.board.crediting import credited
from tests.services.study import ANA, BEN, CY, ELSEWHERE, HERE, Moment, Study

DAN = 104
BOT_ROLE, STAFF = 500, 501


async def listed(database: Database, *user_ids: int, **given: Any) -> None:
    async with database.transaction() as tx:
        for user_id in user_ids:
            await listing.show(tx, HERE, user_id, **{"joined": True} | given)


async def together(database: Database, user_id: int, monday: date | None) -> None:
    async with database.transaction() as tx:
        await listing.set_cohort(tx, HERE, user_id, monday)


async def test_who_did_not_join_is_nowhere_to_be_seen(study: Study, database: Database) -> None:
    boards = study.services.boards
    for user_id in (ANA, BEN, CY):
        await credited(database, line("answer", thing=user_id), user_id=user_id)
    await listed(database, ANA, BEN)
    await listed(database, CY, joined=False, thanked=True)
    found = await boards.look(HERE, ANA, top=True)
    assert found.top == [Row(BEN, 10, 1), Row(ANA, 10, 1)]
    assert found.place is not None
    assert found.place.of == 2
    assert (await boards.look(HERE, ANA)).place == found.place


async def test_who_did_not_join_sees_no_names(study: Study, database: Database) -> None:
    await credited(database, line("answer"), user_id=BEN)
    await listed(database, BEN)
    for top in (False, True):
        found = await study.services.boards.look(HERE, ANA, top=top)
        assert (found.is_seen, found.place, found.top) == (False, None, None)


async def test_joining_counts_the_points_there_are_and_leaving_takes_them_off_every_board(
    study: Study, database: Database
) -> None:
    boards = study.services.boards
    await credited(database, line("answer"), line("review", other=BEN))
    await boards.join(HERE, ANA, [])
    for window in ("week", "phase", "season", "all"):
        found = await boards.look(HERE, ANA, window)
        assert found.place is not None
        assert found.place.own == Row(ANA, 13, 1)
    await boards.leave(HERE, ANA)
    await boards.join(HERE, BEN, [])
    assert (await boards.look(HERE, ANA)).place is None
    assert (await boards.look(HERE, BEN, "all", top=True)).top == []


async def test_a_board_is_empty_before_anybody_did_anything(study: Study) -> None:
    boards = study.services.boards
    await boards.join(HERE, ANA, [])
    found = await boards.look(HERE, ANA, "season")
    assert (found.is_seen, found.place, found.goal.answers) == (True, None, 0)


async def test_a_new_week_begins_at_the_members_own_monday_and_the_season_goes_on(
    study: Study, database: Database, clock: Moment
) -> None:
    await study.services.me.set_zone(HERE, ANA, "Pacific/Auckland")
    await credited(database, line("answer"))
    await listed(database, ANA)
    # Sunday evening in Berlin is Monday morning in Auckland.
    clock.now = datetime(2026, 3, 8, 20, tzinfo=UTC)
    boards = study.services.boards
    assert (await boards.look(HERE, ANA)).place is None
    season = (await boards.look(HERE, ANA, "season")).place
    assert season is not None
    assert season.own.points == 10


async def test_a_cohort_is_a_board_of_its_own(study: Study, database: Database) -> None:
    boards = study.services.boards
    for user_id in (ANA, BEN, CY):
        await credited(database, line("answer", thing=user_id), user_id=user_id)
        await listed(database, user_id)
    await together(database, ANA, date(2026, 3, 2))
    await together(database, BEN, date(2026, 3, 2))
    await together(database, CY, date(2026, 2, 23))
    found = await boards.look(HERE, ANA, "all", "cohort")
    assert found.place is not None
    assert {row.user_id for row in found.place.shown} == {ANA, BEN}
    assert (await boards.look(HERE, DAN, "all", "cohort")).place is None
    await together(database, BEN, None)
    alone = (await boards.look(HERE, ANA, "all", "cohort")).place
    assert alone is not None
    assert alone.shown == [Row(ANA, 10, 1)]


async def test_a_role_that_is_left_out_takes_a_member_off_until_they_lose_it(
    study: Study, database: Database
) -> None:
    boards, settings = study.services.boards, study.services.board_settings
    for user_id in (ANA, BEN):
        await credited(database, line("answer", thing=user_id), user_id=user_id)
        await listed(database, user_id)
    await settings.exclude(HERE, [STAFF], by=ANA, version=0)
    await boards.note_roles(HERE, BEN, [BOT_ROLE, STAFF])
    assert not (await boards.look(HERE, BEN)).is_seen
    seen = await boards.look(HERE, ANA, top=True)
    assert seen.top == [Row(ANA, 10, 1)]
    await boards.note_roles(HERE, BEN, [BOT_ROLE])
    assert (await boards.look(HERE, BEN)).place is not None


async def test_who_joins_with_a_role_that_is_left_out_is_not_seen_for_a_moment(
    study: Study, database: Database
) -> None:
    await credited(database, line("answer"))
    await study.services.board_settings.exclude(HERE, [STAFF], by=BEN, version=0)
    await study.services.boards.join(HERE, ANA, [STAFF])
    await listed(database, BEN)
    assert (await study.services.boards.look(HERE, BEN, "all", top=True)).top == []


async def test_what_would_bring_level_with_the_next_is_told_while_it_still_can(
    study: Study, database: Database, clock: Moment
) -> None:
    boards = study.services.boards
    await credited(database, line("answer"), user_id=ANA)
    await credited(
        database,
        line("answer"),
        line("review", other=CY),
        line("review", 1, 2, other=CY),
        user_id=BEN,
    )
    await listed(database, ANA, BEN)
    assert (await boards.look(HERE, ANA)).way == Way(kind="review", deeds=2, is_level=True)
    assert (await boards.look(HERE, BEN)).way is None
    # On Sunday, with this day’s two reviews written, six points are out of reach but for an answer.
    clock.now = datetime(2026, 3, 8, 20, tzinfo=UTC)
    await credited(database, line("review", 6, 3, other=CY), line("review", 6, 4, other=CY))
    await credited(database, line("review", 6, 5, other=ANA), user_id=BEN)
    found = await boards.look(HERE, ANA)
    assert found.way == Way(kind="answer", deeds=1, is_level=False)
    # The sum of a season leaves its worst weeks out: nothing is promised there.
    assert (await boards.look(HERE, ANA, "season")).way is None


async def test_who_came_late_to_a_season_sees_their_mean_and_others_do_not(
    study: Study, database: Database, clock: Moment
) -> None:
    await credited(database, *(line("answer", day, day) for day in (0, 7, 14, 21)), user_id=BEN)
    await credited(
        database,
        *(line("answer", day, day) for day in (7, 14, 15, 21)),
    )
    await listed(database, ANA, BEN)
    clock.now = datetime(2026, 3, 24, 12, tzinfo=UTC)
    boards = study.services.boards
    assert (await boards.look(HERE, ANA, "season")).usual == UsualWeek(13, 3)
    assert (await boards.look(HERE, BEN, "season")).usual is None
    assert (await boards.look(HERE, ANA, "all")).usual is None


async def test_in_a_large_group_the_goal_is_counted_once_a_minute(
    study: Study, clock: Moment
) -> None:
    await study.add_series()
    daily, boards = study.services.daily, study.services.boards
    post = await study.post_daily()
    for n in range(LARGE - 1):
        await daily.answer(HERE, post.id, 1_000 + n, "A short one")
    assert (await boards.look(HERE, ANA)).goal.answers == LARGE - 1
    for user_id in (ANA, BEN):
        await daily.answer(HERE, post.id, user_id, "A short one")
        assert (await boards.look(HERE, ANA)).goal.answers == LARGE
    clock.pass_by(minutes=1)
    assert (await boards.look(HERE, ANA)).goal.answers == LARGE + 1


async def test_the_goal_counts_everybodys_answers_of_this_week_and_five_for_each_active_member(
    study: Study, clock: Moment
) -> None:
    await study.add_series()
    daily, boards = study.services.daily, study.services.boards
    for n, people in enumerate([(ANA, BEN), (ANA,), (), (), (), (), (CY,), (ANA, BEN)]):
        post = await study.post_daily()
        for user_id in people:
            await daily.answer(HERE, post.id, user_id, f"A short one, {n}")
        if n == 0:
            await daily.give_up(HERE, post.id, DAN)
    # Tuesday to Monday, then Tuesday: two of this week by Cy and two by Ana and Ben.
    goal = (await boards.look(HERE, ANA)).goal
    assert (goal.answers, goal.active, goal.of) == (3, 3, 15)
    assert (await boards.look(ELSEWHERE, ANA)).goal.answers == 0
    clock.pass_by(days=29)
    goal = (await boards.look(HERE, ANA)).goal
    assert (goal.answers, goal.active, goal.of) == (0, 0, 5)
