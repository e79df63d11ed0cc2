"""No transit: a spanning tree over sites that forward, and one link for each that does not."""

from itertools import combinations
from random import Random
from typing import Any


def solve(sites: int, links: list[list[int]], ends: list[int]) -> int:
    """Join by rising price; an end takes its first link to a forwarding site."""
    is_end = [False] * sites
    for site in ends:
        is_end[site] = True
    if sites == 2 and all(is_end):
        return min((price for a, b, price in links if a != b), default=-1)
    group = list(range(sites))

    def top(site: int) -> int:
        while group[site] != site:
            group[site] = group[group[site]]
            site = group[site]
        return site

    missing = sites - 1
    total = 0
    for a, b, price in sorted(links, key=lambda link: link[2]):
        one, other = (b, a) if is_end[a] else (a, b)
        if is_end[one]:
            continue
        if is_end[other]:
            fresh = group[other] == other
            group[other] = one if fresh else group[other]
        else:
            fresh = top(one) != top(other)
            group[top(other)] = top(one)
        if fresh:
            total += price
            missing -= 1
    return total if not missing else -1


def second(sites: int, links: list[list[int]], ends: list[int]) -> int:
    """Try every set of links of the right size."""
    best = -1
    for tree in combinations(links, sites - 1):
        reached = {0}
        for _ in range(sites):
            for a, b, _ in tree:
                if a in reached or b in reached:
                    reached |= {a, b}
        uses = [sum((site in link[:2]) for link in tree) for site in range(sites)]
        if len(reached) == sites and all(uses[site] <= 1 for site in ends):
            price = sum(link[2] for link in tree)
            best = price if best < 0 else min(best, price)
    return best


def small(random: Random) -> dict[str, Any]:
    """Up to five sites; two ends alone, parallel links and loops occur."""
    sites = random.randint(1, 5)
    links = [
        [*random.choices(range(sites), k=2), random.randint(0, 5)]
        for _ in range(random.randint(0, 9))
    ]
    share = random.choice((0.2, 0.5, 0.9))
    return {
        "sites": sites,
        "links": links,
        "ends": [site for site in range(sites) if random.random() < share],
    }


def large() -> dict[str, Any]:
    """100,000 sites of which every third is an end, 200,000 links."""
    sites = 100_000
    links = [[site, (site + 1) % sites, site * 7919 % 1_000_003] for site in range(sites)]
    links += [[site, (site + 3) % sites, site * 104_729 % 1_000_003] for site in range(sites)]
    return {"sites": sites, "links": links, "ends": list(range(0, sites, 3))}
