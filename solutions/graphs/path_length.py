"""Trusted certificates: the widest allowance first, with one bucket per allowance."""

from random import Random
from typing import Any


def solve(limit: list[int], signed: list[list[int]], roots: list[int]) -> list[int]:
    """Settle issuers by falling allowance; each then passes one less on."""
    count = len(limit)
    subjects: list[list[int]] = [[] for _ in limit]
    for issuer, subject in signed:
        subjects[issuer].append(subject)
    trusted = [False] * count
    buckets: list[list[int]] = [[] for _ in range(count + 1)]
    for root in roots:
        trusted[root] = True
        if limit[root] >= 0:
            buckets[min(limit[root], count)].append(root)
    settled = [False] * count
    for allowance in range(count, -1, -1):
        for issuer in buckets[allowance]:
            if settled[issuer]:
                continue
            settled[issuer] = True
            for subject in subjects[issuer]:
                trusted[subject] = True
                passed = min(allowance - 1, limit[subject])
                if passed >= 0 and not settled[subject]:
                    buckets[passed].append(subject)
    return [number for number in range(count) if trusted[number]]


def second(limit: list[int], signed: list[list[int]], roots: list[int]) -> list[int]:
    """Try every chain without repetition and test each issuer on it by the rule itself."""
    trusted: set[int] = set()

    def extend(chain: list[int]) -> None:
        last = len(chain) - 1
        if all(limit[one] >= last - 1 - at >= 0 for at, one in enumerate(chain[:-1])):
            trusted.add(chain[-1])
        for issuer, subject in signed:
            if issuer == chain[-1] and subject not in chain:
                extend([*chain, subject])

    for root in roots:
        extend([root])
    return sorted(trusted)


def small(random: Random) -> dict[str, Any]:
    """Up to six certificates with cross signatures, rings and tight limits."""
    count = random.randint(1, 6)
    return {
        "limit": [random.choice((-1, 0, 0, 1, 2, 9)) for _ in range(count)],
        "signed": [random.choices(range(count), k=2) for _ in range(random.randint(0, 9))],
        "roots": random.sample(range(count), random.randint(0, min(2, count))),
    }


def large() -> dict[str, Any]:
    """100,000 certificates in a chain with short cuts that cost allowance later on."""
    count = 100_000
    limit = [count - at // 2 for at in range(count)]
    limit[50_000:60_000] = [45_000] * 10_000
    signed = [[at, at + 1] for at in range(count - 1)]
    signed += [[at, at + 3] for at in range(count - 3)]
    return {"limit": limit, "signed": signed, "roots": [0]}
