"""Earliest arrivals over links that close: Dijkstra’s method with a next departure per link."""

from bisect import bisect_right
from heapq import heappop, heappush
from random import Random
from typing import Any


def solve(
    sites: int, links: list[list[int]], closed: list[list[int]], source: int, ready: int
) -> list[int]:
    """Forbidden departures are merged per link, so that one bisection finds the next good one."""
    ahead: list[list[tuple[int, int]]] = [[] for _ in range(sites)]
    for number, (a, b, _) in enumerate(links):
        ahead[a].append((b, number))
        ahead[b].append((a, number))
    firsts: list[list[int]] = [[] for _ in links]
    nexts: list[list[int]] = [[] for _ in links]
    for number, start, end in sorted(closed, key=lambda window: window[1]):
        first = start - links[number][2] + 1
        if nexts[number] and first <= nexts[number][-1]:
            nexts[number][-1] = max(nexts[number][-1], end)
        else:
            firsts[number].append(first)
            nexts[number].append(end)
    best = [-1] * sites
    heap = [(ready, source)]
    while heap:
        time, site = heappop(heap)
        if best[site] >= 0:
            continue
        best[site] = time
        for other, number in ahead[site]:
            if best[other] < 0:
                at = bisect_right(firsts[number], time) - 1
                leave = time if at < 0 else max(time, nexts[number][at])
                heappush(heap, (leave + links[number][2], other))
    return best


def second(
    sites: int, links: list[list[int]], closed: list[list[int]], source: int, ready: int
) -> list[int]:
    """Go minute by minute and send over every link that stays open for long enough."""
    shut = [
        {minute for link, start, end in closed if link == number for minute in range(start, end)}
        for number in range(len(links))
    ]
    last = max([ready, *(end for _, _, end in closed)]) + sum(link[2] for link in links)
    best = [-1] * sites
    arriving: dict[int, set[int]] = {ready: {source}}
    for now in range(ready, last + 1):
        for site in arriving.get(now, ()):
            if best[site] < 0:
                best[site] = now
        for number, (a, b, minutes) in enumerate(links):
            if shut[number].isdisjoint(range(now, now + minutes)):
                for one, other in ((a, b), (b, a)):
                    if 0 <= best[one] <= now:
                        arriving.setdefault(now + minutes, set()).add(other)
    return best


def small(random: Random) -> dict[str, Any]:
    """Up to five sites; windows touch, overlap and leave gaps that are too short."""
    sites = random.randint(1, 5)
    count = random.randint(0, 6) if sites > 1 else 0
    links = [[*random.sample(range(sites), 2), random.randint(1, 4)] for _ in range(count)]
    closed: list[list[int]] = []
    for _ in range(random.randint(0, 8) if links else 0):
        start = random.randint(0, 15)
        closed.append([random.randrange(count), start, start + random.randint(1, 4)])
    return {
        "sites": sites,
        "links": links,
        "closed": closed,
        "source": random.randrange(sites),
        "ready": random.randint(0, 6),
    }


def large() -> dict[str, Any]:
    """20,000 sites, 60,000 links and 200,000 windows whose gaps are mostly too short."""
    sites = 20_000
    links = [
        [site, (site + step) % sites, 50 + (site * 7919 + step) % 100]
        for step in (1, 137, 4999)
        for site in range(sites)
    ]
    closed = [
        [at % 60_000, start, start + 40]
        for at in range(200_000)
        for start in [at // 60_000 * 120 + at * 31 % 5_000]
    ]
    return {"sites": sites, "links": links, "closed": closed, "source": 0, "ready": 10}
