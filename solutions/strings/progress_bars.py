"""Progress bars: what a terminal shows after overwriting."""

from random import Random
from typing import Any


def solve(output: str) -> list[str]:
    """Keep the present line as a list of characters, and the cursor’s column."""
    lines: list[str] = []
    line: list[str] = []
    column = 0
    for character in output:
        if character == "\n":
            lines.append("".join(line))
            line = []
            column = 0
        elif character == "<":
            column = 0
        elif character == "^":
            column = max(0, column - 1)
        else:
            line[column : column + 1] = character
            column += 1
    return [*lines, "".join(line)]


def second(output: str) -> list[str]:
    """Split at breaks; paint each line’s characters into a mapping by column."""
    shown: list[str] = []
    for line in output.split("\n"):
        painted: dict[int, str] = {}
        for run in line.split("<"):
            column = 0
            for character in run:
                if character == "^":
                    column -= column > 0
                else:
                    painted[column] = character
                    column += 1
        shown.append("".join(painted[column] for column in sorted(painted)))
    return shown


def small(random: Random) -> dict[str, Any]:
    """Up to twenty characters, half of which move the cursor."""
    characters = random.choices("abc<^\n", weights=(3, 3, 2, 2, 2, 1), k=random.randint(0, 20))
    return {"output": "".join(characters)}


def large() -> dict[str, Any]:
    """A million characters in one line that is written over and over, a step at a time."""
    return {"output": ("x" * 500 + "<" + "y^" * 249) * 1_000 + "\n" * 999}
