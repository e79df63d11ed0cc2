"""Live redaction: the depth in a trie of secrets says how much must be held back."""

from random import Random
from typing import Any


def solve(chunks: list[str], secrets: list[str]) -> list[str]:
    """Merge finds as they end; send up to the first character whose fate is open."""
    children: list[dict[str, int]] = [{}]
    depth = [0]
    found = [0]  # length of the longest secret that ends here
    for secret in secrets:
        node = 0
        for character in secret:
            if character not in children[node]:
                children[node][character] = len(children)
                children.append({})
                depth.append(depth[node] + 1)
                found.append(0)
            node = children[node][character]
        found[node] = len(secret)
    shorter = _shorter(children, found)
    sent: list[str] = []
    held = ""
    start = 0  # position of the first held character
    covered: list[tuple[int, int]] = []
    node = 0
    for chunk in chunks:
        position = start + len(held)
        held += chunk
        for character in chunk:
            position += 1
            while node and character not in children[node]:
                node = shorter[node]
            node = children[node].get(character, 0)
            if found[node]:
                first = position - found[node]
                while covered and covered[-1][1] >= first:
                    first = min(first, covered.pop()[0])
                covered.append((first, position))
        safe = max(start, position - depth[node])
        for first, end in covered:
            if first <= safe < end:
                safe = end
        sent.append(_masked(held[: safe - start], start, covered))
        held = held[safe - start :]
        start = safe
        covered = [(max(first, start), end) for first, end in covered if end > start]
    return [*sent, _masked(held, start, covered)]


def _shorter(children: list[dict[str, int]], found: list[int]) -> list[int]:
    """For each node the longest proper suffix that is a node; hands finds down as well."""
    shorter = [0] * len(children)
    order = list(children[0].values())
    for node in order:
        for character, child in children[node].items():
            at = shorter[node]
            while at and character not in children[at]:
                at = shorter[at]
            shorter[child] = children[at].get(character, 0)
            found[child] = found[child] or found[shorter[child]]
            order.append(child)
    return shorter


def _masked(text: str, start: int, covered: list[tuple[int, int]]) -> str:
    """The text with covered positions starred; it begins at the position `start`."""
    parts: list[str] = []
    at = 0
    for first, end in covered:
        first_here, end_here = max(first - start, 0), min(end - start, len(text))
        if first_here < end_here:
            parts += [text[at:first_here], "*" * (end_here - first_here)]
            at = end_here
    return "".join([*parts, text[at:]])


def second(chunks: list[str], secrets: list[str]) -> list[str]:
    """After each chunk look at the whole text: what is covered, and what could still be."""
    sent: list[str] = []
    text = ""
    done = 0
    for chunk in [*chunks, None]:
        text += chunk or ""
        covered = {
            place
            for secret in secrets
            for at in range(len(text))
            if text.startswith(secret, at)
            for place in range(at, at + len(secret))
        }
        opening = [
            at
            for at in range(len(text))
            if any(
                len(secret) > len(text) - at and secret.startswith(text[at:]) for secret in secrets
            )
        ]
        end = done
        while end < len(text) and (
            chunk is None or end in covered or not opening or end < opening[0]
        ):
            end += 1
        sent.append("".join("*" if at in covered else text[at] for at in range(done, end)))
        done = end
    return sent


def small(random: Random) -> dict[str, Any]:
    """Secrets over two letters that contain and overlap each other; chunks may be empty."""
    secrets = {"".join(random.choices("ab", k=random.randint(1, 4))) for _ in range(3)}
    if random.random() < 0.6:
        secrets = {secret for secret in secrets if len(secret) > 2} or {"abab"}
    chunks = [
        "".join(random.choices("abc", weights=(4, 4, 1), k=random.randint(0, 5)))
        for _ in range(random.randint(0, 5))
    ]
    return {"chunks": chunks, "secrets": sorted(secrets)}


def large() -> dict[str, Any]:
    """10,000 secrets of 20 characters with a common beginning, in a text that begins them often."""
    letters = "abcdefghij"
    secrets = [
        "a" * 12 + "".join(letters[at // 10**place % 10] for place in range(4)) + "zzzz"
        for at in range(10_000)
    ]
    line = "a" * 30 + secrets[1234] + "a" * 11 + "b" + secrets[4321][:18] + "\n"
    chunks = [line[at % 50 :] + line[: at % 50] for at in range(1_000_000 // len(line))]
    return {"chunks": chunks, "secrets": secrets}
