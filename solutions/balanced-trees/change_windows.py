"""Change windows: accepted windows in order of start; only the two neighbours are asked."""

from bisect import bisect_left
from random import Random
from typing import Any


def solve(gap: int, requests: list[list[Any]]) -> list[bool]:
    """Compare with the window before and the one after."""
    starts: list[int] = []
    windows: dict[int, tuple[str, int]] = {}
    result: list[bool] = []
    for team, start, end in requests:
        at = bisect_left(starts, start)
        good = True
        if at:
            other, ended = windows[starts[at - 1]]
            good = ended + (gap if other != team else 0) <= start
        if at < len(starts):
            other = windows[starts[at]][0]
            good = good and end + (gap if other != team else 0) <= starts[at]
        if good:
            starts.insert(at, start)
            windows[start] = (team, end)
        result.append(good)
    return result


def second(gap: int, requests: list[list[Any]]) -> list[bool]:
    """Compare with every accepted window."""
    accepted: list[list[Any]] = []
    result: list[bool] = []
    for request in requests:
        team, start, end = request
        good = True
        for other, begun, ended in accepted:
            rest = gap if other != team else 0
            good = good and (ended + rest <= start or end + rest <= begun)
        if good:
            accepted.append(request)
        result.append(good)
    return result


def small(random: Random) -> dict[str, Any]:
    """Two or three teams on a short calendar."""
    requests: list[list[Any]] = []
    for _ in range(random.randint(1, 12)):
        start = random.randint(0, 25)
        requests.append([random.choice("abbc"), start, start + random.randint(1, 4)])
    return {"gap": random.randint(0, 5), "requests": requests}


def large() -> dict[str, Any]:
    """100,000 requests from the end of the calendar to its beginning."""
    requests: list[list[Any]] = []
    for number in range(100_000):
        start = 10**9 - number * 100
        requests.append([f"t{number % 7}", start, start + 20 + number % 60])
    return {"gap": 30, "requests": requests}
