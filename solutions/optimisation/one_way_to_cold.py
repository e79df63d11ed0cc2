"""One way to cold: the cheapest cost by class, month after month."""

from itertools import combinations_with_replacement
from random import Random
from typing import Any


def solve(store: list[int], fetch: list[int], reads: list[int], move: int) -> int:
    """Stay, or come from the cheapest warmer class; a running minimum finds that one."""
    cost: list[float] = [0, *[float("inf")] * (len(store) - 1)]
    for count in reads:
        warmer = float("inf")
        for at, before in enumerate(cost):
            cost[at] = min(before, warmer + move) + store[at] + count * fetch[at]
            warmer = min(warmer, before)
    return int(min(cost))


def second(store: list[int], fetch: list[int], reads: list[int], move: int) -> int:
    """Every plan that never becomes warmer."""
    costs: list[int] = []
    for plan in combinations_with_replacement(range(len(store)), len(reads)):
        moves = sum(a != b for a, b in zip((0, *plan), plan, strict=False))
        kept = sum(store[at] + count * fetch[at] for at, count in zip(plan, reads, strict=True))
        costs.append(moves * move + kept)
    return min(costs)


def small(random: Random) -> dict[str, Any]:
    """Up to six months and four classes, with prices in no particular order."""
    classes = random.randint(1, 4)
    return {
        "store": [random.randint(0, 9) for _ in range(classes)],
        "fetch": [random.randint(0, 4) for _ in range(classes)],
        "reads": [random.choice((0, 0, 1, 3, 8)) for _ in range(random.randint(1, 6))],
        "move": random.randint(0, 10),
    }


def large() -> dict[str, Any]:
    """100,000 months and ten classes."""
    random = Random(22)
    return {
        "store": [1_000 - 90 * at for at in range(10)],
        "fetch": [at * at for at in range(10)],
        "reads": [random.randint(0, 10**4) for _ in range(100_000)],
        "move": 10**6,
    }
