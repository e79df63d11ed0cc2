"""What is agreed: reminders, moving, cancelling, and members who go."""

import asyncio
from datetime import UTC, timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.mock import messages
from bot.domain.mock.session import Session
from bot.errors import OnlyThePair
from bot.services.mock import agreed as agreeing_at
from bot.services.mock.agreeing import Agreeing
from bot.services.mock.reminding import is_right
from bot.storage.mock import sessions
from bot.storage.tables.mock import SEAT
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
from tests.services.study import ANA, BEN, CY, HERE, Study


@pytest.fixture
def agreeing(study: Study) -> Agreeing:
    return study.services.agreeing


async def agree(study: Study, session: Session, n: int = 2) -> Session:
    for member in session.members:
        await study.services.agreeing.accept(
            HERE, session.id, member, set_number=session.set_number, n=n
        )
    found = await now(study, session)
    assert found.state == "agreed"
    return found


async def test_both_are_reminded_a_day_and_a_quarter_of_an_hour_before(study: Study) -> None:
    made = await agree(study, await pair(study))
    assert made.starts_at is not None
    due = [(one.due_at, one.target.user_id) for one in await told(study, messages.REMINDER)]
    assert sorted(due) == [
        (made.starts_at - before, member)
        for before in (timedelta(hours=24), timedelta(minutes=15))
        for member in (ANA, BEN)
    ]
    assert all(one.expires_at == made.starts_at for one in await told(study, messages.REMINDER))


async def test_a_reminder_whose_time_has_passed_is_not_made(study: Study) -> None:
    made = await pair(study)
    async with study.database.transaction() as tx:
        assert await agreeing_at.agree(
            tx, made, study.clock() + timedelta(minutes=15), study.clock()
        )
    assert await told(study, messages.REMINDER) == []


async def test_reminders_stay_right_when_somebody_moves_to_another_zone(study: Study) -> None:
    made = await agree(study, await pair(study))
    before = await told(study, messages.REMINDER)
    await study.services.me.set_zone(HERE, ANA, "Asia/Tokyo")
    found = await now(study, made)
    assert found.starts_at == made.starts_at
    assert await told(study, messages.REMINDER) == before
    assert found.starts_at is not None
    assert found.starts_at.tzinfo is UTC


async def test_moving_asks_for_other_times_and_takes_the_reminders_along(
    study: Study, agreeing: Agreeing
) -> None:
    made = await agree(study, await pair(study))
    study.clock.pass_by(hours=5)
    shown = await agreeing.move(HERE, made.id, BEN, sequence=1)
    found = shown.session
    assert (found.state, found.starts_at, found.sequence, found.set_number) == (
        "proposing",
        None,
        2,
        2,
    )
    assert (found.asked_at, found.next_step) == (study.clock(), "nudge")
    assert found.votes == {}
    assert not {*found.times} & {*made.times}
    assert await told(study, messages.REMINDER) == []
    assert await whom(study, messages.MOVED) == [ANA]
    again = await agree(study, found, 1)
    assert (again.sequence, again.starts_at) == (3, found.times[0])
    reminders = await told(study, messages.REMINDER)
    assert {one.slot.split(":")[0] for one in reminders} == {"3"}
    dropped = await told(study, messages.REMINDER, state=State.SKIPPED)
    assert [is_right(one, again) for one in dropped] == [False] * 4


async def test_a_moved_session_has_a_week_from_then(study: Study, agreeing: Agreeing) -> None:
    made = await agree(study, await pair(study), 3)
    # Thursday: of the evenings of this week, Friday’s is left, and next week’s are ahead.
    study.clock.pass_by(days=3)
    found = (await agreeing.move(HERE, made.id, ANA, sequence=1)).session
    assert max(found.times) > study.clock() + timedelta(days=5)
    assert max(found.times) < study.clock() + timedelta(days=7)


async def test_where_there_is_no_other_time_the_one_agreed_stays(
    study: Study, agreeing: Agreeing
) -> None:
    made = await agree(study, await pair(study, joined=False))
    shown = await agreeing.move(HERE, made.id, ANA, sequence=1)
    assert (shown.note, shown.session) == ("none left", made)
    assert len(await told(study, messages.REMINDER)) == 4


async def test_two_who_move_at_once_move_once(study: Study, agreeing: Agreeing) -> None:
    made = await agree(study, await pair(study))
    shown = await asyncio.gather(
        *(agreeing.move(HERE, made.id, member, sequence=1) for member in (ANA, BEN))
    )
    assert {one.session.set_number for one in shown} == {2}
    assert len(await told(study, messages.MOVED)) == 1


