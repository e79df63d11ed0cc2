"""Two homes: slots joined by sessions; a group of slots takes as many sessions as it has slots."""

from random import Random
from typing import Any


def solve(slots: int, sessions: list[list[int]]) -> list[int]:
    """Unite the homes’ groups unless no group has a slot to spare."""
    parent = list(range(slots))
    free = [1] * slots
    refused: list[int] = []
    for number, (first, other) in enumerate(sessions):
        a, b = _top(parent, first), _top(parent, other)
        spare = free[a] + (free[b] if a != b else 0)
        if not spare:
            refused.append(number)
            continue
        parent[b] = a
        free[a] = spare - 1
    return refused


def _top(parent: list[int], slot: int) -> int:
    """The slot that stands for a group; paths are halved on the way."""
    while parent[slot] != slot:
        parent[slot] = parent[parent[slot]]
        slot = parent[slot]
    return slot


def second(slots: int, sessions: list[list[int]]) -> list[int]:
    """Search for a chain of moves that ends at an empty slot."""
    holder: list[int | None] = [None] * slots
    refused: list[int] = []

    def place(number: int, seen: set[int]) -> bool:
        for slot in sessions[number]:
            if slot in seen:
                continue
            seen.add(slot)
            present = holder[slot]
            if present is None or place(present, seen):
                holder[slot] = number
                return True
        return False

    for number in range(len(sessions)):
        if not place(number, set()):
            refused.append(number)
    return refused


def small(random: Random) -> dict[str, Any]:
    """A few slots, about as many sessions, sometimes with two equal homes."""
    slots = random.randint(1, 7)
    count = random.randint(0, slots + 3)
    sessions = [[random.randrange(slots), random.randrange(slots)] for _ in range(count)]
    return {"slots": slots, "sessions": sessions}


def large() -> dict[str, Any]:
    """A long chain of slots joined from its far end, then random sessions."""
    random = Random(33)
    slots = 200_000
    sessions = [[at, at + 1] for at in range(slots // 2, 0, -1)]
    sessions += [[random.randrange(slots), random.randrange(slots)] for _ in range(200_000)]
    return {"slots": slots, "sessions": sessions}
