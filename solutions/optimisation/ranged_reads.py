"""Ranged reads: the cheapest cost of the first parts, by where the last request begins."""

from collections import deque
from random import Random
from typing import Any


def solve(parts: list[list[int]], fee: int, most: int) -> int:
    """Beginnings in a sliding window, of which only the cheaper and later ones are kept."""
    window: deque[tuple[int, int]] = deque()
    cost = 0
    for start, end in parts:
        while window and window[-1][1] >= cost - start:
            window.pop()
        window.append((start, cost - start))
        while window and end - window[0][0] > most:
            window.popleft()
        if not window:
            return -1
        cost = window[0][1] + fee + end
    return cost


def second(parts: list[list[int]], fee: int, most: int) -> int:
    """Every way to cut the list of parts."""
    costs: list[int] = []
    for cuts in range(2 ** (len(parts) - 1)):
        total = 0
        begin = parts[0][0]
        fits = True
        for at, (_, end) in enumerate(parts):
            if at == len(parts) - 1 or cuts >> at & 1:
                fits = fits and end - begin <= most
                total += fee + end - begin
                begin = parts[at + 1][0] if at + 1 < len(parts) else 0
        if fits:
            costs.append(total)
    return min(costs, default=-1)


def small(random: Random) -> dict[str, Any]:
    """Up to eight parts with gaps about as large as the fee."""
    parts: list[list[int]] = []
    at = random.randint(0, 5)
    for _ in range(random.randint(1, 8)):
        length = random.randint(1, 6)
        parts.append([at, at + length])
        at += length + random.choice((0, 1, 3, 8))
    return {"parts": parts, "fee": random.randint(0, 9), "most": random.randint(5, 25)}


def large() -> dict[str, Any]:
    """200,000 parts in requests of up to 10,000 of them."""
    random = Random(44)
    parts = [[at * 5_000, at * 5_000 + random.randint(1, 5_000)] for at in range(200_000)]
    return {"parts": parts, "fee": 10**6, "most": 5 * 10**7}
