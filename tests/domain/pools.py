"""Pools of questions for tests: made up, or the ones that are shipped."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.content import Content, load
from bot.domain.daily.question import (
    KINDS,
    Behavioral,
    Coding,
    Kind,
    Question,
    SystemDesign,
    TechnicalDepth,
)

Pool = Mapping[str, Question]

_CLASSES: dict[Kind, Callable[..., Question]] = {
    "system-design": SystemDesign,
    "technical-depth": TechnicalDepth,
    "behavioral": Behavioral,
    "coding": Coding,
}
_OF_KIND: dict[Kind, dict[str, Any]] = {
    "system-design": {"requirements": (), "estimation": (), "deep_dives": ()},
    "technical-depth": {},
    "behavioral": {"listen_for": ()},
    "coding": {"limits": "", "complexity": "", "examples": ()},
}


def question(id: str, kind: Kind = "coding", **changes: Any) -> Question:
    """A question of a topic of its own that fits every phase."""
    whole: dict[str, Any] = {
        "id": id,
        "kind": kind,
        "title": f"The question {id}",
        "short": id,
        "topic": id,
        "level": "L5",
        "levels": ("L5",),
        "difficulty": 3,
        "minutes": 10,
        "phases": (1, 2, 3),
        "prompt": f"What would you do about {id}?",
        "hints": tuple(f"Hint {step} for {id}." for step in range(1, 5)),
        "outline": (),
        "pitfalls": (),
        "follow_ups": (),
        "rubric": kind,
        "signals": {"scope": (f"Names {id}", f"Bounds {id}"), "depth": (f"Explains {id}",)},
        "references": (),
    }
    return _CLASSES[kind](**whole | _OF_KIND[kind] | changes)


def pool(*questions: Question) -> Pool:
    return {one.id: one for one in questions}


def plenty(each: int) -> Pool:
    """So many questions of each kind."""
    return pool(*(question(f"{kind}-{n}", kind) for kind in KINDS for n in range(each)))


@cache
def shipped() -> Content:
    return load(Path(__file__).parents[2] / "content")
