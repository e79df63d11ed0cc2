from collections.abc import AsyncIterator

import pytest

from tests.loopback import Loopback, Member


@pytest.fixture
async def world() -> AsyncIterator[Loopback]:
    async with Loopback(guilds=1, channels=2) as world:
        yield world


@pytest.fixture
def owner(world: Loopback) -> Member:
    return world.add_member(world.guild, "Mia", "administrator")


@pytest.fixture
def ana(world: Loopback) -> Member:
    return world.add_member(world.guild, "Ana")


@pytest.fixture
def ben(world: Loopback) -> Member:
    return world.add_member(world.guild, "Ben")
