"""New kinds of log line: mask what varies, then compare with the day before."""

from collections import Counter
from random import Random
from typing import Any


def solve(yesterday: list[str], today: list[str]) -> list[str]:
    """One pass over each day; dictionaries keep the order of first appearance."""
    known = {_template(line) for line in yesterday}
    seen = Counter(_template(line) for line in today)
    new = [(template, count) for template, count in seen.items() if template not in known]
    return [template for template, _ in sorted(new, key=lambda pair: -pair[1])]


def _template(line: str) -> str:
    """The line with each run of words that hold a digit put down as one `#`."""
    words: list[str] = []
    for word in line.split():
        if not any("0" <= character <= "9" for character in word):
            words.append(word)
        elif not words or words[-1] != "#":
            words.append("#")
    return " ".join(words)


def second(yesterday: list[str], today: list[str]) -> list[str]:
    """Mask by replacing text until nothing changes; count by searching the whole list."""

    def masked(line: str) -> str:
        words = ["#" if set(word) & set("0123456789") else word for word in line.split(" ")]
        text = " " + " ".join(word for word in words if word) + " "
        while " # # " in text:
            text = text.replace(" # # ", " # ")
        return text.strip()

    old = [masked(line) for line in yesterday]
    now = [masked(line) for line in today]
    new = sorted((-now.count(line), now.index(line), line) for line in now if line not in old)
    return list(dict.fromkeys(line for _, _, line in new))


def small(random: Random) -> dict[str, Any]:
    """Lines over four words and two numbers, with empty lines and double spaces."""

    def line() -> str:
        words = random.choices(["up", "down", "7", "x2", "disk9", ""], k=random.randint(0, 4))
        return " ".join(words)

    return {
        "yesterday": [line() for _ in range(random.randint(0, 4))],
        "today": [line() for _ in range(random.randint(0, 8))],
    }


def large() -> dict[str, Any]:
    """100,000 lines a day of ten words each; half of the kinds are new."""
    letters = "abcdefghijklmnopqrstuvwxyz"

    def line(at: int, kinds: int) -> str:
        kind = at * 7919 % kinds
        word = "".join(letters[kind // 26**place % 26] for place in range(4))
        return f"host{at} {word} took {at} ms for 1 2 3 {word}s"

    return {
        "yesterday": [line(at, 20_000) for at in range(100_000)],
        "today": [line(at, 40_000) for at in range(100_000)],
    }
