"""A show around a very small bot, and one around the whole one."""

import socket
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import aiohttp
import pytest
import simcord

from bot import app
from bot.demo.host.world import World
from bot.demo.mocks import Mocks
from bot.demo.passing import Passing, next_due
from bot.demo.show import Show
from tests.demo.circle import BEGUN, ZONE, Circle
from tests.demo.stage import START, SmallBot, Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A show with a card in #daily-question."""
    bot = SmallBot()
    env = simcord.Env(bot, check_errors=False)
    world = World(env, tmp_path / "world.pickle")
    world.reach(START)
    world.furnish()
    await env.start()
    with socket.create_server(("127.0.0.1", 0)) as door:
        show = Show(world, Passing(world, bot, bot.next_due), zone="UTC", door=door)
        base = f"http://127.0.0.1:{door.getsockname()[1]}"
        async with show.panes, aiohttp.ClientSession(base) as session:
            stage = Stage(bot, world, show, session)
            bot.elsewhere = stage.hall
            await bot.post(stage.questions)
            await env.settle()
            yield stage
    await env.shutdown()


@pytest.fixture
async def circle(tmp_path: Path) -> AsyncIterator[Circle]:
    """The study circle with the whole bot, before anybody did anything."""

    def now() -> datetime:
        return world.env.now() if world else BEGUN

    world: World | None = None
    house = app.build(f"sqlite:///{tmp_path / 'loopmate.db'}", clock=now, wait=None)
    env = simcord.Env(house.client, check_errors=False, settle_timeout=30)
    world = World(env, tmp_path / "world.pickle")
    world.reach(BEGUN)
    world.furnish()
    await house.open()
    await env.start()
    passing = Passing(world, house, lambda: next_due(house.database))
    mocks = Mocks(world, house.services, passing, ZONE)
    with socket.create_server(("127.0.0.1", 0)) as door:
        show = Show(world, passing, mocks, zone=ZONE, door=door)
        async with show.panes:
            yield Circle(world, house.services, passing, mocks, show)
    await env.shutdown()
    await house.close()
    assert env.errors == []
