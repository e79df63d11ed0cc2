"""The pacer gives out turns a gap apart, and never saves up for a burst."""

import asyncio
from dataclasses import dataclass, field

import pytest

from bot.delivery.pacer import GAP, PER_SECOND, Pacer, alone, shared
from bot.storage.database import Database
from tests.delivery.office import Moment


@dataclass
class Stopwatch:
    """Time that passes only by waiting; `waits` are the pauses asked for."""

    now: float = 100.0
    waits: list[float] = field(default_factory=list[float])

    def __call__(self) -> float:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def watch() -> Stopwatch:
    return Stopwatch()


async def test_starts_are_a_gap_apart(watch: Stopwatch) -> None:
    pacer = Pacer(alone(watch), watch.wait, monotonic=watch)
    starts: list[float] = []
    for _ in range(PER_SECOND + 1):
        await pacer.start()
        starts.append(watch.now)
    assert starts[0] == 100.0
    assert starts[-1] - starts[0] == pytest.approx(1.0)
    assert watch.waits == pytest.approx([GAP] * PER_SECOND)


async def test_a_quiet_time_is_not_saved_up(watch: Stopwatch) -> None:
    pacer = Pacer(alone(watch), watch.wait, monotonic=watch)
    await pacer.start()
    watch.now += 60
    for _ in range(3):
        await pacer.start()
    assert watch.waits == pytest.approx([GAP, GAP])


async def test_starts_asked_for_at_once_get_turns_of_their_own(watch: Stopwatch) -> None:
    pacer = Pacer(alone(watch), watch.wait, monotonic=watch)
    await asyncio.gather(*(pacer.start() for _ in range(4)))
    assert watch.waits == pytest.approx([GAP] * 3)


@pytest.mark.parametrize("ahead", [1, 5])
async def test_a_pause_of_the_whole_process_makes_no_burst(watch: Stopwatch, ahead: int) -> None:
    starts: list[float] = []

    async def stall_once(seconds: float) -> None:
        await watch.wait(seconds + 3 * (len(starts) == 10))

    pacer = Pacer(alone(watch), stall_once, ahead=ahead, monotonic=watch)

    async def start() -> None:
        await pacer.start()
        starts.append(watch.now)

    await asyncio.gather(*(start() for _ in range(100)))
    fullest = max(sum(first <= each < first + 1 for each in starts) for first in starts)
    assert fullest <= PER_SECOND + 2


async def test_without_a_wait_every_turn_comes_at_once_and_none_is_reserved() -> None:
    async def reserve(_: int) -> float:
        raise AssertionError("reserved")

    pacer = Pacer(reserve, None)
    for _ in range(100):
        await pacer.start()


async def test_a_few_starts_are_reserved_at_a_time(watch: Stopwatch) -> None:
    asked: list[int] = []
    local = alone(watch)

    async def reserve(count: int) -> float:
        asked.append(count)
        return await local(count)

    pacer = Pacer(reserve, watch.wait, ahead=5, monotonic=watch)
    for _ in range(10):
        await pacer.start()
    assert asked == [5, 5]
    assert watch.now == pytest.approx(100.0 + 9 * GAP)


async def test_reserved_turns_that_nobody_took_are_lost(watch: Stopwatch) -> None:
    pacer = Pacer(alone(watch), watch.wait, ahead=5, monotonic=watch)
    await pacer.start()
    watch.now += 60
    for _ in range(3):
        await pacer.start()
    assert watch.waits == pytest.approx([GAP, GAP])


async def test_processes_that_share_a_database_share_the_rate(
    database: Database, clock: Moment
) -> None:
    starts: list[float] = []

    def process() -> Pacer:
        async def wait(seconds: float) -> None:
            starts.append(seconds)

        return Pacer(shared(database, clock), wait, ahead=5, monotonic=lambda: 0.0)

    here, there = process(), process()
    for _ in range(10):
        await here.start()
        await there.start()
    # The very first start needs no wait.
    assert sorted(starts) == pytest.approx([GAP * turn for turn in range(1, 20)], abs=1e-4)
