"""Gossip rounds: breadth-first search in which some hosts hear but do not tell."""

from random import Random
from typing import Any


def solve(
    hosts: int, links: list[list[int]], knowing: list[int], listening: list[int]
) -> list[int]:
    """One queue, started with all who know at first; those who only listen are not expanded."""
    beside: list[list[int]] = [[] for _ in range(hosts)]
    for a, b in links:
        beside[a].append(b)
        beside[b].append(a)
    mute = [False] * hosts
    for host in listening:
        mute[host] = True
    heard = [-1] * hosts
    queue = list(dict.fromkeys(knowing))
    for host in queue:
        heard[host] = 0
    for host in queue:
        if not mute[host]:
            for other in beside[host]:
                if heard[other] < 0:
                    heard[other] = heard[host] + 1
                    queue.append(other)
    return heard


def second(
    hosts: int, links: list[list[int]], knowing: list[int], listening: list[int]
) -> list[int]:
    """Play the rounds: look at every link in each of them."""
    heard = [0 if host in knowing else -1 for host in range(hosts)]
    for now in range(hosts):
        for a, b in [*links, *([b, a] for a, b in links)]:
            if 0 <= heard[a] <= now and a not in listening and heard[b] < 0:
                heard[b] = now + 1
    return heard


def small(random: Random) -> dict[str, Any]:
    """Up to seven hosts; nobody knows or all listen now and then."""
    hosts = random.randint(1, 7)
    links = [random.choices(range(hosts), k=2) for _ in range(random.randint(0, 9))]
    return {
        "hosts": hosts,
        "links": links,
        "knowing": random.sample(range(hosts), random.randint(0, min(2, hosts))),
        "listening": random.sample(range(hosts), random.randint(0, hosts // 2)),
    }


def large() -> dict[str, Any]:
    """A path of 50,000 hosts and a dense half beyond its end, 200,000 links in all."""
    path = [[host, host + 1] for host in range(50_000)]
    dense = [[50_000 + at * 7919 % 50_000, 50_000 + at * 104_729 % 49_999] for at in range(150_000)]
    return {
        "hosts": 100_000,
        "links": dense + path,
        "knowing": [0],
        "listening": list(range(60_000, 100_000, 3)),
    }
