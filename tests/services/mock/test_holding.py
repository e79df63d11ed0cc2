"""While a session is held every press is stamped once; its end asks for cards and counts turns."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.mock.messages import CARDS
from bot.domain.mock.session import Session
from bot.domain.mock.stamp import Stamps
from bot.errors import CardsOpen, NotYourSession, SessionOff, StartLater
from bot.services.mock.holding import Holding
from bot.services.mock.packets import Sheet
from bot.storage.mock import sessions, stamps
from bot.storage.tables.mock import MOCK_MEMBER
from tests.services.mock.holding import agreed, find
from tests.services.mock.meeting import join
from tests.services.study import ANA, BEN, CY, HERE, Study


@pytest.fixture
def holding(study: Study) -> Holding:
    return study.services.holding


async def opened(study: Study, of: Session, member: int) -> Sheet:
    return await study.services.packets.open(HERE, of.id, member)


async def begin(study: Study, *members: int, **given: object) -> Session:
    """A session that was started on time, its packet open."""
    made = await agreed(study, *members, **given)
    study.clock.pass_by(hours=1)
    await opened(study, made, made.members[0])
    await study.services.holding.start(HERE, made.id, made.members[0])
    return await find(study, made)


async def stamped(study: Study, of: Session) -> list[tuple[str, int, int]]:
    async with study.database.reading() as tx:
        found: Stamps = await stamps.of(tx, guild_id=HERE, session_id=of.id)
    return [(one.what, one.half, one.value) for one in found.rows]


async def balances(study: Study) -> dict[int, int]:
    return {row["user_id"]: row["balance"] for row in await study.rows(MOCK_MEMBER, "user_id")}


async def told_of_cards(study: Study, of: Session) -> set[int | None]:
    return {one.target.user_id for one in await study.outbox(CARDS) if one.ref == of.id}


async def test_two_who_press_start_at_once_begin_once(study: Study, holding: Holding) -> None:
    made = await agreed(study)
    study.clock.pass_by(hours=1)
    await asyncio.gather(*(holding.start(HERE, made.id, member) for member in (ANA, BEN, ANA)))
    assert (await find(study, made)).begun_at == study.clock()
    assert await stamped(study, made) == [("start", 1, 0)]


async def test_it_starts_from_an_hour_before_its_time_and_not_sooner(
    study: Study, holding: Holding
) -> None:
    made = await agreed(study)
    study.clock.pass_by(seconds=-1)
    with pytest.raises(StartLater):
        await holding.start(HERE, made.id, ANA)
    assert (await find(study, made)).begun_at is None
    study.clock.pass_by(seconds=1)
    assert (await holding.start(HERE, made.id, ANA)).is_running


async def test_one_that_starts_late_still_has_its_hour(study: Study, holding: Holding) -> None:
    made = await agreed(study)
    study.clock.pass_by(hours=1, minutes=20)
    await holding.start(HERE, made.id, BEN)
    found = await find(study, made)
    assert found.next_at == found.ends_at == study.clock() + timedelta(hours=1)
    assert found.next_step == "end"


async def test_steps_and_hints_come_one_at_a_time_with_their_minute(
    study: Study, holding: Holding
) -> None:
    made = await begin(study)
    study.clock.pass_by(minutes=4)
    sheet = await holding.step(HERE, made.id, ANA, 1, 1)
    assert sheet.agenda is not None
    assert sheet.agenda.now.step.label == "Scope"
    for place in (1, 3, 0):
        await holding.step(HERE, made.id, ANA, 1, place)
    study.clock.pass_by(minutes=5)
    for n in (2, 1, 1, 3):
        sheet = await holding.hint(HERE, made.id, ANA, 1, n)
    assert sheet.hints == 1
    assert await stamped(study, made) == [("start", 1, 0), ("step", 1, 1), ("hint", 1, 1)]
    rows = sheet.stamps.rows
    assert [one.at - rows[0].at for one in rows[1:]] == [
        timedelta(minutes=4),
        timedelta(minutes=9),
    ]


async def test_the_same_press_at_once_counts_once(study: Study, holding: Holding) -> None:
    made = await begin(study)
    await asyncio.gather(*(holding.step(HERE, made.id, ANA, 1, 1) for _ in range(4)))
    await asyncio.gather(*(holding.hint(HERE, made.id, ANA, 1, 1) for _ in range(4)))
    assert await stamped(study, made) == [("start", 1, 0), ("step", 1, 1), ("hint", 1, 1)]


async def test_hints_end_with_the_last_and_steps_too(study: Study, holding: Holding) -> None:
    made = await begin(study)
    for n in range(1, 9):
        await holding.hint(HERE, made.id, ANA, 1, n)
        sheet = await holding.step(HERE, made.id, ANA, 1, n)
    assert sheet.hints == 4
    assert sheet.agenda is not None
    assert sheet.agenda.following is None
    assert len(await stamped(study, made)) == 1 + 4 + 6


@pytest.mark.parametrize("member", [BEN, CY])
async def test_candidate_and_observer_neither_step_nor_give_hints(
    study: Study, holding: Holding, member: int
) -> None:
    made = await begin(study, ANA, BEN, CY)
    await holding.step(HERE, made.id, member, 1, 1)
    await holding.hint(HERE, made.id, member, 1, 1)
    assert await stamped(study, made) == [("start", 1, 0)]


async def test_a_stranger_presses_in_vain(study: Study, holding: Holding) -> None:
    made = await begin(study)
    for press in (
        holding.start(HERE, made.id, CY),
        holding.step(HERE, made.id, CY, 1, 1),
        holding.end(HERE, made.id, CY),
        holding.tell(HERE, made.id, CY, met=True),
        holding.note(HERE, made.id, CY, "Mine"),
    ):
        with pytest.raises(NotYourSession):
            await press


async def test_two_who_swap_at_once_swap_once_and_the_second_half_has_its_own_steps(
    study: Study, holding: Holding
) -> None:
    made = await begin(study, swap=True, kind="coding")
    await holding.hint(HERE, made.id, ANA, 1, 1)
    study.clock.pass_by(minutes=31)
    await asyncio.gather(*(holding.swap(HERE, made.id, member) for member in (ANA, BEN)))
    sheet = await holding.step(HERE, made.id, BEN, 2, 1)
    # Ana’s screen is of the half before.
    await holding.step(HERE, made.id, ANA, 1, 1)
    assert await stamped(study, made) == [
        ("start", 1, 0),
        ("hint", 1, 1),
        ("swap", 2, 0),
        ("step", 2, 1),
    ]
    assert sheet.hints == 0
    assert sheet.agenda is not None
    assert sheet.agenda.ends_at == study.clock() + timedelta(minutes=30)


async def test_a_session_without_a_swap_has_no_second_half(study: Study, holding: Holding) -> None:
    made = await begin(study)
    assert (await holding.swap(HERE, made.id, ANA)).half == 1
    assert await stamped(study, made) == [("start", 1, 0)]


async def test_the_end_asks_for_cards_once_and_counts_a_turn_each(
    study: Study, holding: Holding
) -> None:
    await join(study, ANA)
    await join(study, BEN)
    made = await begin(study)
    study.clock.pass_by(minutes=50)
    await asyncio.gather(*(holding.end(HERE, made.id, member) for member in (ANA, BEN)))
    found = await find(study, made)
    assert (found.state, found.ended_at, found.next_step) == ("over", study.clock(), "reveal")
    assert found.next_at == study.clock() + timedelta(hours=48)
    assert await told_of_cards(study, made) == {ANA, BEN}
    assert await balances(study) == {ANA: 1, BEN: -1}
    assert (await stamped(study, made))[-1] == ("end", 1, 0)


async def test_the_clock_ends_it_too_and_a_press_afterwards_ends_nothing_twice(
    study: Study, holding: Holding
) -> None:
    await join(study, ANA)
    made = await begin(study)
    study.clock.pass_by(hours=1)
    for _ in range(2):
        await study.services.sessions.tick(study.clock())
    assert (await find(study, made)).state == "over"
    await holding.end(HERE, made.id, ANA)
    assert len([one for one in await study.outbox(CARDS) if one.ref == made.id]) == 2
    assert await balances(study) == {ANA: 1}


async def test_a_conversation_that_outlasts_its_hour_is_still_stamped_for_a_while(
    study: Study, holding: Holding
) -> None:
    made = await begin(study)
    study.clock.pass_by(hours=1)
    await study.services.sessions.tick(study.clock())
    study.clock.pass_by(minutes=29)
    await holding.step(HERE, made.id, ANA, 1, 1)
    study.clock.pass_by(minutes=2)
    await holding.step(HERE, made.id, ANA, 1, 2)
    assert await stamped(study, made) == [("start", 1, 0), ("step", 1, 1)]


async def test_who_swaps_owes_nobody_a_turn(study: Study, holding: Holding) -> None:
    await join(study, ANA)
    made = await begin(study, swap=True)
    await holding.end(HERE, made.id, ANA)
    assert await balances(study) == {ANA: 0}


async def unstarted(study: Study) -> Session:
    """A session whose hour passed without a press."""
    made = await agreed(study)
    study.clock.pass_by(hours=2)
    await study.services.sessions.tick(study.clock())
    return await find(study, made)


async def test_one_that_nobody_started_is_asked_about_and_not_held(study: Study) -> None:
    await join(study, ANA)
    made = await unstarted(study)
    assert (made.state, made.is_held) == ("over", False)
    assert await told_of_cards(study, made) == {ANA, BEN}
    assert await balances(study) == {ANA: 0}


async def test_who_says_that_they_met_has_it_counted_once(study: Study, holding: Holding) -> None:
    await join(study, ANA)
    made = await unstarted(study)
    await asyncio.gather(*(holding.tell(HERE, made.id, one, met=True) for one in (ANA, BEN)))
    # The second word changes nothing.
    found = await holding.tell(HERE, made.id, BEN, met=False)
    assert (found.state, found.begun_at) == ("over", made.starts_at)
    assert await balances(study) == {ANA: 1}


async def test_who_says_that_it_did_not_happen_ends_it(study: Study, holding: Holding) -> None:
    made = await unstarted(study)
    found = await holding.tell(HERE, made.id, ANA, met=False)
    assert (found.state, found.next_step) == ("cancelled", None)
    assert not (await holding.tell(HERE, made.id, BEN, met=True)).is_held
    with pytest.raises(SessionOff):
        await opened(study, made, ANA)


async def test_an_observers_note_is_kept_until_the_cards_are_open(
    study: Study, holding: Holding
) -> None:
    made = await begin(study, ANA, BEN, CY)
    assert (await holding.note(HERE, made.id, CY, " At 12: the load. ")).seat.note == (
        "At 12: the load."
    )
    # Neither of the pair has a note sheet.
    assert (await holding.note(HERE, made.id, ANA, "Mine")).seat.note is None
    await holding.end(HERE, made.id, ANA)
    assert (await holding.note(HERE, made.id, CY, "At 20: the key.")).seat.note == "At 20: the key."
    async with study.database.transaction() as tx:
        await sessions.change(tx, guild_id=HERE, id=made.id, next_at=None, next_step=None)
    with pytest.raises(CardsOpen) as told:
        await holding.note(HERE, made.id, CY, "Too late.")
    assert told.value.quote == "Too late."


async def test_after_the_end_each_interviewer_reads_their_own_packet_again(
    study: Study, holding: Holding
) -> None:
    made = await begin(study, swap=True)
    await holding.swap(HERE, made.id, BEN)
    await holding.end(HERE, made.id, BEN)
    ana, ben = await opened(study, made, ANA), await opened(study, made, BEN)
    assert ana.role == ben.role == "interviewer"
    assert ana.question is not None
    assert ana.question != ben.question
    assert not ana.is_running
