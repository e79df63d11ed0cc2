"""A loopback whose clock the test holds, and a client that is logged in and not connected."""

from collections.abc import AsyncIterator

import discord
import pytest

from bot.storage.database import Database
from tests.delivery.office import Moment, Office
from tests.loopback import Loopback, pointed_at


@pytest.fixture
def clock() -> Moment:
    return Moment()


@pytest.fixture
async def world(clock: Moment) -> AsyncIterator[Loopback]:
    async with Loopback(now=clock.seconds, per_second=None) as world:
        with pointed_at(world):
            yield world


@pytest.fixture
async def client(world: Loopback) -> AsyncIterator[discord.Client]:
    """Nothing is in its memory, as in a process that sends and hears no gateway."""
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login(world.token)
        yield client


@pytest.fixture
def office(world: Loopback, database: Database, client: discord.Client, clock: Moment) -> Office:
    return Office(world, database, client, clock)
