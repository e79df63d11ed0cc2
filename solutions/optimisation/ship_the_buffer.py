"""Ship the buffer: the least cost of shipping the first records, by the size of the last batch."""

from itertools import accumulate
from random import Random
from typing import Any


def solve(times: list[int], room: int, fee: int, wait: int) -> int:
    """For each record as the last of a batch, try every size of that batch; sums by prefix."""
    until = [0, *accumulate(times)]
    best = [0]
    for end in range(1, len(times) + 1):
        now = times[end - 1]
        best.append(
            fee
            + min(
                best[start] + wait * ((end - start) * now - until[end] + until[start])
                for start in range(max(0, end - room), end)
            )
        )
    return best[-1]


def second(times: list[int], room: int, fee: int, wait: int) -> int:
    """Every way to cut the list into batches."""
    costs: list[int] = []
    for cuts in range(2 ** (len(times) - 1)):
        batches = [[times[0]]]
        for at, time in enumerate(times[1:]):
            if cuts >> at & 1:
                batches.append([])
            batches[-1].append(time)
        if max(map(len, batches)) <= room:
            waited = sum(batch[-1] - time for batch in batches for time in batch)
            costs.append(fee * len(batches) + wait * waited)
    return min(costs)


def small(random: Random) -> dict[str, Any]:
    """Up to nine records, some at once, and prices that may be zero."""
    times = sorted(random.randint(0, 20) for _ in range(random.randint(1, 9)))
    return {
        "times": times,
        "room": random.randint(1, 6),
        "fee": random.randint(0, 20),
        "wait": random.randint(0, 3),
    }


def large() -> dict[str, Any]:
    """20,000 records and batches of up to 200."""
    random = Random(21)
    times = sorted(random.randint(0, 10**9) for _ in range(20_000))
    return {"times": times, "room": 200, "fee": 10**9, "wait": 100}
