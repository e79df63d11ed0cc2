"""Two agree on a time: votes, other times, a no, and what the hours bring that nobody answers in."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.mock import messages
from bot.domain.mock.session import Session
from bot.errors import NotYourSession
from bot.services.mock.agreeing import Agreeing
from bot.storage.tables.mock import VOTE
from tests.services.mock.meeting import join
from tests.services.mock.pairs import (
    in_thread,
    later,
    now,
    pair,
    streaks,
    told,
    waiting,
    whom,
)
from tests.services.study import ANA, BEN, CY, ELSEWHERE, HERE, Study


@pytest.fixture
def agreeing(study: Study) -> Agreeing:
    return study.services.agreeing


async def accept(study: Study, session: Session, member: int, n: int = 1, of: int = 1) -> Session:
    shown = await study.services.agreeing.accept(HERE, session.id, member, set_number=of, n=n)
    assert shown.note is None
    return shown.session


async def test_a_time_is_agreed_when_both_accepted_it_and_the_first_hears_of_it(
    study: Study,
) -> None:
    made = await pair(study)
    half = await accept(study, made, ANA, 2)
    assert (half.state, half.votes) == ("proposing", {2: {ANA}})
    agreed = await accept(study, half, BEN, 2)
    assert (agreed.state, agreed.starts_at, agreed.sequence) == ("agreed", made.times[1], 1)
    assert (agreed.next_step, agreed.next_at) == ("end", made.times[1] + timedelta(hours=1))
    assert await whom(study, messages.PICK) == [ANA]


async def test_both_may_accept_different_times_and_each_then_takes_the_others(
    study: Study,
) -> None:
    made = await pair(study)
    await accept(study, made, ANA, 1)
    both = await accept(study, made, BEN, 2)
    assert (both.state, both.votes) == ("proposing", {1: {ANA}, 2: {BEN}})
    assert (await accept(study, made, BEN, 3)).votes == {1: {ANA}, 2: {BEN}, 3: {BEN}}
    assert (await accept(study, made, ANA, 2)).starts_at == made.times[1]


async def test_of_two_who_complete_different_times_at_once_one_decides(study: Study) -> None:
    made = await pair(study)
    await accept(study, made, ANA, 1)
    await accept(study, made, BEN, 2)
    first, second = await asyncio.gather(accept(study, made, ANA, 2), accept(study, made, BEN, 1))
    assert first.starts_at == second.starts_at
    found = await now(study, made)
    assert (found.state, found.sequence) == ("agreed", 1)
    assert found.starts_at in made.times[:2]
    assert len(await told(study, messages.PICK)) == 1


async def test_two_who_accept_the_same_time_at_once_agree(study: Study) -> None:
    made = await pair(study)
    await asyncio.gather(accept(study, made, ANA, 3), accept(study, made, BEN, 3))
    assert (await now(study, made)).starts_at == made.times[2]
    assert len(await told(study, messages.PICK)) == 1


async def test_a_second_press_counts_once(study: Study) -> None:
    made = await pair(study)
    await asyncio.gather(*(accept(study, made, ANA) for _ in range(3)))
    assert len(await study.rows(VOTE)) == 1
    assert (await now(study, made)).state == "proposing"


async def test_all_of_a_three_have_to_accept(study: Study) -> None:
    made = await pair(study, ANA, BEN, CY)
    await accept(study, made, ANA)
    assert (await accept(study, made, BEN)).state == "proposing"
    assert (await accept(study, made, CY)).state == "agreed"
    assert await whom(study, messages.PICK) == [ANA, BEN]


async def test_a_press_on_old_times_or_on_one_that_passed_changes_nothing(
    study: Study, agreeing: Agreeing
) -> None:
    made = await pair(study)
    shown = await agreeing.accept(HERE, made.id, ANA, set_number=2, n=1)
    assert shown.note == "replaced"
    study.clock.pass_by(hours=25)
    assert (await agreeing.accept(HERE, made.id, ANA, set_number=1, n=1)).note == "passed"
    assert (await agreeing.accept(HERE, made.id, ANA, set_number=1, n=9)).note == "passed"
    assert await study.rows(VOTE) == []
    await accept(study, made, ANA, 2)
    await accept(study, made, BEN, 2)
    late = await accept(study, made, ANA, 3)
    assert (late.state, late.starts_at) == ("agreed", made.times[1])


@pytest.mark.parametrize("press", ["show", "accept", "other_times", "cannot", "move", "cancel"])
async def test_only_who_sits_in_a_session_sees_or_changes_it(study: Study, press: str) -> None:
    made = await pair(study)
    given = {
        "accept": {"set_number": 1, "n": 1},
        "other_times": {"set_number": 1},
        "move": {"sequence": 0},
        "cancel": {"sequence": 0},
    }.get(press, {})
    method = getattr(study.services.agreeing, press)
    for guild, id, member in (
        (HERE, made.id, CY),
        (ELSEWHERE, made.id, ANA),
        (HERE, made.id + 1, ANA),
    ):
        with pytest.raises(NotYourSession):
            await method(guild, id, member, **given)
    assert await now(study, made) == made


async def test_other_times_suit_both_and_were_never_proposed(
    study: Study, agreeing: Agreeing
) -> None:
    made = await pair(study)
    seen = {*made.times}
    for number in (2, 3):
        shown = await agreeing.other_times(HERE, made.id, ANA, set_number=number - 1)
        found = shown.session
        assert (shown.note, found.set_number, len(found.times)) == (None, number, 3)
        assert not seen & {*found.times}
        seen |= {*found.times}
        for at in found.times:
            assert at - study.clock() >= timedelta(hours=12)
            assert (at.isoweekday() in (3, 4, 5), 17 <= at.hour <= 21) == (True, True)
    assert (found.next_step, found.next_at) == ("nudge", made.next_at)


async def test_other_times_follow_the_hours_as_they_are_now_until_none_is_left(
    study: Study, agreeing: Agreeing
) -> None:
    made = await pair(study)
    await join(study, BEN, days={5}, parts={"morning"})
    shown = await agreeing.other_times(HERE, made.id, ANA, set_number=1)
    assert (shown.note, shown.session) == ("none left", made)
    await join(study, ANA, days={5}, parts={"morning"})
    for number in range(1, 6):
        shown = await agreeing.other_times(HERE, made.id, ANA, set_number=number)
        assert shown.note is None
        # Four hours have 13 starts: the last set has one.
        assert len(shown.session.times) == (3 if number < 5 else 1)
    shown = await agreeing.other_times(HERE, made.id, ANA, set_number=6)
    assert (shown.note, shown.session.set_number) == ("none left", 6)


async def test_who_had_accepted_hears_of_other_times_and_the_rest_where_there_is_no_thread(
    study: Study, agreeing: Agreeing
) -> None:
    made = await in_thread(study, await pair(study))
    await agreeing.other_times(HERE, made.id, ANA, set_number=1)
    assert await whom(study, messages.PICK) == []
    await accept(study, made, BEN, 1, of=2)
    shown = await agreeing.other_times(HERE, made.id, ANA, set_number=2)
    assert await whom(study, messages.PICK) == [BEN]
    assert shown.session.votes == {}


async def test_without_a_thread_the_other_gets_the_new_times(
    study: Study, agreeing: Agreeing
) -> None:
    made = await pair(study)
    await agreeing.other_times(HERE, made.id, ANA, set_number=1)
    assert await whom(study, messages.PICK) == [BEN]


async def test_two_who_ask_for_other_times_at_once_get_one_new_set(
    study: Study, agreeing: Agreeing
) -> None:
    made = await pair(study)
    shown = await asyncio.gather(
        *(agreeing.other_times(HERE, made.id, one, set_number=1) for one in (ANA, BEN))
    )
    assert {one.session.set_number for one in shown} == {2}
    assert sorted(one.note or "" for one in shown) == ["", "replaced"]


async def test_who_cannot_is_not_waiting_and_the_other_waits_and_comes_first(
    study: Study, agreeing: Agreeing
) -> None:
    made = await pair(study)
    found = (await agreeing.cannot(HERE, made.id, ANA)).session
    assert (found.state, found.next_step) == ("released", None)
    assert await waiting(study) == [BEN]
    assert await streaks(study) == {ANA: 0, BEN: 1}
    assert await whom(study, messages.RELEASED) == [BEN]
    assert [seat.released_at is not None for seat in found.seats] == [True, False]
    again = await agreeing.cannot(HERE, made.id, BEN)
    assert (again.session, await waiting(study)) == (found, [BEN])
    assert (await accept(study, made, BEN)).state == "released"


async def test_a_no_and_the_second_yes_at_once_end_in_one_of_the_two(
    study: Study, agreeing: Agreeing
) -> None:
    made = await pair(study)
    await accept(study, made, ANA)
    await asyncio.gather(accept(study, made, BEN), agreeing.cannot(HERE, made.id, ANA))
    state = (await now(study, made)).state
    assert (state, await waiting(study)) in [("agreed", []), ("released", [BEN])]


async def test_an_observer_who_cannot_leaves_the_two_to_go_on(
    study: Study, agreeing: Agreeing
) -> None:
    made = await pair(study, ANA, BEN, CY)
    await accept(study, made, ANA, 2)
    await accept(study, made, BEN, 2)
    found = (await agreeing.cannot(HERE, made.id, CY)).session
    assert (found.state, found.members) == ("agreed", (ANA, BEN))
    assert await whom(study, messages.PICK) == [ANA, BEN]
    assert await waiting(study) == []


async def test_a_session_by_name_is_given_up_without_a_place_on_any_list(
    study: Study, agreeing: Agreeing
) -> None:
    made = await pair(study, origin="with")
    await agreeing.cannot(HERE, made.id, ANA)
    assert (await waiting(study), await streaks(study)) == ([], {ANA: 0, BEN: 0})
    assert await whom(study, messages.RELEASED) == [BEN]


async def test_after_a_day_those_who_did_not_answer_are_reminded_once_when_awake(
    study: Study,
) -> None:
    made = await pair(study)
    await study.services.me.change(HERE, BEN, zone="UTC", quiet="10-14")
    await accept(study, made, ANA, 3)
    await later(study, hours=23, minutes=59)
    assert await told(study, messages.NUDGE) == []
    for _ in range(3):
        await later(study, minutes=1)
    (nudge,) = await told(study, messages.NUDGE)
    assert nudge.target.user_id == BEN
    assert nudge.due_at == study.clock().replace(hour=14, minute=0)
    assert (await now(study, made)).next_step == "second-set"


async def test_after_two_days_other_times_come_by_themselves(study: Study) -> None:
    made = await in_thread(study, await pair(study))
    await later(study, hours=24)
    await later(study, hours=24)
    found = await now(study, made)
    assert (found.set_number, found.next_step) == (2, "release")
    assert not {*found.times} & {*made.times}
    (pick,) = await told(study, messages.PICK)
    assert pick.target.channel_id == made.thread_id


async def test_where_no_other_times_are_left_those_there_are_stay(study: Study) -> None:
    made = await pair(study, joined=False)
    await later(study, hours=24)
    await later(study, hours=24)
    found = await now(study, made)
    assert (found.set_number, found.times) == (1, made.times)
    # Released two hours before the last of them.
    assert (found.next_step, found.next_at) == ("release", made.times[2] - timedelta(hours=2))
    assert len(await told(study, messages.NUDGE)) == 4


async def test_after_three_days_it_is_given_up_with_a_word_to_both(study: Study) -> None:
    made = await pair(study)
    await accept(study, made, ANA, 1)
    for _ in range(3):
        await later(study, hours=24)
    found = await now(study, made)
    # She had answered, though the times of then were replaced since.
    assert (found.set_number, found.votes) == (2, {})
    assert (found.state, found.next_at) == ("released", None)
    assert [seat.released_at is None for seat in found.seats] == [True, False]
    assert await whom(study, messages.RELEASED) == [ANA, BEN]
    assert await waiting(study) == [ANA, BEN]
    assert await streaks(study) == {ANA: 1, BEN: 1}


async def test_two_hours_before_the_last_time_it_is_given_up_although_three_days_are_not_over(
    study: Study,
) -> None:
    at = study.clock() + timedelta(hours=20)
    made = await pair(study, times=(at,))
    await later(study, hours=17, minutes=59)
    assert (await now(study, made)).state == "proposing"
    await later(study, minutes=1)
    assert (await now(study, made)).state == "released"
    assert await told(study, messages.NUDGE) == []


async def test_what_was_missed_while_nothing_ran_is_done_in_its_turn(study: Study) -> None:
    made = await pair(study)
    await later(study, days=4)
    assert (await now(study, made)).state == "released"
    assert len(await told(study, messages.RELEASED)) == 2


async def test_a_members_sessions_are_listed_until_their_cards_are_open(
    study: Study, agreeing: Agreeing
) -> None:
    first = await pair(study)
    study.clock.pass_by(minutes=1)
    second = await pair(study, joined=False, round_id=None, state="asked")
    assert await agreeing.mine(HERE, ANA) == [first]
    assert await agreeing.mine(HERE, CY) == []
    assert second.state == "asked"
    given = {"joined": False, "round_id": None, "state": "over", "ended_at": study.clock()}
    over = await pair(study, **given)
    drill = replace(over.seats[0], role="candidate")
    await pair(study, **given, seats=(drill,))
    assert [one.id for one in await agreeing.mine(HERE, BEN)] == [over.id, first.id]
    await later(study, hours=49)
    assert over.id not in [one.id for one in await agreeing.mine(HERE, BEN)]
