"""Own grace: deadlines in a heap, of which only each host’s latest is believed."""

from heapq import heappop, heappush
from random import Random
from typing import Any


def solve(beats: list[list[Any]]) -> list[list[Any]]:
    """Before each beat report what fell due earlier; an outdated deadline is skipped."""
    due: dict[str, int] = {}
    heap: list[tuple[int, str]] = []
    result: list[list[Any]] = []

    def report(until: float) -> None:
        while heap and heap[0][0] < until:
            deadline, host = heappop(heap)
            if due.get(host) == deadline:
                del due[host]
                result.append([host, deadline])

    for time, host, grace in beats:
        report(time)
        due[host] = time + grace
        heappush(heap, (time + grace, host))
    report(float("inf"))
    return result


def second(beats: list[list[Any]]) -> list[list[Any]]:
    """For each beat look for the same host’s next one."""
    result: list[list[Any]] = []
    for at, (time, host, grace) in enumerate(beats):
        following = [beat[0] for beat in beats[at + 1 :] if beat[1] == host]
        if not following or following[0] > time + grace:
            result.append([host, time + grace])
    return sorted(result, key=lambda one: (one[1], one[0]))


def small(random: Random) -> dict[str, Any]:
    """Three hosts whose graces differ from beat to beat."""
    time = 0
    beats: list[list[Any]] = []
    for _ in range(random.randint(0, 15)):
        time += random.choice((0, 1, 1, 3))
        beats.append([time, random.choice("abc"), random.randint(1, 7)])
    return {"beats": beats}


def large() -> dict[str, Any]:
    """300,000 beats of 50,000 hosts with short and long graces."""
    random = Random(35)
    beats = [
        [number, f"h{random.randrange(50_000)}", random.choice((5, 10**4, 10**6))]
        for number in range(300_000)
    ]
    return {"beats": beats}
