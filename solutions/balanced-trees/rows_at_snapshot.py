"""Rows at a snapshot: go through the versions once, with a tree of counts over the keys."""

from bisect import bisect_left
from random import Random
from typing import Any


def solve(rows: list[list[int]], queries: list[list[int]]) -> list[int]:
    """Add a row when it is created, take it out when deleted, ask in order of version."""
    keys = sorted({row[0] for row in rows})
    changes: list[tuple[int, int, int]] = []
    for key, created, deleted in rows:
        at = bisect_left(keys, key)
        changes.append((created, at, 1))
        if deleted >= 0:
            changes.append((deleted, at, -1))
    changes.sort()
    tree = [0] * (len(keys) + 1)
    result = [0] * len(queries)
    done = 0
    for number in sorted(range(len(queries)), key=lambda one: queries[one][2]):
        low, high, version = queries[number]
        while done < len(changes) and changes[done][0] <= version:
            _, at, step = changes[done]
            _add(tree, at, step)
            done += 1
        result[number] = _below(tree, bisect_left(keys, high)) - _below(
            tree, bisect_left(keys, low)
        )
    return result


def _add(tree: list[int], at: int, step: int) -> None:
    at += 1
    while at < len(tree):
        tree[at] += step
        at += at & -at


def _below(tree: list[int], at: int) -> int:
    total = 0
    while at:
        total += tree[at]
        at &= at - 1
    return total


def second(rows: list[list[int]], queries: list[list[int]]) -> list[int]:
    """Look at each row for each query."""
    return [
        sum(
            low <= key < high and created <= version and (deleted < 0 or version < deleted)
            for key, created, deleted in rows
        )
        for low, high, version in queries
    ]


def small(random: Random) -> dict[str, Any]:
    """A few keys with several generations each."""
    rows: list[list[int]] = []
    for key in random.sample(range(8), random.randint(0, 5)):
        version = random.randint(0, 3)
        for _ in range(random.randint(1, 3)):
            deleted = version + random.randint(0, 3)
            rows.append([key, version, deleted])
            version = deleted
        if random.random() < 0.5:
            rows[-1][2] = -1
    random.shuffle(rows)
    queries = [
        [*sorted((random.randint(0, 8), random.randint(0, 8))), random.randint(0, 12)]
        for _ in range(random.randint(1, 4))
    ]
    return {"rows": rows, "queries": queries}


def large() -> dict[str, Any]:
    """50,000 rows and as many queries in no order of version."""
    random = Random(48)
    rows = [
        [random.randrange(10**12), version, version + random.randint(1, 50_000)]
        for version in range(50_000)
    ]
    queries = [
        [*sorted((random.randrange(10**12), random.randrange(10**12))), random.randrange(100_000)]
        for _ in range(50_000)
    ]
    return {"rows": rows, "queries": queries}
