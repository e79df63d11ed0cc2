"""Full or incremental: the cheapest living chain from a heap, one run after another."""

from heapq import heappop, heappush
from random import Random
from typing import Any


def solve(full: list[int], changed: list[int], most: int) -> int:
    """Chains by cost, their limit turned into the last moment at which they may be used."""
    chains: list[tuple[int, int]] = []
    written = 0
    past = 0
    for size, delta in zip(full, changed, strict=True):
        past += delta
        if size <= most:
            heappush(chains, (written + size - past, most - size + past))
        while chains and chains[0][1] < past:
            heappop(chains)
        if not chains:
            return -1
        written = chains[0][0] + past
    return written


def second(full: list[int], changed: list[int], most: int) -> int:
    """For each run, every start of its chain."""
    never = 10**30
    best = [0]
    for run in range(len(full)):
        least = never
        for start in range(run + 1):
            read = full[start] + sum(changed[start + 1 : run + 1])
            if read <= most:
                least = min(least, best[start] + read)
        best.append(least)
    return -1 if best[-1] >= never else best[-1]


def small(random: Random) -> dict[str, Any]:
    """Up to nine runs, sizes that also fall, and a limit near the largest copy."""
    count = random.randint(1, 9)
    full = [random.randint(1, 12) for _ in range(count)]
    changed = [random.choice((0, 1, 2, 5, 9)) for _ in range(count)]
    return {"full": full, "changed": changed, "most": random.randint(max(full) - 3, 25)}


def large() -> dict[str, Any]:
    """200,000 runs under a limit that chains of 100,000 still meet."""
    random = Random(11)
    full = [10**11 - random.randint(0, 10**10) for _ in range(200_000)]
    changed = [random.randint(0, 10**4) for _ in range(200_000)]
    return {"full": full, "changed": changed, "most": 10**11 + 10**9}