async def test_cancelling_tells_the_other_who_waits_and_comes_first(
    study: Study, agreeing: Agreeing
) -> None:
    made = await agree(study, await pair(study))
    found = (await agreeing.cancel(HERE, made.id, ANA, sequence=1)).session
    assert (found.state, found.sequence, found.starts_at) == ("cancelled", 2, made.starts_at)
    assert found.next_step is None
    assert await whom(study, messages.CANCELLED) == [BEN]
    assert await told(study, messages.REMINDER) == []
    assert await told(study, messages.PICK) == []
    assert await waiting(study) == [BEN]
    assert await streaks(study) == {ANA: 0, BEN: 1}
    assert [seat.excused_at is not None for seat in found.seats] == [True, False]
    again = (await agreeing.cancel(HERE, made.id, BEN, sequence=1)).session
    assert (again, await waiting(study)) == (found, [BEN])


async def test_a_move_and_a_cancel_at_once_end_in_one_of_the_two(
    study: Study, agreeing: Agreeing
) -> None:
    made = await agree(study, await pair(study))
    await asyncio.gather(
        agreeing.move(HERE, made.id, ANA, sequence=1),
        agreeing.cancel(HERE, made.id, BEN, sequence=1),
    )
    found = await now(study, made)
    others = len(await told(study, messages.MOVED)), len(await told(study, messages.CANCELLED))
    assert (found.state, others) in [("proposing", (1, 0)), ("cancelled", (0, 1))]


async def test_an_old_press_or_one_on_a_session_that_began_changes_nothing(
    study: Study, agreeing: Agreeing
) -> None:
    made = await agree(study, await pair(study))
    for press in (agreeing.move, agreeing.cancel):
        assert (await press(HERE, made.id, ANA, sequence=7)).session == made
    async with study.database.transaction() as tx:
        await sessions.change(tx, guild_id=HERE, id=made.id, begun_at=study.clock())
    for press in (agreeing.move, agreeing.cancel):
        assert (await press(HERE, made.id, ANA, sequence=1)).session.state == "agreed"
    assert await told(study, messages.CANCELLED) == await told(study, messages.MOVED) == []


async def test_an_observer_goes_alone_and_moves_nothing(study: Study, agreeing: Agreeing) -> None:
    made = await agree(study, await pair(study, ANA, BEN, CY))
    with pytest.raises(OnlyThePair):
        await agreeing.move(HERE, made.id, CY, sequence=1)
    found = (await agreeing.cancel(HERE, made.id, CY, sequence=1)).session
    assert (found.state, found.members) == ("agreed", (ANA, BEN))
    assert await told(study, messages.CANCELLED) == []


async def test_the_session_of_a_member_who_deletes_their_data_is_called_off(study: Study) -> None:
    first = await agree(study, await pair(study))
    second = await pair(study, joined=False, round_id=first.round_id)
    await study.services.me.delete(HERE, ANA)
    for made in (first, second):
        found = await now(study, made)
        assert (found.state, found.members) == ("cancelled", (BEN,))
    word, other = await told(study, messages.CANCELLED)
    assert {word.slot, other.slot} == {f"gone:{BEN}"}
    assert await waiting(study) == [BEN]
    assert [row["user_id"] for row in await study.rows(SEAT)] == [BEN, BEN]


async def test_the_session_of_a_member_who_left_the_server_is_called_off(study: Study) -> None:
    made = await agree(study, await pair(study))
    await study.services.leaving.gone(HERE, ANA)
    assert (await now(study, made)).state == "cancelled"
    assert await whom(study, messages.CANCELLED) == [BEN]


async def test_who_leaves_the_mocks_keeps_what_is_agreed_and_gives_up_the_rest(
    study: Study,
) -> None:
    agreed = await agree(study, await pair(study))
    await join(study, CY, days={3, 4, 5}, parts={"evening"})
    open_ = await pair(study, ANA, CY, joined=False, round_id=agreed.round_id)
    await study.services.mock.leave(HERE, ANA)
    assert (await now(study, agreed)).state == "agreed"
    assert (await now(study, open_)).state == "released"
    assert await whom(study, messages.RELEASED) == [CY]
    assert await waiting(study) == [CY]


async def test_an_agreed_session_is_told_in_the_thread_to_nobody_but_directly_to_the_other(
    study: Study,
) -> None:
    made = await in_thread(study, await pair(study))
    await agree(study, made)
    (word,) = await told(study, messages.PICK)
    assert (word.target.user_id, word.target.channel_id) == (ANA, made.thread_id)


async def test_time_does_nothing_more_to_a_session_that_is_agreed_until_its_end(
    study: Study,
) -> None:
    made = await agree(study, await pair(study))
    await later(study, hours=47)
    assert await now(study, made) == made
