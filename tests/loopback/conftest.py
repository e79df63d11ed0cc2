"""A running world, and a bare client of discord.py in it."""

from collections.abc import AsyncIterator

import discord
import pytest

from tests.loopback import Loopback, online, plain_intents, pointed_at


class Prompt(discord.Client):
    """Identifies again without discord.py’s pause of five seconds."""

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        return


@pytest.fixture
async def world() -> AsyncIterator[Loopback]:
    async with Loopback() as world:
        with pointed_at(world):
            yield world


@pytest.fixture
async def client(world: Loopback) -> AsyncIterator[discord.Client]:
    """Ready and connected."""
    prompt = Prompt(intents=plain_intents(), guild_ready_timeout=0.01)
    async with online(prompt, world.token) as client:
        yield client
