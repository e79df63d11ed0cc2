"""Sticky addresses: who had an address last, which one a device had, and the free ones by age."""

from collections import OrderedDict
from random import Random
from typing import Any


def solve(size: int, events: list[list[str]]) -> list[int]:
    """The own address if nobody had it since, else a fresh one, else the longest free."""
    mine: dict[str, int] = {}
    last: list[str] = []
    free: OrderedDict[int, None] = OrderedDict()
    result: list[int] = []
    for kind, device in events:
        address = mine.get(device, -1)
        if kind == "leave":
            if address >= 0:
                free.setdefault(address)
            continue
        if address < 0:
            if len(last) < size:
                address = len(last)
                last.append(device)
            elif free:
                address = next(iter(free))
                del mine[last[address]]
                last[address] = device
            else:
                result.append(-1)
                continue
            mine[device] = address
        free.pop(address, None)
        result.append(address)
    return result


def second(size: int, events: list[list[str]]) -> list[int]:
    """A list of leases, searched for everything."""
    leases: list[tuple[int, str]] = []
    joined: dict[str, int] = {}
    left: list[int] = []
    result: list[int] = []
    for kind, device in events:
        if kind == "leave":
            if device in joined:
                left.append(joined.pop(device))
            continue
        if device not in joined:
            fresh = [at for at in range(size) if at not in {address for address, _ in leases}]
            latest = dict(leases)
            own = [address for address, name in latest.items() if name == device]
            choice = own + fresh + left
            if not choice:
                result.append(-1)
                continue
            joined[device] = choice[0]
            if choice[0] in left:
                left.remove(choice[0])
            leases.append((choice[0], device))
        result.append(joined[device])
    return result


def small(random: Random) -> dict[str, Any]:
    """A pool of a few addresses for a few more devices."""
    events = [
        [random.choice(("join", "join", "leave")), random.choice("abcdef")]
        for _ in range(random.randint(1, 25))
    ]
    return {"size": random.randint(1, 5), "events": events}


def large() -> dict[str, Any]:
    """100,000 addresses, a quarter million devices that come and go."""
    random = Random(47)
    events = [["join", f"d{number}"] for number in range(100_000)]
    for number in range(100_000):
        events.append(["leave", f"d{random.randrange(250_000)}"])
        events.append(["join", f"d{number + 100_000 if number % 2 else number}"])
    return {"size": 100_000, "events": events}
