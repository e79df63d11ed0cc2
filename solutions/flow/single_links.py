"""Single links: bridges found by the earliest host that each subtree of a search can reach."""

from random import Random
from typing import Any


def solve(hosts: int, cables: list[list[int]], gateway: int) -> list[list[int]]:
    """Depth-first from the gateway; cables, not hosts, say which way a search came."""
    beside: list[list[tuple[int, int]]] = [[] for _ in range(hosts)]
    for number, (a, b) in enumerate(cables):
        beside[a].append((b, number))
        beside[b].append((a, number))
    enter = [-1] * hosts
    earliest = [0] * hosts
    below = [1] * hosts
    came = [-1] * hosts
    enter[gateway] = earliest[gateway] = 0
    stack = [gateway]
    following = [0] * hosts
    seen = 1
    found: list[list[int]] = []
    while stack:
        host = stack[-1]
        if following[host] < len(beside[host]):
            other, cable = beside[host][following[host]]
            following[host] += 1
            if enter[other] < 0:
                enter[other] = earliest[other] = seen
                seen += 1
                came[other] = cable
                stack.append(other)
            elif cable != came[host]:
                earliest[host] = min(earliest[host], enter[other])
        else:
            stack.pop()
            if stack:
                above = stack[-1]
                earliest[above] = min(earliest[above], earliest[host])
                below[above] += below[host]
                if earliest[host] == enter[host]:
                    found.append([came[host], below[host]])
    return sorted(found)


def second(hosts: int, cables: list[list[int]], gateway: int) -> list[list[int]]:
    """Remove each cable in turn and count who is still reached."""

    def reached(without: int) -> int:
        known = {gateway}
        for _ in range(hosts):
            for number, (a, b) in enumerate(cables):
                if number != without and (a in known or b in known):
                    known |= {a, b}
        return len(known)

    lost = [reached(-1) - reached(number) for number in range(len(cables))]
    return [[number, count] for number, count in enumerate(lost) if count]


def small(random: Random) -> dict[str, Any]:
    """Up to seven hosts; double cables, loops and parts without the gateway occur."""
    hosts = random.randint(1, 7)
    cables = [random.choices(range(hosts), k=2) for _ in range(random.randint(0, 8))]
    return {"hosts": hosts, "cables": cables, "gateway": random.randrange(hosts)}


def large() -> dict[str, Any]:
    """A path of 100,000 hosts, doubled on every second step, with some rings on top."""
    cables = [[host, host + 1] for host in range(99_999)]
    cables += [[host, host + 1] for host in range(0, 99_998, 2)]
    cables += [[host, host + 7] for host in range(0, 50_000, 20)]
    cables += [[host, host] for host in range(200_000 - len(cables))]
    return {"hosts": 100_000, "cables": cables, "gateway": 40_000}
