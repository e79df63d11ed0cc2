"""The interviewer alone gets a packet, once, with a question that the candidate has not met."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.domain.daily.question import Question
from bot.errors import NoPacket, NoTimeYet, NotYourSession, SessionOff
from bot.services.mock.packets import Sheet
from bot.storage.database import Database
from bot.storage.mock import sessions
from tests.domain.pools import shipped
from tests.services.mock.holding import agreed, find
from tests.services.study import ANA, BEN, CY, ELSEWHERE, HERE, Moment, Study
from tests.sessions import session, stored

DESIGNS = sorted(
    (one for one in shipped().questions.values() if one.kind == "system-design"),
    key=lambda one: one.id,
)
FEW = [one for one in DESIGNS if "L6" in one.levels][:3]


async def few(database: Database, clock: Moment, *questions: Question) -> Study:
    """A server whose bank holds these alone."""
    bank: Mapping[str, Question] = {one.id: one for one in questions}
    study = Study(database, clock, bank)
    await study.arrive(HERE)
    return study


async def opened(study: Study, of: int, member: int = ANA) -> Sheet:
    return await study.services.packets.open(HERE, of, member)


async def hold(study: Study, *members: int, **given: object) -> str:
    """A session that took place with its packet; what was asked."""
    made = await agreed(study, *members, **given)
    sheet = await opened(study, made.id, made.members[0])
    assert sheet.question is not None
    await study.services.holding.start(HERE, made.id, made.members[0])
    await study.services.holding.end(HERE, made.id, made.members[0])
    study.clock.pass_by(days=1)
    return sheet.question.id


async def test_the_interviewer_gets_a_question_of_the_kind_that_suits_the_candidate(
    study: Study,
) -> None:
    made = await agreed(study)
    sheet = await opened(study, made.id)
    assert sheet.role == "interviewer"
    assert sheet.question is not None
    assert sheet.question.kind == "system-design"
    assert "L6" in sheet.question.levels
    assert not sheet.beside
    assert not sheet.again
    seat = (await find(study, made)).seat(ANA)
    assert seat is not None
    assert (seat.question_id, seat.revision) == (sheet.question.id, sheet.question.revision)
    assert seat.given_at == study.clock()


async def test_it_is_chosen_once_however_often_and_by_how_many_presses_it_is_opened(
    study: Study,
) -> None:
    made = await agreed(study)
    sheets = await asyncio.gather(*(opened(study, made.id) for _ in range(5)))
    assert len({sheet.question.id for sheet in sheets if sheet.question is not None}) == 1
    given_at = study.clock()
    study.clock.pass_by(minutes=1)
    assert (await opened(study, made.id)).question == sheets[0].question
    assert (await find(study, made)).seats[0].given_at == given_at


async def test_nobody_but_the_interviewer_sees_a_question_before_it_is_chosen_by_them(
    study: Study,
) -> None:
    made = await agreed(study, ANA, BEN, CY)
    candidate, observer = await opened(study, made.id, BEN), await opened(study, made.id, CY)
    assert (candidate.role, observer.role) == ("candidate", "observer")
    assert candidate.question is observer.question is None
    assert [seat.question_id for seat in (await find(study, made)).seats] == [None] * 3


async def test_what_the_candidate_answered_in_the_question_of_the_day_is_not_asked(
    database: Database, clock: Moment
) -> None:
    study = await few(database, clock, *FEW)
    await study.add_series()
    posts = [await study.post_daily() for _ in range(2)]
    await study.services.daily.answer(HERE, posts[0].id, BEN, "Mine.")
    await study.services.daily.give_up(HERE, posts[1].id, BEN)
    (left,) = {one.id for one in FEW} - {post.question_id for post in posts}
    sheet = await opened(study, (await agreed(study)).id)
    assert sheet.question is not None
    assert (sheet.question.id, sheet.again) == (left, False)


@pytest.mark.parametrize("earlier", [(ANA, BEN), (BEN, ANA), (CY, ANA, BEN)])
async def test_no_packet_repeats_what_a_candidate_was_asked_asked_or_heard(
    database: Database, clock: Moment, earlier: tuple[int, ...]
) -> None:
    study = await few(database, clock, *FEW[:2])
    met = await hold(study, *earlier)
    sheet = await opened(study, (await agreed(study, ANA, BEN)).id)
    assert sheet.question is not None
    assert (sheet.question.id != met, sheet.again) == (True, False)


async def test_a_packet_of_a_session_that_never_began_is_known_to_its_interviewer_alone(
    database: Database, clock: Moment
) -> None:
    study = await few(database, clock, *FEW[:2])
    made = await agreed(study)
    sheet = await opened(study, made.id)
    assert sheet.question is not None
    async with database.transaction() as tx:
        await sessions.change(tx, guild_id=HERE, id=made.id, state="cancelled")
    other = await opened(study, (await agreed(study, CY, ANA)).id, CY)
    assert other.question is not None
    assert other.question != sheet.question
    again = await opened(study, (await agreed(study, CY, BEN)).id, CY)
    assert not again.again


async def test_a_pool_that_is_used_up_is_told(database: Database, clock: Moment) -> None:
    study = await few(database, clock, FEW[0])
    await hold(study)
    sheet = await opened(study, (await agreed(study)).id)
    assert sheet.question == FEW[0]
    assert sheet.again


async def test_a_question_for_a_neighbouring_level_is_told(
    database: Database, clock: Moment
) -> None:
    study = await few(database, clock, replace(FEW[0], levels=("L5",), level="L5"))
    assert (await opened(study, (await agreed(study)).id)).beside


async def test_a_server_without_questions_of_the_kind_says_so_and_nothing_is_kept(
    database: Database, clock: Moment
) -> None:
    coding = next(one for one in shipped().questions.values() if one.kind == "coding")
    study = await few(database, clock, coding)
    made = await agreed(study)
    with pytest.raises(NoPacket):
        await opened(study, made.id)
    assert (await opened(study, made.id, BEN)).role == "candidate"


async def test_what_owners_switched_off_is_not_given(database: Database, clock: Moment) -> None:
    study = await few(database, clock, *FEW)
    for one in FEW[:2]:
        await study.services.bank.switch(HERE, one.id, off=True, by=ANA)
    assert (await opened(study, (await agreed(study)).id)).question == FEW[2]


async def test_a_packet_is_for_those_who_sit_in_an_agreed_session_of_that_server(
    study: Study,
) -> None:
    made = await agreed(study)
    for guild, member in ((HERE, CY), (ELSEWHERE, ANA)):
        with pytest.raises(NotYourSession):
            await study.services.packets.open(guild, made.id, member)
    looking = await stored(study.database, session(HERE, study.clock(), ANA, BEN))
    with pytest.raises(NoTimeYet):
        await opened(study, looking.id)
    off = await agreed(study, state="cancelled")
    with pytest.raises(SessionOff):
        await opened(study, off.id)


async def test_each_half_of_a_swap_has_another_question_and_its_own_reader(study: Study) -> None:
    made = await agreed(study, swap=True, kind="technical-depth")
    first = await opened(study, made.id)
    assert (await opened(study, made.id, BEN)).role == "candidate"
    await study.services.holding.start(HERE, made.id, BEN)
    study.clock.pass_by(minutes=30)
    await study.services.holding.swap(HERE, made.id, ANA)
    ana, ben = await opened(study, made.id), await opened(study, made.id, BEN)
    assert (ana.role, ben.role) == ("candidate", "interviewer")
    assert first.question is not None
    assert ben.question is not None
    assert first.question.id != ben.question.id
    assert "L5" in ben.question.levels
