"""Free now: two who fit meet at once, the longest waiting first, and nobody is met twice."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.domain.delivery import Delivery
from bot.domain.mock.joining import Choices
from bot.domain.mock.messages import MATCHED
from bot.domain.mock.session import Session
from bot.services.mock import free as on_the_spot
from bot.services.mock.free import Free, Seen
from bot.storage.mock import sessions
from bot.storage.tables.mock import FREE_NOW, SESSION
from tests.services.mock.meeting import USUAL, join
from tests.services.study import ANA, BEN, CY, ELSEWHERE, HERE, Moment, Study
from tests.sessions import session, stored

DI = 104
FAR = Choices(kinds=USUAL.kinds, level="L4", wish="swap")
OTHER = Choices(kinds=frozenset({"behavioral"}), level="L6", wish="swap")


@pytest.fixture
def free(study: Study) -> Free:
    return study.services.free


async def told(study: Study) -> list[Delivery]:
    return await study.outbox(MATCHED)


def of(seen: Seen) -> Session:
    assert seen.session is not None
    return seen.session


async def line(study: Study) -> list[int]:
    async with study.database.reading() as tx:
        return list(await on_the_spot.now(tx, HERE, study.clock()))


async def test_the_first_waits_and_the_second_meets_them_at_once(
    free: Free, study: Study, clock: Moment
) -> None:
    for member in (ANA, BEN):
        await join(study, member)
    waiting = await free.ask(HERE, ANA, 90)
    assert waiting.request is not None
    assert waiting.request.until == clock() + timedelta(minutes=90)
    clock.pass_by(seconds=61)
    met = of(await free.ask(HERE, BEN, 90))
    assert (met.origin, met.state, {*met.members}) == ("now", "agreed", {ANA, BEN})
    assert met.starts_at == datetime(2026, 3, 2, 11, 2, tzinfo=clock().tzinfo)
    assert met.next_step == "end"
    assert met.kind in USUAL.kinds
    # Who pressed sees it at once; the other one is told.
    assert [one.target.user_id for one in await told(study)] == [ANA]
    assert of(await free.look(HERE, ANA)).id == met.id
    assert await study.rows(FREE_NOW) == []


async def test_it_counts_as_met_and_leaves_streaks_alone(free: Free, study: Study) -> None:
    for member in (ANA, BEN):
        await join(study, member)
    await free.ask(HERE, ANA, 90)
    met = of(await free.ask(HERE, BEN, 90))
    async with study.database.transaction() as tx:
        await sessions.change(tx, guild_id=HERE, id=met.id, begun_at=study.clock())
        (pair,) = await sessions.met(tx, guild_id=HERE, since=study.clock() - timedelta(days=1))
    assert {pair.a, pair.b} == {ANA, BEN}


async def test_the_longest_waiting_is_met_first_also_after_asking_again(
    free: Free, study: Study, clock: Moment
) -> None:
    for member in (ANA, BEN, CY):
        await join(study, member)
    await study.services.mock_never.put(HERE, ANA, [BEN])
    await free.ask(HERE, ANA, 90)
    clock.pass_by(seconds=1)
    await free.ask(HERE, BEN, 90)
    clock.pass_by(seconds=1)
    again = await free.ask(HERE, ANA, 120)
    assert again.request is not None
    assert again.request.since == clock() - timedelta(seconds=2)
    assert await line(study) == [ANA, BEN]
    assert {*of(await free.ask(HERE, CY, 90)).members} == {ANA, CY}
    assert await line(study) == [BEN]


async def test_two_at_once_never_take_the_same_partner(free: Free, study: Study) -> None:
    for member in (ANA, BEN, CY, DI):
        await join(study, member)
    # Ben and Cy can meet Ana and Di alone, and nobody else waits.
    await study.services.mock_never.put(HERE, BEN, [CY, DI])
    await study.services.mock_never.put(HERE, DI, [CY])
    await free.ask(HERE, ANA, 90)
    found = await asyncio.gather(*(free.ask(HERE, member, 90) for member in (BEN, CY)))
    (met,) = (one.session for one in found if one.session is not None)
    (waits,) = (one.request for one in found if one.request is not None)
    assert ANA in met.members
    assert waits.member.id not in met.members
    assert len(await study.rows(SESSION)) == 1


async def test_two_who_press_at_once_meet_each_other_once(free: Free, study: Study) -> None:
    for member in (ANA, BEN):
        await join(study, member)
    await asyncio.gather(*(free.ask(HERE, member, 90) for member in (ANA, BEN, ANA, BEN)))
    assert len(await study.rows(SESSION)) == 1
    assert await study.rows(FREE_NOW) == []


async def test_far_levels_meet_after_five_minutes_without_anybody_pressing(
    free: Free, study: Study, clock: Moment
) -> None:
    await join(study, ANA)
    await join(study, BEN, choices=FAR)
    await free.ask(HERE, ANA, 90)
    assert (await free.ask(HERE, BEN, 90)).request is not None
    await free.tick(clock.pass_by(minutes=4, seconds=59))
    assert await told(study) == []
    await free.tick(clock.pass_by(seconds=1))
    assert {one.target.user_id for one in await told(study)} == {ANA, BEN}
    assert {*of(await free.look(HERE, BEN)).members} == {ANA, BEN}
    await free.tick(clock())
    assert len(await study.rows(SESSION)) == 1


async def test_a_look_finds_who_fits_by_now(free: Free, study: Study, clock: Moment) -> None:
    await join(study, ANA)
    await join(study, BEN, choices=OTHER)
    await free.ask(HERE, ANA, 90)
    await free.ask(HERE, BEN, 90)
    assert (await free.look(HERE, ANA)).session is None
    await join(study, BEN)
    assert {*of(await free.look(HERE, ANA)).members} == {ANA, BEN}


async def test_who_never_wants_to_meet_another_waits_like_everybody(
    free: Free, study: Study, clock: Moment
) -> None:
    for member in (ANA, BEN):
        await join(study, member)
    await study.services.mock_never.put(HERE, ANA, [BEN])
    await free.ask(HERE, ANA, 120)
    alone = await free.ask(HERE, BEN, 120)
    assert (alone.state, alone.session) == ("in", None)
    await free.tick(clock.pass_by(minutes=10))
    assert (await free.look(HERE, ANA)).request is not None
    assert (await free.look(HERE, BEN)).request is not None
    assert await study.outbox(None) == []


async def test_a_request_ends_when_no_whole_session_fits_any_more(
    free: Free, study: Study, clock: Moment
) -> None:
    for member in (ANA, BEN):
        await join(study, member)
    await free.ask(HERE, ANA, 90)
    clock.pass_by(minutes=30)
    assert (await free.look(HERE, ANA)).request is not None
    clock.pass_by(seconds=1)
    assert await line(study) == []
    assert (await free.ask(HERE, BEN, 90)).session is None
    assert await free.look(HERE, ANA) == Seen()


async def test_sixty_minutes_meet_only_who_is_there_at_that_moment(
    free: Free, study: Study
) -> None:
    for member in (ANA, BEN):
        await join(study, member)
    await free.ask(HERE, ANA, 90)
    assert (await free.ask(HERE, BEN, 1)).session is not None


async def test_whoever_cancels_waits_no_more_and_who_was_met_meanwhile_learns_of_it(
    free: Free, study: Study
) -> None:
    for member in (ANA, BEN):
        await join(study, member)
    await free.ask(HERE, ANA, 90)
    assert await free.cancel(HERE, ANA) == Seen()
    assert (await free.ask(HERE, BEN, 90)).session is None
    met = of(await free.ask(HERE, ANA, 90))
    assert of(await free.cancel(HERE, BEN)).id == met.id


@pytest.mark.parametrize(("doing", "state"), [("leave", "left"), ("pause", "paused")])
async def test_who_takes_part_no_more_is_not_met(
    free: Free, study: Study, doing: str, state: str
) -> None:
    for member in (ANA, BEN):
        await join(study, member)
    await free.ask(HERE, ANA, 90)
    await getattr(study.services.mock, doing)(HERE, ANA)
    assert (await free.ask(HERE, BEN, 90)).session is None
    assert (await free.ask(HERE, ANA, 90)).state == state
    assert (await free.look(HERE, ANA)).state == state
    assert (await free.ask(HERE, CY, 90)).state is None


async def test_who_has_a_session_within_the_hour_is_shown_that_one(
    free: Free, study: Study, clock: Moment
) -> None:
    for member in (ANA, BEN, CY):
        await join(study, member)
    soon = clock() + timedelta(minutes=59)
    agreed = session(HERE, clock(), ANA, CY, state="agreed", starts_at=soon)
    await free.ask(HERE, ANA, 90)
    await stored(study.database, agreed)
    assert (await free.ask(HERE, BEN, 90)).session is None
    assert of(await free.look(HERE, ANA)).id == agreed.id
    assert of(await free.ask(HERE, CY, 90)).id == agreed.id
    assert await line(study) == [BEN]


async def test_the_line_stands_in_its_order_after_a_restart_and_in_each_server_alone(
    free: Free, study: Study, clock: Moment
) -> None:
    await study.arrive(ELSEWHERE)
    for member in (ANA, BEN, CY):
        await join(study, member)
    await study.services.mock_never.put(HERE, ANA, [BEN, CY])
    await study.services.mock_never.put(HERE, BEN, [CY])
    for member in (CY, ANA, BEN):
        await free.ask(HERE, member, 90)
    again = Study(study.database, clock)
    assert await line(again) == [CY, ANA, BEN]
    async with study.database.reading() as tx:
        assert await on_the_spot.now(tx, ELSEWHERE, clock()) == []


async def test_all_of_it_goes_when_a_member_deletes_their_data(free: Free, study: Study) -> None:
    await join(study, ANA)
    await free.ask(HERE, ANA, 90)
    await study.services.me.delete(HERE, ANA)
    assert await study.rows(FREE_NOW) == []
