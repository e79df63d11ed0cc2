"""Route match: a trie of segments, searched from the most to the least special branch."""

from random import Random
from typing import Any


def solve(patterns: list[str], paths: list[str]) -> list[int]:
    """Try literal, then `*`, then `**` at each step; the first pattern found is the best."""
    children: list[dict[str, int]] = [{}]
    ends = [-1]
    for number, pattern in enumerate(patterns):
        node = 0
        for segment in _segments(pattern):
            if segment not in children[node]:
                children[node][segment] = len(children)
                children.append({})
                ends.append(-1)
            node = children[node][segment]
        ends[node] = number
    return [_first(children, ends, _segments(path)) for path in paths]


def _segments(path: str) -> list[str]:
    """The parts of a path; none for `/` alone."""
    return path[1:].split("/") if len(path) > 1 else []


def _first(children: list[dict[str, int]], ends: list[int], path: list[str]) -> int:
    """Depth-first with a stack: what is pushed last is tried first."""
    stack = [(0, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > len(path):
            return ends[node]  # reached by `**`, which is always last
        below = children[node]
        if depth == len(path):
            if ends[node] >= 0:
                return ends[node]
            if "**" in below:
                return ends[below["**"]]
            continue
        if "**" in below:
            stack.append((below["**"], len(path) + 1))
        if "*" in below:
            stack.append((below["*"], depth + 1))
        if path[depth] in below:
            stack.append((below[path[depth]], depth + 1))
    return -1


def second(patterns: list[str], paths: list[str]) -> list[int]:
    """Test each pattern on each path and rank those that match, segment by segment."""

    def rank(pattern: str, path: list[str]) -> list[int] | None:
        parts = _segments(pattern)
        grades: list[int] = []
        for at, part in enumerate(parts):
            if part == "**":
                return [*grades, 2]
            if at >= len(path) or part not in ("*", path[at]):
                return None
            grades.append(1 if part == "*" else 0)
        return [*grades, 0] if len(parts) == len(path) else None

    best: list[int] = []
    for path in map(_segments, paths):
        ranked = [(rank(pattern, path), number) for number, pattern in enumerate(patterns)]
        best.append(min(((r, n) for r, n in ranked if r is not None), default=(0, -1))[1])
    return best


def small(random: Random) -> dict[str, Any]:
    """Patterns over two letters and both wildcards; paths over three letters, `/` included."""
    patterns: set[str] = set()
    for _ in range(random.randint(0, 8)):
        parts = random.choices(["a", "b", "*"], k=random.randint(0, 3))
        if random.random() < 0.4:
            parts.append("**")
        patterns.add("/" + "/".join(parts))
    paths = ["/" + "/".join(random.choices("abc", k=random.randint(0, 4))) for _ in range(4)]
    return {"patterns": random.sample(sorted(patterns), len(patterns)), "paths": paths}


def large() -> dict[str, Any]:
    """Every mix of a literal and `*` over seven segments, so that each dead end lies deep."""
    mixes = [
        "/" + "/".join("*" if mix >> at & 1 else "api" for at in range(7)) for mix in range(128)
    ]
    patterns = [f"{mix}/end{at}" for mix in mixes for at in range(156)]
    paths = ["/api" * 7 + f"/none{at}" for at in range(10_000)]
    return {"patterns": [*patterns[:19_999], "/**"], "paths": paths}
