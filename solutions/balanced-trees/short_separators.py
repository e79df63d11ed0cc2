"""Short separators: the cheapest cut of the first keys, from a sliding window of earlier cuts."""

from collections import deque
from random import Random
from typing import Any


def solve(keys: list[str], least: int, most: int) -> int:
    """A cut before key j may follow the last one by `least` to `most` keys."""
    never = 10**12
    best = [0]
    window: deque[tuple[int, int]] = deque()
    for end in range(1, len(keys) + 1):
        start = end - least
        if start >= 0 and best[start] < never:
            cost = best[start] + (_separator(keys[start - 1], keys[start]) if start else 0)
            while window and window[-1][1] >= cost:
                window.pop()
            window.append((start, cost))
        while window and window[0][0] < end - most:
            window.popleft()
        best.append(window[0][1] if window else never)
    return -1 if best[-1] == never else best[-1]


def _separator(before: str, after: str) -> int:
    """Letters of the shortest beginning of the one that lies above the other."""
    for at, (a, b) in enumerate(zip(before, after, strict=False)):
        if a != b:
            return at + 1
    return len(before) + 1


def second(keys: list[str], least: int, most: int) -> int:
    """Every way to cut; separators tried letter by letter."""
    costs: list[int] = []
    for cuts in range(2 ** (len(keys) - 1)):
        total = 0
        sizes = [1]
        for at in range(1, len(keys)):
            if cuts >> (at - 1) & 1:
                length = 1
                while keys[at][:length] <= keys[at - 1]:
                    length += 1
                total += length
                sizes.append(0)
            sizes[-1] += 1
        if least <= min(sizes) and max(sizes) <= most:
            costs.append(total)
    return min(costs, default=-1)


def small(random: Random) -> dict[str, Any]:
    """Up to nine short keys of two letters."""
    made = {
        "".join(random.choices("ab", k=random.randint(1, 5))) for _ in range(random.randint(1, 9))
    }
    least = random.randint(1, 3)
    return {"keys": sorted(made), "least": least, "most": least + random.randint(0, 3)}


def large() -> dict[str, Any]:
    """200,000 keys with a long beginning in common."""
    keys = [f"tenant/eu/orders/{number * 37:09d}" for number in range(200_000)]
    return {"keys": keys, "least": 250, "most": 500}
