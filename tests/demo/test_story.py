"""The pretend members, with the whole bot."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import simcord

from bot import app
from bot.demo import story, words
from bot.demo.host.world import World
from bot.demo.show import Show

START = datetime(2026, 11, 23, 9, 0, 30, tzinfo=UTC)


@dataclass
class Circle:
    """The study circle, set up by its owner."""

    world: World
    show: Show

    @property
    def question(self) -> story.Question:
        found = story.newest_question(self.world)
        assert found is not None
        return found

    def silent(self) -> list[str | None]:
        return [m.user.global_name for m in story.silent(self.world, self.question)]


@pytest.fixture
async def circle(tmp_path: Path) -> AsyncIterator[Circle]:
    moment = START

    def now() -> datetime:
        return world.env.now() if world else moment

    world: World | None = None
    house = app.build(f"sqlite:///{tmp_path / 'loopmate.db'}", clock=now, wait=None)
    env = simcord.Env(house.client, check_errors=False, settle_timeout=30)
    world = World(env, tmp_path / "world.pickle")
    world.reach(START)
    world.furnish()
    await house.open()
    await env.start()
    with socket.create_server(("127.0.0.1", 0)) as door:
        show = Show(house, world, zone="Europe/Berlin", door=door)
        async with show.panes:
            yield Circle(world, show)
    await env.shutdown()
    await house.close()
    assert env.errors == []


async def test_before_setup_the_tip_leads_to_it(circle: Circle) -> None:
    ana, ben, _ = circle.world.members
    assert story.newest_question(circle.world) is None
    assert "Type `/setup`" in story.tip(circle.world, ana.id)
    assert "Be Ana, the owner" in story.tip(circle.world, ben.id)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Kathmandu", "UTC", "Etc/UTC"])
async def test_the_owner_sets_up_and_a_question_is_there_a_minute_later(
    circle: Circle, zone: str
) -> None:
    await story.set_up(circle.world, circle.show.pass_time, zone)
    assert (circle.world.env.now() - START).total_seconds() == 60
    assert circle.world.place(circle.question.channel).name == "daily-question"
    assert circle.silent() == ["Ana", "Ben", "Cy"]


async def test_the_others_answer_and_what_they_wrote_opens_after_ones_own(circle: Circle) -> None:
    await story.set_up(circle.world, circle.show.pass_time, "Europe/Berlin")
    ana, ben, _ = circle.world.members
    await circle.show.press("answers", str(ana.id))
    assert circle.silent() == ["Ana"]
    assert "Press `Answer`" in story.tip(circle.world, ana.id)
    assert "Press `Ana and Cy answer`" in story.tip(circle.world, ben.id)
    await circle.show.press("answers", str(ben.id))
    assert circle.silent() == []
    assert "All three" in story.tip(circle.world, ana.id)
    assert not circle.show.state(str(ana.id))["othersCanAnswer"]


@pytest.mark.parametrize("sign", ["🟦", "🟩", "🟧", "🟪"])
def test_two_members_write_different_things_about_each_kind(sign: str) -> None:
    first, second = (words.attempt(f"{sign} Some kind", turn) for turn in (0, 1))
    assert first != second
    assert min(len(first), len(second)) >= 200


async def test_each_next_day_brings_one_question_and_none_twice(circle: Circle) -> None:
    await story.set_up(circle.world, circle.show.pass_time, "Europe/Berlin")
    seen = [circle.question]
    for _ in range(3):
        await circle.show.press("day", str(circle.world.members[0].id))
        seen.append(circle.question)
    assert len({q.message for q in seen}) == len({q.text for q in seen}) == 4
    assert len(list(circle.world.said())) == 4


async def test_two_presses_at_once_take_turns(circle: Circle) -> None:
    await story.set_up(circle.world, circle.show.pass_time, "Europe/Berlin")
    ana = str(circle.world.members[0].id)
    await asyncio.gather(circle.show.press("answers", ana), circle.show.press("hour", ana))
    assert circle.silent() == ["Ana"]
