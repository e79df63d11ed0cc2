"""A question, its kinds, and the rubric that its signals belong to.

Lengths are characters. They keep every rendered page within what one Discord message holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le, Len
from pydantic import Strict

from bot.domain.item import Day, Fact, Id, Name, Reference, Whole, string

Kind = Literal["system-design", "technical-depth", "behavioral", "coding"]
Level = Literal["L4", "L5", "L6", "L7"]
Phase = Literal[1, 2, 3]
Principle = Literal[
    "customer-obsession",
    "ownership",
    "invent-and-simplify",
    "are-right-a-lot",
    "learn-and-be-curious",
    "hire-and-develop-the-best",
    "insist-on-the-highest-standards",
    "think-big",
    "bias-for-action",
    "frugality",
    "earn-trust",
    "dive-deep",
    "have-backbone-disagree-and-commit",
    "deliver-results",
    "strive-to-be-earths-best-employer",
    "success-and-scale-bring-broad-responsibility",
]

Theme = Literal["crisis", "ownership", "innovation", "operational-excellence", "other"]

LEVELS: tuple[Level, ...] = ("L4", "L5", "L6", "L7")
KINDS: tuple[Kind, ...] = ("system-design", "technical-depth", "behavioral", "coding")
_SPELT = {"cap": "CAP", "iac": "IaC"}


def topic_name(topic: str) -> str:
    """A topic as people read it: `Customer obsession`."""
    return _SPELT.get(topic) or topic.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of an outline: lead words, shown bold, and the sentence that follows them."""

    lead: Annotated[str, string(60)]
    text: Annotated[str, string(340)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One number of an estimation.

    An input states `value`; a result also states the `expression` over earlier names
    (`+ - * / **` and brackets) that gives it, within 5 %.
    """

    name: Name
    text: Annotated[str, string(160)]
    value: Annotated[float, Strict()]
    unit: Annotated[str, string(30)]
    expression: Annotated[str, string(120)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example of a coding question: arguments by name, and the result."""

    arguments: Mapping[str, Any]
    result: Any
    why: Annotated[str, string(160)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a later revision of a question says otherwise, for those who met an earlier one."""

    revision: Annotated[Whole, Ge(2)]
    day: Day
    text: Annotated[str, string(300, 20)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    id: Id
    title: Annotated[str, string(200, 8)]
    short: Annotated[str, string(60, 4)]
    topic: Id
    level: Level
    levels: Annotated[tuple[Level, ...], Len(1, 4)]
    difficulty: Annotated[Whole, Ge(1), Le(5)]
    minutes: Annotated[Whole, Ge(3), Le(60)]
    phases: Annotated[tuple[Phase, ...], Len(1, 3)]
    prompt: Annotated[str, string(1500, 40)]
    clarifications: Annotated[tuple[Annotated[str, string(250)], ...], Len(0, 8)] = ()
    hints: Annotated[tuple[Annotated[str, string(300, 20)], ...], Len(4, 4)]
    outline: Annotated[tuple[Point, ...], Len(4, 8)]
    pitfalls: Annotated[tuple[Annotated[str, string(230)], ...], Len(2, 6)]
    follow_ups: Annotated[tuple[Annotated[str, string(250)], ...], Len(2, 6)]
    rubric: Id
    signals: Mapping[Id, Annotated[tuple[Annotated[str, string(96)], ...], Len(1, 4)]]
    leadership_principles: Annotated[tuple[Principle, ...], Len(0, 3)] = ()
    references: Annotated[tuple[Reference, ...], Len(1, 6)]
    facts: tuple[Fact, ...] = ()
    seed_ref: tuple[Id, ...] = ()
    overlaps: tuple[Id, ...] = ()
    revision: Annotated[Whole, Ge(1)] = 1
    changes: Annotated[tuple[Correction, ...], Len(0, 6)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemDesign(_Question):
    """Design something on a whiteboard."""

    kind: Literal["system-design"]
    requirements: Annotated[tuple[Annotated[str, string(180)], ...], Len(3, 8)]
    estimation: Annotated[tuple[Estimate, ...], Len(2, 10)]
    deep_dives: Annotated[tuple[Annotated[str, string(380)], ...], Len(2, 6)]


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnicalDepth(_Question):
    """Explain how something works and when to use it."""

    kind: Literal["technical-depth"]
    deep_dives: Annotated[tuple[Annotated[str, string(380)], ...], Len(0, 6)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Behavioral(_Question):
    """Tell what you did."""

    kind: Literal["behavioral"]
    theme: Theme = "other"
    listen_for: Annotated[tuple[Annotated[str, string(200)], ...], Len(2, 6)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding(_Question):
    """Solve a problem: approach, complexity and tests; nothing is run."""

    kind: Literal["coding"]
    limits: Annotated[str, string(160)]
    complexity: Annotated[str, string(160)]
    examples: Annotated[tuple[Example, ...], Len(1, 4)]


Question = SystemDesign | TechnicalDepth | Behavioral | Coding


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One criterion of a rubric: four anchors, and what a 3 means at each level."""

    key: Id
    label: Annotated[str, string(45)]
    question: Annotated[str, string(100)]
    anchors: Mapping[Literal["1", "2", "3", "4"], Annotated[str, string(96)]]
    level_bar: Mapping[Level, Annotated[str, string(200)]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """The four criteria that answers of one kind are read by."""

    id: Id
    kind: Kind
    criteria: Annotated[tuple[Criterion, ...], Len(4, 4)]
