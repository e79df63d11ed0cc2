"""Fewest overrides: the set of best values per node, merged from the leaves up."""

from itertools import product
from random import Random
from typing import Any


def solve(parent: list[int], want: list[str | None], default: str) -> int:
    """Count in how many children’s sets each value occurs; children without a winner cost one."""
    held: list[dict[str, int]] = [{} for _ in parent]
    children = [0] * len(parent)
    total = 0
    best: set[str] = set()
    for node in range(len(parent) - 1, -1, -1):
        value = want[node]
        if value is not None:
            best = {value}
        else:
            most = max(held[node].values())
            total += children[node] - most
            best = {value for value, count in held[node].items() if count == most}
            held[node] = {}
        above = parent[node]
        if above >= 0:
            children[above] += 1
            counts = held[above]
            for value in best:
                counts[value] = counts.get(value, 0) + 1
    return total + (default not in best)


def second(parent: list[int], want: list[str | None], default: str) -> int:
    """Try every value for every folder and count the edges that change."""
    values = sorted({value for value in want if value is not None} | {default})
    choices = [values if value is None else [value] for value in want]
    return min(
        sum(
            final[node] != (default if parent[node] < 0 else final[parent[node]])
            for node in range(len(parent))
        )
        for final in product(*choices)
    )


def small(random: Random) -> dict[str, Any]:
    """Up to eight nodes, long paths and single nodes included."""
    reach = random.choice((1, 2, 8))
    parent = [-1]
    for node in range(1, random.randint(1, 8)):
        parent.append(random.randint(max(0, node - reach), node - 1))
    inner = set(parent)
    values = ["30d", "90d", "1y"][: random.randint(1, 3)]
    want = [None if node in inner else random.choice(values) for node in range(len(parent))]
    return {"parent": parent, "want": want, "default": random.choice(["30d", "90d"])}


def large() -> dict[str, Any]:
    """A path of 50,000 folders, each with one account besides, and 50 values in turn."""
    parent = [-1]
    want: list[str | None] = [None]
    folder = 0
    while len(parent) < 99_999:
        parent += [folder, folder]
        want += [f"{len(parent) * 7919 % 50}d", None]
        folder = len(parent) - 1
    parent.append(folder)
    want.append("1d")
    return {"parent": parent, "want": want, "default": "0d"}
