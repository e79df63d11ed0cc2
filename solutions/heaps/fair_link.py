"""Fair link: start-time fair queueing with exact tags."""

from fractions import Fraction
from heapq import heappop, heappush
from math import lcm
from random import Random
from typing import Any


def solve(weights: list[int], packets: list[list[int]]) -> list[list[int]]:
    """Tags in units of the least common multiple; one heap by start tag."""
    unit = lcm(*weights)
    finish = [0] * len(weights)
    waiting: list[tuple[int, int, int]] = []
    result: list[list[int]] = []
    virtual = largest = now = taken = 0
    while waiting or taken < len(packets):
        if not waiting and packets[taken][0] > now:
            now = packets[taken][0]
            virtual = largest
        while taken < len(packets) and packets[taken][0] <= now:
            _, tenant, size = packets[taken]
            start = max(virtual, finish[tenant])
            finish[tenant] = start + size * unit // weights[tenant]
            heappush(waiting, (start, tenant, taken))
            taken += 1
        virtual, tenant, number = heappop(waiting)
        size = packets[number][2]
        largest = max(largest, virtual + size * unit // weights[tenant])
        now += size
        result.append([number, now])
    return result


def second(weights: list[int], packets: list[list[int]]) -> list[list[int]]:
    """Fractions and plain lists, the smallest searched each time."""
    finish = [Fraction(0) for _ in weights]
    tags: dict[int, tuple[Fraction, Fraction]] = {}
    waiting: list[int] = []
    coming = list(range(len(packets)))
    result: list[list[int]] = []
    virtual = Fraction(0)
    now = 0
    while waiting or coming:
        if not waiting and packets[coming[0]][0] > now:
            now = packets[coming[0]][0]
            virtual = max((tags[number][1] for number, _ in result), default=Fraction(0))
        while coming and packets[coming[0]][0] <= now:
            number = coming.pop(0)
            _, tenant, size = packets[number]
            start = max(virtual, finish[tenant])
            finish[tenant] = start + Fraction(size, weights[tenant])
            tags[number] = (start, finish[tenant])
            waiting.append(number)
        number = min(waiting, key=lambda one: (tags[one][0], packets[one][1], one))
        waiting.remove(number)
        virtual = tags[number][0]
        now += packets[number][2]
        result.append([number, now])
    return result


def small(random: Random) -> dict[str, Any]:
    """Up to three tenants, bursts and idle times."""
    weights = [random.randint(1, 4) for _ in range(random.randint(1, 3))]
    time = 0
    packets: list[list[int]] = []
    for _ in range(random.randint(0, 12)):
        time += random.choice((0, 0, 0, 1, 4, 12))
        packets.append([time, random.randrange(len(weights)), random.randint(1, 6)])
    return {"weights": weights, "packets": packets}


def large() -> dict[str, Any]:
    """200,000 packets of 1,000 tenants, nearly all waiting at once."""
    random = Random(25)
    weights = [random.randint(1, 10) for _ in range(1_000)]
    packets = [
        [number // 100, random.randrange(1_000), random.randint(1, 10**6)]
        for number in range(200_000)
    ]
    return {"weights": weights, "packets": packets}
