"""What is wrong in a content file, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Steps = tuple[str | int, ...]
"""The way from the top of a file to a value: keys and list indexes, `("questions", 0, "id")`."""


class Place(NamedTuple):
    """A place in a file; line and column count from 1."""

    line: int
    col: int


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault, printed as `file:line:col: code path: message`.

    The code's letter tells an error (E) from a warning (W), its first digit the matter:
    1 syntax, 2 shape, 3 what holds between values and files, 4 size on screen, 5 facts and dates.
    """

    file: str
    line: int
    col: int
    code: str
    path: str
    message: str

    @property
    def severity(self) -> Literal["error", "warning"]:
        """Whether it stops the loading."""
        return "warning" if self.code.startswith("W") else "error"

    def __str__(self) -> str:
        """The line an author reads."""
        place = f"{self.file}:{self.line}:{self.col}"
        line = f"{place}: {self.code} {self.path}: {self.message}"
        # Quoted content may hold line breaks, or what a terminal would obey.
        return "".join(sign if sign.isprintable() else " " for sign in line)


class ContentError(Exception):
    """The content cannot be used; holds every fault found, warnings too, in order of place."""

    def __init__(self, faults: Sequence[Fault], files: int) -> None:
        self.faults = tuple(faults)
        self.files = files
        super().__init__("\n".join([*map(str, self.faults), tally(self.faults, files)]))


def tally(faults: Sequence[Fault], files: int) -> str:
    """One line that counts: `2 errors, 1 warning in 47 files`."""
    errors = sum(fault.severity == "error" for fault in faults)
    counts = (errors, "error"), (len(faults) - errors, "warning"), (files, "file")
    told = [f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts]
    return f"{told[0]}, {told[1]} in {told[2]}"


def written(steps: Steps) -> str:
    """The way to a value as a reader writes it: `questions[0].signals.reliability`."""
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".") or "<root>"
