"""A page of a listing: jump behind a whole group instead of reading it."""

from bisect import bisect_left, bisect_right
from random import Random
from typing import Any


def solve(keys: list[str], prefix: str, mark: str, after: str, limit: int) -> list[str]:
    """One bisection per entry: behind a key, or behind all that begin like its group."""
    page: list[str] = []
    at = bisect_left(keys, prefix)
    if after:
        at = max(at, _behind(keys, *_entry(after, prefix, mark)))
    while at < len(keys) and len(page) < limit and keys[at].startswith(prefix):
        entry, grouped = _entry(keys[at], prefix, mark)
        page.append(entry)
        at = _behind(keys, entry, grouped)
    return page


def _entry(key: str, prefix: str, mark: str) -> tuple[str, bool]:
    """The line that shows a key, and whether it stands for a group."""
    found = key.find(mark, len(prefix))
    return (key, False) if found < 0 else (key[: found + 1], True)


def _behind(keys: list[str], entry: str, grouped: bool) -> int:
    """Index of the first key that the entry does not show."""
    if grouped:
        return bisect_left(keys, entry[:-1] + chr(ord(entry[-1]) + 1))
    return bisect_right(keys, entry)


def second(keys: list[str], prefix: str, mark: str, after: str, limit: int) -> list[str]:
    """List everything, then cut the page out."""
    entries: list[str] = []
    for key in keys:
        if key.startswith(prefix):
            head, found, _ = key.removeprefix(prefix).partition(mark)
            entry = prefix + head + found
            if entry not in entries:
                entries.append(entry)
    return [entry for entry in entries if entry > after][:limit]


def small(random: Random) -> dict[str, Any]:
    """Up to twelve keys over three characters; marks at both ends and in a row occur."""
    count = random.choice((0, 3, 12, 12))
    keys = {"".join(random.choices("a/z", k=random.randint(1, 5))) for _ in range(count)}
    prefix = random.choice(("", "", "a", "a/", "z", "/"))
    everything = second(sorted(keys), prefix, "/", "", 99)
    return {
        "keys": sorted(keys),
        "prefix": prefix,
        "mark": "/",
        "after": random.choice(["", *everything]),
        "limit": random.randint(1, 5),
    }


def large() -> dict[str, Any]:
    """300,000 keys, nearly all of them in a thousand groups that make up one page."""
    keys = [f"logs/{group:04}/{at:05}" for group in range(1_000) for at in range(299)]
    keys += [f"zip{at:04}" for at in range(1_000)]
    return {"keys": keys, "prefix": "logs/", "mark": "/", "after": "", "limit": 1_000}
