"""Two who press at once, or one who presses twice: each is served, and nothing is lost or doubled.

SimCord lets one person act at a time, so these races run on the services, on every engine.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

import pytest

from bot.content.library import Content
from bot.domain.daily.series import Series
from bot.domain.schedule import EVERY_DAY, Plan
from bot.errors import AlreadyRevealed, NoSuchSeries, StepsLeft, UserError
from bot.services import Services
from bot.storage.database import Database

GUILD, ANA, BEN = 1, 11, 12
NOW = datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
TIMES = 5


@dataclass
class Room:
    """The services and one question that was asked."""

    services: Services
    series: Series
    post: int

    async def text(self, member: int) -> str | None:
        asked = await self.services.daily.asked(GUILD, self.post, member)
        return asked.answer.text if asked.answer is not None else None


@pytest.fixture
async def room(database: Database, library: Content) -> Room:
    times = [NOW.replace(hour=8)]
    services = Services.build(
        database,
        lambda: times[-1],
        questions=library.questions,
        rubrics=library.rubrics,
        kits=library.kits,
        scorecards=library.scorecards,
        phases=library.plan,
    )
    await services.server.present({GUILD: ANA})
    plan = Plan(zone="UTC", at=time(9), pattern=EVERY_DAY)
    series = await services.series.add(
        GUILD, channel_id=5, place="text", plan=plan, threads=True, by=ANA
    )
    times.append(NOW)
    await services.planner.tick(NOW)
    async with database.reading() as tx:
        post = (await tx.exec_driver_sql("SELECT id FROM post")).scalar_one()
    return Room(services, series, post)


async def _together(*work: Coroutine[Any, Any, Any]) -> list[Any]:
    """The results; a sentence for the person is one of them, anything else fails the test."""
    ends = await asyncio.gather(*work, return_exceptions=True)
    for end in ends:
        if isinstance(end, BaseException) and not isinstance(end, UserError):
            raise end
    return ends


def _refused(ends: list[Any]) -> list[type]:
    return [type(end) for end in ends if isinstance(end, UserError)]


async def test_many_answer_one_question(room: Room) -> None:
    daily = room.services.daily
    members = range(100, 120)
    await _together(*(daily.answer(GUILD, room.post, one, f"By {one}") for one in members))
    await _together(*(daily.reveal(GUILD, room.post, one) for one in members))
    await daily.give_up(GUILD, room.post, ANA)
    found = [await daily.others(GUILD, room.post, ANA, place) for place in range(20)]
    assert {one.answer.text for one in found if one.answer} == {f"By {one}" for one in members}
    assert {one.total for one in found} == {20}


async def test_one_who_submits_twice_has_one_answer(room: Room) -> None:
    daily = room.services.daily
    for _ in range(TIMES):
        ends = await _together(
            *(daily.answer(GUILD, room.post, ANA, text) for text in ("One", "Two"))
        )
        assert _refused(ends) == []
        assert await room.text(ANA) in ("One", "Two")
    await daily.reveal(GUILD, room.post, ANA)
    await daily.give_up(GUILD, room.post, BEN)
    assert (await daily.others(GUILD, room.post, BEN, 0)).total == 1


async def test_a_change_beside_a_reveal_is_kept_or_given_back(room: Room) -> None:
    daily = room.services.daily
    for member in range(100, 100 + TIMES):
        await daily.answer(GUILD, room.post, member, "First")
        changed, _ = await _together(
            daily.answer(GUILD, room.post, member, "Second"),
            daily.reveal(GUILD, room.post, member),
        )
        if isinstance(changed, AlreadyRevealed):
            assert changed.quote == "Second"
            assert await room.text(member) == "First"
        else:
            assert await room.text(member) == "Second"


async def test_an_answer_beside_i_tried_is_kept_or_given_back(room: Room) -> None:
    daily = room.services.daily
    for member in range(100, 100 + TIMES):
        written, opened = await _together(
            daily.answer(GUILD, room.post, member, "Mine"),
            daily.give_up(GUILD, room.post, member),
        )
        assert opened.revealed
        if isinstance(written, AlreadyRevealed):
            assert written.quote == "Mine"
            assert await room.text(member) is None
        else:
            assert await room.text(member) == "Mine"


async def test_a_hint_that_is_opened_twice_counts_once(room: Room) -> None:
    daily = room.services.daily
    await _together(*(daily.hint(GUILD, room.post, ANA, None) for _ in range(TIMES)))
    ends = await _together(*(daily.hint(GUILD, room.post, ANA, 2) for _ in range(TIMES)))
    assert _refused(ends) == []
    assert (await daily.asked(GUILD, room.post, ANA)).hints == 2


async def test_of_two_scores_at_once_one_stands_whole(room: Room) -> None:
    daily = room.services.daily
    asked = await daily.give_up(GUILD, room.post, ANA)
    none: dict[str, frozenset[int]] = dict.fromkeys(asked.question.signals, frozenset())
    first = dict.fromkeys(asked.question.signals, frozenset({0}))
    for _ in range(TIMES):
        await _together(*(daily.score(GUILD, room.post, ANA, one) for one in (first, none)))
        _, ticked = await daily.ticks(GUILD, room.post, ANA)
        assert dict(ticked) in ({}, first)


async def test_two_who_finish_the_setup_at_once_make_one_series(room: Room) -> None:
    setup = room.services.setup
    await setup.choose_channel(GUILD, ANA, channel_id=6, place="text")
    await setup.choose_zone(GUILD, ANA, "Europe/Berlin")
    await setup.choose_time(GUILD, ANA, at=time(9), pattern=EVERY_DAY)
    ends = await _together(*(setup.finish(GUILD, by) for by in (ANA, BEN)))
    assert _refused(ends) == [StepsLeft]
    assert len(await room.services.series.of(GUILD)) == 2


async def test_pausing_resuming_and_removing_at_once_ends_in_one_of_them(room: Room) -> None:
    series, id = room.services.series, room.series.id
    for _ in range(TIMES):
        await _together(
            series.pause(GUILD, id, by=ANA),
            series.resume(GUILD, id, by=BEN),
            series.pause(GUILD, id, by=ANA),
        )
        (found,) = await series.of(GUILD)
        assert (found.paused_at is None) == (found.next_run_at is not None)
    ends = await _together(*(series.remove(GUILD, id, by=by) for by in (ANA, BEN)))
    # Whether the second one still saw it or not: it is removed, and both are told what is so.
    assert _refused(ends) in ([], [NoSuchSeries])
    assert await series.of(GUILD) == []


async def test_an_answer_beside_a_deletion_leaves_a_whole_answer_or_none(room: Room) -> None:
    daily, me = room.services.daily, room.services.me
    for _ in range(TIMES):
        await daily.hint(GUILD, room.post, ANA, None)
        await _together(daily.answer(GUILD, room.post, ANA, "Mine"), me.delete(GUILD, ANA))
        assert await room.text(ANA) in (None, "Mine")
        await me.delete(GUILD, ANA)
        assert await me.held(GUILD, ANA) == {}


async def test_a_zone_that_is_set_twice_at_once_is_one_of_them(room: Room) -> None:
    me = room.services.me
    await _together(*(me.set_zone(GUILD, ANA, zone) for zone in ("Asia/Tokyo", "Europe/Paris")))
    assert await me.zone(GUILD, ANA) in ("Asia/Tokyo", "Europe/Paris")
