"""Range owner: the first key of each range in order, neighbours of one owner united."""

from bisect import bisect_left, bisect_right
from random import Random
from typing import Any


def solve(events: list[list[Any]]) -> list[str | int]:
    """Cut at both ends, drop what lies between, unite at the borders."""
    starts = [0]
    owners = {0: "none"}
    result: list[str | int] = []
    for event in events:
        if event[0] == "count":
            result.append(len(starts))
        elif event[0] == "owner":
            result.append(owners[starts[bisect_right(starts, event[1]) - 1]])
        else:
            _, low, high, owner = event
            first = bisect_left(starts, low)
            last = bisect_right(starts, high)
            before = owners[starts[first - 1]] if first else None
            after = owners[starts[last - 1]]
            for start in starts[first:last]:
                del owners[start]
            new: list[int] = []
            if before != owner:
                new.append(low)
                owners[low] = owner
            if after != owner:
                new.append(high)
                owners[high] = after
            starts[first:last] = new
    return result


def second(events: list[list[Any]]) -> list[str | int]:
    """One owner per key, up to the last one that is named."""
    last = 1 + max(int(part) for event in events for part in (0, *event) if isinstance(part, int))
    owner = ["none"] * (last + 1)
    result: list[str | int] = []
    for event in events:
        if event[0] == "count":
            result.append(1 + sum(owner[at] != owner[at - 1] for at in range(1, last + 1)))
        elif event[0] == "owner":
            key: int = event[1]
            result.append(owner[key])
        else:
            owner[event[1] : event[2]] = [event[3]] * (event[2] - event[1])
    return result


def small(random: Random) -> dict[str, Any]:
    """Ranges on a short key space, among three owners."""
    events: list[list[Any]] = []
    for _ in range(random.randint(1, 20)):
        match random.randrange(4):
            case 0:
                events.append(["count"])
            case 1:
                events.append(["owner", random.randrange(20)])
            case _:
                low, high = sorted(random.sample(range(21), 2))
                events.append(["move", low, high, random.choice(("a", "b", "none"))])
    return {"events": [*events, ["count"]]}


def large() -> dict[str, Any]:
    """Many small ranges, from the end of the key space to its beginning, then wide ones."""
    events: list[list[Any]] = []
    for number in range(100_000):
        low = 10**12 - number * 1_000 - 500
        events.append(["move", low, low + 300, f"s{number % 50}"])
        events.append(["owner", low + 350])
    for number in range(50_000):
        low = 10**12 - 10**8 + number * 2_000
        events.append(["move", low, low + 1_700, f"s{number % 50}"])
    return {"events": events}
