"""Warm capacity: a table over instances running with running minima; layers as the check."""

from itertools import pairwise
from random import Random
from typing import Any


def solve(need: list[int], keep: int, start: int) -> int:
    """Cheapest cost for each number running, hour by hour; two sweeps replace the inner loop."""
    peak = max(need)
    cost: list[float] = [start * running for running in range(peak + 1)]
    for hour, least in enumerate(need):
        if hour:
            cost = _moved(cost, start)
        cost = [
            cost[running] + keep * running if running >= least else float("inf")
            for running in range(peak + 1)
        ]
    return int(min(cost))


def _moved(cost: list[float], start: int) -> list[float]:
    """Cheapest cost of reaching each number from any other: down is free, up costs starts."""
    after = cost[:]
    for running in range(len(cost) - 2, -1, -1):
        after[running] = min(after[running], after[running + 1])
    best = cost[0]
    for running in range(1, len(cost)):
        best = min(best + start, cost[running])
        after[running] = min(after[running], best)
    return after


def second(need: list[int], keep: int, start: int) -> int:
    """Each layer alone: a gap is idled through or ended, whichever costs less."""
    total = 0
    for layer in range(1, max(need) + 1):
        busy = [hour for hour, wanted in enumerate(need) if wanted >= layer]
        total += start + keep * len(busy)
        for before, after in pairwise(busy):
            total += min((after - before - 1) * keep, start)
    return total


def small(random: Random) -> dict[str, Any]:
    """Up to nine hours with a low peak; prices are often zero."""
    need = [random.choice((0, 0, 1, 2, 3, 5)) for _ in range(random.randint(1, 9))]
    return {"need": need, "keep": random.randint(0, 4), "start": random.randint(0, 9)}


def large() -> dict[str, Any]:
    """5,000 hours with valleys of every depth below a peak of 500."""
    random = Random(5)
    need = [random.randint(0, 500) for _ in range(5_000)]
    return {"need": need, "keep": 1_000, "start": 7_500}
