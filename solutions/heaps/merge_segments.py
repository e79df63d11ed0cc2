"""Merge segments: the next entry of each segment in a heap, the newest first of equal keys."""

from heapq import heapify, heappop, heapreplace
from random import Random
from typing import Any


def solve(segments: list[list[list[str]]], oldest: bool) -> list[list[str]]:
    """Only the first entry of a key counts; a deletion is kept while older data lies elsewhere."""
    heap = [(entries[0][0], number, 0) for number, entries in enumerate(segments) if entries]
    heapify(heap)
    result: list[list[str]] = []
    last: str | None = None
    while heap:
        key, number, at = heap[0]
        if key != last:
            last = key
            value = segments[number][at][1]
            if value or not oldest:
                result.append([key, value])
        if at + 1 < len(segments[number]):
            heapreplace(heap, (segments[number][at + 1][0], number, at + 1))
        else:
            heappop(heap)
    return result


def second(segments: list[list[list[str]]], oldest: bool) -> list[list[str]]:
    """Write all into a mapping, oldest first."""
    values = {key: value for entries in reversed(segments) for key, value in entries}
    return [[key, value] for key, value in sorted(values.items()) if value or not oldest]


def small(random: Random) -> dict[str, Any]:
    """Up to four segments over seven keys, empty ones and deletions among them."""
    segments: list[list[list[str]]] = []
    for number in range(random.randint(1, 4)):
        keys = sorted(random.sample("abcdefg", random.randint(0, 5)))
        segments.append([[key, random.choice(("", f"v{number}", f"w{number}"))] for key in keys])
    return {"segments": segments, "oldest": random.random() < 0.5}


def large() -> dict[str, Any]:
    """1,000 segments of 300 entries."""
    random = Random(52)
    segments: list[list[list[str]]] = []
    for number in range(1_000):
        keys = sorted(random.sample(range(100_000), 300))
        segments.append([[f"k{key:06d}", "" if key % 9 == number % 9 else "v"] for key in keys])
    return {"segments": segments, "oldest": True}
