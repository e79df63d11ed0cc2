"""Repairs until whole: join groups and count those that still hold a watched site."""

from random import Random
from typing import Any


def solve(
    sites: int, working: list[list[int]], repairs: list[list[int]], watched: list[int]
) -> int:
    """Disjoint sets; a join lowers the count only if both groups hold a watched site."""
    group = list(range(sites))
    size = [1] * sites
    holds = [False] * sites
    for site in watched:
        holds[site] = True
    apart = sum(holds)

    def top(site: int) -> int:
        while group[site] != site:
            group[site] = group[group[site]]
            site = group[site]
        return site

    for done, (a, b) in enumerate([*working, *repairs], 1 - len(working)):
        # Before the first repair all working links count together.
        if apart == 1:
            return max(0, done - 1)
        one, other = top(a), top(b)
        if one != other:
            if size[one] < size[other]:
                one, other = other, one
            group[other] = one
            size[one] += size[other]
            apart -= holds[one] and holds[other]
            holds[one] = holds[one] or holds[other]
    return len(repairs) if apart == 1 else -1


def second(
    sites: int, working: list[list[int]], repairs: list[list[int]], watched: list[int]
) -> int:
    """After each repair walk from the first watched site."""
    for done in range(len(repairs) + 1):
        links = working + repairs[:done]
        reached = {watched[0]}
        for _ in range(sites):
            reached |= {b for a, b in links if a in reached} | {a for a, b in links if b in reached}
        if reached >= set(watched):
            return done
    return -1


def small(random: Random) -> dict[str, Any]:
    """Up to seven sites; one watched site, links given twice and useless repairs occur."""
    sites = random.randint(1, 7)
    working = [random.choices(range(sites), k=2) for _ in range(random.randint(0, 5))]
    repairs = [random.choices(range(sites), k=2) for _ in range(random.randint(0, 8))]
    watched = random.sample(range(sites), random.randint(1, sites))
    return {"sites": sites, "working": working, "repairs": repairs, "watched": watched}


def large() -> dict[str, Any]:
    """100,000 sites in a path whose last missing link is mended last."""
    working = [[site, site + 1] for site in range(0, 99_999, 2)]
    working += [[site, site + 2] for site in range(0, 50_000, 2)]
    repairs = [[site * 7 % 49_999, site % 49_999] for site in range(125_000)]
    repairs += [[site, site + 1] for site in range(99_997, 49_998, -2)]
    return {
        "sites": 100_000,
        "working": working,
        "repairs": repairs,
        "watched": [0, 50_001, 99_999],
    }
