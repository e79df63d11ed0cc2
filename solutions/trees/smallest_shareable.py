"""Lowest shareable folder for all: intervals of a preorder, and jumps over shareable folders."""

from random import Random
from typing import Any


def solve(parent: list[int], shareable: list[int], requests: list[list[int]]) -> list[int]:
    """A folder holds all items if it holds the first and the last of them in preorder."""
    count = len(parent)
    size = [1] * count
    for node in range(count - 1, 0, -1):
        size[parent[node]] += size[node]
    enter = [0] * count
    free = [1] * count
    for node in range(1, count):
        above = parent[node]
        enter[node] = free[above]
        free[above] += size[node]
        free[node] = enter[node] + 1
    may = [False] * count
    for node in shareable:
        may[node] = True
    # `count` stands for a folder above the top that holds everything.
    nearest = [count] * count
    up = [count] * (count + 1)
    jump = [count] * (count + 1)
    depth = [0] * (count + 1)
    for node in range(count):
        above = nearest[parent[node]] if node else count
        nearest[node] = node if may[node] else above
        if may[node]:
            up[node] = above
            depth[node] = depth[above] + 1
            far = jump[above]
            even = depth[above] - depth[far] == depth[far] - depth[jump[far]]
            jump[node] = jump[far] if even else above
    results: list[int] = []
    for items in requests:
        order = [enter[item] for item in items]
        last = max(order)
        at = nearest[items[order.index(min(order))]]
        while at != count and enter[at] + size[at] <= last:
            far = jump[at]
            at = far if far != count and enter[far] + size[far] <= last else up[at]
        results.append(-1 if at == count else at)
    return results


def second(parent: list[int], shareable: list[int], requests: list[list[int]]) -> list[int]:
    """Write down the path to the top for each item and intersect."""

    def path(node: int) -> set[int]:
        return {node} | path(parent[node]) if node >= 0 else set()

    results: list[int] = []
    for items in requests:
        common = set(shareable)
        for item in items:
            common &= path(item)
        results.append(max(common, default=-1))
    return results


def small(random: Random) -> dict[str, Any]:
    """Up to ten nodes, paths and bushes; one item or repeated items in a request."""
    reach = random.choice((1, 3, 10))
    parent = [-1]
    for node in range(1, random.randint(1, 10)):
        parent.append(random.randint(max(0, node - reach), node - 1))
    nodes = range(len(parent))
    return {
        "parent": parent,
        "shareable": [node for node in nodes if random.random() < 0.4],
        "requests": [
            random.choices(nodes, k=random.randint(1, 4)) for _ in range(random.randint(0, 5))
        ],
    }


def large() -> dict[str, Any]:
    """A path of 50,000 shareable folders with an item beside each; 100,000 requests of three."""
    parent = [-1]
    for level in range(1, 50_000):
        parent += [max(0, 2 * level - 3), max(0, 2 * level - 3)]
    count = len(parent)
    requests = [[count - 1, count - 2, at * 7919 % count] for at in range(100_000)]
    return {"parent": parent, "shareable": list(range(0, count, 2)), "requests": requests}
