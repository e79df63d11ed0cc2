"""Version at error: times in order, each with its version; the floor of a time is the answer."""

from bisect import bisect_left, bisect_right
from random import Random
from typing import Any


def solve(records: list[list[Any]]) -> list[str]:
    """Put late deployments where they belong; look up the last time that is not later."""
    times: list[int] = []
    versions: dict[int, str] = {}
    result: list[str] = []
    for record in records:
        if record[0] == "deploy":
            if record[1] not in versions:
                times.insert(bisect_left(times, record[1]), record[1])
            versions[record[1]] = record[2]
        else:
            at = bisect_right(times, record[1])
            result.append(versions[times[at - 1]] if at else "none")
    return result


def second(records: list[list[Any]]) -> list[str]:
    """Search all deployments reported before the error."""
    result: list[str] = []
    for at, record in enumerate(records):
        if record[0] == "error":
            best = (-1, "none")
            for other in records[:at]:
                if other[0] == "deploy" and best[0] <= other[1] <= record[1]:
                    best = (other[1], other[2])
            result.append(best[1])
    return result


def small(random: Random) -> dict[str, Any]:
    """Late reports, equal times, and errors before the first deployment."""
    records: list[list[Any]] = []
    for number in range(random.randint(1, 16)):
        time = random.randint(0, 12)
        records.append(["deploy", time, f"v{number}"] if random.random() < 0.5 else ["error", time])
    return {"records": records}


def large() -> dict[str, Any]:
    """100,000 reports from latest to earliest, an error after each."""
    records: list[list[Any]] = []
    for number in range(100_000):
        records.append(["deploy", 10**9 - number * 10, f"v{number}"])
        records.append(["error", 10**9 - number * 7])
    return {"records": records}
