"""Routers to lose: a smallest cut through routers, each split into a way in and a way out."""

from itertools import combinations
from random import Random
from typing import Any


def solve(
    routers: int, links: list[list[int]], source: int, target: int, hardened: list[int]
) -> list[int]:
    """Dinic’s method with capacity 1 between in and out; the cut nearest to the source."""
    never = routers + 1
    through = [1] * routers
    for router in (*hardened, source, target):
        through[router] = never
    network = _Network(2 * routers)
    for router in range(routers):
        network.join(2 * router, 2 * router + 1, through[router])
    for a, b in links:
        network.join(2 * a + 1, 2 * b, never)
        network.join(2 * b + 1, 2 * a, never)
    total = 0
    while True:
        level = network.levels(2 * source)
        if level[2 * target + 1] < 0:
            break
        total += network.push(2 * source, 2 * target + 1, level)
        if total > routers:
            return [-1]
    return [
        router for router in range(routers) if level[2 * router] >= 0 and level[2 * router + 1] < 0
    ]


class _Network:
    """Arcs in pairs: arc and arc ^ 1 run in opposite directions."""

    def __init__(self, nodes: int) -> None:
        self.arcs: list[list[int]] = [[] for _ in range(nodes)]
        self.to: list[int] = []
        self.left: list[int] = []

    def join(self, a: int, b: int, capacity: int) -> None:
        """Add an arc and its reverse, which is empty at first."""
        self.arcs[a].append(len(self.to))
        self.arcs[b].append(len(self.to) + 1)
        self.to += [b, a]
        self.left += [capacity, 0]

    def levels(self, source: int) -> list[int]:
        """Distance in arcs that have capacity left, −1 where none leads."""
        level = [-1] * len(self.arcs)
        level[source] = 0
        queue = [source]
        for node in queue:
            for arc in self.arcs[node]:
                if self.left[arc] and level[self.to[arc]] < 0:
                    level[self.to[arc]] = level[node] + 1
                    queue.append(self.to[arc])
        return level

    def push(self, source: int, target: int, level: list[int]) -> int:
        """Fill shortest ways until every one of them has a full arc; the amount added."""
        following = [0] * len(self.arcs)
        total = 0
        way: list[int] = []
        node = source
        while True:
            if node == target:
                amount = min(self.left[arc] for arc in way)
                total += amount
                for arc in way:
                    self.left[arc] -= amount
                    self.left[arc ^ 1] += amount
                full = next(at for at, arc in enumerate(way) if not self.left[arc])
                node = self.to[way[full] ^ 1]
                del way[full:]
            elif following[node] < len(self.arcs[node]):
                arc = self.arcs[node][following[node]]
                if self.left[arc] and level[self.to[arc]] == level[node] + 1:
                    way.append(arc)
                    node = self.to[arc]
                else:
                    following[node] += 1
            elif node == source:
                return total
            else:
                node = self.to[way.pop() ^ 1]
                following[node] += 1


def second(
    routers: int, links: list[list[int]], source: int, target: int, hardened: list[int]
) -> list[int]:
    """Try sets of routers by size; of the first size that works take the closest."""
    free = [router for router in range(routers) if router not in (*hardened, source, target)]
    for size in range(len(free) + 1):
        found: list[tuple[int, list[int]]] = []
        for lost in combinations(free, size):
            reached = {source}
            for _ in range(routers):
                for a, b in links:
                    if a not in lost and b not in lost and (a in reached or b in reached):
                        reached |= {a, b}
            if target not in reached:
                found.append((len(reached), list(lost)))
        if found:
            return min(found)[1]
    return [-1]


def small(random: Random) -> dict[str, Any]:
    """Up to eight routers; direct links, hardened ways and separate parts occur."""
    routers = random.randint(2, 8)
    source, target = random.sample(range(routers), 2)
    links = [random.sample(range(routers), 2) for _ in range(random.randint(0, 14))]
    if random.random() < 0.7:
        links = [link for link in links if set(link) != {source, target}]
    hardened = [router for router in range(routers) if random.random() < 0.2]
    return {
        "routers": routers,
        "links": links,
        "source": source,
        "target": target,
        "hardened": hardened,
    }


def large() -> dict[str, Any]:
    """40 layers of 50 routers, every one linked to several of the next; 10,000 links."""
    routers = 2_000
    links = [
        [router, (router // 50 + 1) * 50 + (router * 7 + step * 11) % 50]
        for router in range(1, routers - 51)
        for step in range(5)
    ]
    links += [[0, router] for router in range(1, 50)]
    links += [[router, routers - 1] for router in range(routers - 51, routers - 1)]
    return {
        "routers": routers,
        "links": [link for link in links if link[0] != link[1]][:10_000],
        "source": 0,
        "target": routers - 1,
        "hardened": list(range(70, routers - 60, 50)),
    }
