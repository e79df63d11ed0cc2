"""Late moves: undo what is younger, apply, and do it again."""

from random import Random
from typing import Any


def solve(parent: list[int], moves: list[list[int]]) -> dict[str, list[int]]:
    """Keep applied moves by time with what they replaced, so that a few can be taken back."""
    above = list(parent)
    log: list[tuple[list[int], int]] = []  # the move and the former parent, −1 if ignored
    flips: list[int] = []
    for move in moves:
        undone: list[tuple[list[int], int]] = []
        while log and log[-1][0][0] > move[0]:
            younger, former = log.pop()
            if former >= 0:
                above[younger[1]] = former
            undone.append((younger, former))
        log.append((move, _apply(above, move)))
        flipped = 0
        for younger, former in reversed(undone):
            now = _apply(above, younger)
            flipped += (now >= 0) != (former >= 0)
            log.append((younger, now))
        flips.append(flipped)
    return {"flips": flips, "parent": above}


def _apply(above: list[int], move: list[int]) -> int:
    """Move the node unless it would end up below itself; the former parent, or −1."""
    _, node, target = move
    at = target
    while at >= 0:
        if at == node:
            return -1
        at = above[at]
    former = above[node]
    above[node] = target
    return former


def second(parent: list[int], moves: list[list[int]]) -> dict[str, list[int]]:
    """Replay all moves received so far, in order of time, after each arrival."""
    flips: list[int] = []
    before: dict[int, bool] = {}
    tree = list(parent)
    for count in range(1, len(moves) + 1):
        tree = list(parent)
        taken: dict[int, bool] = {}
        for time, node, target in sorted(moves[:count]):
            path = [target]
            while tree[path[-1]] >= 0:
                path.append(tree[path[-1]])
            taken[time] = node not in path
            if taken[time]:
                tree[node] = target
        flips.append(sum(taken[time] != was for time, was in before.items()))
        before = taken
    return {"flips": flips, "parent": tree}


def small(random: Random) -> dict[str, Any]:
    """Up to six nodes and ten moves; moves of the top and onto itself occur."""
    parent = [-1]
    for node in range(1, random.randint(2, 6)):
        parent.append(random.randrange(node))
    times = random.sample(range(100), random.randint(0, 10))
    nodes = range(len(parent))
    moves = [[time, random.choice(nodes), random.choice(nodes)] for time in times]
    return {"parent": parent, "moves": moves}


def large() -> dict[str, Any]:
    """A path of 1,000 folders; 5,000 moves near its foot, each up to 20 places late."""
    parent = list(range(-1, 999))
    times = [at - at % 21 + 20 - at % 21 for at in range(5_000)]
    moves = [[time, 700 + time * 7919 % 300, 650 + time * 104_729 % 300] for time in times]
    return {"parent": parent, "moves": moves}
