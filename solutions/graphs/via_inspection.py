"""Cheapest walk with one inspection: distances from the start and to the goal meet."""

from heapq import heappop, heappush
from random import Random
from typing import Any

FAR = 10**18


def solve(
    sites: int, links: list[list[int]], fees: list[list[int]], start: int, goal: int
) -> list[int]:
    """Dijkstra’s method forwards from the start and backwards from the goal."""
    ahead: list[list[tuple[int, int]]] = [[] for _ in range(sites)]
    behind: list[list[tuple[int, int]]] = [[] for _ in range(sites)]
    for a, b, cost in links:
        ahead[a].append((b, cost))
        behind[b].append((a, cost))
    there = _distances(ahead, start)
    back = _distances(behind, goal)
    cost, site = min((there[site] + fee + back[site], site) for site, fee in fees)
    return [cost, site] if cost < FAR else []


def _distances(edges: list[list[tuple[int, int]]], source: int) -> list[int]:
    """Cheapest cost from the source to every site, FAR where there is no way."""
    best = [FAR] * len(edges)
    best[source] = 0
    heap = [(0, source)]
    while heap:
        cost, site = heappop(heap)
        if cost > best[site]:
            continue
        for other, step in edges[site]:
            if cost + step < best[other]:
                best[other] = cost + step
                heappush(heap, (cost + step, other))
    return best


def second(
    sites: int, links: list[list[int]], fees: list[list[int]], start: int, goal: int
) -> list[int]:
    """All pairs by Floyd and Warshall, then every firewall in turn."""
    cost = [[0 if a == b else FAR for b in range(sites)] for a in range(sites)]
    for a, b, step in links:
        cost[a][b] = min(cost[a][b], step)
    for via in range(sites):
        for a in range(sites):
            for b in range(sites):
                cost[a][b] = min(cost[a][b], cost[a][via] + cost[via][b])
    found = [(cost[start][site] + fee + cost[site][goal], site) for site, fee in fees]
    return list(min(found)) if min(found)[0] < FAR else []


def small(random: Random) -> dict[str, Any]:
    """Up to six sites; start, goal and firewall often coincide, and costs are often equal."""
    sites = random.randint(1, 6)
    links = [
        [random.randrange(sites), random.randrange(sites), random.randint(0, 4)]
        for _ in range(random.randint(0, 3 * sites))
    ]
    firewalls = random.sample(range(sites), random.randint(1, min(3, sites)))
    return {
        "sites": sites,
        "links": links,
        "fees": [[site, random.randint(0, 3)] for site in firewalls],
        "start": random.randrange(sites),
        "goal": random.randrange(sites),
    }


def large() -> dict[str, Any]:
    """50,000 sites in a ring with 150,000 short cuts; half of the sites have a firewall."""
    sites = 50_000
    links = [[site, (site + 1) % sites, 1] for site in range(sites)]
    links += [
        [site, (site * 31 + 7 * turn) % sites, 1 + (site * 97 + turn) % 1_000_000]
        for turn in range(3)
        for site in range(sites)
    ]
    fees = [[site, site * 61 % 1_000_000] for site in range(0, sites, 2)]
    return {"sites": sites, "links": links, "fees": fees, "start": 0, "goal": sites - 1}
