"""Rising pools: the cheapest next instance of each pool in a heap."""

from heapq import heapify, heapreplace
from random import Random
from typing import Any


def solve(pools: list[list[int]], wanted: int) -> list[int]:
    """Take from the top; a pool that is full leaves as infinitely dear."""
    if sum(room for _, _, room in pools) < wanted:
        return []
    heap: list[tuple[float, int]] = [
        (price if room else float("inf"), pool) for pool, (price, _, room) in enumerate(pools)
    ]
    heapify(heap)
    taken = [0] * len(pools)
    for _ in range(wanted):
        price, pool = heap[0]
        taken[pool] += 1
        full = taken[pool] == pools[pool][2]
        heapreplace(heap, (float("inf") if full else price + pools[pool][1], pool))
    return taken


def second(pools: list[list[int]], wanted: int) -> list[int]:
    """List every instance with its price and sort."""
    every = sorted(
        (price + rise * number, pool)
        for pool, (price, rise, room) in enumerate(pools)
        for number in range(room)
    )
    if len(every) < wanted:
        return []
    taken = [0] * len(pools)
    for _, pool in every[:wanted]:
        taken[pool] += 1
    return taken


def small(random: Random) -> dict[str, Any]:
    """Few pools, equal prices, rises of 0, and sometimes too little room."""
    pools = [
        [random.randint(1, 4), random.randint(0, 2), random.randint(0, 5)]
        for _ in range(random.randint(1, 4))
    ]
    room = sum(pool[2] for pool in pools)
    return {"pools": pools, "wanted": random.randint(0, room + 1)}


def large() -> dict[str, Any]:
    """1,000 pools and 300,000 instances."""
    random = Random(51)
    pools = [[random.randint(1, 10**6), random.randint(0, 10**4), 1_000] for _ in range(1_000)]
    return {"pools": pools, "wanted": 300_000}
