"""Plans that begin and move, on both engines."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.errors import (
    InterviewNear,
    InterviewPassed,
    NoPlan,
    PlanChanged,
    StartPassed,
    UserError,
)
from bot.services.plan.standing import Standing
from bot.services.plan.starting import Wanted
from bot.storage.mock import present
from bot.storage.tables.board import BOARD_MEMBER
from bot.storage.tables.plan import PLAN, TASK
from tests.services.mock.meeting import join
from tests.services.study import ANA, BEN, CY, HERE, Moment, Study

TODAY = date(2026, 3, 2)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


async def begin(study: Study, user_id: int = ANA, **given: Any) -> Standing:
    values: dict[str, Any] = {"level": "L6", "start": TODAY}
    return await study.services.plan_starting.begin(HERE, user_id, **values | given)


async def test_a_plan_has_every_task_of_the_track_and_a_cohort(study: Study) -> None:
    found = await begin(study, start=day(3))
    assert (found.state, found.week, len(found.tasks)) == ("waiting", 1, 32)
    assert len(await study.rows(TASK)) == 32
    (placed,) = await study.rows(BOARD_MEMBER)
    # It begins on a Thursday; the cohort is named by the Monday of its week.
    assert (placed["cohort"], placed["joined"]) == (TODAY, False)


async def test_a_second_plan_begins_only_in_place_of_the_first(study: Study) -> None:
    first = await begin(study)
    with pytest.raises(PlanChanged):
        await begin(study)
    await study.services.plan_noting.tick_off(HERE, ANA, "task.p1.trade-offs", "Told Ben")
    again = await begin(study, start=day(7), version=first.plan.version)
    assert not any(own.mine.is_done for own in again.tasks)
    for version in (first.plan.version, 7):
        with pytest.raises(PlanChanged):
            await begin(study, version=version)
    assert len(await study.rows(TASK)) == 32
    (placed,) = await study.rows(BOARD_MEMBER)
    assert placed["cohort"] == day(7)


async def test_of_two_devices_that_begin_at_once_one_is_first(study: Study) -> None:
    done = await asyncio.gather(*(begin(study) for _ in range(4)), return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == [*["PlanChanged"] * 3, "Standing"]
    assert len(await study.rows(PLAN)) == 1


async def test_groups_are_offered_with_their_number_the_newest_first(study: Study) -> None:
    for user_id, start in ((BEN, day(0)), (CY, day(2)), (7, day(14))):
        await begin(study, user_id, start=start)
    openings = await study.services.plan_starting.openings(HERE, ANA)
    assert openings.plan is None
    assert [(one.monday, one.members) for one in openings.cohorts] == [(day(14), 1), (day(0), 2)]
    study.clock.pass_by(days=84)
    openings = await study.services.plan_starting.openings(HERE, ANA)
    assert [one.monday for one in openings.cohorts] == [day(14)]


async def test_who_joins_a_group_in_its_fifth_week_owes_nothing_of_the_four(
    study: Study,
) -> None:
    study.clock.pass_by(days=28)
    found = await begin(study, start=TODAY)
    assert (found.week, found.plan.from_week, found.pace.word) == (5, 5, "on track")
    assert len(found.open_before) == 11


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"start": day(-1)}, StartPassed),
        ({"start": day(-84)}, StartPassed),
        ({"start": "2020-01-01"}, StartPassed),
        ({"interview": day(-1)}, InterviewPassed),
        ({"interview": day(2)}, InterviewNear),
    ],
)
async def test_dates_that_do_not_go_leave_nothing_behind(
    study: Study, given: dict[str, Any], error: type[UserError]
) -> None:
    with pytest.raises(error):
        await begin(study, **given)
    assert await study.rows(PLAN) == []
    assert await study.rows(BOARD_MEMBER) == []


async def test_the_days_are_the_members_own(study: Study, clock: Moment) -> None:
    clock.now = datetime(2026, 3, 2, 11, tzinfo=UTC)
    await study.services.me.set_zone(HERE, ANA, "Pacific/Kiritimati")
    clock.pass_by(days=8)
    found = await begin(study, start="today")
    assert found.plan.start == date(2026, 3, 11)


async def test_a_nearer_interview_moves_open_tasks_and_what_is_done_stays(study: Study) -> None:
    await begin(study)
    await study.services.plan_noting.tick_off(HERE, ANA, "task.p3.loop", "One Saturday")
    before = {own.task.id: own.mine for own in (await study.services.plan.look(HERE, ANA)).tasks}  # type: ignore[union-attr]
    wanted = Wanted(interview=day(44))
    change = await study.services.plan_starting.preview(HERE, ANA, wanted)
    assert (len(change.moved), change.stays) == (31, 1)
    found = await study.services.plan_starting.move(HERE, ANA, wanted, version=change.now.version)
    after = {own.task.id: own.mine for own in found.tasks}
    assert after["task.p3.loop"] == before["task.p3.loop"]
    assert {one.id: (one.now.first, one.now.last) for one in change.moved} == {
        id: (mine.first, mine.last) for id, mine in after.items() if mine != before[id]
    }
    assert found.plan.weeks == 6


async def test_two_devices_do_not_both_move_a_plan(study: Study) -> None:
    found = await begin(study)
    moves = (
        study.services.plan_starting.move(
            HERE, ANA, Wanted(start=day(n)), version=found.plan.version
        )
        for n in (7, 14)
    )
    done = await asyncio.gather(*moves, return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == ["PlanChanged", "Standing"]
    (moved,) = [one for one in done if isinstance(one, Standing)]
    (placed,) = await study.rows(BOARD_MEMBER)
    assert placed["cohort"] == moved.plan.start


async def test_an_interview_is_taken_off_and_a_level_changed_alone(study: Study) -> None:
    await begin(study, interview=day(30))
    starting = study.services.plan_starting
    first = await starting.move(HERE, ANA, Wanted(interview=""), version=1)
    assert (first.plan.interview, first.plan.weeks) == (None, 12)
    second = await starting.move(HERE, ANA, Wanted(level="L7"), version=2)
    assert (second.plan.level, second.plan.start, second.plan.version) == ("L7", TODAY, 3)


async def test_pairing_learns_of_an_interview_and_of_its_new_date(study: Study) -> None:
    for user_id in (ANA, BEN):
        await join(study, user_id)
    await begin(study, interview=day(10))

    async def told() -> list[date | None]:
        async with study.database.reading() as tx:
            found = await present.members(
                tx, guild_id=HERE, user_ids=None, week=TODAY, now=study.clock()
            )
        return [one.member.interview for one in found.values()]

    assert await told() == [day(10), None]
    await study.services.plan_starting.move(HERE, ANA, Wanted(interview=day(20)), version=1)
    assert await told() == [day(20), None]


async def test_who_has_no_plan_moves_none(study: Study) -> None:
    with pytest.raises(NoPlan):
        await study.services.plan_starting.preview(HERE, ANA, Wanted(start=day(1)))
    with pytest.raises(NoPlan):
        await study.services.plan_starting.move(HERE, ANA, Wanted(start=day(1)), version=1)
    assert await study.rows(BOARD_MEMBER) == []
