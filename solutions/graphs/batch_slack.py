"""Batch slack: earliest starts forwards, latest starts backwards."""

from random import Random
from typing import Any


def solve(
    minutes: list[int], waits: list[list[int]], ready: list[int], due: list[int]
) -> list[int]:
    """One topological order serves both directions."""
    after: list[list[int]] = [[] for _ in minutes]
    open_inputs = [0] * len(minutes)
    for job, needed in waits:
        after[needed].append(job)
        open_inputs[job] += 1
    earliest = list(ready)
    order = [job for job in range(len(minutes)) if not open_inputs[job]]
    for job in order:
        for later in after[job]:
            earliest[later] = max(earliest[later], earliest[job] + minutes[job])
            open_inputs[later] -= 1
            if not open_inputs[later]:
                order.append(later)
    latest = [0] * len(minutes)
    for job in reversed(order):
        ends = [latest[later] for later in after[job]]
        if due[job] >= 0:
            ends.append(due[job])
        latest[job] = min(ends) - minutes[job]
    return [last - first for first, last in zip(earliest, latest, strict=True)]


def second(
    minutes: list[int], waits: list[list[int]], ready: list[int], due: list[int]
) -> list[int]:
    """Relax both bounds until nothing changes."""
    count = len(minutes)
    earliest = list(ready)
    far = 10**12
    latest = [(end if end >= 0 else far) - length for end, length in zip(due, minutes, strict=True)]
    for _ in range(count):
        for job, needed in waits:
            earliest[job] = max(earliest[job], earliest[needed] + minutes[needed])
            latest[needed] = min(latest[needed], latest[job] - minutes[needed])
    return [last - first for first, last in zip(earliest, latest, strict=True)]


def small(random: Random) -> dict[str, Any]:
    """Up to seven jobs in a hidden order; some are late, pairs repeat."""
    count = random.randint(1, 7)
    order = random.sample(range(count), count)
    waits: list[list[int]] = []
    for _ in range(random.randint(0, 9) if count > 1 else 0):
        one, other = sorted(random.sample(range(count), 2))
        waits.append([order[other], order[one]])
    needed = {pair[1] for pair in waits}
    return {
        "minutes": [random.randint(0, 5) for _ in range(count)],
        "waits": waits,
        "ready": [random.choice((0, 0, 3, 8)) for _ in range(count)],
        "due": [
            random.randint(0, 25) if job not in needed or random.random() < 0.3 else -1
            for job in range(count)
        ],
    }


def large() -> dict[str, Any]:
    """A chain of 100,000 jobs numbered at random, with 100,000 short cuts."""
    count = 100_000
    order = [at * 7919 % count for at in range(count)]
    waits = [[order[at + 1], order[at]] for at in range(count - 1)]
    waits += [[order[at + 50], order[at]] for at in range(count - 50)]
    due = [-1] * count
    due[order[-1]] = 10**9
    return {
        "minutes": [at % 60 for at in range(count)],
        "waits": waits,
        "ready": [at * 31 % 1440 for at in range(count)],
        "due": due,
    }
