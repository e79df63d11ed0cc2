"""Aggregation root: sums by moving the root over each link, reach by the two furthest ends."""

from random import Random
from typing import Any


def solve(links: list[list[int]], load: list[int], limit: int) -> int:
    """Compute the sum for one site, then change it by the loads on both sides of a link."""
    sites = len(load)
    beside: list[list[tuple[int, int]]] = [[] for _ in load]
    for a, b, ms in links:
        beside[a].append((b, ms))
        beside[b].append((a, ms))
    loaded = [site for site in range(sites) if load[site]]
    from_any = _distances(beside, loaded[0])
    one = max(loaded, key=from_any.__getitem__)
    from_one = _distances(beside, one)
    other = max(loaded, key=from_one.__getitem__)
    from_other = _distances(beside, other)
    above = [-1] * sites
    above_ms = [0] * sites
    order = [0]
    for site in order:
        for near, ms in beside[site]:
            if near != above[site]:
                above[near] = site
                above_ms[near] = ms
                order.append(near)
    below = list(load)
    cost = [0] * sites
    for site in reversed(order[1:]):
        below[above[site]] += below[site]
        cost[0] += below[site] * above_ms[site]
    for site in order[1:]:
        cost[site] = cost[above[site]] + above_ms[site] * (below[0] - 2 * below[site])
    fit = [site for site in range(sites) if max(from_one[site], from_other[site]) <= limit]
    return min(fit, key=cost.__getitem__, default=-1)


def _distances(beside: list[list[tuple[int, int]]], source: int) -> list[int]:
    """Distance from the source to every site of the tree."""
    far = [-1] * len(beside)
    far[source] = 0
    order = [source]
    for site in order:
        for near, ms in beside[site]:
            if far[near] < 0:
                far[near] = far[site] + ms
                order.append(near)
    return far


def second(links: list[list[int]], load: list[int], limit: int) -> int:
    """Walk the tree from every site."""
    beside: list[list[tuple[int, int]]] = [[] for _ in load]
    for a, b, ms in links:
        beside[a].append((b, ms))
        beside[b].append((a, ms))
    found: list[tuple[int, int]] = []
    for site in range(len(load)):
        far = _distances(beside, site)
        if all(ms <= limit for ms, amount in zip(far, load, strict=True) if amount):
            found.append((sum(ms * n for ms, n in zip(far, load, strict=True)), site))
    return min(found)[1] if found else -1


def small(random: Random) -> dict[str, Any]:
    """Up to eight sites, many without load; the limit is often a little too small."""
    sites = random.randint(1, 8)
    numbers = random.sample(range(sites), sites)
    links = [
        [numbers[at], numbers[random.randrange(at)], random.randint(1, 3)] for at in range(1, sites)
    ]
    load = [random.choice((0, 0, 1, 2, 5)) for _ in range(sites)]
    load[random.randrange(sites)] = 1
    return {"links": links, "load": load, "limit": random.randint(0, 12)}


def large() -> dict[str, Any]:
    """A path of 100,000 sites numbered at random, as the deepest tree there is."""
    sites = 100_000
    links = [
        [at * 7919 % sites, (at + 1) * 7919 % sites, 1 + at * 31 % 1_000_000]
        for at in range(sites - 1)
    ]
    load = [site * 104_729 % 1_000 for site in range(sites)]
    return {"links": links, "load": load, "limit": 10**11}
