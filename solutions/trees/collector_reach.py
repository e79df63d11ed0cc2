"""Fewest collectors: each leaf waits for its highest possible place, the deepest first."""

from bisect import bisect_left
from random import Random
from typing import Any


def solve(parent: list[int], able: list[bool], hops: int) -> int:
    """On the way back up, place one where some leaf below could not be served any higher."""
    children: list[list[int]] = [[] for _ in parent]
    for node in range(1, len(parent)):
        children[parent[node]].append(node)
    highest = [-1] * len(parent)  # depth of the highest place for a leaf; below, of open leaves
    depth = [0] * len(parent)
    places: list[int] = []  # depths on the present path at which a collector may stand
    count = 0
    stack = [(0, False)]
    while stack:
        node, back = stack.pop()
        if not back:
            if able[node]:
                places.append(depth[node])
            if not children[node]:
                at = bisect_left(places, depth[node] - hops)
                if at == len(places):
                    return -1
                highest[node] = places[at]
            stack.append((node, True))
            for child in children[node]:
                depth[child] = depth[node] + 1
                stack.append((child, False))
            continue
        if able[node]:
            places.pop()
        if highest[node] == depth[node]:
            count += 1
        elif node:
            highest[parent[node]] = max(highest[parent[node]], highest[node])
    return count


def second(parent: list[int], able: list[bool], hops: int) -> int:
    """Try sets of places by size."""
    count = len(parent)
    served: list[int] = []
    for leaf in range(count):
        if leaf not in parent:
            mask, node = 0, leaf
            for _ in range(hops + 1):
                if node >= 0:
                    mask |= able[node] << node
                    node = parent[node]
            served.append(mask)
    fits = [choice for choice in range(2**count) if all(choice & mask for mask in served)]
    return min((choice.bit_count() for choice in fits), default=-1)


def small(random: Random) -> dict[str, Any]:
    """Up to nine nodes; some cannot hold a collector, and 0 hops occur."""
    reach = random.choice((1, 2, 9))
    parent = [-1]
    for node in range(1, random.randint(1, 9)):
        parent.append(random.randint(max(0, node - reach), node - 1))
    share = random.choice((0.1, 0.4))
    return {
        "parent": parent,
        "able": [random.random() >= share for _ in parent],
        "hops": random.choice((0, 1, 1, 2, 4)),
    }


def large() -> dict[str, Any]:
    """A path of 50,000 nodes with a leaf beside each; every third node can hold one."""
    parent = [-1]
    for level in range(1, 50_000):
        parent += [max(0, 2 * level - 3)] * 2
    return {
        "parent": parent,
        "able": [at % 3 == 0 for at in range(len(parent))],
        "hops": 20_000,
    }
