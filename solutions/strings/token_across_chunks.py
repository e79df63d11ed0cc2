"""A token across chunks: the matched length and the last positions survive a border."""

from collections import deque
from collections.abc import Iterable
from random import Random
from typing import Any


def solve(chunks: Iterable[str], token: str) -> list[int]:
    """Run the automaton of the token’s borders over all characters but line breaks."""
    steps = _steps(token)
    last: deque[int] = deque(maxlen=len(token))
    found: list[int] = []
    matched = 0
    offset = 0
    for chunk in chunks:
        for position, character in enumerate(chunk, offset):
            if character == "\n":
                continue
            last.append(position)
            matched = steps[matched].get(character, 0)
            if matched == len(token):
                found.append(last[0])
        offset += len(chunk)
    return found


def _steps(token: str) -> list[dict[str, int]]:
    """For each matched length the next one by character; what is absent leads to 0.

    A row is the row of its border plus one character, so all rows together hold O(m) entries.
    """
    steps: list[dict[str, int]] = []
    border = 0
    for length, character in enumerate(token):
        row = dict(steps[border]) if length else {}
        row[character] = length + 1
        if length:
            border = steps[border].get(character, 0)
        steps.append(row)
    steps.append(dict(steps[border]))
    return steps


def second(chunks: Iterable[str], token: str) -> list[int]:
    """Join everything, drop the breaks and compare at each place."""
    text = "".join(chunks)
    kept = [at for at, character in enumerate(text) if character != "\n"]
    line = text.replace("\n", "")
    return [kept[at] for at in range(len(line)) if line.startswith(token, at)]


def small(random: Random) -> dict[str, Any]:
    """Texts over two letters and breaks, cut anywhere, with empty chunks."""
    token = "".join(random.choices("ab", k=random.randint(1, 4)))
    text = "".join(random.choices("ab\n", weights=(3, 3, 2), k=random.randint(0, 25)))
    cuts = sorted(random.randint(0, len(text)) for _ in range(random.randint(0, 6)))
    chunks = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    return {"chunks": chunks, "token": token}


def large() -> dict[str, Any]:
    """Ten million characters that nearly match all the time, wrapped at every 70th."""
    line = "a" * 63 + "b" + "a" * 5 + "\n"
    return {"chunks": [line * 10] * (10_000_000 // 700), "token": "a" * 63 + "c"}
