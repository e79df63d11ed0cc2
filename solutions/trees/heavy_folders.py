"""Heavy folders: what is reported no longer counts further up."""

from random import Random
from typing import Any


def solve(parent: list[int], own: list[int], least: int) -> list[list[int]]:
    """Add up from the last folder to the first; pass on only what is not reported."""
    rest = list(own)
    found: list[list[int]] = []
    for folder in range(len(parent) - 1, -1, -1):
        if rest[folder] >= least:
            found.append([folder, rest[folder]])
        elif folder:
            rest[parent[folder]] += rest[folder]
    return found[::-1]


def second(parent: list[int], own: list[int], least: int) -> list[list[int]]:
    """Compute each folder’s rest anew from the definition."""

    def rest(folder: int) -> int:
        below = [rest(child) for child in range(len(parent)) if parent[child] == folder]
        return own[folder] + sum(size for size in below if size < least)

    sizes = [rest(folder) for folder in range(len(parent))]
    return [[folder, size] for folder, size in enumerate(sizes) if size >= least]


def small(random: Random) -> dict[str, Any]:
    """Up to nine folders, empty ones among them, with a limit near the sums."""
    reach = random.choice((1, 3, 9))
    parent = [-1]
    for folder in range(1, random.randint(1, 9)):
        parent.append(random.randint(max(0, folder - reach), folder - 1))
    return {
        "parent": parent,
        "own": [random.choice((0, 1, 2, 5)) for _ in parent],
        "least": random.randint(1, 8),
    }


def large() -> dict[str, Any]:
    """A path of 200,000 folders."""
    count = 200_000
    return {
        "parent": list(range(-1, count - 1)),
        "own": [at * 7919 % 1_000_003 for at in range(count)],
        "least": 10**9,
    }
