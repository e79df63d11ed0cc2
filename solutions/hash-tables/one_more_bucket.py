"""One more bucket: linear hashing, in which one bucket at a time is divided or united."""

from random import Random
from typing import Any


def solve(base: int, full: int, events: list[list[Any]]) -> int:
    """Keep the buckets; bucket m takes its keys from m minus the round’s size, and gives them back."""
    buckets: list[set[int]] = [set() for _ in range(base)]
    keys = 0
    ring = base
    moved = 0
    for event in events:
        key: int = event[1]
        at = key % (2 * ring)
        bucket = buckets[at if at < len(buckets) else key % ring]
        keys -= len(bucket)
        if event[0] == "add":
            bucket.add(key)
        else:
            bucket.discard(key)
        keys += len(bucket)
        if keys > full * len(buckets):
            source = buckets[len(buckets) - ring]
            new = {one for one in source if one % (2 * ring) == len(buckets)}
            source -= new
            buckets.append(new)
            moved += len(new)
            if len(buckets) == 2 * ring:
                ring *= 2
        elif 2 * keys < full * len(buckets) and len(buckets) > base:
            if len(buckets) == ring:
                ring //= 2
            old = buckets.pop()
            buckets[len(buckets) - ring] |= old
            moved += len(old)
    return moved


def second(base: int, full: int, events: list[list[Any]]) -> int:
    """Work out every key’s bucket anew whenever the number of buckets changes."""

    def bucket(key: int, count: int) -> int:
        ring = base
        while 2 * ring <= count:
            ring *= 2
        return key % (2 * ring) if key % (2 * ring) < count else key % ring

    keys: list[int] = []
    count = base
    moved = 0
    for kind, key in events:
        if kind == "add" and key not in keys:
            keys.append(key)
        elif kind == "drop" and key in keys:
            keys.remove(key)
        before = count
        if len(keys) > full * count:
            count += 1
        elif 2 * len(keys) < full * count and count > base:
            count -= 1
        moved += sum(bucket(one, before) != bucket(one, count) for one in keys)
    return moved


def small(random: Random) -> dict[str, Any]:
    """Growth first and shrinking later, with doubles and strangers."""
    events: list[list[Any]] = []
    count = random.randint(0, 60)
    for number in range(count):
        kind = "add" if random.random() < (0.85 if number < count // 2 else 0.3) else "drop"
        events.append([kind, random.randrange(30)])
    return {"base": random.randint(1, 4), "full": random.randint(1, 3), "events": events}


def large() -> dict[str, Any]:
    """150,000 keys come and go again."""
    random = Random(23)
    keys = [random.randrange(10**12) for _ in range(150_000)]
    events: list[list[Any]] = [["add", key] for key in keys]
    events += [["drop", key] for key in keys]
    return {"base": 1, "full": 1, "events": events}
