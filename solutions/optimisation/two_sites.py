"""Two sites: the cheapest cost of having run at either site, hour after hour."""

from itertools import product
from random import Random
from typing import Any


def solve(north: list[int], south: list[int]) -> int:
    """Stay for the price of one site, or move for the price of both."""
    here: float = 0
    there = float("inf")
    for a, b in zip(north, south, strict=True):
        here, there = min(here + a, there + a + b), min(there + b, here + a + b)
    return int(min(here, there))


def second(north: list[int], south: list[int]) -> int:
    """Every plan, as the site at the end of each hour."""
    costs: list[int] = []
    for plan in product((0, 1), repeat=len(north)):
        total = 0
        for hour, site in enumerate(plan):
            before = plan[hour - 1] if hour else 0
            if site == before:
                total += south[hour] if site else north[hour]
            else:
                total += north[hour] + south[hour]
        costs.append(total)
    return min(costs)


def small(random: Random) -> dict[str, Any]:
    """Up to nine hours with prices that are often 0 or far apart."""
    hours = random.randint(1, 9)
    return {
        "north": [random.choice((0, 1, 3, 10)) for _ in range(hours)],
        "south": [random.choice((0, 1, 3, 10)) for _ in range(hours)],
    }


def large() -> dict[str, Any]:
    """500,000 hours."""
    random = Random(42)
    return {
        "north": [random.randint(0, 10**6) for _ in range(500_000)],
        "south": [random.randint(0, 10**6) for _ in range(500_000)],
    }
