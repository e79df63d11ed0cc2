"""Restore lane: run from event to event; whoever is interrupted pays the setup again."""

from heapq import heappop, heappush
from random import Random
from typing import Any


def solve(restores: list[list[int]], setup: int) -> list[int]:
    """Between two arrivals work on the earliest deadline; only an arrival can interrupt."""
    left = [size for _, size, _ in restores]
    result = [0] * len(restores)
    waiting: list[tuple[int, int]] = []
    now = arrived = 0
    running = -1
    begun = 0
    while running >= 0 or waiting or arrived < len(restores):
        if running < 0 and not waiting:
            now = max(now, restores[arrived][0])
        until = restores[arrived][0] if arrived < len(restores) else None
        if running >= 0:
            end = begun + setup + left[running]
            if until is None or end <= until:
                result[running] = now = end
                running = -1
            else:
                now = until
        while arrived < len(restores) and restores[arrived][0] <= now:
            heappush(waiting, (restores[arrived][2], arrived))
            arrived += 1
        if running >= 0 and waiting and waiting[0][0] < restores[running][2]:
            left[running] -= max(0, now - begun - setup)
            heappush(waiting, (restores[running][2], running))
            running = -1
        if running < 0 and waiting:
            running = heappop(waiting)[1]
            begun = now
    return result


def second(restores: list[list[int]], setup: int) -> list[int]:
    """Second by second, looking through all restores."""
    left = [size for _, size, _ in restores]
    result = [0] * len(restores)
    now = preparing = 0
    running = -1
    while any(left):
        here = [
            (deadline, number)
            for number, (arrival, _, deadline) in enumerate(restores)
            if arrival <= now and left[number]
        ]
        if here:
            deadline, number = min(here)
            if running < 0 or deadline < restores[running][2]:
                running, preparing = number, setup
            if preparing:
                preparing -= 1
            else:
                left[running] -= 1
        now += 1
        if running >= 0 and not left[running]:
            result[running] = now
            running = -1
    return result


def small(random: Random) -> dict[str, Any]:
    """Up to six restores that come close together."""
    arrivals = sorted(random.randint(0, 15) for _ in range(random.randint(1, 6)))
    restores = [[at, random.randint(1, 6), random.randint(1, 20)] for at in arrivals]
    return {"restores": restores, "setup": random.randint(0, 3)}


def large() -> dict[str, Any]:
    """200,000 restores, each more urgent than the one before, then a backlog."""
    restores = [[at * 2, 10, 10**9 - at if at < 100_000 else at] for at in range(200_000)]
    return {"restores": restores, "setup": 1}
