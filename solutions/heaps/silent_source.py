"""Silent source: a heap of waiting records, a lazy heap of promises, a queue of silence."""

from collections import OrderedDict
from heapq import heappop, heappush
from random import Random
from typing import Any

Record = tuple[int, int, int, str]


class _Merger:
    """What has come in and what has been released."""

    def __init__(self, sources: int, patience: int) -> None:
        self.patience = patience
        self.heard: OrderedDict[int, int] = OrderedDict.fromkeys(range(sources), 0)
        self.stamps = [-1] * sources
        self.promises = [(-1, source) for source in range(sources)]
        self.waiting: list[Record] = []
        self.newest = -1
        self.out: list[str] = []
        self.late: list[str] = []

    def release(self, now: int) -> None:
        """Set silent sources aside, then let go of all that nobody can precede."""
        while self.heard and now - next(iter(self.heard.values())) > self.patience:
            self.heard.popitem(last=False)
        while self.promises and not self._holds(*self.promises[0]):
            heappop(self.promises)
        self._release_before(self.promises[0][0] if self.promises else None)

    def _holds(self, stamp: int, source: int) -> bool:
        return source in self.heard and self.stamps[source] == stamp

    def _release_before(self, bound: int | None) -> None:
        while self.waiting and (bound is None or self.waiting[0][0] < bound):
            stamp, _, _, name = heappop(self.waiting)
            self.newest = stamp
            self.out.append(name)

    def take(self, number: int, now: int, source: int, stamp: int, name: str) -> None:
        """Take one message in."""
        self.stamps[source] = stamp
        self.heard[source] = now
        self.heard.move_to_end(source)
        heappush(self.promises, (stamp, source))
        if name and stamp < self.newest:
            self.late.append(name)
        elif name:
            heappush(self.waiting, (stamp, source, number, name))

    def finish(self) -> dict[str, list[str]]:
        """Release the rest."""
        self._release_before(None)
        return {"out": self.out, "late": self.late}


def solve(sources: int, patience: int, messages: list[list[Any]]) -> dict[str, list[str]]:
    """Release, take in, release, for every message."""
    merger = _Merger(sources, patience)
    for number, (now, source, stamp, name) in enumerate(messages):
        merger.release(now)
        merger.take(number, now, source, stamp, name)
        merger.release(now)
    return merger.finish()


def second(sources: int, patience: int, messages: list[list[Any]]) -> dict[str, list[str]]:
    """Everything by searching plain lists."""
    heard = [0] * sources
    stamps = [-1] * sources
    waiting: list[tuple[int, int, int, str]] = []
    newest = -1
    out: list[str] = []
    late: list[str] = []

    def release(now: int) -> None:
        nonlocal waiting, newest
        counting = [stamps[at] for at in range(sources) if now - heard[at] <= patience]
        bound = min(counting, default=10**12)
        ready = sorted(one for one in waiting if one[0] < bound)
        waiting = [one for one in waiting if one[0] >= bound]
        for one in ready:
            newest = one[0]
            out.append(one[3])

    for number, (now, source, stamp, name) in enumerate(messages):
        release(now)
        heard[source], stamps[source] = now, stamp
        if name:
            if stamp < newest:
                late.append(name)
            else:
                waiting.append((stamp, source, number, name))
        release(now)
    out.extend(one[3] for one in sorted(waiting))
    return {"out": out, "late": late}


def small(random: Random) -> dict[str, Any]:
    """One to four sources, of which some pause for long."""
    sources = random.randint(1, 4)
    stamps = [0] * sources
    now = 0
    messages: list[list[Any]] = []
    for number in range(random.randint(0, 20)):
        now += random.choice((0, 1, 1, 3))
        source = random.choice((0, random.randrange(sources)))
        stamps[source] = max(stamps[source], now - random.choice((0, 0, 1, 2, 5)))
        name = f"r{number}" if random.random() < 0.8 else ""
        messages.append([now, source, stamps[source], name])
    return {"sources": sources, "patience": random.randint(0, 8), "messages": messages}


def large() -> dict[str, Any]:
    """10,000 sources in turn, a hundred of which fall silent after a while."""
    messages: list[list[Any]] = []
    for number in range(200_000):
        source = number * 7 % 10_000
        if source >= 100 or number < 100_000:
            messages.append([number, source, number - source % 97 - 1 + 97, f"r{number}"])
    return {"sources": 10_000, "patience": 30_000, "messages": messages}
