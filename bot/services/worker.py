"""The one process for what would stall the bot: pairing large rounds, and drawing pictures.

A thread would hold Python’s lock. Values go in and come out; small rounds are paired on the spot.
"""

import asyncio
import functools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import ParamSpec, TypeVar

from bot.domain.mock import pairing
from bot.domain.mock.member import Member, Met
from bot.domain.mock.round import Pairing, Round

SMALL = 40
"""A round of so many takes no longer than a tick may."""
LONGEST = 300.0
"""Seconds after which a round has failed; it is tried again, and never done in another way."""
_NICE = 10
_TRIES = 2

Given = ParamSpec("Given")
Made = TypeVar("Made")


class WorkFailedError(Exception):
    """Something could not be done this time; the same can be tried again."""


class PairingFailedError(WorkFailedError):
    """A round could not be paired this time; the same round can be tried again."""


def pair(round: Round, members: Sequence[Member], met: Sequence[Met]) -> Pairing:
    """As `pairing.pair`, where whatever breaks is a `PairingFailedError`.

    A panic in rustworkx is no `Exception`, and its class cannot be sent to another process.
    """
    try:
        return pairing.pair(round, members, met)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise PairingFailedError(f"{type(error).__name__}: {error}") from error


class Worker:
    """One process at most, started when it is first needed and again after it died."""

    def __init__(self, *, small: int = SMALL, longest: float = LONGEST, here: bool = False) -> None:
        """`here`: all is done on the spot, as in the demo, whose clock would wait for no process."""
        self._here = here
        self._small = small
        self._longest = longest
        self._pool: ProcessPoolExecutor | None = None
        self._number: int | None = None
        self._alone = asyncio.Lock()

    async def pair(self, round: Round, members: Sequence[Member], met: Sequence[Met]) -> Pairing:
        """Pair a round. Raises `PairingFailedError`."""
        if self._here or len(members) <= self._small:
            return pair(round, members, met)
        try:
            return await self.carry_out(pair, round, members, met)
        except PairingFailedError:
            raise
        except WorkFailedError as error:
            raise PairingFailedError(str(error)) from error

    async def carry_out(
        self, work: Callable[Given, Made], *given: Given.args, **named: Given.kwargs
    ) -> Made:
        """Do a piece of work, one after the other; it is a function of a module, and pure.

        Raises `WorkFailedError`, and what the work raises.
        """
        task = functools.partial(work, *given, **named)
        if self._here:
            return task()
        async with self._alone:
            for _ in range(_TRIES):
                try:
                    return await self._elsewhere(task)
                except BrokenProcessPool:
                    self._number = None
                    self.close()
        raise WorkFailedError("the process that works beside the bot died twice")

    def close(self) -> None:
        """End the process, whatever it is at; the next piece of work starts another."""
        if self._number is not None:
            with suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGKILL)
            self._number = None
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    async def _elsewhere(self, task: Callable[[], Made]) -> Made:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, context, initializer=_settle)
        loop = asyncio.get_running_loop()
        self._number = await loop.run_in_executor(self._pool, os.getpid)
        try:
            async with asyncio.timeout(self._longest):
                return await loop.run_in_executor(self._pool, task)
        except TimeoutError as error:
            self.close()
            raise WorkFailedError(f"not done in {self._longest:g} s") from error


def _settle() -> None:
    """In the new process: give way to the bot, leave its end to it, and end when it does."""
    os.nice(_NICE)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_bot, daemon=True).start()


def _end_with_the_bot() -> None:
    bot = multiprocessing.parent_process()
    assert bot is not None
    bot.join()
    os._exit(0)
