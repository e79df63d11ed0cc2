"""Identical folders: equal trees get equal numbers, from the leaves up."""

from random import Random
from typing import Any


def solve(parent: list[int], names: list[str], content: list[str | None]) -> list[int]:
    """Look up each folder’s sorted list of (name, child’s number) in one dictionary."""
    entries: list[list[tuple[str, int]]] = [[] for _ in parent]
    numbers: dict[Any, int] = {}
    shape = [0] * len(parent)
    first: dict[int, int] = {}
    for node in range(len(parent) - 1, -1, -1):
        key = content[node] if content[node] is not None else tuple(sorted(entries[node]))
        entries[node] = []
        shape[node] = numbers.setdefault(key, len(numbers))
        first[shape[node]] = node
        if node:
            entries[parent[node]].append((names[node], shape[node]))
    repeat = [content[node] is None and first[shape[node]] != node for node in range(len(parent))]
    return [node for node in range(1, len(parent)) if repeat[node] and not repeat[parent[node]]]


def second(parent: list[int], names: list[str], content: list[str | None]) -> list[int]:
    """Write every tree out as nested values and compare all pairs."""

    def written(node: int) -> Any:
        if content[node] is not None:
            return content[node]
        below = [at for at in range(1, len(parent)) if parent[at] == node]
        return {names[at]: written(at) for at in below}

    whole = [written(node) for node in range(len(parent))]
    repeats = {
        node
        for node in range(len(parent))
        if content[node] is None and any(whole[node] == whole[at] for at in range(node))
    }
    return [node for node in sorted(repeats) if parent[node] not in repeats]


def small(random: Random) -> dict[str, Any]:
    """Up to thirteen nodes; few names and contents, so that folders often coincide."""
    parent = [-1]
    names = ["top"]
    content: list[str | None] = [None]
    for _ in range(random.choice((0, 2, 6, 10, 12))):
        above = random.choice([at for at, value in enumerate(content) if value is None])
        taken = {names[at] for at in range(1, len(parent)) if parent[at] == above}
        free = [name for name in ("a", "b", "c") if name not in taken]
        if free:
            parent.append(above)
            names.append(random.choice(free))
            content.append(random.choice([None, None, None, "x"]))
    return {"parent": parent, "names": names, "content": content}


def large() -> dict[str, Any]:
    """Two equal paths of nearly 25,000 folders with one file in each, under one top."""
    parent = [-1]
    names = ["top"]
    content: list[str | None] = [None]
    for branch in ("left", "right"):
        above = 0
        for depth in range(24_999):
            parent += [above, 0]
            above = len(parent) - 2
            parent[-1] = above
            names += [branch if depth == 0 else "next", "file"]
            content += [None, f"hash{depth % 1000:04}"]
    return {"parent": parent, "names": names, "content": content}
