"""Searching questions: every word must be there, in any case and accent, and nothing is given away."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.daily.question import Question, topic_name
from bot.domain.daily.search import (
    LONGEST,
    Index,
    Query,
    fold,
    read_words,
    topic_code,
    topic_of,
)
from tests.domain.pools import question, shipped

QUESTIONS = shipped().questions
INDEX = Index(QUESTIONS)


def _pool(**changed: Mapping[str, Any]) -> dict[str, Question]:
    """Questions whose texts hold nothing but what is given."""
    plain: dict[str, Any] = {"title": "A", "short": "B", "topic": "none", "prompt": "C"}
    return {id: question(id, **plain | values) for id, values in changed.items()}


def _found(pool: Mapping[str, Question], text: str = "", **more: Any) -> list[str]:
    ranks = Index(pool).find(Query(words=read_words(text), **more))
    return sorted(ranks, key=lambda id: (ranks[id], id))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("  \n ", ()),
        ("Cache", ("cache",)),
        ("CAFÉ  Ünïts", ("cafe", "units")),
        ("trade-offs, s3!", ("trade", "offs", "s3")),
        ("cache cache", ("cache",)),
        ("straße", ("strasse",)),
        ("шардинг", ("шардинг",)),
        ("_under_", ("under",)),
    ],
)
def test_words_are_read_without_case_accents_and_marks(text: str, words: tuple[str, ...]) -> None:
    assert read_words(text) == words


@pytest.mark.parametrize("field", ["title", "short", "topic", "prompt"])
def test_a_word_is_found_in_the_title_the_topic_and_the_prompt(field: str) -> None:
    pool = _pool(one={field: "sharding"}, other={})
    assert _found(pool, "sharding") == ["one"]


def test_16_a_search_gives_nothing_of_the_outline_hints_or_answers_away() -> None:
    """#16: spoilers."""
    for one in QUESTIONS.values():
        seen = _all_words(one.title, one.short, one.topic, one.prompt)
        secret = [one.hints, one.pitfalls, one.follow_ups, one.signals.values()]
        points = [f"{point.lead} {point.text}" for point in one.outline]
        alone = Index({one.id: one})
        for word in _all_words(*points, *map(str, secret)):
            if not any(known.startswith(word) for known in seen):
                assert alone.find(Query(words=(word,))) == {}


def _all_words(*texts: str) -> set[str]:
    # Word by word, since a member’s words are cut where they are longer than a button carries.
    parts = (part for text in texts for part in text.replace("-", " ").split())
    return {word for part in parts for word in read_words(part)}


def test_every_word_must_be_there() -> None:
    pool = _pool(both={"title": "Cache", "prompt": "of a zone"}, one={"title": "Cache"})
    assert _found(pool, "zone cache") == ["both"]
    assert _found(pool, "cache") == ["both", "one"]


def test_the_beginning_of_a_word_is_enough_and_its_end_is_not() -> None:
    pool = _pool(one={"title": "Consistency"})
    assert _found(pool, "consist") == ["one"]
    assert _found(pool, "sistency") == []


def test_the_title_comes_before_the_topic_and_that_before_the_prompt() -> None:
    pool = _pool(
        a={"prompt": "cache"}, b={"topic": "cache"}, c={"short": "Cache"}, d={"title": "caches"}
    )
    assert _found(pool, "cache") == ["c", "d", "b", "a"]


def test_the_word_that_fits_worst_decides() -> None:
    pool = _pool(a={"title": "zone", "prompt": "cache"}, b={"title": "zone of a cache"})
    assert _found(pool, "zone cache") == ["b", "a"]


def test_a_longer_word_in_the_title_does_not_hide_the_same_in_the_prompt() -> None:
    pool = _pool(one={"title": "cached", "prompt": "cache"})
    assert Index(pool).find(Query(words=("cache",))) == {"one": 0}


def test_kind_and_topic_narrow_a_search_and_stand_alone() -> None:
    coding = _found(QUESTIONS, kind="coding")
    assert {QUESTIONS[id].kind for id in coding} == {"coding"}
    assert len(coding) == sum(one.kind == "coding" for one in QUESTIONS.values()) > 0
    topic = QUESTIONS[coding[0]].topic
    assert coding[0] in _found(QUESTIONS, topic=topic)
    assert _found(QUESTIONS, kind="behavioral", topic=topic) == []
    assert _found(QUESTIONS) == sorted(QUESTIONS)


def test_a_topic_that_no_question_has_finds_none() -> None:
    assert _found(QUESTIONS, topic="") == []


@pytest.mark.parametrize(
    "typed", ["Customer obsession", "CUSTOMER-OBSESSION", " customer  obsession "]
)
def test_a_topic_is_read_as_it_is_shown(typed: str) -> None:
    assert topic_of(typed) == "customer-obsession"


def test_topics_are_those_of_the_questions_named_best_first() -> None:
    pool = _pool(
        a={"topic": "caching"}, b={"topic": "edge-caching"}, c={"topic": "quotas"}, d={"topic": "x"}
    )
    index = Index(pool)
    assert index.topics(["b", "a", "c", "retired"], "") == ["caching", "edge-caching", "quotas"]
    assert index.topics(["b", "a"], "Cach") == ["caching", "edge-caching"]
    assert index.topics(["d"], "cach") == []


def test_a_button_names_a_topic_by_a_number_of_its_own() -> None:
    topics = {one.topic for one in QUESTIONS.values()}
    assert len({topic_code(topic) for topic in topics}) == len(topics)
    assert {INDEX.topic(topic_code(topic)) for topic in topics} == topics
    assert INDEX.topic(1) is None


@given(st.text(max_size=200))
def test_words_never_grow_longer_than_a_button_can_carry(text: str) -> None:
    assert len(" ".join(read_words(text))) <= LONGEST


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="абвжøßé ", max_size=20))
def test_what_is_found_can_always_be_carried_by_a_button(text: str) -> None:
    words = read_words(text)
    if not all(word.isascii() for word in words):
        assert INDEX.find(Query(words=words)) == {}


@given(st.sampled_from(sorted(QUESTIONS)), st.data())
def test_every_question_is_found_by_the_beginnings_of_its_own_words(
    id: str, data: st.DataObject
) -> None:
    words = data.draw(
        st.lists(st.sampled_from(QUESTIONS[id].prompt.split()), min_size=1, max_size=3)
    )
    folded = [word for one in words for word in read_words(one) if word.isascii()]
    begun = tuple(word[: data.draw(st.integers(1, len(word)))] for word in folded)
    assert id in INDEX.find(Query(words=begun))


def test_a_topic_can_be_typed_as_it_is_shown() -> None:
    topics = {one.topic for one in QUESTIONS.values()}
    assert {topic_of(topic_name(topic)) for topic in topics} == topics
    assert topic_name("iac") == "IaC"
    assert topic_name("cap") == "CAP"
    assert topic_name("customer-obsession") == "Customer obsession"
