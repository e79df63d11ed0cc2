"""Patch against worm: two fronts that advance minute by minute, the patch first."""

from random import Random
from typing import Any


def solve(
    hosts: int, links: list[list[int]], worm: list[int], servers: list[int], start: int
) -> list[int]:
    """Only the newest ring of each front can still reach anybody."""
    beside: list[list[int]] = [[] for _ in range(hosts)]
    for a, b in links:
        beside[a].append(b)
        beside[b].append(a)
    state = [""] * hosts

    def spread(front: list[int], name: str) -> list[int]:
        ring: list[int] = []
        for host in front:
            if not state[host]:
                state[host] = name
                ring.append(host)
        return ring

    good: list[int] = []
    bad: list[int] = []
    minute = 0
    while minute == 0 or bad:
        next_good = [other for host in good for other in beside[host]]
        if minute == start:
            next_good += servers
        next_bad = [other for host in bad for other in beside[host]] if minute else worm
        good = spread(next_good, "good")
        bad = spread(next_bad, "bad")
        minute += 1
    return [host for host in range(hosts) if state[host] == "bad"]


def second(
    hosts: int, links: list[list[int]], worm: list[int], servers: list[int], start: int
) -> list[int]:
    """Play every minute over all links until long after the last change."""
    good: set[int] = set(servers) if start == 0 else set()
    bad = set(worm) - good
    both = [*links, *([b, a] for a, b in links)]
    for minute in range(1, 2 * hosts + start + 2):
        newly_good = {b for a, b in both if a in good}
        if minute == start:
            newly_good |= set(servers)
        newly_bad = {b for a, b in both if a in bad}
        good |= newly_good - bad
        bad |= newly_bad - good
    return sorted(bad)


def small(random: Random) -> dict[str, Any]:
    """Up to eight hosts; servers may be hit, and the patch may come late or never matter."""
    hosts = random.randint(1, 8)
    reach = random.choice((1, 2, 8))
    links = [[host, max(0, host - random.randint(1, reach))] for host in range(1, hosts)]
    links += [random.choices(range(hosts), k=2) for _ in range(random.randint(0, 2))]
    return {
        "hosts": hosts,
        "links": random.sample(links, random.randint(len(links) // 2, len(links))),
        "worm": random.sample(range(hosts), random.randint(0, min(2, hosts))),
        "servers": random.sample(range(hosts), random.randint(0, min(2, hosts))),
        "start": random.randint(0, 4),
    }


def large() -> dict[str, Any]:
    """A path of 100,000 hosts with doubled links; the fronts meet after 45,000 minutes."""
    links = [[host, host + 1] for host in range(99_999)] * 2
    return {"hosts": 100_000, "links": links, "worm": [0], "servers": [99_999], "start": 9_999}
