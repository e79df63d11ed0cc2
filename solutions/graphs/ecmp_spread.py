"""Equal-cost spreading: routers pass packets on in order of falling distance to the goal."""

from heapq import heappop, heappush
from random import Random
from typing import Any


def solve(routers: int, links: list[list[int]], goal: int, sent: list[int]) -> list[int]:
    """Distances to the goal first; then each router splits what it has, the furthest first."""
    beside: list[list[tuple[int, int, int]]] = [[] for _ in range(routers)]
    for number, (a, b, weight) in enumerate(links):
        beside[a].append((b, weight, number))
        beside[b].append((a, weight, number))
    far = [-1] * routers
    order: list[int] = []
    heap = [(0, goal)]
    while heap:
        distance, router = heappop(heap)
        if far[router] >= 0:
            continue
        far[router] = distance
        order.append(router)
        for other, weight, _ in beside[router]:
            if far[other] < 0:
                heappush(heap, (distance + weight, other))
    carried = [0] * len(links)
    held = list(sent)
    for router in reversed(order[1:]):
        ways = [
            (number, other)
            for other, weight, number in beside[router]
            if far[other] + weight == far[router]
        ]
        each, rest = divmod(held[router], len(ways))
        for place, (number, other) in enumerate(ways):
            share = each + (place < rest)
            carried[number] += share
            held[other] += share
    return carried


def second(routers: int, links: list[list[int]], goal: int, sent: list[int]) -> list[int]:
    """Relax distances until they settle, then move every packet one link at a time."""
    far = [0 if router == goal else 10**12 for router in range(routers)]
    for _ in range(routers):
        for a, b, weight in links:
            far[a] = min(far[a], far[b] + weight)
            far[b] = min(far[b], far[a] + weight)
    carried = [0] * len(links)
    held = list(sent)
    for router in sorted(range(routers), key=lambda router: -far[router]):
        ways: list[tuple[int, int]] = []
        for number, (a, b, weight) in enumerate(links):
            for one, other in ((a, b), (b, a)):
                if one == router and far[router] == far[other] + weight < 10**12:
                    ways.append((number, other))
        for packet in range(held[router] if ways else 0):
            number, other = ways[packet % len(ways)]
            carried[number] += 1
            held[other] += 1
    return carried


def small(random: Random) -> dict[str, Any]:
    """Up to six routers; equal weights, parallel links and lonely routers are frequent."""
    routers = random.randint(1, 6)
    count = random.randint(0, 10) if routers > 1 else 0
    links = [[*random.sample(range(routers), 2), random.randint(1, 2)] for _ in range(count)]
    sent = [random.choice((0, 1, 3, 10)) for _ in range(routers)]
    return {"routers": routers, "links": links, "goal": random.randrange(routers), "sent": sent}


def large() -> dict[str, Any]:
    """500 layers of 100 routers with four ways on from each: far too many paths to list."""
    routers = 50_000
    links = [
        [router, router // 100 * 100 - 100 + (router * 7 + step * 13) % 100, 3]
        for router in range(100, routers)
        for step in range(3)
    ]
    links += [[router, router - 1, 1] for router in range(1, 100)]
    links += [[router, router - 100, 3] for router in range(100, routers)]
    sent = [router * 7919 % 1_000_001 for router in range(routers)]
    return {"routers": routers, "links": links, "goal": 0, "sent": sent}
