"""Quarantine: for each subtree the cheaper of cutting it off and of cleaning it inside."""

from random import Random
from typing import Any

NEVER = 10**15


def solve(parent: list[int], kind: list[str], cut: list[int], worth: list[int]) -> int:
    """Children first: sum what they cost, and compare with one cut above the whole."""
    inside = [NEVER if what == "sick" else 0 for what in kind]
    lost = [NEVER if kind[at] == "vital" else worth[at] for at in range(len(parent))]
    for host in range(len(parent) - 1, 0, -1):
        best = min(inside[host], lost[host] + cut[host])
        inside[parent[host]] += min(best, NEVER)
        lost[parent[host]] += min(lost[host], NEVER)
    return inside[0] if inside[0] < NEVER else -1


def second(parent: list[int], kind: list[str], cut: list[int], worth: list[int]) -> int:
    """Try every set of cuts."""
    count = len(parent)
    best = -1
    for choice in range(0, 2**count, 2):
        joined = [True] * count
        for host in range(1, count):
            joined[host] = joined[parent[host]] and not choice >> host & 1
        if all(
            joined[host] == (kind[host] == "vital")
            for host in range(count)
            if kind[host] in ("sick", "vital")
        ):
            price = sum(cut[host] for host in range(count) if choice >> host & 1)
            price += sum(worth[host] for host in range(count) if not joined[host])
            best = price if best < 0 else min(best, price)
    return best


def small(random: Random) -> dict[str, Any]:
    """Up to eight hosts of all kinds; half of the cases hold no vital host."""
    reach = random.choice((1, 3, 8))
    parent = [-1]
    for host in range(1, random.randint(1, 8)):
        parent.append(random.randint(max(0, host - reach), host - 1))
    kinds = random.choice((("well", "sick"), ("well", "well", "sick", "vital")))
    kind = ["well", *(random.choice(kinds) for _ in parent[1:])]
    return {
        "parent": parent,
        "kind": kind,
        "cut": [random.randint(0, 6) for _ in parent],
        "worth": [random.randint(0, 4) if what == "well" else 0 for what in kind],
    }


def large() -> dict[str, Any]:
    """A path of 50,000 hosts with one beside each; sick ones beside every tenth."""
    parent = [-1]
    for level in range(1, 50_001):
        parent += [max(0, 2 * level - 3)] * 2
    count = len(parent[:100_000])
    kind = ["sick" if at % 20 == 18 else "well" for at in range(count)]
    return {
        "parent": parent[:count],
        "kind": kind,
        "cut": [at * 7919 % 1_000_001 for at in range(count)],
        "worth": [0 if kind[at] == "sick" else at * 31 % 1_000 for at in range(count)],
    }
