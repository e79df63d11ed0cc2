"""Refresh order: reach from the changed tables, then peel off ready views by name."""

from heapq import heapify, heappop, heappush
from random import Random
from typing import Any


def solve(reads: list[list[str]], changed: list[str], pinned: list[str]) -> list[str]:
    """Count only sources that are refreshed themselves; a heap gives the first ready name."""
    readers: dict[str, set[str]] = {}
    for view, source in reads:
        readers.setdefault(source, set()).add(view)
    still = set(pinned)
    stale: set[str] = set()
    front = list(dict.fromkeys(changed))
    for name in front:
        for view in readers.get(name, ()):
            if view not in stale and view not in still:
                stale.add(view)
                front.append(view)
    waits = dict.fromkeys(stale, 0)
    for name in stale:
        for view in readers.get(name, ()):
            if view in stale:
                waits[view] += 1
    ready = [view for view in stale if not waits[view]]
    heapify(ready)
    order: list[str] = []
    while ready:
        name = heappop(ready)
        order.append(name)
        for view in readers.get(name, ()):
            if view in stale:
                waits[view] -= 1
                if not waits[view]:
                    heappush(ready, view)
    return order


def second(reads: list[list[str]], changed: list[str], pinned: list[str]) -> list[str]:
    """Spread staleness until nothing changes, then search for the next view each time."""
    stale: set[str] = set()
    while True:
        fresh = {
            view
            for view, source in reads
            if view not in pinned and (source in changed or source in stale)
        }
        if fresh <= stale:
            break
        stale |= fresh
    order: list[str] = []
    while len(order) < len(stale):
        blocked = {view for view, source in reads if source in stale and source not in order}
        order.append(min(stale - blocked - set(order)))
    return order


def small(random: Random) -> dict[str, Any]:
    """Up to three tables and six views, pairs repeated, views pinned now and then."""
    tables = [f"t{at}" for at in range(random.randint(1, 3))]
    views = random.sample("abcdef", random.randint(0, 6))
    reads = [
        [view, random.choice(tables + views[:at])]
        for at, view in enumerate(views)
        for _ in range(random.randint(1, 3))
    ]
    random.shuffle(reads)
    return {
        "reads": reads,
        "changed": random.sample(tables, random.randint(0, len(tables))),
        "pinned": [view for view in views if random.random() < 0.2],
    }


def large() -> dict[str, Any]:
    """100,000 views in layers that all become ready at once, 300,000 pairs."""
    views = [f"v{at * 7919 % 100_000:06}" for at in range(100_000)]
    reads = [[view, "base" if at < 1000 else views[at - 1000]] for at, view in enumerate(views)]
    reads += [[view, views[at // 2]] for at, view in enumerate(views) if at]
    reads += [[view, "other"] for view in views[:100_000]]
    return {"reads": reads, "changed": ["base"], "pinned": views[-1000:]}
