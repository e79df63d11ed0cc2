"""Highest without gap: a counter and a set of early numbers for each sender."""

from random import Random
from typing import Any


def solve(messages: list[list[Any]]) -> list[int]:
    """Move the counter on through what had come early, and forget it."""
    acks: dict[str, int] = {}
    early: dict[str, set[int]] = {}
    result: list[int] = []
    for sender, number in messages:
        ack = acks.get(sender, 0)
        waiting = early.setdefault(sender, set())
        if number > ack:
            waiting.add(number)
        while ack + 1 in waiting:
            ack += 1
            waiting.remove(ack)
        acks[sender] = ack
        result.append(ack)
    return result


def second(messages: list[list[Any]]) -> list[int]:
    """Count from 1 in everything that the sender has sent so far."""
    result: list[int] = []
    for end, (sender, _) in enumerate(messages):
        seen = [number for other, number in messages[: end + 1] if other == sender]
        ack = 0
        while ack + 1 in seen:
            ack += 1
        result.append(ack)
    return result


def small(random: Random) -> dict[str, Any]:
    """Up to three senders with shuffled, doubled and missing numbers."""
    messages: list[list[Any]] = []
    for sender in "abc"[: random.randint(1, 3)]:
        numbers = list(range(1, random.randint(1, 8)))
        numbers += random.choices(range(1, 12), k=random.randint(0, 3))
        messages += [[sender, number] for number in numbers]
    random.shuffle(messages)
    return {"messages": messages}


def large() -> dict[str, Any]:
    """Two senders, the first of whose numbers come last."""
    messages: list[list[Any]] = [["a", number] for number in range(150_000, 0, -1)]
    messages += [["b", number] for number in range(2, 150_001)]
    return {"messages": messages}
