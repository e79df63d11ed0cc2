"""Key order: a B+ tree that counts its pages, loaded one key after another."""

from bisect import bisect_right
from random import Random
from typing import Any


class _Page:
    """Smallest keys below each entry; a leaf has its keys and no children."""

    def __init__(self, keys: list[int], children: list["_Page"]) -> None:
        self.keys = keys
        self.children = children


def solve(cap: int, keys: list[int]) -> list[int]:
    """Walk down by smallest keys, add to the leaf, split on the way back up."""
    root = _Page([], [])
    pages = [1]
    for key in keys:
        path = [root]
        slots: list[int] = []
        tail = [True]
        while path[-1].children:
            page = path[-1]
            slot = max(bisect_right(page.keys, key) - 1, 0)
            if slot == 0:
                page.keys[0] = min(page.keys[0], key)
            tail.append(tail[-1] and slot == len(page.keys) - 1)
            slots.append(slot)
            path.append(page.children[slot])
        leaf = path[-1]
        at = bisect_right(leaf.keys, key)
        leaf.keys.insert(at, key)
        new = _split(leaf, cap, last=tail[-1] and at == len(leaf.keys) - 1)
        for level in range(len(path) - 2, -1, -1):
            if new is None:
                break
            pages[len(path) - 2 - level] += 1
            page, slot = path[level], slots[level] + 1
            page.keys.insert(slot, new.keys[0])
            page.children.insert(slot, new)
            new = _split(page, cap, last=tail[level] and slot == len(page.keys) - 1)
        if new is not None:
            pages[-1] += 1
            pages.append(1)
            root = _Page([root.keys[0], new.keys[0]], [root, new])
    return pages


def _split(page: _Page, cap: int, *, last: bool) -> _Page | None:
    """The new page to the right, if there is one entry too many."""
    if len(page.keys) <= cap:
        return None
    cut = cap if last else (cap + 2) // 2
    new = _Page(page.keys[cut:], page.children[cut:])
    del page.keys[cut:], page.children[cut:]
    return new


def second(cap: int, keys: list[int]) -> list[int]:
    """Each level as a plain list of pages; above the leaves only counts of entries matter."""
    leaves: list[list[int]] = [[]]
    levels: list[list[int]] = [[0]]
    for key in keys:
        at = max([0, *(number for number, leaf in enumerate(leaves) if leaf and leaf[0] < key)])
        leaves[at] = sorted([*leaves[at], key])
        cut = _added(levels, 0, at, cap, last=leaves[-1][-1] == key)
        if cut:
            leaves[at : at + 1] = [leaves[at][:cut], leaves[at][cut:]]
    return [len(level) for level in levels]


def _added(levels: list[list[int]], number: int, at: int, cap: int, *, last: bool) -> int:
    """Count one more entry on page `at` of a level; where that page was cut, or 0."""
    level = levels[number]
    level[at] += 1
    if level[at] <= cap:
        return 0
    cut = cap if last else cap + 1 - (cap + 1) // 2
    level[at : at + 1] = [cut, cap + 1 - cut]
    if number + 1 == len(levels):
        levels.append([1])
    above = levels[number + 1]
    parent, seen = 0, above[0]
    while seen <= at:
        parent += 1
        seen += above[parent]
    _added(levels, number + 1, parent, cap, last=at + 2 == len(level))
    return cut


def small(random: Random) -> dict[str, Any]:
    """Up to forty keys, rising, falling, mixed, or rising from two sides."""
    keys = random.sample(range(100), random.randint(1, 40))
    match random.randrange(5):
        case 0:
            keys.sort()
        case 1:
            keys.sort(reverse=True)
        case 2:
            keys.sort(key=lambda key: (key % 50, key))
        case _:
            pass
    return {"cap": random.randint(3, 6), "keys": keys}


def large() -> dict[str, Any]:
    """200,000 keys from two rising streams on tiny pages."""
    keys = [number // 2 + (number % 2) * 10**8 for number in range(200_000)]
    return {"cap": 4, "keys": keys}
