"""The content that is shipped: whole, sound, in style, and exactly as much of each as a year takes."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from bot.content import Content, load
from bot.domain.daily.choice import Pool
from bot.domain.daily.question import KINDS, LEVELS, Behavioral, Kind, Level
from tests.domain.asking import ask, ids

SHIPPED = Path(__file__).parents[2] / "content"
YEAR = 365

EACH_LEVEL: dict[Kind, tuple[int, int, int, int]] = {
    "system-design": (12, 34, 46, 28),
    "technical-depth": (10, 30, 34, 16),
    "behavioral": (10, 20, 30, 15),
    "coding": (26, 32, 18, 4),
}
"""Questions of each kind by the level they are made for, L4 to L7."""
EACH_DIFFICULTY = {1: 35, 2: 85, 3: 125, 4: 85, 5: 35}
EACH_THEME = {
    "crisis": 12, "ownership": 12, "innovation": 12, "operational-excellence": 12, "other": 27,
}  # fmt: skip
EACH_TOPIC: dict[Kind, dict[str, int]] = {
    "system-design": {
        "caching": 8, "replication": 12, "serverless": 10, "monitoring": 10, "cost": 9, "storage": 12,
        "networking": 10, "web": 14, "real-time": 10, "pipelines": 9, "control-planes": 9,
        "estimation": 7,
    },
    "technical-depth": {
        "cap": 6, "consistency": 7, "consensus": 6, "event-driven": 7, "containers": 6,
        "serverless": 6, "multi-tenancy": 6, "iac": 5, "latency": 6, "cache-invalidation": 6,
        "load-balancing": 5, "databases": 6, "well-architected": 6, "pricing": 5, "incidents": 7,
    },
    "behavioral": {
        "customer-obsession": 6, "ownership": 7, "invent-and-simplify": 5, "are-right-a-lot": 4,
        "learn-and-be-curious": 4, "hire-and-develop-the-best": 4,
        "insist-on-the-highest-standards": 5, "think-big": 4, "bias-for-action": 5, "frugality": 5,
        "earn-trust": 5, "dive-deep": 6, "have-backbone-disagree-and-commit": 5,
        "deliver-results": 5, "strive-to-be-earths-best-employer": 2,
        "success-and-scale-bring-broad-responsibility": 3,
    },
    "coding": {
        "graphs": 14, "trees": 11, "strings": 10, "optimisation": 10, "hash-tables": 9,
        "balanced-trees": 8, "flow": 7, "heaps": 11,
    },
}  # fmt: skip


@cache
def shipped() -> Content:
    return load(SHIPPED, style=True)


def test_the_shipped_content_has_no_fault() -> None:
    assert not shipped().warnings
    assert len(shipped().questions) == YEAR


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_levels_and_topics_and_a_rubric(kind: Kind) -> None:
    questions = [one for one in shipped().questions.values() if one.kind == kind]
    levels = Counter(one.level for one in questions)
    assert tuple(levels[level] for level in LEVELS) == EACH_LEVEL[kind]
    assert Counter(one.topic for one in questions) == EACH_TOPIC[kind]
    assert kind in {rubric.kind for rubric in shipped().rubrics.values()}


def test_there_is_something_easy_and_something_hard() -> None:
    assert Counter(one.difficulty for one in shipped().questions.values()) == EACH_DIFFICULTY


def test_each_behavioural_question_has_the_principle_it_is_filed_under_and_a_theme() -> None:
    questions = [one for one in shipped().questions.values() if isinstance(one, Behavioral)]
    assert Counter(one.theme for one in questions) == EACH_THEME
    assert [one.id for one in questions if one.topic != one.leadership_principles[0]] == []


def test_each_question_goes_back_to_the_curriculum() -> None:
    content = shipped()
    for question in content.questions.values():
        assert question.seed_ref, question.id
        assert set(question.seed_ref) <= set(content.seed), question.id


@pytest.mark.parametrize("level", [None, *LEVELS])
def test_a_group_of_any_level_runs_a_year_without_a_repeat(level: Level | None) -> None:
    questions = shipped().questions
    found = ask(Pool(questions), YEAR, level=level)
    assert sorted(ids(found)) == sorted(questions)
    # The first five months suit the level itself.
    first = [choice for _, choice in found[:150]]
    assert all(level is None or level in choice.question.levels for choice in first)


def test_a_cohort_meets_its_mix_in_twelve_weeks() -> None:
    found = ask(Pool(shipped().questions), 84)
    counts = Counter(choice.question.kind for _, choice in found)
    assert [counts[kind] for kind in KINDS] == [28, 22, 18, 16]
    assert all(not choice.relaxed for _, choice in found)
