"""Send only changes: a rolling checksum finds candidates, a comparison decides."""

from random import Random
from typing import Any

BASE, MODULUS = 911_382_323, (1 << 61) - 1


def solve(old: str, new: str, block: int) -> list[int | str]:
    """At each place look up the checksum of what follows; roll on by one where nothing fits."""
    first: dict[str, int] = {}
    for start in range(0, len(old) - block + 1, block):
        first.setdefault(old[start : start + block], start // block)
    sums = {_checksum(text) for text in first}
    highest = pow(BASE, block - 1, MODULUS)
    result: list[int | str] = []
    literal = at = 0
    follower = -1
    rolling = _checksum(new[:block])
    while at + block <= len(new):
        number = -1
        if rolling in sums:
            text = new[at : at + block]
            number = first.get(text, -1)
            if number >= 0 and old.startswith(text, follower * block) and follower >= 0:
                number = follower
        if number < 0:
            if at + block < len(new):
                rolling = (rolling - ord(new[at]) * highest) * BASE + ord(new[at + block])
                rolling %= MODULUS
            at += 1
            follower = -1
            continue
        if literal < at:
            result.append(new[literal:at])
        result.append(number)
        at += block
        literal, follower = at, number + 1
        rolling = _checksum(new[at : at + block])
    if literal < len(new):
        result.append(new[literal:])
    return result


def _checksum(text: str) -> int:
    """The polynomial that can be rolled along a text."""
    value = 0
    for letter in text:
        value = (value * BASE + ord(letter)) % MODULUS
    return value


def second(old: str, new: str, block: int) -> list[int | str]:
    """Compare with every block at every place."""
    blocks = [old[at : at + block] for at in range(0, len(old) - block + 1, block)]
    result: list[int | str] = []
    at = 0
    while at < len(new):
        fitting = [number for number, text in enumerate(blocks) if new[at : at + block] == text]
        last = result[-1] if result else ""
        if fitting:
            result.append(last + 1 if isinstance(last, int) and last + 1 in fitting else fitting[0])
            at += block
            continue
        if isinstance(last, str) and result:
            result[-1] = last + new[at]
        else:
            result.append(new[at])
        at += 1
    return result


def small(random: Random) -> dict[str, Any]:
    """Texts of two letters; the new one is the old one with parts moved and changed."""
    old = "".join(random.choices("ab", k=random.randint(0, 16)))
    cut = random.randint(0, len(old))
    new = old[cut:] + random.choice(("", "a", "bab")) + old[: random.randint(0, cut)]
    return {"old": old, "new": new, "block": random.randint(1, 4)}


def large() -> dict[str, Any]:
    """Half a million letters with changes far apart and others close together."""
    random = Random(46)
    old = "".join(random.choices("abcd", k=500_000))
    parts = [old[at : at + 4_999] for at in range(0, 250_000, 5_000)]
    new = "x".join(parts) + "".join(random.choices("abcd", k=250_000))
    return {"old": old, "new": new, "block": 1_000}
