"""Uplink losses: what a switch cannot send up is lost there, counted from the leaves."""

from random import Random
from typing import Any


def solve(parent: list[int], room: list[int], traffic: list[int]) -> list[int]:
    """Walk from the last switch to the first; each adds what it passes on to its parent."""
    arriving = list(traffic)
    lost = [0] * len(parent)
    for switch in range(len(parent) - 1, -1, -1):
        passed = min(arriving[switch], room[switch])
        lost[switch] = arriving[switch] - passed
        if parent[switch] >= 0:
            arriving[parent[switch]] += passed
    return lost


def second(parent: list[int], room: list[int], traffic: list[int]) -> list[int]:
    """Ask each switch for its children’s totals, top down."""

    def arriving(switch: int) -> int:
        below = [child for child in range(len(parent)) if parent[child] == switch]
        return traffic[switch] + sum(min(arriving(child), room[child]) for child in below)

    return [max(0, arriving(switch) - room[switch]) for switch in range(len(parent))]


def small(random: Random) -> dict[str, Any]:
    """Up to eight switches, paths and stars, with dead uplinks now and then."""
    reach = random.choice((1, 2, 8))
    parent = [-1]
    for switch in range(1, random.randint(1, 8)):
        parent.append(random.randint(max(0, switch - reach), switch - 1))
    return {
        "parent": parent,
        "room": [random.choice((0, 2, 5, 9, 30)) for _ in parent],
        "traffic": [random.choice((0, 0, 1, 4, 7)) for _ in parent],
    }


def large() -> dict[str, Any]:
    """A path of 100,000 switches, each with traffic of its own."""
    count = 100_000
    return {
        "parent": list(range(-1, count - 1)),
        "room": [(count - at) * 4 + at * 31 % 900 for at in range(count)],
        "traffic": [at * 17 % 10 for at in range(count)],
    }
