"""Merge runs: the least cost over intervals of days, by the day on which the oldest run was made."""

from itertools import accumulate
from random import Random
from typing import Any


def solve(sizes: list[int], lookups: list[int]) -> int:
    """For days a to b: the oldest run ends with day c, was written then and is probed since."""
    days = len(sizes)
    size = [0, *accumulate(sizes)]
    probes = [0, *accumulate(lookups)]
    best = [[0] * (days + 1) for _ in range(days + 1)]
    for first in range(days - 1, -1, -1):
        row = best[first]
        for end in range(first + 1, days + 1):
            row[end] = min(
                row[cut]
                + (size[cut + 1] - size[first])
                + (probes[end] - probes[cut])
                + best[cut + 1][end]
                for cut in range(first, end)
            )
    return best[0][days]


def second(sizes: list[int], lookups: list[int]) -> int:
    """All stacks of runs that a day can end with, each with its cheapest cost."""
    stacks: dict[tuple[int, ...], int] = {(): 0}
    for size, count in zip(sizes, lookups, strict=True):
        after: dict[tuple[int, ...], int] = {}
        for runs, cost in stacks.items():
            for kept in range(len(runs) + 1):
                written = size + sum(runs[kept:])
                stack = (*runs[:kept], written)
                total = cost + written + count * len(stack)
                after[stack] = min(after.get(stack, total), total)
        stacks = after
    return min(stacks.values())


def small(random: Random) -> dict[str, Any]:
    """Up to eight days; some write or look up nothing."""
    days = random.randint(1, 8)
    return {
        "sizes": [random.choice((0, 1, 2, 5)) for _ in range(days)],
        "lookups": [random.choice((0, 0, 1, 3, 9)) for _ in range(days)],
    }


def large() -> dict[str, Any]:
    """200 days."""
    random = Random(31)
    return {
        "sizes": [random.randint(0, 10**9) for _ in range(200)],
        "lookups": [random.randint(0, 10**9) for _ in range(200)],
    }
