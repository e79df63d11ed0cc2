"""Backups into hours: augmenting paths over hours, which are few, instead of over shards."""

from itertools import combinations
from random import Random
from typing import Any


def solve(allowed: list[list[int]], room: list[int]) -> int:
    """Place each shard, moving others along a chain of hours if that makes room."""
    choices = [sorted(set(hours)) for hours in allowed]
    hours = range(len(room))
    free = list(room)
    movable: list[list[set[int]]] = [[set() for _ in hours] for _ in hours]
    closed = [False] * len(room)
    placed = 0

    def put(shard: int, hour: int) -> None:
        for other in choices[shard]:
            movable[hour][other].add(shard)

    def take(shard: int, hour: int) -> None:
        for other in choices[shard]:
            movable[hour][other].discard(shard)

    for shard, own in enumerate(choices):
        came: dict[int, int] = {hour: -1 for hour in own if not closed[hour]}
        front = list(came)
        end = -1
        for hour in front:
            if free[hour]:
                end = hour
                break
            for other in hours:
                if other not in came and not closed[other] and movable[hour][other]:
                    came[other] = hour
                    front.append(other)
        if end < 0:
            for hour in front:
                closed[hour] = True
            continue
        placed += 1
        free[end] -= 1
        while came[end] >= 0:
            source = came[end]
            moved = next(iter(movable[source][end]))
            take(moved, source)
            put(moved, end)
            end = source
        put(shard, end)
    return placed


def second(allowed: list[list[int]], room: list[int]) -> int:
    """Smallest cut: for each set of hours its room, and the shards that want another hour."""
    hours = range(len(room))
    return min(
        sum(room[hour] for hour in some) + sum(not set(own) <= set(some) for own in allowed)
        for size in range(len(room) + 1)
        for some in combinations(hours, size)
    )


def small(random: Random) -> dict[str, Any]:
    """Up to eight shards and five hours; hours without room and shards without hours occur."""
    hours = random.randint(1, 5)
    room = [random.choice((0, 1, 1, 2, 3)) for _ in range(hours)]
    allowed = [
        random.sample(range(hours), random.randint(0, min(3, hours)))
        for _ in range(random.randint(0, 8))
    ]
    return {"allowed": allowed, "room": room}


def large() -> dict[str, Any]:
    """100,000 shards in 24 hours; each late shard makes a long chain of others move on."""
    room = [4_200] * 23 + [3_000]
    allowed = [[hour, hour + 1] for hour in range(23) for _ in range(4_200)]
    allowed += [[0]] * (100_000 - len(allowed))
    return {"allowed": allowed, "room": room}
