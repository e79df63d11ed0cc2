"""Replaced parts: a part is a function from state to state and count; a tree composes them."""

from random import Random
from typing import Any

Effect = tuple[tuple[int, ...], tuple[int, ...]]
SAME: Effect = ((0, 1, 2, 3), (0, 0, 0, 0))
PLAIN, QUOTED, PLAIN_ESCAPED, QUOTED_ESCAPED = range(4)
STEPS = {"\\": (2, 3, 0, 1), '"': (1, 0, 0, 1), "\n": (0, 1, 0, 1)}
OTHER = (0, 1, 0, 1)


def solve(parts: list[str], edits: list[list[Any]]) -> list[int]:
    """Update one leaf and the compositions above it; the root tells the count from “plain”."""
    width = 1
    while width < len(parts):
        width *= 2
    tree: list[Effect] = [SAME] * (2 * width)
    for at, text in enumerate(parts):
        tree[width + at] = _effect(text)
    for at in range(width - 1, 0, -1):
        tree[at] = _after(tree[2 * at], tree[2 * at + 1])
    counts: list[int] = []
    for number, text in edits:
        at = width + int(number)
        tree[at] = _effect(text)
        while at > 1:
            at //= 2
            tree[at] = _after(tree[2 * at], tree[2 * at + 1])
        counts.append(tree[1][1][PLAIN])
    return counts


def _effect(text: str) -> Effect:
    """Where each of the four states leads, and how many records end on the way."""
    ends: list[int] = []
    counts: list[int] = []
    for state in range(4):
        count = 0
        for character in text:
            if state == PLAIN and character == "\n":
                count += 1
            state = STEPS.get(character, OTHER)[state]  # noqa: PLW2901 - it walks on
        ends.append(state)
        counts.append(count)
    return tuple(ends), tuple(counts)


def _after(one: Effect, other: Effect) -> Effect:
    """The effect of one text followed by another."""
    ends, counts = one
    return (
        tuple(other[0][end] for end in ends),
        tuple(count + other[1][end] for end, count in zip(ends, counts, strict=True)),
    )


def second(parts: list[str], edits: list[list[Any]]) -> list[int]:
    """Join the parts after each edit and read the text with an index."""
    now = list(parts)
    counts: list[int] = []
    for number, text in edits:
        now[number] = text
        whole = "".join(now)
        at = count = 0
        quoted = False
        while at < len(whole):
            if whole[at] == "\\":
                at += 1
            elif whole[at] == '"':
                quoted = not quoted
            elif whole[at] == "\n" and not quoted:
                count += 1
            at += 1
        counts.append(count)
    return counts


def small(random: Random) -> dict[str, Any]:
    """Up to five parts full of quotes, backslashes and line breaks; empty ones occur."""

    def text() -> str:
        return "".join(random.choices('a"\\\n', weights=(1, 2, 2, 4), k=random.randint(0, 5)))

    parts = [text() for _ in range(random.randint(1, 5))]
    edits = [[random.randrange(len(parts)), text()] for _ in range(random.randint(1, 5))]
    return {"parts": parts, "edits": edits}


def large() -> dict[str, Any]:
    """10,000 parts and 20,000 edits; each edit turns quoted and plain round for all behind it."""
    parts = ['a,"b\\"c"\n' * 5] * 10_000
    edits = [[at * 7919 % 10_000, 'x"y\n' * (at % 4) + '"\n\\'] for at in range(20_000)]
    return {"parts": parts, "edits": edits}
