"""Self time: each span’s length less the union of its children, cut to the span."""

from random import Random
from typing import Any


def solve(spans: list[list[int]]) -> list[int]:
    """Go through all spans by start; each parent remembers how far it is covered."""
    own = [end - start for start, end, _ in spans]
    covered = [start for start, _, _ in spans]
    for child in sorted(range(len(spans)), key=lambda child: spans[child][0]):
        start, end, parent = spans[child]
        if parent >= 0:
            start = max(start, covered[parent])
            end = min(end, spans[parent][1])
            if start < end:
                own[parent] -= end - start
                covered[parent] = end
    return own


def second(spans: list[list[int]]) -> list[int]:
    """Count the moments of a span that no child has."""
    return [
        sum(
            not any(above == number and first <= moment < last for first, last, above in spans)
            for moment in range(start, end)
        )
        for number, (start, end, _) in enumerate(spans)
    ]


def small(random: Random) -> dict[str, Any]:
    """Up to eight spans; children overlap, stick out and have no length now and then."""
    spans: list[list[int]] = []
    for number in range(random.randint(1, 8)):
        start = random.randint(0, 15)
        length = random.choice((0, 1, 3, 8, 15))
        spans.append([start, start + length, random.randint(-1, number - 1)])
    return {"spans": spans}


def large() -> dict[str, Any]:
    """One root with 100,000 overlapping children, each with one child of its own."""
    spans = [[0, 10**9, -1]]
    spans += [
        [at * 7919 % 100_000 * 9_000, at * 7919 % 100_000 * 9_000 + 50_000, 0]
        for at in range(100_000)
    ]
    spans += [
        [spans[at][0] - 10 if spans[at][0] else 0, spans[at][0] + 100, at]
        for at in range(1, 100_000)
    ]
    return {"spans": spans}
