"""Folder leases: two Fenwick trees over a preorder, one looking up and one looking down."""

from random import Random
from typing import Any


class _Sums:
    """Prefix sums of a list that changes."""

    def __init__(self, count: int) -> None:
        self.parts = [0] * (count + 1)

    def add(self, at: int, amount: int) -> None:
        """Add to one place."""
        at += 1
        while at < len(self.parts):
            self.parts[at] += amount
            at += at & -at

    def before(self, at: int) -> int:
        """Sum of all places below `at`."""
        total = 0
        while at:
            total += self.parts[at]
            at &= at - 1
        return total


class _Leases:
    """Leases of one sort, found from above and from below."""

    def __init__(self, count: int) -> None:
        self.at = _Sums(count)
        self.over = _Sums(count + 1)

    def change(self, first: int, end: int, amount: int) -> None:
        """Add or take away leases on the folder whose interval is given."""
        self.at.add(first, amount)
        self.over.add(first, amount)
        self.over.add(end, -amount)

    def touches(self, first: int, end: int) -> bool:
        """Whether one lies on the folder, above it or below it."""
        return self.over.before(first + 1) > 0 or self.at.before(end) > self.at.before(first)


def solve(parent: list[int], events: list[list[Any]]) -> list[int]:
    """Reading looks for writers only; writing looks for anybody."""
    count = len(parent)
    size = [1] * count
    for node in range(count - 1, 0, -1):
        size[parent[node]] += size[node]
    first = [0] * count
    free = [1] * count
    for node in range(1, count):
        first[node] = free[parent[node]]
        free[parent[node]] += size[node]
        free[node] = first[node] + 1
    everybody, writers = _Leases(count), _Leases(count)
    held = [False] * len(events)
    refused: list[int] = []
    what: str
    which: int
    for number, (what, which) in enumerate(events):
        if what == "end":
            if not held[which]:
                continue
            held[which] = False
            kind, folder = str(events[which][0]), int(events[which][1])
            amount = -1
        else:
            kind, folder = what, which
            amount = 1
            against = writers if kind == "read" else everybody
            if against.touches(first[folder], first[folder] + size[folder]):
                refused.append(number)
                continue
            held[number] = True
        interval = first[folder], first[folder] + size[folder]
        everybody.change(*interval, amount)
        if kind == "write":
            writers.change(*interval, amount)
    return refused


def second(parent: list[int], events: list[list[Any]]) -> list[int]:
    """Compare each request with every lease that is held."""

    def above(node: int) -> set[int]:
        return {node} | above(parent[node]) if node >= 0 else set()

    held: dict[int, tuple[str, int]] = {}
    refused: list[int] = []
    for number, (what, which) in enumerate(events):
        if what == "end":
            held.pop(which, None)
        elif any(
            "write" in (what, kind) and (folder in above(which) or which in above(folder))
            for kind, folder in held.values()
        ):
            refused.append(number)
        else:
            held[number] = (what, which)
    return refused


def small(random: Random) -> dict[str, Any]:
    """Up to seven folders; leases end twice, and refused ones end as well."""
    reach = random.choice((1, 2, 7))
    parent = [-1]
    for node in range(1, random.randint(1, 7)):
        parent.append(random.randint(max(0, node - reach), node - 1))
    events: list[list[Any]] = []
    for number in range(random.randint(1, 14)):
        if number and random.random() < 0.35:
            asked = [at for at, event in enumerate(events) if event[0] != "end"]
            events.append(["end", random.choice(asked)])
        else:
            what = random.choice(("read", "read", "write"))
            events.append([what, random.randrange(len(parent))])
    return {"parent": parent, "events": events}


def large() -> dict[str, Any]:
    """A path of 50,000 folders with one beside each; 100,000 requests, most of them granted."""
    parent = [-1]
    for level in range(1, 50_000):
        parent += [max(0, 2 * level - 3)] * 2
    events: list[list[Any]] = []
    for at in range(25_000):
        low = 2 + 2 * (at * 7919 % 49_000)
        events += [["read", at % 5_000], ["write", low], ["end", 4 * at], ["write", low]]
    return {"parent": parent, "events": events}
