"""Same table: keys in order of home and number, laid out in two rounds of the circle."""

from random import Random
from typing import Any


def solve(size: int, keys: list[int]) -> list[int]:
    """The first round finds how many wrap; the second starts behind them."""
    order = sorted(keys, key=lambda key: (key % size, key))
    table = [-1] * size
    free = 0
    for final in (False, True):
        for key in order:
            place = max(free, key % size)
            if final:
                table[place % size] = key
            free = place + 1
        free = max(0, free - size)
    return table


def second(size: int, keys: list[int]) -> list[int]:
    """Insert one after another; whoever is further from home, or equal and smaller, stays."""
    table = [-1] * size
    for one in keys:
        key, away = one, 0
        while True:
            place = (key + away) % size
            present = table[place]
            if present < 0:
                table[place] = key
                break
            its = (place - present) % size
            if (-away, key) < (-its, present):
                table[place] = key
                key, away = present, its
            away += 1
    return table


def small(random: Random) -> dict[str, Any]:
    """Small tables, often nearly full, whose runs wrap."""
    size = random.randint(2, 9)
    keys = random.sample(range(random.choice((size, 3 * size))), random.randint(0, size - 1))
    return {"size": size, "keys": keys}


def large() -> dict[str, Any]:
    """A table of 200,000 slots, nearly full, with many equal homes."""
    size = 200_000
    keys = [at % 1_000 * 200 + at // 1_000 * size for at in range(size - 1)]
    return {"size": size, "keys": keys}
