"""What a measurement gives: rows of a table, and whether its bar was met."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """What was asked of a number, and what it was."""

    asked: str
    measured: str
    met: bool


@dataclass(frozen=True, slots=True)
class Report:
    """One measurement: a title, how it was taken, a table, and its bars."""

    title: str
    how: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    bars: Sequence[Bar]

    def markdown(self) -> str:
        """The section of docs/benchmarks.md."""
        table = [self.head, ["---"] * len(self.head), *self.rows]
        lines = ["| " + " | ".join(row) + " |" for row in table]
        bars = [
            f"- {'met' if bar.met else '**not met**'}: {bar.asked}, measured {bar.measured}"
            for bar in self.bars
        ]
        return "\n".join([f"## {self.title}", "", self.how, "", *lines, "", *bars, ""])
