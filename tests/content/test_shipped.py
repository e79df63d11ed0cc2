"""The content that is shipped: whole, sound, and no sentence used over and over."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

from bot.content import Content, load
from bot.domain.daily.question import KINDS, Kind

SHIPPED = Path(__file__).parents[2] / "content"
FEWEST: dict[Kind, int] = {
    "system-design": 7,
    "technical-depth": 10,
    "behavioral": 5,
    "coding": 6,
}
RUN = 6
"""Words in a row that only a phrase written once and used again has in common."""


@cache
def shipped() -> Content:
    return load(SHIPPED)


def texts(value: Any) -> Iterator[str]:
    """Every text in a value, however deep; names of documents are nobody's own words."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in {"references", "source"}:
                yield from texts(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from texts(list(cast("dict[str, Any]", value).values()))
    elif isinstance(value, tuple | list):
        for item in cast("list[Any]", value):
            yield from texts(item)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def content_words(*sentences: str) -> set[str]:
    """The distinct words that carry meaning: those of four letters or more."""
    return {word for sentence in sentences for word in words(sentence) if len(word) >= 4}


def test_the_shipped_content_has_no_fault() -> None:
    content = shipped()
    assert not content.warnings
    assert len(content.questions) >= 28


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_share_and_a_rubric(kind: Kind) -> None:
    content = shipped()
    questions = [question for question in content.questions.values() if question.kind == kind]
    assert len(questions) >= FEWEST[kind]
    assert kind in {rubric.kind for rubric in content.rubrics.values()}


def test_each_question_goes_back_to_the_curriculum_and_has_four_hints() -> None:
    content = shipped()
    for question in content.questions.values():
        assert set(question.seed_ref) <= set(content.seed), question.id
        assert len(question.hints) == 4, question.id


def test_no_phrase_stands_in_more_than_three_questions() -> None:
    holders: Counter[str] = Counter()
    for question in shipped().questions.values():
        sentences = [words(text) for text in texts(question)]
        holders.update(
            {
                " ".join(sentence[at : at + RUN])
                for sentence in sentences
                for at in range(len(sentence) - RUN + 1)
            }
        )
    assert [phrase for phrase, count in holders.items() if count > 3] == []


def test_an_outline_says_more_than_its_prompt() -> None:
    shares: dict[str, float] = {}
    for question in shipped().questions.values():
        outline = content_words(*texts(question.outline))
        shares[question.id] = len(outline & content_words(question.prompt)) / len(outline)
    assert {id: f"{share:.0%}" for id, share in shares.items() if share >= 0.3} == {}
