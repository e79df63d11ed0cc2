"""Check the copy: walk the tree once, with the bounds that the pages above set."""

from itertools import pairwise
from random import Random
from typing import Any

Page = dict[str, list[int]]


def solve(cap: int, pages: list[Page]) -> list[int]:
    """Carry depth and bounds downwards; each page is judged by itself and by these."""
    faulty: list[int] = []
    leaves = -1
    stack: list[tuple[int, int, float, float]] = [(0, 0, float("-inf"), float("inf"))]
    while stack:
        number, depth, low, high = stack.pop()
        keys, children = pages[number]["keys"], pages[number]["children"]
        if not children and leaves < 0:
            leaves = depth
        fits = (1 if number == 0 else cap // 2) <= len(keys) <= cap
        rises = all(a < b for a, b in pairwise(keys))
        inside = all(low <= key < high for key in keys)
        level = bool(children) or depth == leaves
        if not (fits and rises and inside and level):
            faulty.append(number)
        for slot in range(len(children) - 1, -1, -1):
            least = max(low, keys[slot - 1]) if slot else low
            most = min(high, keys[slot]) if slot < len(keys) else high
            stack.append((children[slot], depth + 1, least, most))
    return sorted(faulty)


def second(cap: int, pages: list[Page]) -> list[int]:
    """For each page walk up to the top."""
    above = {child: number for number, page in enumerate(pages) for child in page["children"]}

    def way(number: int) -> list[int]:
        return [number, *(way(above[number]) if number in above else [])]

    first = 0
    while pages[first]["children"]:
        first = pages[first]["children"][0]
    faulty: list[int] = []
    for number, page in enumerate(pages):
        keys = page["keys"]
        good = (1 if number == 0 else cap // 2) <= len(keys) <= cap
        good = good and keys == sorted(set(keys))
        good = good and (bool(page["children"]) or len(way(number)) == len(way(first)))
        path = way(number)
        for child, parent in pairwise(path):
            slot = pages[parent]["children"].index(child)
            borders = pages[parent]["keys"]
            good = good and (slot == 0 or all(key >= borders[slot - 1] for key in keys))
            good = good and (slot == len(borders) or all(key < borders[slot] for key in keys))
        if not good:
            faulty.append(number)
    return faulty


def small(random: Random) -> dict[str, Any]:
    """A sound tree of up to three levels, then up to two keys changed or a leaf split off."""
    cap = random.randint(3, 5)
    pages: list[Page] = []

    def grow(low: int, high: int, depth: int) -> int:
        number = len(pages)
        page: Page = {"keys": [], "children": []}
        pages.append(page)
        count = random.randint(cap // 2, cap)
        if high - low <= count:
            page["keys"] = sorted(random.sample(range(low, high), min(high - low, count)))
            return number
        page["keys"] = sorted(random.sample(range(low, high), count))
        if depth or random.random() < 0.1:
            borders = [low, *page["keys"], high]
            for a, b in pairwise(borders):
                page["children"].append(grow(a, b, depth - 1))
        return number

    grow(0, random.choice((20, 400)), random.randint(0, 2))
    for _ in range(random.randint(0, 2)):
        page = random.choice(pages)
        if page["keys"]:
            page["keys"][random.randrange(len(page["keys"]))] += random.choice((-90, -1, 1, 90))
    return {"cap": cap, "pages": pages}


def large() -> dict[str, Any]:
    """A chain of 10,000 inner pages with a leaf beside each: as deep as can be."""
    pages: list[Page] = []
    for number in range(10_000):
        pages.append({"keys": [number], "children": [2 * number + 1, 2 * number + 2]})
        pages.append({"keys": [number - 1], "children": []})
    pages.append({"keys": [10_000], "children": []})
    return {"cap": 3, "pages": pages}
