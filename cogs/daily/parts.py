"""The parts in which an owner completes a suggestion: a modal each, a field a cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.daily.own import Trouble
from bot.domain.daily.question import Kind, Rubric
from bot.services.daily.drafting import SIGNALS

_LONG = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One field of a modal: the column it fills, and how it is asked for."""

    column: str
    label: str
    how: str | None = None
    longest: int = _LONG

    @property
    def long(self) -> bool:
        """Whether it takes several lines."""
        return self.longest > 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One modal."""

    key: str
    label: str
    cells: Sequence[Cell]


_QUESTION = Part(
    key="question",
    label="Question",
    cells=(
        Cell(column="title", label="Title", how="8 to 200 characters", longest=200),
        Cell(column="short", label="Short title", how="What stands over the post", longest=60),
        Cell(column="prompt", label="The question", how="40 to 1,500 characters", longest=1500),
        Cell(
            column="clarifications",
            label="What one may ask back",
            how="Up to 8, one a line, each with its answer. May be empty.",
        ),
    ),
)
_FRAME = Part(
    key="frame",
    label="Frame",
    cells=(
        Cell(column="topic", label="Topic", how="Such as caching or earn-trust", longest=64),
        Cell(column="level", label="Level it is written for", how="L4, L5, L6 or L7", longest=2),
        Cell(column="levels", label="Levels it suits", how="Such as L4 | L5", longest=20),
        Cell(column="minutes", label="Minutes", how="3 to 60", longest=2),
        Cell(column="difficulty", label="Difficulty", how="1 to 5", longest=1),
    ),
)
_OUTLINE = Part(
    key="outline",
    label="Outline",
    cells=(
        Cell(
            column="outline",
            label="Outline",
            how="4 to 8 points, one a line: a few words :: what follows",
        ),
        Cell(column="hints", label="Hints", how="4, one a line, each giving away a little more"),
        Cell(column="pitfalls", label="Pitfalls", how="2 to 6, one a line"),
        Cell(column="follow_ups", label="Follow-up questions", how="2 to 6, one a line"),
        Cell(
            column="references",
            label="To read next",
            how="1 to 6, one a line: title :: publisher. No addresses.",
        ),
    ),
)
_DEEP_DIVES = "one a line, each naming what to look into and what is found there"
_DETAILS: dict[Kind, Sequence[Cell]] = {
    "system-design": (
        Cell(column="requirements", label="Requirements", how="3 to 8, one a line"),
        Cell(
            column="estimation",
            label="Numbers",
            how="2 to 10, one a line: name :: value :: unit :: words :: sum of earlier names",
        ),
        Cell(column="deep_dives", label="Deeper", how=f"2 to 6, {_DEEP_DIVES}"),
    ),
    "technical-depth": (Cell(column="deep_dives", label="Deeper", how=f"Up to 6, {_DEEP_DIVES}"),),
    "behavioral": (
        Cell(column="listen_for", label="Listen for", how="2 to 6, one a line"),
        Cell(
            column="leadership_principles",
            label="Leadership Principles",
            how="Up to 3: earn-trust | dive-deep. May be empty.",
        ),
    ),
    "coding": (
        Cell(column="limits", label="Limits of the input", longest=160),
        Cell(column="complexity", label="Complexity to reach", longest=160),
        Cell(
            column="examples",
            label="Examples",
            how="1 to 4, one a line: {nums: [1, 2]} :: 3 :: why",
        ),
    ),
}


def parts_of(kind: Kind, rubric: Rubric | None) -> Sequence[Part]:
    """The parts of a question of a kind, in the order in which they are filled."""
    signals = [
        Cell(
            column=f"{SIGNALS}{one.key}",
            label=one.label,
            how="1 to 4, one a line: what an interviewer listens for, up to 96 characters",
        )
        for one in (rubric.criteria if rubric is not None else ())
    ]
    last = Part(key="details", label="Details", cells=_DETAILS[kind])
    found = [_QUESTION, _FRAME, _OUTLINE, last]
    return [*found, Part(key="signals", label="Signals", cells=signals)] if signals else found


def cell_of(trouble: Trouble, part: Part) -> Cell | None:
    """The field in which something is wrong, where it is one of this part."""
    words = trouble.where.split()
    for cell in part.cells:
        if cell.column == ".".join(words[:2]) or words[:1] == [cell.column]:
            return cell
    # Of signals as a whole, the first criterion stands for all.
    signals = words == ["signals"] and part.key == "signals"
    return part.cells[0] if signals else None
