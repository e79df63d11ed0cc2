"""Faults on demand: errors, lost replies and silence, for the requests a test names."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Literal

How = Literal["status", "drop", "hang"]


def pattern(path: str) -> re.Pattern[str]:
    """`/channels/*/messages`: a star stands for one part of the path."""
    return re.compile(re.escape(path).replace(r"\*", "[^/]+"))


@dataclass(eq=False)
class Fault:
    """What happens to a matching request, `left` more times (None: for ever).

    With `after` the request is carried out first, so that only its reply is lost.
    """

    method: str
    path: str
    how: How = "status"
    status: int = 500
    code: int = 0
    left: int | None = 1
    after: bool = False
    proxy_made: bool = False
    retry_after: float = 0.05
    struck: int = 0
    _struck: asyncio.Event = field(default_factory=asyncio.Event)

    def hits(self, method: str, path: str) -> bool:
        return (
            self.left != 0
            and self.method == method
            and pattern(self.path).fullmatch(path) is not None
        )

    def strike(self) -> None:
        """Counts it as used; called when the request arrives."""
        self.struck += 1
        if self.left is not None:
            self.left -= 1

    def done(self) -> None:
        """Wakes whoever waits in `reached`."""
        self._struck.set()

    async def reached(self, timeout: float = 5.0) -> None:
        """Returns once a request has come so far that only the fault is left of it.

        With `after` that is the moment when the action is done and its reply is not sent.
        """
        async with asyncio.timeout(timeout):
            await self._struck.wait()


class Faults:
    def __init__(self) -> None:
        self._planned: list[Fault] = []
        self._release = asyncio.Event()

    @property
    def struck(self) -> int:
        return sum(fault.struck for fault in self._planned)

    def plan(self, fault: Fault) -> Fault:
        self._planned.append(fault)
        return fault

    def take(self, method: str, path: str) -> Fault | None:
        """The first planned fault that this request meets."""
        for fault in self._planned:
            if fault.hits(method, path):
                fault.strike()
                return fault
        return None

    def clear(self) -> None:
        """Plans nothing any more; what hangs keeps hanging."""
        for fault in self._planned:
            fault.left = 0

    async def hang(self) -> None:
        """Waits until the server closes."""
        await self._release.wait()

    def release(self) -> None:
        self._release.set()
