"""Patient retries: one worker, and a heap of jobs by the moment at which they are due."""

from heapq import heapify, heappop, heappush
from random import Random
from typing import Any


def solve(jobs: list[list[int]], takes: int, base: int, tries: int) -> list[int]:
    """Work on whoever is due first; after a failure wait twice as long as before."""
    heap = [(ready, job, 0) for job, (ready, _) in enumerate(jobs)]
    heapify(heap)
    result = [-1] * len(jobs)
    now = 0
    while heap:
        due, job, failed = heappop(heap)
        now = max(now, due) + takes
        if failed == jobs[job][1]:
            result[job] = now
        elif failed + 1 < tries:
            heappush(heap, (now + base * 2**failed, job, failed + 1))
    return result


def second(jobs: list[list[int]], takes: int, base: int, tries: int) -> list[int]:
    """Second by second, with a list of what is due when."""
    due: dict[int, int] = {job: ready for job, (ready, _) in enumerate(jobs)}
    attempts = [0] * len(jobs)
    result = [-1] * len(jobs)
    now = 0
    while due:
        able = [(when, job) for job, when in due.items() if when <= now]
        if not able:
            now += 1
            continue
        job = min(able)[1]
        del due[job]
        attempts[job] += 1
        now += takes
        if attempts[job] > jobs[job][1]:
            result[job] = now
        elif attempts[job] < tries:
            due[job] = now + base * 2 ** (attempts[job] - 1)
    return result


def small(random: Random) -> dict[str, Any]:
    """Up to six jobs that fail now and then, or more often than is allowed."""
    jobs = [[random.randint(0, 12), random.choice((0, 0, 1, 2, 4))] for _ in range(6)]
    return {
        "jobs": jobs[: random.randint(1, 6)],
        "takes": random.randint(1, 4),
        "base": random.randint(1, 6),
        "tries": random.randint(1, 5),
    }


def large() -> dict[str, Any]:
    """100,000 jobs that fail three times on average."""
    random = Random(54)
    jobs = [[random.randint(0, 10**6), random.randint(0, 6)] for _ in range(100_000)]
    return {"jobs": jobs, "takes": 3, "base": 60, "tries": 6}
