"""Rollout waves: components of the constraint graph, then the longest path over them."""

from random import Random
from typing import Any


def solve(names: list[str], before: list[list[str]], not_after: list[list[str]]) -> dict[str, int]:
    """Contract rings by Kosaraju’s method, reject strict pairs inside, relax in order."""
    index = {name: at for at, name in enumerate(names)}
    out: list[list[tuple[int, int]]] = [[] for _ in names]
    back: list[list[int]] = [[] for _ in names]
    for pairs, step in ((before, 1), (not_after, 0)):
        for a, b in pairs:
            out[index[a]].append((index[b], step))
            back[index[b]].append(index[a])
    component = [-1] * len(names)
    members: list[list[int]] = []
    for root in reversed(_finished(out)):
        if component[root] >= 0:
            continue
        component[root] = len(members)
        ring = [root]
        for node in ring:
            for other in back[node]:
                if component[other] < 0:
                    component[other] = len(members)
                    ring.append(other)
        members.append(ring)
    wave = [1] * len(members)
    for number, ring in enumerate(members):
        for node in ring:
            for other, step in out[node]:
                if component[other] != number:
                    wave[component[other]] = max(wave[component[other]], wave[number] + step)
                elif step:
                    return {}
    return {name: wave[component[at]] for at, name in enumerate(names)}


def _finished(out: list[list[tuple[int, int]]]) -> list[int]:
    """Nodes in the order in which a depth-first search leaves them."""
    order: list[int] = []
    seen = [False] * len(out)
    for root in range(len(out)):
        if seen[root]:
            continue
        seen[root] = True
        stack = [(root, iter(out[root]))]
        while stack:
            node, edges = stack[-1]
            for other, _ in edges:
                if not seen[other]:
                    seen[other] = True
                    stack.append((other, iter(out[other])))
                    break
            else:
                stack.pop()
                order.append(node)
    return order


def second(names: list[str], before: list[list[str]], not_after: list[list[str]]) -> dict[str, int]:
    """Raise waves until nothing changes; a wave above the number of services proves a ring."""
    wave = dict.fromkeys(names, 1)
    while True:
        changed = False
        for pairs, step in ((before, 1), (not_after, 0)):
            for a, b in pairs:
                if wave[b] < wave[a] + step:
                    wave[b] = wave[a] + step
                    changed = True
                    if wave[b] > len(names):
                        return {}
        if not changed:
            return wave


def small(random: Random) -> dict[str, Any]:
    """Up to seven services; self pairs, repeated pairs and loose rings are frequent."""
    names = [f"s{at}" for at in range(random.randint(1, 7))]
    strict = random.randint(0, len(names))
    before = [sorted(random.choices(names, k=2)) for _ in range(strict)]
    if random.random() < 0.7:
        before = [pair for pair in before if pair[0] != pair[1]]
    loose = [random.choices(names, k=2) for _ in range(random.randint(0, len(names)))]
    return {"names": names, "before": before, "not_after": loose}


def large() -> dict[str, Any]:
    """A chain of 100,000 whose pairs come last first, with loose rings of three on the way."""
    names = [f"s{at}" for at in range(100_000)]
    before: list[list[str]] = []
    loose: list[list[str]] = []
    for at in range(99_999, 0, -1):
        (before if at % 3 == 0 else loose).append([names[at - 1], names[at]])
        if at % 3 == 2:
            loose.append([names[at], names[at - 2]])
    spare = 200_000 - len(before) - len(loose)
    before += [[names[at], names[at + 50_000]] for at in range(min(spare, 50_000))]
    return {"names": names, "before": before, "not_after": loose}
