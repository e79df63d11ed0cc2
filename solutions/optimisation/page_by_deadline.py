"""Page by deadline: what a stage is worth in each time, then the time shared among stages."""

from itertools import product
from random import Random
from typing import Any

NEVER = -(10**18)


def solve(stages: list[list[list[list[int]]]], budget: int) -> int:
    """Calls of a stage are added at equal time; stages divide the time between them."""
    best = [0] * (budget + 1)
    for calls in stages:
        after = [NEVER] * (budget + 1)
        for took, value in _steps(calls):
            if took <= budget:
                shifted = (before + value for before in best[: budget + 1 - took])
                after[took:] = map(max, after[took:], shifted)
        best = after
    return best[budget] if best[budget] >= 0 else -1


def _steps(calls: list[list[list[int]]]) -> list[tuple[int, int]]:
    """The times at which a stage becomes worth more, each with what it is worth then."""
    options = sorted(
        (took, value, call) for call, choices in enumerate(calls) for took, value in choices
    )
    worth = [-1] * len(calls)
    missing = len(calls)
    total = 0
    steps: list[tuple[int, int]] = []
    for took, value, call in options:
        if value <= worth[call]:
            continue
        missing -= worth[call] < 0
        total += value - max(worth[call], 0)
        worth[call] = value
        if not missing:
            steps.append((took, total))
    return steps


def second(stages: list[list[list[list[int]]]], budget: int) -> int:
    """Every choice for every call."""
    best = -1
    calls = [(number, choices) for number, stage in enumerate(stages) for choices in stage]
    for chosen in product(*(choices for _, choices in calls)):
        longest = [0] * len(stages)
        for (number, _), (took, _) in zip(calls, chosen, strict=True):
            longest[number] = max(longest[number], took)
        if sum(longest) <= budget:
            best = max(best, sum(value for _, value in chosen))
    return best


def small(random: Random) -> dict[str, Any]:
    """Up to six calls in up to three stages, with slow options that are worth little too."""
    stages = [
        [
            [[random.randint(0, 6), random.randint(0, 9)] for _ in range(random.randint(1, 3))]
            for _ in range(random.randint(1, 2))
        ]
        for _ in range(random.randint(1, 3))
    ]
    return {"stages": stages, "budget": random.randint(0, 15)}


def large() -> dict[str, Any]:
    """50 stages with 100 options each."""
    random = Random(32)
    stages = [
        [[[1 + at * 4, at * 1_000 + random.randint(0, 900)] for at in range(10)] for _ in range(10)]
        for _ in range(50)
    ]
    return {"stages": stages, "budget": 2_000}
