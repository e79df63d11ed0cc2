"""The waiting list: who has no partner in a round takes the first one who is free, once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.domain.mock.messages import MATCHED, THREAD
from bot.domain.mock.rounds import KeptRound, on_the_grid
from bot.domain.mock.session import Session
from bot.domain.mock.waiting import Why
from bot.services.mock import waiting
from bot.storage import ids
from bot.storage.mock import joining, past, rounds, sessions
from bot.storage.tables.mock import MOCK_MEMBER, SESSION, WAITING
from tests.services.mock.meeting import join
from tests.services.study import ANA, BEN, CHANNEL, CY, HERE, Moment, Study
from tests.sessions import session, stored

DI = 104
A_DAY = timedelta(days=1)


async def sent(study: Study) -> KeptRound:
    """A round that was sent just now."""
    now = study.clock()
    round = KeptRound(
        guild_id=HERE,
        id=ids.new(now),
        slot=now.date(),
        number=1,
        closes_at=now - A_DAY,
        sends_at=now,
        starts_at=on_the_grid(now),
        channel_id=CHANNEL,
        state="sent",
    )
    async with study.database.transaction() as tx:
        await waiting.clear(tx, HERE)
        await rounds.add_once(tx, round)
    return round


async def enter(study: Study, user_id: int, why: Why = "left-out") -> Session | None:
    async with study.database.transaction() as tx:
        return await waiting.enter(tx, HERE, user_id, why, study.clock())


async def listed(study: Study) -> list[int]:
    return [row["user_id"] for row in await study.rows(WAITING, "since", "user_id")]


async def made(study: Study) -> list[set[int]]:
    """The pairs there are."""
    async with study.database.reading() as tx:
        found = [
            await sessions.find(tx, guild_id=HERE, id=row["id"])
            for row in await study.rows(SESSION, "id")
        ]
    return [{*one.members} for one in found if one is not None]


async def test_without_a_round_nobody_waits(study: Study) -> None:
    await join(study, ANA)
    assert await enter(study, ANA) is None
    assert await listed(study) == []
    assert not (await study.services.mock.status(HERE, ANA)).waits


async def test_the_second_one_is_paired_with_the_first(study: Study, clock: Moment) -> None:
    for member in (ANA, BEN):
        await join(study, member)
    round = await sent(study)
    assert await enter(study, ANA) is None
    assert (await study.services.mock.status(HERE, ANA)).waits
    clock.pass_by(hours=1)
    found = await enter(study, BEN)
    assert found is not None
    assert {*found.members} == {ANA, BEN}
    assert (found.origin, found.round_id, found.state) == ("round", round.id, "proposing")
    assert (found.set_number, found.next_step) == (1, "nudge")
    assert all(clock() + A_DAY / 2 <= at < round.ends_at for at in found.times)
    assert found.facts.starts >= len(found.times) > 0
    assert await listed(study) == []
    assert {one.target.user_id for one in await study.outbox(MATCHED)} == {ANA, BEN}
    (thread,) = await study.outbox(THREAD)
    assert thread.target.channel_id == CHANNEL


async def test_who_found_a_partner_was_not_left_out_after_all(study: Study) -> None:
    for member in (ANA, BEN):
        await join(study, member)
    await sent(study)
    async with study.database.transaction() as tx:
        await joining.change(tx, guild_id=HERE, user_id=ANA, streak=3)
    await enter(study, ANA)
    await enter(study, BEN)
    assert [row["streak"] for row in await study.rows(MOCK_MEMBER)] == [0, 0]


async def test_who_was_left_out_longest_is_taken_first(study: Study, clock: Moment) -> None:
    for member in (ANA, BEN, CY):
        await join(study, member)
    await study.services.mock_never.put(HERE, ANA, [BEN])
    await sent(study)
    async with study.database.transaction() as tx:
        await joining.change(tx, guild_id=HERE, user_id=BEN, streak=1)
    await enter(study, ANA)
    clock.pass_by(minutes=1)
    await enter(study, BEN)
    await enter(study, CY)
    assert await made(study) == [{BEN, CY}]
    assert await listed(study) == [ANA]


async def test_of_equals_who_can_be_relied_upon_is_taken_first(study: Study, clock: Moment) -> None:
    for member in (ANA, BEN, CY):
        await join(study, member)
    await study.services.mock_never.put(HERE, ANA, [BEN])
    over = session(
        HERE, clock(), ANA, DI, state="over", begun_at=clock(), ended_at=clock(), origin="now"
    )
    await stored(study.database, over)
    async with study.database.transaction() as tx:
        await sessions.change_seat(
            tx, guild_id=HERE, session_id=over.id, user_id=ANA, absent_at=clock()
        )
    await sent(study)
    await enter(study, ANA)
    clock.pass_by(minutes=1)
    await enter(study, BEN)
    await enter(study, CY)
    assert (await made(study))[-1] == {BEN, CY}


async def test_what_became_of_a_seat_is_read_from_it(study: Study, clock: Moment) -> None:
    now = clock()
    began = {"state": "over", "begun_at": now, "ended_at": now}
    for given in (
        began,
        {"state": "released"},
        {"state": "released", "origin": "with"},
        {"state": "cancelled", "starts_at": now + timedelta(hours=1)},
        {"state": "cancelled", "starts_at": now + A_DAY},
    ):
        made = await stored(study.database, session(HERE, now, ANA, BEN, **given))
        values = {"released": "released_at", "cancelled": "excused_at"}
        if made.state in values:
            async with study.database.transaction() as tx:
                await sessions.change_seat(
                    tx,
                    guild_id=HERE,
                    session_id=made.id,
                    user_id=ANA,
                    **{values[made.state]: now},
                )
    async with study.database.reading() as tx:
        found = await past.outcomes(
            tx, guild_id=HERE, user_ids=[ANA, BEN], since=now - A_DAY, now=now
        )
        later = await past.outcomes(
            tx, guild_id=HERE, user_ids=[BEN], since=now - A_DAY, now=now + 3 * A_DAY
        )
    assert sorted(one.outcome for one in found[ANA]) == [
        "excused early",
        "excused late",
        "held",
        "released",
    ]
    assert [one.outcome for one in found[BEN]] == ["held"]
    assert [one.outcome for one in later[BEN]] == ["held", "card missed"]


async def test_two_who_just_gave_up_on_each_other_are_not_paired_again(
    study: Study, clock: Moment
) -> None:
    for member in (ANA, BEN, CY):
        await join(study, member)
    round = await sent(study)
    await stored(
        study.database, session(HERE, clock(), ANA, BEN, state="released", round_id=round.id)
    )
    await enter(study, ANA, "released")
    assert await enter(study, BEN, "released") is None
    await enter(study, CY, "late")
    assert {*(await made(study))[-1]} == {ANA, CY}
    assert await listed(study) == [BEN]


async def test_a_pair_of_whom_one_never_wants_to_meet_the_other_goes_on_waiting(
    study: Study,
) -> None:
    for member in (ANA, BEN):
        await join(study, member)
    await study.services.mock_never.put(HERE, ANA, [BEN])
    await sent(study)
    for member in (ANA, BEN):
        assert await enter(study, member) is None
    assert await listed(study) == [ANA, BEN]
    assert await study.outbox(None) == []


async def test_two_at_once_never_take_the_same_partner(study: Study) -> None:
    for member in (ANA, BEN, CY):
        await join(study, member)
    await study.services.mock_never.put(HERE, BEN, [CY])
    await sent(study)
    await enter(study, ANA)
    await asyncio.gather(enter(study, BEN), enter(study, CY))
    (pair,) = await made(study)
    assert ANA in pair
    assert await listed(study) == [*({BEN, CY} - pair)]


async def test_the_week_needs_room_for_a_session(study: Study, clock: Moment) -> None:
    for member in (ANA, BEN):
        await join(study, member)
    await sent(study)
    clock.pass_by(days=6, hours=11)
    await enter(study, ANA)
    assert await listed(study) == [ANA]
    clock.pass_by(minutes=1)
    await enter(study, BEN)
    assert await listed(study) == [ANA]
    assert not (await study.services.mock.status(HERE, ANA)).waits


async def leaves(study: Study) -> None:
    await study.services.mock.leave(HERE, ANA)


async def pauses(study: Study) -> None:
    await study.services.mock.pause(HERE, ANA)


async def deletes(study: Study) -> None:
    await study.services.me.delete(HERE, ANA)


async def next_round(study: Study) -> None:
    study.clock.pass_by(days=7)
    await sent(study)


@pytest.mark.parametrize("doing", [leaves, pauses, deletes, next_round])
async def test_waiting_ends_with_taking_part_and_with_the_round(
    study: Study, doing: Callable[[Study], Awaitable[None]]
) -> None:
    await join(study, ANA)
    await sent(study)
    await enter(study, ANA)
    await doing(study)
    assert await listed(study) == []


async def test_who_joins_resumes_or_comes_back_during_a_round_waits_in_it(
    study: Study,
) -> None:
    mock = study.services.mock
    await join(study, BEN)
    await mock.pause(HERE, BEN)
    await join(study, CY)
    await mock.leave(HERE, CY)
    for one, other in ((BEN, CY), (ANA, BEN), (ANA, CY)):
        await study.services.mock_never.put(HERE, one, [other])
    await study.services.mock_never.put(HERE, ANA, [BEN, CY])
    await sent(study)
    await join(study, ANA)
    assert (await mock.resume(HERE, BEN)).waits
    assert (await mock.come_back(HERE, CY)).waits
    assert [row["why"] for row in await study.rows(WAITING)] == ["late"] * 3


async def test_who_only_changes_their_choices_does_not_wait(study: Study) -> None:
    await join(study, ANA)
    await sent(study)
    await study.services.mock.skip(HERE, ANA, skips=True)
    await join(study, ANA)
    await study.services.mock.resume(HERE, ANA)
    assert await listed(study) == []


async def test_who_had_a_seat_in_the_round_does_not_wait_by_coming_back(
    study: Study, clock: Moment
) -> None:
    await join(study, ANA)
    round = await sent(study)
    await stored(
        study.database, session(HERE, clock(), ANA, BEN, state="released", round_id=round.id)
    )
    await study.services.mock.leave(HERE, ANA)
    await study.services.mock.come_back(HERE, ANA)
    assert await listed(study) == []


async def test_more_hours_find_a_partner_at_once(study: Study) -> None:
    await join(study, ANA, days={2}, parts={"evening"})
    await join(study, BEN, days={4}, parts={"evening"})
    await sent(study)
    for member in (ANA, BEN):
        assert await enter(study, member) is None
    await join(study, CY, days={5}, parts={"evening"})
    week = (await study.services.mock.status(HERE, ANA)).free.week
    await study.services.mock_times.write(HERE, ANA, week, "Thu 18-20")
    assert await made(study) == [{ANA, BEN}]
    await join(study, CY, days={2}, parts={"evening"})
    assert await listed(study) == [CY]
