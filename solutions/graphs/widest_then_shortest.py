"""Widest, then shortest: first the best bottleneck, then breadth-first within it."""

from random import Random
from typing import Any


def solve(sites: int, links: list[list[int]], start: int, goal: int) -> list[int]:
    """Join sites by falling bandwidth; then walk down the distances to the goal."""
    group = list(range(sites))

    def top(site: int) -> int:
        while group[site] != site:
            group[site] = group[group[site]]
            site = group[site]
        return site

    width = -1
    for a, b, bandwidth in sorted(links, key=lambda link: -link[2]):
        group[top(a)] = top(b)
        if top(start) == top(goal):
            width = bandwidth
            break
    if width < 0:
        return []
    beside: list[list[int]] = [[] for _ in range(sites)]
    for a, b, bandwidth in links:
        if bandwidth >= width:
            beside[a].append(b)
            beside[b].append(a)
    hops = [-1] * sites
    hops[goal] = 0
    queue = [goal]
    for site in queue:
        for other in beside[site]:
            if hops[other] < 0:
                hops[other] = hops[site] + 1
                queue.append(other)
    path = [start]
    while path[-1] != goal:
        path.append(min(other for other in beside[path[-1]] if hops[other] == hops[path[-1]] - 1))
    return path


def second(sites: int, links: list[list[int]], start: int, goal: int) -> list[int]:
    """List every path without repetition and take the best by the rule."""
    widest: dict[tuple[int, int], int] = {}
    for a, b, bandwidth in links:
        for pair in ((a, b), (b, a)):
            widest[pair] = max(widest.get(pair, 0), bandwidth)
    found: list[tuple[int, int, list[int]]] = []

    def extend(path: list[int], width: int) -> None:
        if path[-1] == goal:
            found.append((-width, len(path), path))
            return
        for other in range(sites):
            if other not in path and (path[-1], other) in widest:
                extend([*path, other], min(width, widest[path[-1], other]))

    extend([start], 10**9 + 1)
    return min(found)[2] if found else []


def small(random: Random) -> dict[str, Any]:
    """Up to six sites, few different bandwidths, parallel links."""
    sites = random.randint(2, 6)
    links = [
        [*random.sample(range(sites), 2), random.randint(1, 3)]
        for _ in range(random.randint(1, 12))
    ]
    start, goal = random.sample(range(sites), 2)
    return {"sites": sites, "links": links, "start": start, "goal": goal}


def large() -> dict[str, Any]:
    """A wide path of 100,000 sites beside narrow short cuts."""
    links = [[site, site + 1, 400 + site * 31 % 100] for site in range(99_999)]
    links += [
        [site, min(99_999, site + 50 + site % 7), 1 + site * 17 % 399] for site in range(99_900)
    ]
    return {"sites": 100_000, "links": links, "start": 0, "goal": 99_999}
