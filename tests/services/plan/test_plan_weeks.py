"""Looking at a plan day by day: evidence, pauses, returning, lines of their own."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.daily.series import Post
from bot.errors import (
    NoPlan,
    NoSuchTask,
    NoteMissing,
    NotTicked,
    PauseLong,
    PlanBehindYou,
    PlanChanged,
    ReflectionMissing,
    TickedBefore,
    TicksItself,
)
from bot.services.plan.standing import Standing
from bot.services.plan.starting import Wanted
from bot.storage.tables.board import ENTRY, TOTAL
from bot.storage.tables.plan import PLAN, STUDY_DAY
from tests.services.members import answered
from tests.services.plan.test_plan_starting import begin, day
from tests.services.study import ANA, BEN, HERE, Moment, Study
from tests.sessions import session, stored

NOTED = "task.p1.trade-offs"


async def look(study: Study, user_id: int = ANA) -> Standing:
    found = await study.services.plan.look(HERE, user_id)
    assert found is not None
    return found


async def answers(study: Study, kind: str, number: int, user_id: int = ANA) -> Post:
    """A series of one kind, of which the member answers so many questions."""
    await study.add_series(kinds=[kind])
    post = None
    while number:
        post = await study.post_daily()
        await answered(study.services.daily, post, user_id, "Because it must hold. " * 10)
        number -= 1
    assert post is not None
    return post


async def credited(study: Study, user_id: int, **given: Any) -> None:
    """A session with both cards in, as the ledger has it."""
    values: dict[str, Any] = {"state": "over", "begun_at": study.clock(), "ended_at": study.clock()}
    made = session(HERE, study.clock(), user_id, BEN, **values | given)
    await stored(study.database, made)
    async with study.database.transaction() as tx:
        await tx.execute(
            ENTRY.insert().values(
                guild_id=HERE,
                user_id=user_id,
                kind="mock",
                thing=str(made.id),
                n=0,
                at=study.clock(),
                day=study.clock().date(),
                full=30,
                points=0,
            )
        )


async def test_answers_tick_their_task_the_moment_they_suffice(study: Study) -> None:
    await begin(study)
    await answers(study, "coding", 3)
    own = (await look(study)).own("task.p1.coding")
    assert own is not None
    assert (own.seen, own.mine.is_done) == (3, False)
    await study.next_day()
    (delivery,) = await study.waiting()
    await study.end(delivery)
    post = await study.post(delivery.id)
    await answered(study.services.daily, post, ANA, "Because it must hold. " * 10)
    async with study.database.reading() as tx:
        assert await study.services.plan.ticking.tick(tx, HERE, ANA, study.clock()) == []
    own = (await look(study)).own("task.p1.coding")
    assert own is not None
    assert (own.mine.how, own.mine.note) == ("evidence", None)


async def test_what_was_done_before_the_plan_began_ticks_nothing(study: Study) -> None:
    await answers(study, "coding", 4)
    study.clock.pass_by(days=1)
    await begin(study, start="today")
    own = (await look(study)).own("task.p1.coding")
    assert own is not None
    assert (own.seen, own.mine.is_done) == (0, False)


async def test_who_joins_a_group_has_what_they_answered_since_it_began(study: Study) -> None:
    await answers(study, "coding", 4)
    await begin(study, start=day(0))
    own = (await look(study)).own("task.p1.coding")
    assert own is not None
    assert own.mine.how == "evidence"
    assert {row["thing"] for row in await study.rows(ENTRY) if row["kind"] == "task"} == {
        "task.p1.coding"
    }


async def test_mocks_tick_by_kind_and_by_what_was_done_in_them(study: Study) -> None:
    await begin(study)
    await credited(study, ANA, kind="coding")
    found = await look(study)
    ticked = {own.task.id for own in found.tasks if own.mine.is_done}
    assert ticked == {"task.p1.first-mock"}
    study.clock.pass_by(days=30)
    await credited(study, ANA, kind="system-design", swap=True)
    found = await look(study)
    ticked = {own.task.id for own in found.tasks if own.mine.is_done}
    assert ticked == {"task.p1.first-mock", "task.p2.interviewer"}
    design = found.own("task.p2.design-mocks")
    assert design is not None
    assert design.seen == 1


async def test_a_line_ticks_a_task_once_and_earns_once(study: Study) -> None:
    await begin(study)
    noting = study.services.plan_noting
    done = await asyncio.gather(
        *(noting.tick_off(HERE, ANA, NOTED, f"Told Ben {n}") for n in range(4)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, TickedBefore) for one in done) == 3
    for _ in range(2):
        await noting.take_back(HERE, ANA, NOTED)
        with pytest.raises(NotTicked):
            await noting.take_back(HERE, ANA, NOTED)
        await noting.tick_off(HERE, ANA, NOTED, "Told <@101>")
    entries = [row for row in await study.rows(ENTRY) if row["kind"] == "task"]
    assert [(row["thing"], row["points"]) for row in entries] == [(NOTED, 5)]
    totals = {row["window"]: row["points"] for row in await study.rows(TOTAL)}
    assert totals["all"] == 5
    own = (await look(study)).own(NOTED)
    assert own is not None
    assert own.mine.note == "Told <@101>"
    assert [row["how"] for row in await study.rows(STUDY_DAY)] == ["task"]


async def test_what_one_member_does_at_once_never_waits_for_itself(study: Study) -> None:
    found = await begin(study)
    posts = []
    for kind in ("coding", "behavioral"):
        await study.add_series(kinds=[kind])
    await study.next_day()
    for delivery in await study.waiting():
        await study.end(delivery)
        posts.append(await study.post(delivery.id))
    text = "Because it must hold. " * 10
    plan, noting = study.services.plan, study.services.plan_noting
    work: list[Any] = []
    for n in range(10):
        work += [answered(study.services.daily, post, ANA, f"{text}{n}") for post in posts]
        work += [plan.look(HERE, ANA), plan.pause(HERE, ANA), plan.resume(HERE, ANA)]
        work += [noting.tick_off(HERE, ANA, task, "Did") for task in (NOTED, "task.p3.loop")]
        work += [noting.take_back(HERE, ANA, NOTED)]
        work += [
            study.services.plan_starting.move(
                HERE, ANA, Wanted(start=day(7 + n)), version=found.plan.version + n
            )
        ]
    done = await asyncio.wait_for(asyncio.gather(*work, return_exceptions=True), 60)
    refused = [one for one in done if isinstance(one, Exception)]
    assert {type(one) for one in refused} <= {TickedBefore, NotTicked, PlanChanged}


async def test_a_line_is_refused_where_it_says_nothing_or_is_not_wanted(study: Study) -> None:
    noting = study.services.plan_noting
    with pytest.raises(NoPlan) as raised:
        await noting.tick_off(HERE, ANA, NOTED, "Told Ben")
    assert raised.value.quote == "Told Ben"
    await begin(study)
    for task, note, error in (
        (NOTED, " \u200b\n", NoteMissing),
        ("task.p1.coding", "I did", TicksItself),
        ("task.p9.gone", "I did", NoSuchTask),
    ):
        with pytest.raises(error):
            await noting.tick_off(HERE, ANA, task, note)
    with pytest.raises(NoSuchTask):
        await noting.take_back(HERE, ANA, "task.p9.gone")
    await noting.tick_off(HERE, ANA, NOTED, f"  many\n\nlines {'w' * 300}")
    own = (await look(study)).own(NOTED)
    assert own is not None
    assert own.mine.note is not None
    assert (len(own.mine.note), own.mine.note[:11]) == (200, "many lines ")


async def test_a_pause_ends_by_itself_and_the_weeks_move_on(study: Study) -> None:
    await begin(study)
    study.clock.pass_by(days=10)
    paused = await study.services.plan.pause(HERE, ANA, "2 weeks")
    assert (paused.state, paused.week) == ("paused", 2)
    study.clock.pass_by(days=20)
    found = await look(study)
    assert (found.plan.start, found.state, found.week) == (day(14), "running", 3)
    # The days of the pause are no absence.
    assert found.away == 0
    second = found.own("task.p2.coding")
    assert second is not None
    assert second.mine.since == day(28 + 14)


async def test_answers_before_a_pause_still_count_after_it(study: Study) -> None:
    await begin(study)
    await answers(study, "coding", 2)
    await study.services.plan.pause(HERE, ANA)
    study.clock.pass_by(days=60)
    resumed = await study.services.plan.resume(HERE, ANA)
    assert resumed.plan.start == day(60)
    own = (await look(study)).own("task.p1.coding")
    assert own is not None
    assert own.seen == 2


async def test_pausing_again_keeps_the_days_that_were_paused(study: Study) -> None:
    await begin(study)
    study.clock.pass_by(days=3)
    await study.services.plan.pause(HERE, ANA)
    study.clock.pass_by(days=10)
    await study.services.plan.pause(HERE, ANA, "1 week")
    study.clock.pass_by(days=3)
    resumed = await study.services.plan.resume(HERE, ANA)
    assert resumed.plan.start == day(13)
    assert (await study.services.plan.resume(HERE, ANA)).plan.start == day(13)
    with pytest.raises(PauseLong):
        await study.services.plan.pause(HERE, ANA, "9999-12-31")
    study.clock.pass_by(days=100)
    with pytest.raises(PlanBehindYou):
        await study.services.plan.pause(HERE, ANA)


async def test_a_pause_before_an_interview_packs_what_is_open_closer(study: Study) -> None:
    await begin(study, interview=day(58))
    await study.services.plan.pause(HERE, ANA)
    study.clock.pass_by(days=28)
    found = await study.services.plan.resume(HERE, ANA)
    assert (found.plan.weeks, found.plan.start) == (4, day(28))
    assert max(own.mine.last for own in found.tasks) == 4


async def test_who_comes_back_after_nine_days_finds_open_tasks_moved_once(study: Study) -> None:
    await begin(study)
    study.clock.pass_by(days=6)
    await look(study)
    study.clock.pass_by(days=9)
    back = await look(study)
    assert (back.away, back.moved) == (9, 3)
    again = await look(study)
    assert (again.away, again.pace.word) == (0, "on track")
    assert {own.mine.last for own in again.tasks if own.task.weeks[-1] == 2} == {4}


async def test_who_studied_meanwhile_was_not_away(study: Study) -> None:
    await begin(study)
    await answers(study, "coding", 5)
    study.clock.pass_by(days=5)
    assert (await look(study)).away == 0
    study.clock.pass_by(days=8)
    # What they do on the day of their return does not hide that they were away.
    await answered(study.services.daily, await study.post_daily(), ANA)
    assert (await look(study)).away == 9


async def test_a_clock_that_is_moved_back_changes_nothing(study: Study, clock: Moment) -> None:
    await begin(study)
    clock.pass_by(days=20)
    await look(study)
    await study.services.plan.pause(HERE, ANA, "1 week")
    clock.now -= timedelta(days=15)
    assert (await look(study)).away == 0
    resumed = await study.services.plan.resume(HERE, ANA)
    assert (resumed.plan.start, resumed.week) == (day(0), 1)


async def test_weeks_are_the_members_own_where_clocks_change_and_zones_are_crossed(
    study: Study, clock: Moment
) -> None:
    await study.services.me.set_zone(HERE, ANA, "Europe/Berlin")
    clock.now = datetime(2026, 3, 24, 12, tzinfo=UTC)
    await begin(study, start="2026-03-29")
    clock.now = datetime(2026, 3, 28, 22, 59, tzinfo=UTC)
    assert (await look(study)).state == "waiting"
    clock.now = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    assert (await look(study)).state == "running"
    # The night of the change is an hour shorter, and the week still ends at midnight.
    clock.now = datetime(2026, 4, 4, 21, 59, tzinfo=UTC)
    assert (await look(study)).week == 1
    clock.now = datetime(2026, 4, 4, 22, 0, tzinfo=UTC)
    assert (await look(study)).week == 2


async def test_without_a_plan_there_is_nothing_to_look_at(study: Study) -> None:
    assert await study.services.plan.look(HERE, ANA) is None
    assert await study.services.plan.all_weeks(HERE, ANA) is None
    for ask in (
        study.services.plan.pause(HERE, ANA),
        study.services.plan.resume(HERE, ANA),
        study.services.plan_noting.looking_back(HERE, ANA),
        study.services.plan_noting.reflect(HERE, ANA, went="A", change=""),
    ):
        with pytest.raises(NoPlan):
            await ask


async def test_a_reflection_is_kept_by_week(study: Study) -> None:
    await begin(study)
    noting = study.services.plan_noting
    with pytest.raises(ReflectionMissing):
        await noting.reflect(HERE, ANA, went="\n", change=" ")
    await noting.reflect(HERE, ANA, went="A", change="B")
    await noting.reflect(HERE, ANA, went="", change="C")
    study.clock.pass_by(days=15)
    found = await noting.looking_back(HERE, ANA)
    assert found.last is not None
    assert (found.week, found.written, found.last.week, found.last.change) == (3, None, 1, "C")


async def test_a_plan_goes_with_its_member_and_is_theirs_to_export(study: Study) -> None:
    await begin(study)
    await study.services.plan_noting.tick_off(HERE, ANA, NOTED, "Told Ben")
    held = await study.services.me.held(HERE, ANA)
    assert (len(held["plan"]), len(held["task"])) == (1, 32)
    await study.services.me.delete(HERE, ANA)
    assert await study.rows(PLAN) == []
    with pytest.raises(NoPlan):
        await study.services.plan_starting.preview(HERE, ANA, Wanted(level="L5"))
