"""Log checkpoints: one layer per checkpoint, each the lower envelope of lines."""

from collections import deque
from itertools import accumulate
from random import Random
from typing import Any


def solve(sizes: list[int], opens: list[int], extra: int) -> int:
    """A start at j is a line of slope minus its offset; ask the lines in order of opens so far."""
    offset = [0, *accumulate(sizes)]
    count = [0, *accumulate(opens)]
    moment = [0, *accumulate(a * b for a, b in zip(offset, opens, strict=False))]
    segments = len(sizes)
    best = moment
    for _ in range(min(extra, segments - 1)):
        after = best[:1]
        lines: deque[tuple[int, int]] = deque()
        for end in range(1, segments + 1):
            start = end - 1
            _add(lines, offset[start], best[start] - moment[start] + offset[start] * count[start])
            at = count[end]
            while len(lines) > 1 and lines[1][1] - lines[1][0] * at <= (
                lines[0][1] - lines[0][0] * at
            ):
                lines.popleft()
            after.append(moment[end] + lines[0][1] - lines[0][0] * at)
        best = after
    return best[segments]


def _add(lines: deque[tuple[int, int]], fall: int, height: int) -> None:
    """Add the line height − fall·x; drop those at the end that it leaves nothing to."""
    if lines and lines[-1][0] == fall:
        if lines[-1][1] <= height:
            return
        lines.pop()
    while len(lines) > 1:
        (fall0, height0), (fall1, height1) = lines[-2], lines[-1]
        if (height - height0) * (fall1 - fall0) > (height1 - height0) * (fall - fall0):
            break
        lines.pop()
    lines.append((fall, height))


def second(sizes: list[int], opens: list[int], extra: int) -> int:
    """Every start of the last part, for every number of checkpoints."""
    segments = len(sizes)

    def cost(start: int, end: int) -> int:
        return sum(opens[at] * sum(sizes[start:at]) for at in range(start, end))

    best = [cost(0, end) for end in range(segments + 1)]
    for _ in range(extra):
        best = [
            min([best[end], *(best[start] + cost(start, end) for start in range(end))])
            for end in range(segments + 1)
        ]
    return best[segments]


def small(random: Random) -> dict[str, Any]:
    """Up to nine segments, some empty or never opened."""
    count = random.randint(1, 10)
    return {
        "sizes": [random.choice((0, 1, 2, 7)) for _ in range(count)],
        "opens": [random.choice((0, 1, 1, 4)) for _ in range(count)],
        "extra": random.choice((0, 1, 1, 1, 2, 2, 8)),
    }


def large() -> dict[str, Any]:
    """20,000 segments and 50 checkpoints."""
    random = Random(41)
    return {
        "sizes": [random.randint(0, 10**6) for _ in range(20_000)],
        "opens": [random.randint(0, 1_000) for _ in range(20_000)],
        "extra": 50,
    }
