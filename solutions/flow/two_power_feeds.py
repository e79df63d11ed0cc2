"""Two power feeds: each group is settled by one member, up to an exchange of A and B."""

from random import Random
from typing import Any


def solve(
    devices: int,
    apart: list[list[int]],
    together: list[list[int]],
    on_a: list[int],
    on_b: list[int],
) -> str:
    """Walk through each group with parities; a fixed member, or else the first, decides."""
    beside: list[list[tuple[int, int]]] = [[] for _ in range(devices)]
    for pairs, turn in ((apart, 1), (together, 0)):
        for a, b in pairs:
            beside[a].append((b, turn))
            beside[b].append((a, turn))
    letter = _wired(devices, on_a, on_b)
    side = [-1] * devices
    feed = [""] * devices
    for first in range(devices):
        if side[first] >= 0:
            continue
        side[first] = 0
        group = [first]
        for device in group:
            for other, turn in beside[device]:
                if side[other] < 0:
                    side[other] = side[device] ^ turn
                    group.append(other)
                elif side[other] != side[device] ^ turn:
                    return ""
        wanted = {side[at] ^ letter[at] for at in group if letter[at] >= 0} or {0}
        if len(wanted) > 1 or not wanted <= {0, 1}:
            return ""
        turned = wanted.pop()
        for device in group:
            feed[device] = "AB"[side[device] ^ turned]
    return "".join(feed)


def _wired(devices: int, on_a: list[int], on_b: list[int]) -> list[int]:
    """0 for A, 1 for B, −1 for free; 2 for a device wired to both."""
    letter = [-1] * devices
    for number, listed in enumerate((on_a, on_b)):
        for device in listed:
            letter[device] = number if letter[device] in (-1, number) else 2
    return letter


def second(
    devices: int,
    apart: list[list[int]],
    together: list[list[int]],
    on_a: list[int],
    on_b: list[int],
) -> str:
    """Try all texts in alphabetical order."""
    for number in range(2**devices):
        feed = "".join("AB"[number >> devices - 1 - at & 1] for at in range(devices))
        if (
            all(feed[a] != feed[b] for a, b in apart)
            and all(feed[a] == feed[b] for a, b in together)
            and all(feed[at] == "A" for at in on_a)
            and all(feed[at] == "B" for at in on_b)
        ):
            return feed
    return ""


def small(random: Random) -> dict[str, Any]:
    """Up to eight devices in several groups; odd rings and clashes occur."""
    devices = random.randint(1, 8)
    pairs = range(random.randint(0, 3) if devices > 1 else 0)
    return {
        "devices": devices,
        "apart": [random.choices(range(devices), k=2) for _ in pairs]
        if random.random() < 0.3
        else [random.sample(range(devices), 2) for _ in pairs],
        "together": [random.choices(range(devices), k=2) for _ in range(random.randint(0, 3))],
        "on_a": [at for at in range(devices) if random.random() < 0.1],
        "on_b": [at for at in range(devices) if random.random() < 0.1],
    }


def large() -> dict[str, Any]:
    """A path of 100,000 devices numbered at random whose last one is fixed."""
    order = [at * 7919 % 100_000 for at in range(100_000)]
    steps = [[order[at], order[at + 1]] for at in range(99_999)]
    return {
        "devices": 100_000,
        "apart": steps[::2] + steps[::2],
        "together": steps[1::2] * 2,
        "on_a": [],
        "on_b": [order[-1]],
    }
