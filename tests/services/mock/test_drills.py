"""A drill by oneself: timed, with hints, closed by the outline, scored and noted; nobody is met."""

import asyncio

import pytest

from bot.errors import NoPacket, NotYourSession
from bot.services.mock.drills import Drill, Drills
from bot.storage.database import Database
from bot.storage.mock import sessions
from bot.storage.tables.mock import SESSION
from tests.domain.pools import shipped
from tests.services.mock.holding import agreed
from tests.services.mock.meeting import join
from tests.services.study import ANA, BEN, HERE, START, Moment, Study


@pytest.fixture
def drills(study: Study) -> Drills:
    return study.services.drills


async def finished(study: Study, drills: Drills) -> Drill:
    """A drill with two hints, closed."""
    drill = await drills.begin(HERE, ANA, "system-design")
    for n in (1, 2):
        await drills.hint(HERE, drill.session.id, ANA, n)
    return await drills.close(HERE, drill.session.id, ANA)


async def test_a_drill_has_the_members_level_and_a_question_that_is_new_to_them(
    study: Study, drills: Drills
) -> None:
    await join(study, ANA)
    drill = await drills.begin(HERE, ANA, "coding")
    assert drill.session.is_drill
    assert drill.question.kind == "coding"
    assert "L6" in drill.question.levels
    assert not drill.again
    assert drill.agenda.place == 0
    assert [one.step.label for one in drill.agenda.steps][-1] == "Test"
    await drills.close(HERE, drill.session.id, ANA)
    assert (await drills.begin(HERE, ANA, "coding")).question != drill.question


async def test_two_presses_at_once_begin_one_drill(study: Study, drills: Drills) -> None:
    found = await asyncio.gather(*(drills.begin(HERE, ANA, "coding") for _ in range(4)))
    assert len({drill.session.id for drill in found}) == 1
    assert len(await study.rows(SESSION)) == 1


async def test_a_drill_is_gone_on_with_for_three_hours(study: Study, drills: Drills) -> None:
    drill = await drills.begin(HERE, ANA, "coding")
    study.clock.pass_by(hours=2)
    there = await drills.present(HERE, ANA)
    assert there is not None
    assert there.session == drill.session
    assert await drills.present(HERE, BEN) is None
    study.clock.pass_by(hours=1)
    assert await drills.present(HERE, ANA) is None


async def test_steps_and_hints_come_in_order_once(study: Study, drills: Drills) -> None:
    drill = await drills.begin(HERE, ANA, "system-design")
    id = drill.session.id
    for place in (2, 1, 1):
        drill = await drills.step(HERE, id, ANA, place)
    assert drill.agenda.place == 1
    for n in (1, 1, 3):
        drill = await drills.hint(HERE, id, ANA, n)
    assert drill.hints == 1
    for place in range(2, 20):
        drill = await drills.step(HERE, id, ANA, place)
    # The last step of a kit is to score apart, and here is nobody else.
    assert drill.agenda.following is None
    assert drill.agenda.now.step.label == "Follow-up"


async def test_the_outline_ends_it_and_what_was_there_is_ticked_after_that(
    study: Study, drills: Drills
) -> None:
    drill = await drills.begin(HERE, ANA, "system-design")
    id = drill.session.id
    first = drill.rubric.criteria[0].key
    assert (await drills.tick(HERE, id, ANA, {first: frozenset({0})})).score is None
    study.clock.pass_by(minutes=40)
    closed = await drills.close(HERE, id, ANA)
    assert closed.session.ended_at == study.clock()
    assert (await drills.hint(HERE, id, ANA, 1)).hints == 0
    for ticks in ({0, 1}, {1, 99}):
        drill = await drills.tick(HERE, id, ANA, {first: frozenset(ticks), "other": frozenset({0})})
    assert drill.score is not None
    assert (drill.score.ticked[first], drill.score.hit) == (frozenset({1}), 1)


async def test_a_note_is_kept_and_emptied(study: Study, drills: Drills) -> None:
    drill = await finished(study, drills)
    assert (await drills.write(HERE, drill.session.id, ANA, " Numbers first. ")).note == (
        "Numbers first."
    )
    assert (await drills.write(HERE, drill.session.id, ANA, "  ")).note is None


async def test_a_drill_is_ones_own(study: Study, drills: Drills) -> None:
    drill = await finished(study, drills)
    made = await agreed(study)
    for id, member in ((drill.session.id, BEN), (made.id, ANA), (1, ANA)):
        with pytest.raises(NotYourSession):
            await drills.look(HERE, id, member)


async def test_in_place_of_a_session_it_has_its_kind_and_the_seats_level(
    study: Study, drills: Drills
) -> None:
    made = await agreed(study, kind="behavioral")
    drill = await drills.begin_instead(HERE, made.id, BEN)
    assert (drill.question.kind, drill.session.seats[0].level) == ("behavioral", "L6")
    with pytest.raises(NotYourSession):
        await drills.begin_instead(HERE, made.id, 999)


async def test_it_counts_as_no_meeting_and_nothing_follows_from_it(
    study: Study, drills: Drills
) -> None:
    await finished(study, drills)
    study.clock.pass_by(days=7)
    await study.services.sessions.tick(study.clock())
    async with study.database.reading() as tx:
        assert await sessions.met(tx, guild_id=HERE, since=START) == []
        assert await sessions.of_member(tx, guild_id=HERE, user_id=ANA) == []
    assert await study.outbox(None) == []


async def test_what_was_drilled_is_not_given_as_a_packet(database: Database, clock: Moment) -> None:
    design = [one for one in shipped().questions.values() if one.kind == "system-design"]
    two = [one for one in design if "L6" in one.levels and "L5" in one.levels][:2]
    study = Study(database, clock, {one.id: one for one in two})
    await study.arrive(HERE)
    drill = await study.services.drills.begin(HERE, BEN, "system-design")
    made = await agreed(study)
    sheet = await study.services.packets.open(HERE, made.id, ANA)
    assert sheet.question not in (None, drill.question)


async def test_kinds_are_those_of_who_joined_else_all_there_are(
    study: Study, drills: Drills
) -> None:
    assert len(await drills.kinds(HERE, ANA)) == 4
    await join(study, ANA)
    assert await drills.kinds(HERE, ANA) == ["system-design", "coding"]


async def test_without_a_question_of_the_kind_nothing_begins(
    database: Database, clock: Moment
) -> None:
    coding = next(one for one in shipped().questions.values() if one.kind == "coding")
    study = Study(database, clock, {coding.id: coding})
    await study.arrive(HERE)
    with pytest.raises(NoPacket):
        await study.services.drills.begin(HERE, ANA, "behavioral")
    assert await study.rows(SESSION) == []
