"""Repair first: pieces by copies left and time at risk, outdated entries skipped."""

from heapq import heappop, heappush
from random import Random
from typing import Any


def solve(disks: list[list[int]], want: int, events: list[list[Any]]) -> list[int]:
    """Each change of a piece pushes it anew; an entry is true if its date is the latest."""
    copies: dict[int, int] = {}
    for pieces in disks:
        for piece in pieces:
            copies[piece] = copies.get(piece, 0) + 1
    since = dict.fromkeys(copies, -1)
    heap: list[tuple[int, int, int]] = []
    result: list[int] = []

    def change(piece: int, step: int, when: int) -> None:
        copies[piece] += step
        since[piece] = when
        if 0 < copies[piece] < want:
            heappush(heap, (copies[piece], when, piece))

    for piece in copies:
        change(piece, 0, -1)
    for when, event in enumerate(events):
        if event[0] == "fail":
            failed: int = event[1]
            for piece in disks[failed]:
                change(piece, -1, when)
            continue
        while heap and (copies[heap[0][2]], since[heap[0][2]]) != heap[0][:2]:
            heappop(heap)
        if not heap:
            result.append(-1)
            continue
        piece = heappop(heap)[2]
        result.append(piece)
        change(piece, 1, when)
    return result


def second(disks: list[list[int]], want: int, events: list[list[Any]]) -> list[int]:
    """Look through all pieces at each repair."""
    every = sorted({piece for pieces in disks for piece in pieces})
    state = {piece: [sum(piece in pieces for pieces in disks), -1] for piece in every}
    result: list[int] = []
    for when, event in enumerate(events):
        if event[0] == "fail":
            failed: int = event[1]
            for piece in disks[failed]:
                state[piece] = [state[piece][0] - 1, when]
            continue
        able = [(*state[piece], piece) for piece in every if 0 < state[piece][0] < want]
        piece = min(able)[-1] if able else -1
        result.append(piece)
        if able:
            state[piece] = [state[piece][0] + 1, when]
    return result


def small(random: Random) -> dict[str, Any]:
    """A few disks that fail one after another between repairs."""
    count = random.randint(1, 6)
    disks = [random.sample(range(7), random.randint(0, 5)) for _ in range(count)]
    failing = random.sample(range(count), random.randint(0, count))
    events: list[list[Any]] = [["fail", disk] for disk in failing]
    for _ in range(random.randint(1, 8)):
        events.insert(random.randint(0, len(events)), ["repair"])
    return {"disks": disks, "want": random.randint(1, 4), "events": events}


def large() -> dict[str, Any]:
    """1,000 disks with 300 pieces each, a third of which fail while repairs go on."""
    random = Random(36)
    disks = [random.sample(range(100_000), 300) for _ in range(1_000)]
    events: list[list[Any]] = []
    for disk in range(333):
        events.append(["fail", disk])
        events += [["repair"]] * 500
    return {"disks": disks, "want": 3, "events": events}
