"""Clock readings: disjoint sets that know each clock’s lead over the head of its set."""

from random import Random
from typing import Any


def solve(clocks: int, readings: list[list[int]]) -> list[int]:
    """A reading inside one set is checked, one between two sets joins them."""
    head = list(range(clocks))
    lead = [0] * clocks  # over the one that `head` names
    size = [1] * clocks

    def find(clock: int) -> int:
        path: list[int] = []
        while head[clock] != clock:
            path.append(clock)
            clock = head[clock]
        for one in reversed(path):
            if head[one] != clock:
                lead[one] += lead[head[one]]
                head[one] = clock
        return clock

    refused: list[int] = []
    for number, (a, b, ahead) in enumerate(readings):
        top_a, top_b = find(a), find(b)
        if top_a == top_b:
            if lead[b] - lead[a] != ahead:
                refused.append(number)
        else:
            apart = lead[a] + ahead - lead[b]  # lead of top_b over top_a
            if size[top_a] < size[top_b]:
                top_a, top_b, apart = top_b, top_a, -apart
            head[top_b] = top_a
            lead[top_b] = apart
            size[top_a] += size[top_b]
    return refused


def second(clocks: int, readings: list[list[int]]) -> list[int]:
    """Before each reading walk from its first clock over all accepted ones."""
    accepted: list[list[int]] = []
    refused: list[int] = []
    for number, (a, b, ahead) in enumerate(readings):
        shown = {a: 0}
        for _ in range(clocks):
            for c, d, between in accepted:
                if c in shown:
                    shown[d] = shown[c] + between
                elif d in shown:
                    shown[c] = shown[d] - between
        if shown.get(b, ahead) == ahead:
            accepted.append([a, b, ahead])
        else:
            refused.append(number)
    return refused


def small(random: Random) -> dict[str, Any]:
    """Up to six clocks with true times; one reading in three is off, some compare one clock."""
    clocks = random.randint(1, 6)
    times = [random.randint(-3, 3) for _ in range(clocks)]
    readings: list[list[int]] = []
    for _ in range(random.randint(0, 12)):
        a, b = random.choices(range(clocks), k=2)
        readings.append([a, b, times[b] - times[a] + random.choice((0, 0, 0, 1, -1))])
    return {"clocks": clocks, "readings": readings}


def large() -> dict[str, Any]:
    """100,000 clocks joined pair by pair, then 100,000 checks of which some fail."""
    clocks = 100_000
    times = [at * 7919 % 1_000_003 for at in range(clocks)]
    pairs = [(at, at + step) for step in (1, 2, 4, 8) for at in range(0, clocks - step, 2 * step)]
    pairs += [(at, (at * 31 + 16) % clocks) for at in range(0, clocks, 4)]
    pairs += [(at, clocks - 1 - at) for at in range(200_000 - len(pairs)) if at < clocks]
    return {
        "clocks": clocks,
        "readings": [
            [a, b, times[b] - times[a] + (at % 997 == 0)] for at, (a, b) in enumerate(pairs)
        ],
    }
