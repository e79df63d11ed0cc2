"""Free space: one order by size, and both ends of each free extent by address."""

from bisect import bisect_left, insort
from random import Random
from typing import Any


def solve(blocks: int, events: list[list[Any]]) -> list[int]:
    """Take from the first extent that fits by (size, address); give back and unite neighbours."""
    by_size = [(blocks, 0)]
    starts = {0: blocks}
    ends = {blocks: 0}
    held: dict[str, tuple[int, int]] = {}
    result: list[int] = []

    def remove(start: int) -> int:
        size = starts.pop(start)
        del ends[start + size]
        del by_size[bisect_left(by_size, (size, start))]
        return size

    def add(start: int, size: int) -> None:
        starts[start] = size
        ends[start + size] = start
        insort(by_size, (size, start))

    for event in events:
        if event[0] == "take":
            _, name, wanted = event
            at = bisect_left(by_size, (wanted, 0))
            if at == len(by_size):
                result.append(-1)
                continue
            start = by_size[at][1]
            size = remove(start)
            if size > wanted:
                add(start + wanted, size - wanted)
            held[name] = (start, wanted)
            result.append(start)
        elif event[1] in held:
            start, size = held.pop(event[1])
            if start + size in starts:
                size += remove(start + size)
            if start in ends:
                start = ends[start]
                size += remove(start)
            add(start, size)
    return result


def second(blocks: int, events: list[list[Any]]) -> list[int]:
    """A map of single blocks, scanned each time."""
    owner: list[str | None] = [None] * blocks
    result: list[int] = []
    for event in events:
        if event[0] == "give":
            owner = [None if name == event[1] else name for name in owner]
            continue
        runs: list[tuple[int, int]] = []
        at = 0
        while at < blocks:
            end = at
            while end < blocks and owner[end] is None:
                end += 1
            if end - at >= event[2]:
                runs.append((end - at, at))
            at = end + 1
        start = min(runs)[1] if runs else -1
        result.append(start)
        if runs:
            owner[start : start + event[2]] = [event[1]] * event[2]
    return result


def small(random: Random) -> dict[str, Any]:
    """A volume of a few blocks on which extents come and go."""
    names: list[str] = []
    events: list[list[Any]] = []
    for number in range(random.randint(1, 25)):
        if names and random.random() < 0.45:
            events.append(["give", names.pop(random.randrange(len(names)))])
        else:
            names.append(f"e{number}")
            events.append(["take", names[-1], random.randint(1, 6)])
    return {"blocks": random.randint(1, 20), "events": events}


def large() -> dict[str, Any]:
    """100,000 extents, every other one given back, then taken anew in other sizes."""
    random = Random(24)
    events: list[list[Any]] = []
    for number in range(100_000):
        events.append(["take", f"e{number}", random.randint(1, 10**6)])
    for number in range(0, 100_000, 2):
        events.append(["give", f"e{number}"])
    for number in range(50_000):
        events.append(["take", f"f{number}", random.randint(1, 10**6)])
    return {"blocks": 10**12, "events": events}
