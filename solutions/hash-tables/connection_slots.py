"""Connection slots: linear probing that shifts back on a close."""

from random import Random
from typing import Any


def solve(size: int, events: list[list[Any]]) -> list[int]:
    """Probe from home; after a close move back every entry that may take the hole."""
    table = [-1] * size
    for kind, number in events:
        at = number % size
        while table[at] not in (-1, number):
            at = (at + 1) % size
        if kind == "open":
            table[at] = number
        elif table[at] == number:
            _close(table, at)
    return table


def _close(table: list[int], hole: int) -> None:
    """Empty one slot; each entry up to the next gap moves back unless its home forbids it."""
    size = len(table)
    table[hole] = -1
    at = (hole + 1) % size
    while table[at] >= 0:
        if (at - table[at]) % size >= (at - hole) % size:
            table[hole], table[at] = table[at], -1
            hole = at
        at = (at + 1) % size


def second(size: int, events: list[list[Any]]) -> list[int]:
    """Place the survivors once more, in order of opening."""
    opened: list[int] = []
    for kind, number in events:
        if kind == "open" and number not in opened:
            opened.append(number)
        elif kind == "close" and number in opened:
            opened.remove(number)
    table = [-1] * size
    for number in opened:
        at = number % size
        while table[at] >= 0:
            at = (at + 1) % size
        table[at] = number
    return table


def small(random: Random) -> dict[str, Any]:
    """A table of a few slots, often nearly full, whose runs wrap round the end."""
    size = random.randint(2, 8)
    spread = random.choice((size, 2 * size, 4 * size))
    present: set[int] = set()
    events: list[list[Any]] = []
    for _ in range(random.randint(0, 25)):
        number = random.randrange(spread)
        if random.random() < 0.6 and (number in present or len(present) < size - 1):
            present.add(number)
            events.append(["open", number])
        else:
            present.discard(number)
            events.append(["close", number])
    return {"size": size, "events": events}


def large() -> dict[str, Any]:
    """100,000 slots kept two thirds full through half a million events."""
    random = Random(6)
    size = 100_000
    alive: list[int] = []
    events: list[list[Any]] = []
    for number in range(500_000):
        if len(alive) < 66_000 and (len(alive) < 65_000 or number % 2):
            alive.append(number * 7_919 + random.randrange(size))
            events.append(["open", alive[-1]])
        else:
            at = random.randrange(len(alive))
            alive[at], alive[-1] = alive[-1], alive[at]
            events.append(["close", alive.pop()])
    return {"size": size, "events": events}
