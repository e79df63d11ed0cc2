"""Two sites: a smallest cut between staying and moving, the one that moves fewest."""

from random import Random
from typing import Any


def solve(here: list[int], there: list[int], talks: list[list[int]]) -> dict[str, Any]:
    """Largest flow by Dinic’s method from “moves” to “stays”; what it still reaches must move."""
    count = len(here)
    source, sink = count, count + 1
    network = _Network(count + 2)
    never = sum(map(abs, here)) + sum(map(abs, there)) + sum(price for _, _, price in talks) + 1
    for service in range(count):
        network.join(source, service, never if here[service] < 0 else here[service], 0)
        network.join(service, sink, never if there[service] < 0 else there[service], 0)
    for a, b, price in talks:
        network.join(a, b, price, price)
    cost = 0
    while True:
        level = network.levels(source)
        if level[sink] < 0:
            break
        cost += network.push(source, sink, level)
    return {"cost": cost, "moved": [service for service in range(count) if level[service] >= 0]}


class _Network:
    """Arcs in pairs: arc and arc ^ 1 run in opposite directions."""

    def __init__(self, nodes: int) -> None:
        self.arcs: list[list[int]] = [[] for _ in range(nodes)]
        self.to: list[int] = []
        self.left: list[int] = []

    def join(self, a: int, b: int, forth: int, back: int) -> None:
        """Add both directions of a link."""
        self.arcs[a].append(len(self.to))
        self.arcs[b].append(len(self.to) + 1)
        self.to += [b, a]
        self.left += [forth, back]

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

    def push(self, source: int, sink: int, level: list[int]) -> int:
        """Fill shortest ways until every one of them has a full arc; the amount added."""
        following = [0] * len(self.arcs)
        total = 0
        way: list[int] = []
        node = source
        while True:
            if node == sink:
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


def second(here: list[int], there: list[int], talks: list[list[int]]) -> dict[str, Any]:
    """Price every choice of services to move."""
    plans: list[tuple[int, int, list[int]]] = []
    for choice in range(2 ** len(here)):
        moved = [choice >> service & 1 for service in range(len(here))]
        prices = [there[at] if moved[at] else here[at] for at in range(len(here))]
        if min(prices) >= 0:
            apart = sum(price for a, b, price in talks if moved[a] != moved[b])
            names = [service for service in range(len(here)) if moved[service]]
            plans.append((sum(prices) + apart, len(names), names))
    cost, _, names = min(plans)
    return {"cost": cost, "moved": names}


def small(random: Random) -> dict[str, Any]:
    """Up to seven services, some bound to a site; equal prices are frequent."""
    count = random.randint(1, 7)
    here = [random.randint(0, 6) for _ in range(count)]
    there = [random.randint(0, 6) for _ in range(count)]
    for service in range(count):
        if random.random() < 0.3:
            random.choice((here, there))[service] = -1
    pairs = random.randint(0, 8) if count > 1 else 0
    talks = [[*random.sample(range(count), 2), random.randint(0, 4)] for _ in range(pairs)]
    return {"here": here, "there": there, "talks": talks}


def large() -> dict[str, Any]:
    """1,000 services in a long chain with 4,000 more pairs; neither site is clearly better."""
    count = 1_000
    here = [100_000 + at * 7919 % 50_000 for at in range(count)]
    there = [100_000 + at * 104_729 % 50_000 for at in range(count)]
    here[0] = there[-1] = -1
    talks = [[at, at + 1, 3_000 + at * 31 % 9_000] for at in range(count - 1)]
    talks += [
        [at % count, (at * 7 + 13 + at // count) % count, 500 + at * 17 % 3_000]
        for at in range(4_000)
    ]
    return {"here": here, "there": there, "talks": [talk for talk in talks if talk[0] != talk[1]]}
