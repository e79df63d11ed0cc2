"""Retry ledger: a mapping in order of entry, trimmed in front and open in the middle."""

from collections import OrderedDict
from random import Random
from typing import Any


def solve(keep: int, room: int, events: list[list[Any]]) -> list[str]:
    """Trim what is too old before each event; entries stay in order of their first call."""
    ledger: OrderedDict[str, tuple[int, str]] = OrderedDict()
    result: list[str] = []
    for event in events:
        now, key = event[1], event[2]
        while ledger and next(iter(ledger.values()))[0] + keep <= now:
            ledger.popitem(last=False)
        if event[0] == "fail":
            ledger.pop(key, None)
        elif key in ledger:
            result.append("repeat" if ledger[key][1] == event[3] else "conflict")
        else:
            if len(ledger) == room:
                ledger.popitem(last=False)
            ledger[key] = (now, event[3])
            result.append("new")
    return result


def second(keep: int, room: int, events: list[list[Any]]) -> list[str]:
    """A plain list, filtered and searched at each event."""
    ledger: list[tuple[int, str, str]] = []
    result: list[str] = []
    for event in events:
        now, key = event[1], event[2]
        ledger = [one for one in ledger if now - one[0] < keep]
        known = [one for one in ledger if one[1] == key]
        if event[0] == "fail":
            ledger = [one for one in ledger if one[1] != key]
        elif known:
            result.append("repeat" if known[0][2] == event[3] else "conflict")
        else:
            ledger = [*ledger, (now, key, event[3])][-room:]
            result.append("new")
    return result


def small(random: Random) -> dict[str, Any]:
    """Few keys, two bodies and slow clocks."""
    now = 0
    events: list[list[Any]] = []
    for _ in range(random.randint(0, 20)):
        now += random.choice((0, 0, 1, 2))
        key = random.choice("abcd")
        if random.random() < 0.2:
            events.append(["fail", now, key])
        else:
            events.append(["call", now, key, random.choice("xxy")])
    return {"keep": random.randint(1, 8), "room": random.randint(1, 4), "events": events}


def large() -> dict[str, Any]:
    """A full ledger of 100,000 keys, with an eviction or a failure at each event."""
    random = Random(12)
    events: list[list[Any]] = []
    for number in range(300_000):
        if number % 3 == 2:
            events.append(["fail", number, f"k{number - random.randint(1, 90_000)}"])
        else:
            events.append(["call", number, f"k{number}", "x"])
    return {"keep": 10**9, "room": 100_000, "events": events}
