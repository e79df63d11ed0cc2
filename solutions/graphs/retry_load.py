"""Retry load: requests multiply along calls, summed in topological order."""

from random import Random
from typing import Any


def solve(services: int, calls: list[list[int]], entry: int, cap: int) -> list[int]:
    """A service hands its total on once every caller of it has been counted."""
    ahead: list[list[tuple[int, int]]] = [[] for _ in range(services)]
    callers = [0] * services
    for caller, callee, attempts in calls:
        ahead[caller].append((callee, attempts))
        callers[callee] += 1
    load = [0] * services
    load[entry] = 1
    ready = [service for service in range(services) if not callers[service]]
    for service in ready:
        load[service] = min(load[service], cap)
        for callee, attempts in ahead[service]:
            load[callee] += load[service] * attempts
            callers[callee] -= 1
            if not callers[callee]:
                ready.append(callee)
    return load


def second(services: int, calls: list[list[int]], entry: int, cap: int) -> list[int]:
    """Send a request and follow each single call."""
    load = [0] * services

    def request(service: int, times: int) -> None:
        load[service] += times
        for caller, callee, attempts in calls:
            if caller == service:
                request(callee, times * attempts)

    request(entry, 1)
    return [min(amount, cap) for amount in load]


def small(random: Random) -> dict[str, Any]:
    """Up to seven services in a hidden order, repeated calls and a low cap included."""
    services = random.randint(1, 7)
    order = random.sample(range(services), services)
    calls: list[list[int]] = []
    for _ in range(random.randint(0, 10) if services > 1 else 0):
        one, other = sorted(random.sample(range(services), 2))
        calls.append([order[one], order[other], random.randint(1, 4)])
    entry = order[0] if random.random() < 0.7 else random.randrange(services)
    return {
        "services": services,
        "calls": calls,
        "entry": entry,
        "cap": random.choice((1, 5, 50, 10**6)),
    }


def large() -> dict[str, Any]:
    """A chain of 100,000 with double calls, numbered at random: without a cap 3 ** 100,000."""
    services = 100_000
    order = [at * 7919 % services for at in range(services)]
    calls = [[order[at], order[at + 1], 3] for at in range(services - 1)]
    calls += [[order[at], order[at + 2], 2] for at in range(services - 2)]
    return {"services": services, "calls": calls, "entry": order[0], "cap": 10**15}
