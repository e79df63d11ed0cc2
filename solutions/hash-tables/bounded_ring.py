"""Bounded ring: a lost node’s keys ask on; a full node keeps its lowest numbers."""

from bisect import bisect_left, insort
from random import Random
from typing import Any


def solve(nodes: list[int], keys: list[int], cap: int) -> list[int]:
    """Settle everybody once; then, for each node, follow only the keys that its loss pushes on."""
    order = sorted(range(len(nodes)), key=nodes.__getitem__)
    places = [nodes[node] for node in order]
    held: list[list[int]] = [[] for _ in order]
    for number, place in enumerate(keys):
        at = bisect_left(places, place) % len(places)
        while len(held[at]) == cap:
            at = (at + 1) % len(places)
        held[at].append(number)
    result = [0] * len(nodes)
    for at, node in enumerate(order):
        result[node] = _pushed(held, at, cap)
    return result


def _pushed(held: list[list[int]], lost: int, cap: int) -> int:
    """How many keys of other nodes have to move."""
    changed: dict[int, list[int]] = {}
    own = set(held[lost])
    pushed: set[int] = set()
    for first in held[lost]:
        key, at = first, lost
        while True:
            at = (at + 1) % len(held)
            if at == lost:
                continue
            there = changed.get(at)
            if there is None:
                there = changed[at] = held[at][:]
            if len(there) < cap:
                insort(there, key)
                break
            if key < there[-1]:
                insort(there, key)
                key = there.pop()
                pushed.add(key)
    return len(pushed - own)


def second(nodes: list[int], keys: list[int], cap: int) -> list[int]:
    """Place everything anew without each node."""

    def placed(without: int | None) -> list[int]:
        order = sorted(
            (node for node in range(len(nodes)) if node != without), key=nodes.__getitem__
        )
        load = dict.fromkeys(order, 0)
        result: list[int] = []
        for place in keys:
            later = [node for node in order if nodes[node] >= place]
            turn = later + [node for node in order if nodes[node] < place]
            node = next(node for node in turn if load[node] < cap)
            load[node] += 1
            result.append(node)
        return result

    now = placed(None)
    result: list[int] = []
    for lost in range(len(nodes)):
        after = placed(lost)
        result.append(sum(a not in (lost, b) for a, b in zip(now, after, strict=True)))
    return result


def small(random: Random) -> dict[str, Any]:
    """Few nodes with hardly any room left once one is gone."""
    count = random.randint(2, 6)
    nodes = random.sample(range(12), count)
    cap = random.randint(1, 3)
    keys = [random.randrange(12) for _ in range(random.randint(0, (count - 1) * cap))]
    return {"nodes": nodes, "keys": keys, "cap": cap}


def large() -> dict[str, Any]:
    """1,000 nodes, 100,000 keys and a tenth of room to spare."""
    random = Random(34)
    nodes = random.sample(range(10**9), 1_000)
    keys = [random.randrange(10**9) for _ in range(100_000)]
    return {"nodes": nodes, "keys": keys, "cap": 110}
