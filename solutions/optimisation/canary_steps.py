"""Canary steps: the least cost of having reached each number of hosts, by the last step."""

from itertools import accumulate
from random import Random
from typing import Any


def solve(faults: list[int], step: int) -> int:
    """From every smaller number; what the step may reveal hits all hosts that it reaches."""
    known = [0, *accumulate(faults)]
    best = [0]
    for hosts in range(1, len(known)):
        reached = hosts * known[hosts] + step
        best.append(
            reached + min(cost - hosts * seen for cost, seen in zip(best, known, strict=False))
        )
    return best[-1]


def second(faults: list[int], step: int) -> int:
    """Every set of stops before the last."""
    hosts = len(faults)
    costs: list[int] = []
    for chosen in range(2 ** (hosts - 1)):
        total = before = 0
        for stop in range(1, hosts + 1):
            if stop == hosts or chosen >> (stop - 1) & 1:
                total += step + stop * sum(faults[before:stop])
                before = stop
        costs.append(total)
    return min(costs)


def small(random: Random) -> dict[str, Any]:
    """Up to nine hosts; faults mostly show early."""
    hosts = random.randint(1, 9)
    return {
        "faults": [random.choice((0, 0, 1, 3, 12 // (at + 1))) for at in range(hosts)],
        "step": random.choice((0, 1, 5, 20)),
    }


def large() -> dict[str, Any]:
    """3,000 hosts."""
    return {"faults": [10**6 // at for at in range(1, 3_001)], "step": 2 * 10**6}
