"""Large rounds and pictures are made in another process, which may die, hang or panic."""

import asyncio
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager

import pytest

from bot.domain.mock import pairing, shards
from bot.domain.mock.member import Interval, Member
from bot.domain.mock.round import Pairing
from bot.files import picture
from bot.services.worker import PairingFailedError, Worker, WorkFailedError, pair
from tests.cogs.sampled.progress import FULL
from tests.domain.circle import ROUND, member, met

A_BOT = """
import asyncio
from bot.services.worker import Worker
from tests.services.test_worker import ROUND, crowd
worker = Worker(small=10)
asyncio.run(worker.pair(ROUND, crowd(20), []))
print(worker._number, flush=True)
input()
"""
HISTORY = [met(1, 2, 3), met(3, 4, 1)]


def crowd(size: int) -> list[Member]:
    """Members with some hours in common, a few of whom never meet."""
    return [
        member(
            id,
            level=("L4", "L5", "L6")[id % 3],
            never=frozenset({id + 1} if id % 10 == 0 else ()),
            hours=tuple(Interval(id % day + 1, 60 * (9 + id % 7), 180) for day in (3, 5, 7)),
        )
        for id in range(1, size + 1)
    ]


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    worker = Worker(small=10)
    yield worker
    worker.close()


@contextmanager
def watched(number: int) -> Iterator[Callable[[], bool]]:
    """Whether a process ended, for which it has ten seconds."""
    handle = os.pidfd_open(number)
    try:
        yield lambda: bool(select.select([handle], [], [], 10)[0])
    finally:
        os.close(handle)


def number_of(worker: Worker) -> int:
    assert worker._number is not None
    return worker._number


async def test_the_process_finds_what_is_found_on_the_spot(worker: Worker) -> None:
    there = crowd(60)
    found = await worker.pair(ROUND, there, HISTORY)
    assert found == pair(ROUND, there, HISTORY)
    assert number_of(worker) != os.getpid()
    first = number_of(worker)
    assert await worker.pair(ROUND, there[::-1], HISTORY) == found
    assert number_of(worker) == first


async def test_a_small_round_starts_no_process(worker: Worker) -> None:
    found = await worker.pair(ROUND, crowd(10), [])
    assert len(found.pairs) == 5
    assert worker._number is None


async def test_a_process_that_died_is_replaced_and_the_round_is_the_same(worker: Worker) -> None:
    there = crowd(60)
    found = await worker.pair(ROUND, there, HISTORY)
    first = number_of(worker)
    os.kill(first, signal.SIGKILL)
    assert await worker.pair(ROUND, there, HISTORY) == found
    assert number_of(worker) != first


async def test_a_round_that_takes_too_long_has_failed_and_can_be_tried_again() -> None:
    worker = Worker(small=10, longest=0.001)
    with pytest.raises(PairingFailedError, match=r"not done in 0\.001 s"):
        await worker.pair(ROUND, crowd(300), [])
    assert worker._number is None
    patient = Worker(small=10)
    assert len((await patient.pair(ROUND, crowd(20), [])).pairs) == 10
    patient.close()


async def test_the_process_ends_when_it_is_let_go(worker: Worker) -> None:
    await worker.pair(ROUND, crowd(20), [])
    with watched(number_of(worker)) as ended:
        worker.close()
        worker.close()
        assert ended()


def test_the_process_ends_when_the_bot_is_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", A_BOT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as bot:
        assert bot.stdout is not None
        with watched(int(bot.stdout.readline())) as ended:
            bot.kill()
            assert ended()


async def test_the_bot_stays_free_meanwhile(worker: Worker) -> None:
    await worker.pair(ROUND, crowd(20), [])
    task = asyncio.create_task(worker.pair(ROUND, crowd(400), []))
    turns, longest = 0, 0.0
    while not task.done():
        before = time.perf_counter()
        await asyncio.sleep(0.001)
        longest = max(longest, time.perf_counter() - before)
        turns += 1
    assert len((await task).pairs) == 200
    # Far from the three seconds that Discord waits, also on a machine that is busy.
    assert turns > 20
    assert longest < 1


class Panic(BaseException):
    """As rustworkx raises it: no `Exception`."""


def test_a_panic_is_an_error_that_can_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def panics(*given: object) -> Pairing:
        raise Panic("overflow")

    monkeypatch.setattr(pairing, "pair", panics)
    with pytest.raises(PairingFailedError, match="Panic: overflow"):
        pair(ROUND, [], [])


def test_the_end_of_the_program_is_no_fault_of_the_round(monkeypatch: pytest.MonkeyPatch) -> None:
    def ends(*given: object) -> Pairing:
        raise KeyboardInterrupt

    monkeypatch.setattr(shards, "solve", ends)
    with pytest.raises(KeyboardInterrupt):
        pair(ROUND, crowd(4), [])


async def test_a_picture_is_drawn_in_the_same_process(worker: Worker) -> None:
    drawn = await worker.carry_out(picture.draw, FULL, "Ana")
    assert drawn == picture.draw(FULL, "Ana")
    first = number_of(worker)
    await worker.pair(ROUND, crowd(20), [])
    assert number_of(worker) == first


async def test_what_is_told_to_be_done_here_starts_no_process() -> None:
    worker = Worker(small=10, here=True)
    assert await worker.carry_out(picture.draw, FULL, None) == picture.draw(FULL, None)
    assert len((await worker.pair(ROUND, crowd(20), [])).pairs) == 10
    assert worker._number is None


async def test_work_that_takes_too_long_is_given_up() -> None:
    hasty = Worker(longest=0.001)
    with pytest.raises(WorkFailedError, match=r"not done in 0\.001 s"):
        await hasty.carry_out(picture.draw, FULL, None)
    assert hasty._number is None
