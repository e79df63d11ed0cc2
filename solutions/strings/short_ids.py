"""Short ids: only the neighbours in sorted order can ask for another character."""

from random import Random
from typing import Any


def solve(active: list[str], retired: list[str], least: int) -> list[str]:
    """Show one character more than is shared with either neighbour, or the whole id."""
    every = sorted(active + retired)
    shared = [0] * (len(every) + 1)
    for at in range(1, len(every)):
        one, other = every[at - 1], every[at]
        length = 0
        while length < len(one) and one[length] == other[length]:
            length += 1
        shared[at] = length
    shown = {
        every[at]: every[at][: max(least, 1 + max(shared[at], shared[at + 1]))]
        for at in range(len(every))
    }
    return [shown[one] for one in active]


def second(active: list[str], retired: list[str], least: int) -> list[str]:
    """Lengthen each id until no other begins like it."""
    shown: list[str] = []
    for one in active:
        length = least
        while length < len(one) and any(
            other.startswith(one[:length]) for other in active + retired if other != one
        ):
            length += 1
        shown.append(one[:length])
    return shown


def small(random: Random) -> dict[str, Any]:
    """Up to eight ids over two letters, so that many begin alike or contain each other."""
    count = random.randint(1, 8)
    ids = list({"".join(random.choices("ab", k=random.randint(1, 6))) for _ in range(count)})
    ids.sort()
    random.shuffle(ids)
    cut = random.randint(1, len(ids))
    return {"active": ids[:cut], "retired": ids[cut:], "least": random.randint(1, 4)}


def large() -> dict[str, Any]:
    """100,000 ids of 40 characters that agree in their first thirty."""
    ids = [f"{'f' * 30}{at * 7919 % 10**10:010}" for at in range(100_000)]
    return {"active": ids[:60_000], "retired": ids[60_000:], "least": 4}
