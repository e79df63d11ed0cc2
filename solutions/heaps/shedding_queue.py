"""Shedding queue: one heap by deadline, one by value, and a record of who still waits."""

from heapq import heapify, heappop, heappush
from random import Random
from typing import Any


def solve(room: int, events: list[list[Any]]) -> list[str]:
    """Strike a request from the living when it leaves; each heap discards its dead on top."""
    living: dict[int, tuple[str, int]] = {}
    due: list[tuple[int, int]] = []
    cheap: list[tuple[int, int]] = []
    result: list[str] = []
    for number, event in enumerate(events):
        now = event[1]
        while due and (due[0][0] < now or due[0][1] not in living):
            living.pop(heappop(due)[1], None)
        if event[0] == "take":
            result.append(living.pop(heappop(due)[1])[0] if due else "idle")
            continue
        _, _, name, value, deadline = event
        living[number] = (name, value)
        heappush(due, (deadline, number))
        heappush(cheap, (value, -number))
        while len(living) > room:
            living.pop(-heappop(cheap)[1], None)
        if len(cheap) > 2 * len(living) + 8:
            cheap = [(worth, -at) for at, (_, worth) in living.items()]
            heapify(cheap)
        if len(due) > 2 * len(living) + 8:
            due = [entry for entry in due if entry[1] in living]
            heapify(due)
    return result


def second(room: int, events: list[list[Any]]) -> list[str]:
    """A plain list in order of arrival, searched each time."""
    waiting: list[tuple[str, int, int]] = []
    result: list[str] = []
    for event in events:
        waiting = [one for one in waiting if one[2] >= event[1]]
        if event[0] == "put":
            waiting.append((event[2], event[3], event[4]))
            if len(waiting) > room:
                least = min(value for _, value, _ in waiting)
                waiting.remove([one for one in waiting if one[1] == least][-1])
        elif waiting:
            first = min(waiting, key=lambda one: one[2])
            waiting.remove(first)
            result.append(first[0])
        else:
            result.append("idle")
    return result


def small(random: Random) -> dict[str, Any]:
    """Few places, few values and slow clocks, so that ties, drops and expiry are common."""
    time = 0
    events: list[list[Any]] = []
    for number in range(random.randint(0, 30)):
        time += random.choice((0, 0, 1, 3))
        if random.random() < 0.6:
            value, deadline = random.randint(0, 4), time + random.randint(0, 9)
            events.append(["put", time, f"r{number}", value, deadline])
        else:
            events.append(["take", time])
    return {"room": random.randint(1, 5), "events": events}


def large() -> dict[str, Any]:
    """200,000 events: a full room, then a take for each put."""
    random = Random(7)
    events: list[list[Any]] = []
    for number in range(200_000):
        if number < 110_000 or number % 2:
            deadline = number + random.randint(0, 10**9 - 10**6)
            events.append(["put", number, f"r{number}", random.randint(0, 10**9), deadline])
        else:
            events.append(["take", number])
    return {"room": 100_000, "events": events}
