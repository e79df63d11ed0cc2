"""Alias chains: every name is followed once, and what it leads to is written back."""

from random import Random
from typing import Any


def solve(alias: dict[str, str], address: dict[str, str], names: list[str], most: int) -> list[str]:
    """Store the end and the number of steps for each name on a walked chain."""
    known: dict[str, tuple[str, int]] = {}
    results: list[str] = []
    for asked in names:
        chain: list[str] = []
        on_chain: set[str] = set()
        name = asked
        while name in alias and name not in known and name not in on_chain:
            on_chain.add(name)
            chain.append(name)
            name = alias[name]
        if name in on_chain:
            end, steps = "loop", 0
        else:
            end, steps = known.get(name, (address.get(name, "missing"), 0))
        for passed in reversed(chain):
            steps += 1
            known[passed] = end, steps
        results.append("long" if end != "loop" and steps > most else end)
    return results


def second(
    alias: dict[str, str], address: dict[str, str], names: list[str], most: int
) -> list[str]:
    """Follow each name for itself; more steps than aliases prove a loop."""
    results: list[str] = []
    for asked in names:
        name, steps = asked, 0
        while name in alias and steps <= len(alias):
            name = alias[name]
            steps += 1
        if steps > len(alias):
            results.append("loop")
        else:
            results.append("long" if steps > most else address.get(name, "missing"))
    return results


def small(random: Random) -> dict[str, Any]:
    """Up to eight names; loops of one, dangling aliases and a limit of 0 occur."""
    names = "abcdefgh"[: random.randint(1, 8)]
    alias: dict[str, str] = {}
    address: dict[str, str] = {}
    for name in names:
        kind = random.random()
        if kind < 0.65:
            alias[name] = random.choice([*names, chr(ord(name) + 1), chr(ord(name) + 1)])
        elif kind < 0.85:
            address[name] = f"10.0.0.{ord(name) - 96}"
    asked = random.choices(names + "z", k=random.randint(1, 5))
    return {"alias": alias, "address": address, "names": asked, "most": random.randint(0, 4)}


def large() -> dict[str, Any]:
    """One chain of 100,000 aliases, asked for at 100,000 places, most of them far up."""
    alias = {f"n{at}": f"n{at + 1}" for at in range(100_000)}
    names = [f"n{at * 7919 % 50_000}" for at in range(100_000)]
    return {"alias": alias, "address": {"n100000": "10.0.0.1"}, "names": names, "most": 60_000}
