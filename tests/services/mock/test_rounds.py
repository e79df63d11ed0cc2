"""Rounds: one a slot, paired once, written whole or not at all, and nobody told twice."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.domain.mock import messages
from bot.domain.mock.rounds import KeptRound
from bot.domain.mock.session import Session
from bot.errors import ChangedMeanwhile, NoRounds, UserError
from bot.services.mock.round_settings import Wanted
from bot.services.worker import PairingFailedError, Worker
from bot.storage.mock import rounds, sessions
from bot.storage.tables.deliveries import DELIVERY
from bot.storage.tables.mock import MOCK_MEMBER, ROUND, ROUND_MEMBER, SEAT, SESSION, WAITING
from tests.services.mock.meeting import join
from tests.services.study import ANA, BEN, CHANNEL, CY, ELSEWHERE, HERE, MIA, Study

DAN = 104
# Wednesday noon in UTC; the clock of the study stands at Monday.
WEDNESDAY = Wanted(channel_id=CHANNEL, day=3, at=time(12), zone="UTC")
SENDS = datetime(2026, 3, 4, 12, tzinfo=UTC)


class Crash(Exception):
    """The process ends here."""


@pytest.fixture
async def weekly(study: Study) -> Study:
    """A server with a round on Wednesdays at noon, and three members who are free in the evenings."""
    await study.arrive(HERE)
    await study.services.round_settings.choose(HERE, WEDNESDAY, by=MIA)
    for member in (ANA, BEN, CY):
        await join(study, member, days={4, 5, 6}, parts={"evening"})
    return study


async def tick(study: Study) -> None:
    await study.plan()
    await study.services.rounds.tick(study.clock())


async def at(study: Study, moment: datetime) -> None:
    study.clock.now = moment
    await tick(study)


async def made(study: Study) -> Sequence[Session]:
    async with study.database.reading() as tx:
        newest = await rounds.newest(tx, guild_id=HERE)
        assert newest is not None
        return await sessions.of_round(
            tx, guild_id=HERE, round_id=newest.id, states=["proposing", "released"]
        )


async def kinds(study: Study) -> list[str]:
    return sorted(
        row["kind"] for row in await study.rows(DELIVERY) if row["kind"].startswith("mock")
    )


async def test_nothing_is_sent_before_the_hour_and_everything_at_it(weekly: Study) -> None:
    await at(weekly, SENDS - timedelta(seconds=1))
    assert await weekly.rows(SESSION) == []
    await at(weekly, SENDS)
    (session,) = await made(weekly)
    assert {*session.members} == {ANA, BEN, CY}, "the third observes"
    assert [seat.role for seat in session.seats] == ["interviewer", "candidate", "observer"]
    assert len(session.times) == 3
    assert all(SENDS + timedelta(hours=12) <= one for one in session.times)
    assert (session.next_step, session.next_at) == ("nudge", SENDS + timedelta(hours=24))
    assert await kinds(weekly) == [messages.ROUND, messages.THREAD]


async def test_a_round_is_sent_once_however_often_it_is_looked_at(weekly: Study) -> None:
    await at(weekly, SENDS)
    before = await weekly.rows(DELIVERY)
    await asyncio.gather(*(weekly.services.rounds.tick(SENDS) for _ in range(3)))
    await at(weekly, SENDS + timedelta(days=6))
    assert len(await weekly.rows(SESSION)) == 1
    assert len(await weekly.rows(DELIVERY)) == len(before)
    await at(weekly, SENDS + timedelta(days=7))
    assert [row["number"] for row in await weekly.rows(ROUND)] == [1, 2]


async def test_who_was_left_out_is_told_why_alone_and_waits_longer(weekly: Study) -> None:
    await weekly.services.mock.speak(HERE, CY, ["ja"])
    await at(weekly, SENDS)
    (out,) = [row for row in await weekly.rows(ROUND_MEMBER) if row["pair"] is None]
    assert (out["user_id"], out["reason"]) == (CY, "no partner")
    told = [row for row in await weekly.rows(DELIVERY) if row["kind"] == messages.LEFT_OUT]
    assert [(row["user_id"], row["target_id"]) for row in told] == [(CY, None)]
    streaks = {row["user_id"]: row["streak"] for row in await weekly.rows(MOCK_MEMBER)}
    assert streaks == {ANA: 0, BEN: 0, CY: 1}
    assert [row["user_id"] for row in await weekly.rows(WAITING)] == [CY]
    found = await weekly.services.previewing.left_out(HERE, (await weekly.rows(ROUND))[0]["id"], CY)
    assert found is not None
    assert found.reason == "no partner"


async def test_who_skips_pauses_left_or_joined_too_late_is_not_in_it(weekly: Study) -> None:
    joining = weekly.services.mock
    await joining.skip(HERE, CY, skips=True)
    weekly.clock.now = SENDS - timedelta(hours=23)
    await join(weekly, DAN, days={4, 5, 6}, parts={"evening"})
    await at(weekly, SENDS)
    (session,) = await made(weekly)
    assert {*session.members} == {ANA, BEN}
    assert {row["user_id"] for row in await weekly.rows(ROUND_MEMBER)} == {ANA, BEN}
    waiting = [(row["user_id"], row["why"]) for row in await weekly.rows(WAITING)]
    assert waiting == [(DAN, "late")], "who came too late takes whoever becomes free"
    await joining.pause(HERE, ANA)
    await joining.leave(HERE, BEN)
    await at(weekly, SENDS + timedelta(days=7))
    (second,) = await made(weekly)
    assert {*second.members} == {CY, DAN}, "a skip is for one round"


async def test_a_round_whose_pairs_failed_is_tried_again_from_the_same_seed(
    weekly: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bytes] = []
    pair = Worker.pair

    async def once_broken(self: Worker, round: Any, *given: Any) -> Any:
        asked.append(round.seed)
        if len(asked) == 1:
            raise PairingFailedError("the process died")
        return await pair(self, round, *given)

    monkeypatch.setattr(Worker, "pair", once_broken)
    await at(weekly, SENDS)
    assert await weekly.rows(SESSION) == []
    assert [row["state"] for row in await weekly.rows(ROUND)] == ["computing"]
    await at(weekly, SENDS + timedelta(minutes=10))
    assert len(await weekly.rows(SESSION)) == 1
    assert len(asked) == 2
    assert asked[0] == asked[1]


async def test_a_crash_before_the_pairs_are_written_repeats_the_same_round(
    weekly: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_all = sessions.add_all

    async def crash(*_: Any) -> None:
        raise Crash

    monkeypatch.setattr(sessions, "add_all", crash)
    with pytest.raises(Crash):
        await at(weekly, SENDS)
    assert await weekly.rows(SESSION) == []
    assert await kinds(weekly) == []
    monkeypatch.setattr(sessions, "add_all", add_all)
    (round,) = await weekly.rows(ROUND)
    await at(weekly, SENDS + timedelta(minutes=15))
    (again,) = await weekly.rows(ROUND)
    assert (again["id"], again["state"], again["starts_at"]) == (round["id"], "sent", SENDS)
    assert len(await made(weekly)) == 1


async def test_after_a_long_outage_there_is_one_round_and_its_week_begins_now(
    weekly: Study,
) -> None:
    back = SENDS + timedelta(days=16, minutes=7)
    await at(weekly, back)
    (round,) = await weekly.rows(ROUND)
    assert round["slot"] == date(2026, 3, 18)
    assert round["starts_at"] == back + timedelta(minutes=8)
    (session,) = await made(weekly)
    assert min(session.times) >= back + timedelta(hours=12)


async def test_a_round_that_is_due_while_the_last_is_unfinished_takes_its_place(
    weekly: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = Worker.pair

    async def broken(*_: Any) -> Any:
        raise PairingFailedError("no")

    monkeypatch.setattr(Worker, "pair", broken)
    await at(weekly, SENDS)
    monkeypatch.setattr(Worker, "pair", pair)
    await at(weekly, SENDS + timedelta(days=7))
    states = {row["slot"]: row["state"] for row in await weekly.rows(ROUND)}
    assert states == {date(2026, 3, 4): "skipped", date(2026, 3, 11): "sent"}
    assert len(await weekly.rows(SESSION)) == 1


async def test_a_search_for_a_time_ends_with_the_next_round_and_both_are_told(
    weekly: Study,
) -> None:
    await at(weekly, SENDS)
    (first,) = await made(weekly)
    await at(weekly, SENDS + timedelta(days=7))
    states = {row["id"]: row["state"] for row in await weekly.rows(SESSION)}
    assert states.pop(first.id) == "released"
    assert [*states.values()] == ["proposing"]
    told = [row for row in await weekly.rows(DELIVERY) if row["kind"] == messages.RELEASED]
    assert {row["ref"] for row in told} == {first.id}
    # Whoever is in the new round does not wait for anybody of the last one.
    assert await weekly.rows(WAITING) == []


async def test_one_member_alone_is_told_and_a_server_without_any_reads_nothing(
    study: Study,
) -> None:
    await study.arrive(HERE, ELSEWHERE)
    await study.services.round_settings.choose(HERE, WEDNESDAY, by=MIA)
    await study.services.round_settings.choose(ELSEWHERE, WEDNESDAY, by=MIA)
    await join(study, ANA)
    await at(study, SENDS)
    assert [row["reason"] for row in await study.rows(ROUND_MEMBER)] == ["alone"]
    told = sorted((row["guild_id"], row["kind"]) for row in await study.rows(DELIVERY))
    assert told == [(HERE, messages.LEFT_OUT), (HERE, messages.ROUND)]


async def test_where_all_exclude_all_everybody_is_left_out_as_if_no_hour_were_common(
    weekly: Study,
) -> None:
    for one in (ANA, BEN, CY):
        for other in {ANA, BEN, CY} - {one}:
            await weekly.services.mock_never.add(HERE, one, other, is_bot=False)
    await at(weekly, SENDS)
    out = await weekly.rows(ROUND_MEMBER)
    assert {(row["pair"], row["reason"]) for row in out} == {(None, "no partner")}


async def test_a_dry_run_sends_nothing_and_says_what_is_new_since_the_last(weekly: Study) -> None:
    previewing = weekly.services.previewing
    first = await previewing.preview(HERE)
    assert (len(first.pairs), first.threes, first.new) == (1, 1, None)
    again = await previewing.preview(HERE)
    assert again.new is not None
    assert not again.new
    await join(weekly, DAN, days={4, 5, 6}, parts={"evening"})
    third = await previewing.preview(HERE)
    assert third.new is not None
    assert third.new.came == {DAN}
    assert len(third.new.groups) == 2
    assert (await weekly.rows(SESSION), await kinds(weekly)) == ([], [])


async def test_what_a_dry_run_showed_is_what_the_hour_sends(weekly: Study) -> None:
    for member in range(105, 112):
        await join(weekly, member, days={4, 5, 6}, parts={"evening"})
    shown = await weekly.services.previewing.preview(HERE)
    await at(weekly, SENDS)
    assert {frozenset(pair.members) for pair in shown.pairs} == {
        frozenset(session.members) for session in await made(weekly)
    }


async def test_a_round_sent_by_hand_takes_the_place_of_the_next(weekly: Study) -> None:
    weekly.clock.pass_by(hours=1)
    sent = await weekly.services.previewing.bring_forward(HERE, MIA, number=0)
    assert isinstance(sent, KeptRound)
    assert (sent.state, sent.number) == ("sent", 1)
    with pytest.raises(ChangedMeanwhile):
        await weekly.services.previewing.bring_forward(HERE, MIA, number=0)
    await at(weekly, SENDS)
    assert len(await weekly.rows(ROUND)) == 1
    await at(weekly, SENDS + timedelta(days=7))
    assert len(await weekly.rows(ROUND)) == 2


async def test_two_owners_who_send_at_once_send_one_round(weekly: Study) -> None:
    async def send() -> bool:
        try:
            await weekly.services.previewing.bring_forward(HERE, MIA, number=0)
        except UserError:
            return False
        return True

    assert sorted(await asyncio.gather(send(), send())) == [False, True]
    assert len(await weekly.rows(SESSION)) == 1


async def test_without_a_channel_there_is_no_round(study: Study) -> None:
    await study.arrive(HERE)
    for doing in (
        study.services.round_settings.choose(HERE, Wanted(day=2), by=MIA),
        study.services.previewing.preview(HERE),
        study.services.previewing.bring_forward(HERE, MIA, number=0),
        study.services.previewing.status(HERE),
        study.services.previewing.invite(HERE),
    ):
        with pytest.raises(NoRounds):
            await doing


async def test_a_change_is_taken_back_and_that_too(weekly: Study) -> None:
    settings = weekly.services.round_settings
    chosen = await settings.choose(HERE, Wanted(weeks=2, events=True), by=MIA)
    assert chosen.change is not None
    assert str(chosen.settings.plan.pattern) == "Every 2 weeks on Wednesday"
    back = await weekly.services.changes.undo(HERE, MIA, chosen.change.id)
    held = await settings.of(HERE)
    assert held is not None
    assert (str(held.plan.pattern), held.events) == ("Wednesdays", False)
    await weekly.services.changes.undo(HERE, MIA, back.id)
    held = await settings.of(HERE)
    assert held is not None
    assert held.events


async def test_rounds_that_are_off_do_not_come_until_they_are_on(weekly: Study) -> None:
    settings = weekly.services.round_settings
    await settings.choose(HERE, Wanted(is_on=False), by=MIA)
    await at(weekly, SENDS)
    assert await weekly.rows(ROUND) == []
    await settings.choose(HERE, Wanted(is_on=True), by=MIA)
    await at(weekly, SENDS + timedelta(days=7))
    assert len(await weekly.rows(ROUND)) == 1


async def test_owners_see_numbers_of_the_last_round(weekly: Study) -> None:
    await weekly.services.mock.speak(HERE, CY, ["ja"])
    await at(weekly, SENDS)
    status = await weekly.services.previewing.status(HERE)
    assert status.last is not None
    assert status.outcomes is not None
    assert (status.members, status.left_out, status.waiting) == (3, 1, 1)
    assert (status.outcomes.proposing, status.outcomes.held, status.outcomes.cards) == (1, 0, 0)
    assert status.next_slot.at == SENDS + timedelta(days=7)


async def test_seats_hold_the_level_of_each(weekly: Study) -> None:
    await at(weekly, SENDS)
    assert {row["level"] for row in await weekly.rows(SEAT)} == {"L6"}
