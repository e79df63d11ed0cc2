"""A fan-out against Discord’s limit of 50 a second: paced it is never refused, unpaced it is."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from bot.clock import now
from bot.delivery.pacer import PER_SECOND, Pacer, alone, shared
from bot.domain.delivery import State
from bot.storage.database import Database
from tests.delivery.office import Office
from tests.loopback import Loopback, pointed_at


@pytest.fixture
async def world() -> AsyncIterator[Loopback]:
    async with Loopback(channels=20, per_second=50, latency=0.04) as world:
        with pointed_at(world):
            yield world


async def order(office: Office, number: int) -> list[int]:
    channels = list(office.world.guild.channels.values())
    return [await office.order(channel=channels[each % len(channels)]) for each in range(number)]


def paced(database: Database) -> Pacer:
    if database.embedded:
        return Pacer(alone(), asyncio.sleep)
    return Pacer(shared(database, now), asyncio.sleep, ahead=5)


async def test_two_hundred_posts_are_paced_and_never_refused(
    office: Office, database: Database
) -> None:
    ids = await order(office, 200)
    started = time.monotonic()
    await office.hire(pacer=paced(database)).tick(office.clock())
    took = time.monotonic() - started
    assert {end[1] for end in office.ends} == {State.DONE}
    assert len(office.ends) == len(ids)
    assert office.world.requests.answered(429) == []
    assert took >= 199 / PER_SECOND


async def test_without_the_pacer_discord_refuses(office: Office) -> None:
    await order(office, 120)
    await office.hire().tick(office.clock())
    assert len(office.world.requests.answered(429)) > 0
