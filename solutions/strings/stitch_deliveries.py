"""Stitched deliveries: how much of each one’s beginning has come already."""

from random import Random
from typing import Any


def solve(deliveries: list[str]) -> str:
    """Run the delivery’s border table over the last characters of what is joined."""
    pieces: list[str] = []
    for delivery in deliveries:
        border = _borders(delivery)
        matched = 0
        for character in _last(pieces, len(delivery)):
            while matched and (matched == len(delivery) or delivery[matched] != character):
                matched = border[matched - 1]
            if matched < len(delivery) and delivery[matched] == character:
                matched += 1
        if matched < len(delivery):
            pieces.append(delivery[matched:])
    return "".join(pieces)


def _last(pieces: list[str], count: int) -> str:
    """Up to `count` characters from the end of all pieces."""
    tail: list[str] = []
    missing = count
    for piece in reversed(pieces):
        if missing <= 0:
            break
        tail.append(piece[-missing:])
        missing -= len(piece)
    return "".join(reversed(tail))


def _borders(text: str) -> list[int]:
    """For each prefix the longest shorter prefix that is also its ending."""
    border = [0] * len(text)
    length = 0
    for at in range(1, len(text)):
        while length and text[length] != text[at]:
            length = border[length - 1]
        length += text[length] == text[at]
        border[at] = length
    return border


def second(deliveries: list[str]) -> str:
    """Try each overlap from the longest down."""
    joined = ""
    for delivery in deliveries:
        overlap = min(len(joined), len(delivery))
        while not joined.endswith(delivery[:overlap]):
            overlap -= 1
        joined += delivery[overlap:]
    return joined


def small(random: Random) -> dict[str, Any]:
    """Deliveries over two letters, empty and repeated ones included."""
    return {
        "deliveries": [
            "".join(random.choices("ab", k=random.randint(0, 6)))
            for _ in range(random.randint(0, 6))
        ]
    }


def large() -> dict[str, Any]:
    """Two million characters in few deliveries whose overlaps nearly match."""
    first = "a" * 499_999
    return {"deliveries": [first + "b", first + "c", first + "cb", "a" * 400_000 + "b", "ab"]}
