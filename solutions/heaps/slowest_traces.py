"""Slowest traces: a small heap whose top is the kept trace that would go first."""

from heapq import heappush, heappushpop
from random import Random
from typing import Any


def solve(keep: int, calls: list[int]) -> list[int]:
    """Push each call; once the store is full, what comes back is thrown away."""
    kept: list[tuple[int, int]] = []
    result: list[int] = []
    for number, took in enumerate(calls):
        if len(kept) < keep:
            heappush(kept, (took, -number))
            result.append(-1)
        else:
            result.append(-heappushpop(kept, (took, -number))[1])
    return result


def second(keep: int, calls: list[int]) -> list[int]:
    """Sort the kept ones after every call."""
    kept: list[int] = []
    result: list[int] = []
    for number in range(len(calls)):
        kept = sorted([*kept, number], key=lambda one: (-calls[one], one))
        result.append(kept.pop() if len(kept) > keep else -1)
    return result


def small(random: Random) -> dict[str, Any]:
    """Many equal times and few places."""
    calls = [random.randint(0, 5) for _ in range(random.randint(0, 14))]
    return {"keep": random.randint(1, 5), "calls": calls}


def large() -> dict[str, Any]:
    """A million calls that become slower and slower."""
    return {"keep": 10_000, "calls": [number // 3 for number in range(1_000_000)]}
