"""Pages to fetch: the newest undelivered entry of each shard in a heap."""

from heapq import heapify, heappop, heappush
from random import Random
from typing import Any


def solve(shards: list[list[int]], page: int, wanted: int) -> list[int]:
    """Deliver from the top; fetch on only where a full page has been used up."""
    if not wanted:
        return [0] * len(shards)
    fetched = [1] * len(shards)
    heap = [(-times[0], shard, 0) for shard, times in enumerate(shards) if times]
    heapify(heap)
    delivered = 0
    while heap:
        _, shard, at = heappop(heap)
        delivered += 1
        if delivered == wanted:
            break
        at += 1
        if at % page == 0:
            fetched[shard] += 1
        if at < len(shards[shard]):
            heappush(heap, (-shards[shard][at], shard, at))
    return fetched


def second(shards: list[list[int]], page: int, wanted: int) -> list[int]:
    """Sort everything; a shard that gave g entries needed the pages up to there, or one more."""
    every = sorted((-time, shard) for shard, times in enumerate(shards) for time in times)
    given = [0] * len(shards)
    for _, shard in every[:wanted]:
        given[shard] += 1
    if not wanted:
        return given
    fetched = [1 + count // page for count in given]
    if len(every) >= wanted:
        last = every[wanted - 1][1]
        if given[last] % page == 0:
            fetched[last] -= 1
    return fetched


def small(random: Random) -> dict[str, Any]:
    """A few shards, full last pages, equal times, and sometimes too few entries."""
    shards = [
        sorted((random.randint(0, 15) for _ in range(random.randint(0, 7))), reverse=True)
        for _ in range(random.randint(1, 4))
    ]
    return {"shards": shards, "page": random.randint(1, 4), "wanted": random.randint(0, 12)}


def large() -> dict[str, Any]:
    """1,000 shards with 300 entries each."""
    random = Random(53)
    shards = [
        sorted((random.randrange(10**9) for _ in range(300)), reverse=True) for _ in range(1_000)
    ]
    return {"shards": shards, "page": 10, "wanted": 290_000}
