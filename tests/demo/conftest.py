"""A show around a very small bot."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import simcord

from bot.demo.host.world import World
from bot.demo.show import Show
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
        show = Show(bot, world, zone="UTC", door=door)
        base = f"http://127.0.0.1:{door.getsockname()[1]}"
        async with show.panes, aiohttp.ClientSession(base) as session:
            stage = Stage(bot, world, show, session)
            bot.elsewhere = stage.hall
            await bot.post(stage.questions)
            await env.settle()
            yield stage
    await env.shutdown()
