"""A pacer that several share gives each a start of its own."""

import asyncio

from bot.storage import pacer
from bot.storage.database import Database


async def test_three_who_share_a_pacer_get_starts_of_their_own(database: Database) -> None:
    gap, now = 22_222, 1_772_442_000_000_000

    async def reserve(count: int) -> list[int]:
        async with database.transaction() as tx:
            first = await pacer.reserve(tx, name="discord", now_us=now, gap_us=gap, count=count)
        return [first + gap * n for n in range(count)]

    async def work() -> list[int]:
        return [start for _ in range(6) for start in await reserve(5)]

    starts = sorted(sum(await asyncio.gather(work(), work(), work()), []))
    assert starts == [now + gap * n for n in range(90)]


async def test_a_pacer_saves_nothing_up_while_idle(database: Database) -> None:
    async with database.transaction() as tx:
        one = {"name": "discord", "gap_us": 100}
        assert await pacer.reserve(tx, **one, now_us=1_000, count=3) == 1_000
        assert await pacer.reserve(tx, **one, now_us=1_000, count=1) == 1_300
        assert await pacer.reserve(tx, **one, now_us=9_000, count=1) == 9_000
        assert await pacer.reserve(tx, **one, now_us=8_000, count=1) == 9_100
        assert await pacer.reserve(tx, **one | {"name": "other"}, now_us=1, count=1) == 1
