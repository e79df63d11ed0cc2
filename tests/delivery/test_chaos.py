"""Processes that are killed at random moments and started again: one each, none lost.

LOOPMATE_DRILL_ROUNDS is how many times over, once by default; a failure names its seed.
"""

import asyncio
import os
import random
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.delivery import drill, verdict
from tests.delivery.drill import Worker, Workers
from tests.delivery.parcels import SHAPES
from tests.loopback import Loopback

ROUNDS = int(os.environ.get("LOOPMATE_DRILL_ROUNDS", "1"))
DELIVERIES = 40
KILLS = 6
LONGEST_LIFE = 0.7  # seconds from a process’s first look at the outbox to its death
AT_ONCE = 2  # sends in flight, over all processes: so few that work is left for every kill


@pytest.fixture
async def world() -> AsyncIterator[Loopback]:
    # A nonce is trusted for 6 seconds there, and a request may take 1.5 more.
    async with Loopback(per_second=None, latency=0.2, nonce_window=9) as world:
        yield world


@pytest.mark.parametrize("_round", range(ROUNDS))
async def test_random_kills_leave_one_each(
    address: str, engine: str, world: Loopback, tmp_path: Path, _round: int
) -> None:
    seed = secrets.randbelow(10**6)
    wanted = [(id, SHAPES[id % len(SHAPES)]) for id in range(1, DELIVERIES + 1)]
    await drill.put(address, world, wanted)
    async with drill.hiring(tmp_path) as workers:
        number = 1 if engine == "sqlite" else 2
        last = await kill_at_random(workers, address, world, number, random.Random(seed))
        assert [await each.end() for each in last] == [0] * number, (
            seed,
            [each.said for each in last],
        )
    found = await drill.stored(address)
    assert [fault for each in found for fault in verdict.wrong(world, each)] == [], seed
    assert len(found) == DELIVERIES
    assert any(each.attempt > 1 for each in found), f"no kill of {seed} hit anything"


async def kill_at_random(
    workers: Workers, address: str, world: Loopback, number: int, chance: random.Random
) -> list[Worker]:
    """Keep so many processes sending, whatever happens to them; the last ones."""

    async def start() -> Worker:
        return await workers.start(address, world, in_flight=AT_ONCE // number)

    running = [await start() for _ in range(number)]
    for _ in range(KILLS):
        unlucky = chance.randrange(number)
        await running[unlucky].begun()
        await asyncio.sleep(chance.uniform(0, LONGEST_LIFE))
        running[unlucky].kill()
        await running[unlucky].end()
        running[unlucky] = await start()
    return running
