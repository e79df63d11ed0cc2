"""A partner does not come: said in one tap, offered to who is free now, taken by the first."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.mock.joining import Choices
from bot.domain.mock.messages import ABSENT, CARDS, EXCUSED, OFFER, PICK
from bot.domain.mock.session import Session
from bot.errors import (
    HourOver,
    MayStillCome,
    NoTimeYet,
    NotYourSession,
    SeatTaken,
    SessionOff,
    UnderWay,
)
from bot.services.mock.absence import Absence
from bot.storage.mock import free, joining, sessions
from bot.storage.tables.mock import WAITING
from tests.services.mock.holding import agreed, find
from tests.services.mock.meeting import USUAL, join
from tests.services.study import ANA, BEN, CY, HERE, Study
from tests.sessions import session, stored

DEE, EVE = 104, 105
MINUTES = timedelta(minutes=1)


@pytest.fixture
def absence(study: Study) -> Absence:
    return study.services.absence


async def begun(study: Study, *members: int, minutes: int = 5, **given: object) -> Session:
    """An agreed session whose hour began so many minutes ago, of members who take part."""
    made = await agreed(study, *members, **given)
    for member in made.members:
        await join(study, member)
    study.clock.pass_by(minutes=60 + minutes)
    return made


async def is_free(study: Study, *members: int, **given: object) -> None:
    """They take part and would begin right away."""
    for member in members:
        await join(study, member, **given)
        study.clock.pass_by(seconds=1)
        async with study.database.transaction() as tx:
            until = study.clock() + timedelta(hours=3)
            await free.put(tx, guild_id=HERE, user_id=member, until=until, now=study.clock())


async def told(study: Study, kind: str) -> list[int | None]:
    return sorted(one.target.user_id or 0 for one in await study.outbox(kind))


async def offered(study: Study, absence: Absence, *members: int) -> Session:
    """Ben did not come to Ana’s session, and these are asked."""
    made = await begun(study)
    await is_free(study, *members)
    await absence.report(HERE, made.id, ANA)
    await absence.offer(HERE, made.id, ANA)
    return made


async def test_from_the_fifth_minute_to_the_end_a_partner_can_be_missed(
    study: Study, absence: Absence
) -> None:
    made = await begun(study, minutes=5)
    study.clock.pass_by(seconds=-1)
    with pytest.raises(MayStillCome):
        await absence.report(HERE, made.id, ANA)
    study.clock.pass_by(seconds=1)
    missed = await absence.report(HERE, made.id, ANA)
    assert missed.absent is not None
    assert missed.absent.user_id == BEN
    assert not missed.excused
    assert (await find(study, made)).seats[1].absent_at == study.clock()
    study.clock.pass_by(minutes=55)
    with pytest.raises(HourOver):
        await absence.report(HERE, made.id, ANA)


async def test_who_is_missed_is_told_once_however_often_it_is_pressed(
    study: Study, absence: Absence
) -> None:
    made = await begun(study)
    await asyncio.gather(*(absence.report(HERE, made.id, ANA) for _ in range(3)))
    (message,) = await study.outbox(ABSENT)
    assert (message.target.user_id, message.expires_at) == (BEN, made.ends_at)


async def test_it_confirms_nothing_who_comes_late_begins_and_was_never_absent(
    study: Study, absence: Absence
) -> None:
    made = await begun(study)
    await absence.report(HERE, made.id, ANA)
    await study.services.holding.start(HERE, made.id, BEN)
    found = await find(study, made)
    assert found.is_held
    assert found.seats[1].absent_at is None


async def test_nobody_is_missing_from_a_session_under_way(study: Study, absence: Absence) -> None:
    made = await begun(study)
    await study.services.holding.start(HERE, made.id, ANA)
    await absence.report(HERE, made.id, ANA)  # begun by mistake, alone
    await study.services.holding.start(HERE, made.id, ANA)
    other = await begun(study, ANA, CY)
    await study.services.packets.open(HERE, other.id, ANA)
    await study.services.holding.start(HERE, other.id, ANA)
    await study.services.holding.step(HERE, other.id, ANA, 1, 1)
    with pytest.raises(UnderWay):
        await absence.report(HERE, other.id, CY)


async def test_whoever_misses_somebody_is_there_themselves(study: Study, absence: Absence) -> None:
    made = await begun(study)
    await absence.report(HERE, made.id, ANA)
    await absence.report(HERE, made.id, BEN)
    first, second = (await find(study, made)).seats
    assert first.absent_at is not None
    assert second.absent_at is None


async def test_only_members_of_an_agreed_session_miss_somebody(
    study: Study, absence: Absence
) -> None:
    made = await begun(study)
    with pytest.raises(NotYourSession):
        await absence.report(HERE, made.id, CY)
    looking = await stored(study.database, session(HERE, study.clock(), ANA, BEN))
    with pytest.raises(NoTimeYet):
        await absence.report(HERE, looking.id, ANA)
    off = await agreed(study, state="cancelled")
    with pytest.raises(SessionOff):
        await absence.report(HERE, off.id, ANA)


async def test_an_observer_says_who_is_missing(study: Study, absence: Absence) -> None:
    made = await begun(study, ANA, BEN, CY)
    assert (await absence.report(HERE, made.id, CY)).absent is None
    assert await study.outbox(ABSENT) == []
    missed = await absence.report(HERE, made.id, CY, 0)
    assert missed.absent is not None
    assert missed.absent.user_id == ANA
    assert await told(study, ABSENT) == [ANA]


async def test_five_who_are_free_and_fit_are_asked_longest_waiting_first(
    study: Study, absence: Absence
) -> None:
    made = await begun(study)
    await is_free(study, *range(201, 208))
    await absence.report(HERE, made.id, ANA)
    assert (await absence.offer(HERE, made.id, ANA)).asked
    await absence.offer(HERE, made.id, ANA)
    assert await told(study, OFFER) == [*range(201, 206)]
    assert all(one.expires_at == made.ends_at for one in await study.outbox(OFFER))


async def test_nobody_is_asked_who_does_not_fit(study: Study, absence: Absence) -> None:
    made = await begun(study)
    other = Choices(kinds=frozenset({"coding"}), level="L6", wish="swap")
    far = Choices(kinds=USUAL.kinds, level="L7", wish="swap")
    await is_free(study, 201, choices=other)
    await is_free(study, 202, choices=far)
    await is_free(study, 203, locale="de")
    async with study.database.transaction() as tx:
        thing = {"guild_id": HERE, "user_id": 203}
        await joining.choose(tx, **thing, what="language", values=["de"])
    await is_free(study, 204, 205, 206)
    await study.services.mock_never.put(HERE, 204, [ANA])
    await study.services.mock_never.put(HERE, ANA, [205])
    await absence.report(HERE, made.id, ANA)
    await absence.offer(HERE, made.id, ANA)
    assert await told(study, OFFER) == [206]


async def test_the_screen_says_the_same_whether_anybody_was_asked_or_not(
    study: Study, absence: Absence
) -> None:
    made = await begun(study)
    await is_free(study, CY)
    await study.services.mock_never.put(HERE, CY, [ANA])
    await absence.report(HERE, made.id, ANA)
    assert (await absence.offer(HERE, made.id, ANA)).asked
    assert await study.outbox(OFFER) == []


async def test_a_seat_is_offered_only_once_somebody_is_said_to_be_missing(
    study: Study, absence: Absence
) -> None:
    made = await begun(study)
    with pytest.raises(MayStillCome):
        await absence.offer(HERE, made.id, ANA)


async def test_of_two_who_take_it_at_once_one_has_it(study: Study, absence: Absence) -> None:
    made = await offered(study, absence, CY, DEE)
    found = await asyncio.gather(
        *(absence.take(HERE, made.id, member) for member in (CY, DEE)), return_exceptions=True
    )
    (taken,) = [one for one in found if isinstance(one, Session)]
    (refused,) = [one for one in found if isinstance(one, BaseException)]
    assert isinstance(refused, SeatTaken)
    (taker,) = {*taken.members} - {ANA}
    assert taker in (CY, DEE)
    async with study.database.reading() as tx:
        both = [await sessions.of_member(tx, guild_id=HERE, user_id=member) for member in (CY, DEE)]
    assert sorted(len(listed) for listed in both) == [0, 1]


async def test_the_seat_keeps_its_role_and_the_session_that_is_off_keeps_who_did_not_come(
    study: Study, absence: Absence
) -> None:
    made = await offered(study, absence, CY)
    taken = await find(study, await absence.take(HERE, made.id, CY))
    off = await find(study, made)
    assert (off.state, off.members, off.is_held) == ("cancelled", (ANA, BEN), False)
    assert off.seats[1].absent_at is not None
    assert [(one.user_id, one.role, one.level) for one in taken.seats] == [
        (ANA, "interviewer", "L5"),
        (CY, "candidate", "L6"),
    ]
    assert (taken.state, taken.origin, taken.kind) == ("agreed", "now", made.kind)
    assert taken.starts_at is not None
    assert timedelta() <= taken.starts_at - study.clock() < MINUTES
    assert taken.next_step == "end"
    assert {one.target.user_id for one in await study.outbox(PICK)} == {ANA, CY}
    async with study.database.reading() as tx:
        assert list(await free.waiting(tx, guild_id=HERE, now=study.clock())) == []


async def test_who_waits_for_less_than_an_hour_by_now_may_still_take_it(
    study: Study, absence: Absence
) -> None:
    made = await offered(study, absence, CY)
    async with study.database.transaction() as tx:
        await free.put(tx, guild_id=HERE, user_id=CY, until=study.clock(), now=study.clock())
    assert CY in (await absence.take(HERE, made.id, CY)).members


async def test_who_has_a_session_of_their_own_by_now_takes_no_other(
    study: Study, absence: Absence
) -> None:
    made = await offered(study, absence, CY)
    await agreed(study, CY, DEE, starts_at=study.clock())
    with pytest.raises(SeatTaken):
        await absence.take(HERE, made.id, CY)


async def test_who_comes_at_the_last_moment_keeps_their_seat(
    study: Study, absence: Absence
) -> None:
    made = await offered(study, absence, CY)
    await study.services.holding.start(HERE, made.id, BEN)
    with pytest.raises(SeatTaken):
        await absence.take(HERE, made.id, CY)
    assert (await find(study, made)).state == "agreed"


async def test_nobody_takes_a_seat_unasked_late_or_after_a_never(
    study: Study, absence: Absence
) -> None:
    made = await offered(study, absence, CY, DEE)
    await is_free(study, EVE)
    for member in (EVE, BEN):
        with pytest.raises(SeatTaken):
            await absence.take(HERE, made.id, member)
    await study.services.mock_never.put(HERE, ANA, [CY])
    with pytest.raises(SeatTaken):
        await absence.take(HERE, made.id, CY)
    study.clock.pass_by(hours=1)
    with pytest.raises(SeatTaken):
        await absence.take(HERE, made.id, DEE)


async def test_in_a_three_the_two_who_are_there_go_on(study: Study, absence: Absence) -> None:
    made = await begun(study, ANA, BEN, CY, swap=True)
    await absence.report(HERE, made.id, BEN)
    taken = await absence.go_on(HERE, made.id, BEN)
    assert [(one.user_id, one.place, one.role) for one in taken.seats] == [
        (CY, 0, "interviewer"),
        (BEN, 1, "candidate"),
    ]
    with pytest.raises(SessionOff):
        await absence.go_on(HERE, made.id, CY)


async def test_two_alone_cannot_go_on_as_two(study: Study, absence: Absence) -> None:
    made = await begun(study)
    await absence.report(HERE, made.id, ANA)
    with pytest.raises(MayStillCome):
        await absence.go_on(HERE, made.id, ANA)


async def test_one_tap_excuses_and_the_others_are_told_once(study: Study, absence: Absence) -> None:
    made = await agreed(study, ANA, BEN, CY)
    for _ in range(2):
        await absence.excuse(HERE, made.id, BEN)
    found = await find(study, made)
    assert (found.state, found.seats[1].excused_at) == ("agreed", study.clock())
    assert await told(study, EXCUSED) == [ANA, CY]
    # Whoever waits need not wait five minutes for who said so.
    missed = await absence.report(HERE, made.id, ANA)
    assert missed.excused


async def test_who_can_come_after_all_says_so(study: Study, absence: Absence) -> None:
    made = await agreed(study)
    await absence.excuse(HERE, made.id, BEN)
    await absence.come(HERE, made.id, BEN)
    assert (await find(study, made)).seats[1].excused_at is None
    assert await told(study, EXCUSED) == [ANA, ANA]


async def test_an_observer_who_cannot_come_is_nobodys_trouble(
    study: Study, absence: Absence
) -> None:
    made = await agreed(study, ANA, BEN, CY)
    await absence.excuse(HERE, made.id, CY)
    assert await study.outbox(EXCUSED) == []


async def test_nobody_excuses_themselves_from_what_has_begun(
    study: Study, absence: Absence
) -> None:
    made = await begun(study)
    await study.services.holding.start(HERE, made.id, ANA)
    with pytest.raises(UnderWay):
        await absence.excuse(HERE, made.id, BEN)


async def test_a_session_from_which_somebody_was_excused_ends_without_cards(
    study: Study, absence: Absence
) -> None:
    made = await agreed(study)
    await absence.excuse(HERE, made.id, BEN)
    study.clock.pass_by(hours=2)
    await study.services.sessions.tick(study.clock())
    found = await find(study, made)
    assert (found.state, found.is_held, found.next_step) == ("cancelled", False, None)
    assert await study.outbox(CARDS) == []
    assert await study.rows(WAITING) == []  # there is no round


async def test_what_was_said_before_a_session_was_moved_no_longer_counts(
    study: Study, absence: Absence
) -> None:
    made = await agreed(study)
    await absence.excuse(HERE, made.id, BEN)
    study.clock.pass_by(minutes=1)
    async with study.database.transaction() as tx:
        await sessions.change(tx, guild_id=HERE, id=made.id, asked_at=study.clock())
    study.clock.pass_by(hours=2)
    await study.services.sessions.tick(study.clock())
    assert (await find(study, made)).state == "over"
