"""The queue goes first in its order, and a series draws from what suits it."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.daily.choice import Asked, Asking, Choice, Past, Pool, choose, comes_again, pool_of
from bot.domain.daily.question import KINDS, Kind
from tests.domain.asking import (
    A_DAY,
    OTHER,
    SERIES,
    START,
    ask,
    drawn_from,
    history,
    ids,
    lately,
    next_one,
)
from tests.domain.pools import Pool as Questions
from tests.domain.pools import plenty, pool, question

TODAY = START + 30 * A_DAY
NAMES = [f"q{n}" for n in range(10)]
QUEUES = st.lists(st.sampled_from([*NAMES, "gone"]), unique=True, max_size=6)


@st.composite
def situations(draw: st.DrawFn) -> tuple[Questions, Pool, list[str], list[Asked]]:
    """Some questions, those of them that suit a series, its queue, and what it asked."""
    there = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    questions = pool(
        *(
            question(
                name,
                draw(st.sampled_from(KINDS)),
                topic=draw(st.sampled_from(["caching", "graphs", "crisis"])),
                overlaps=tuple(draw(st.lists(st.sampled_from(NAMES), max_size=1))),
            )
            for name in there
        )
    )
    suiting = pool_of(questions, draw(st.sets(st.sampled_from(KINDS))))
    asked = [
        Asked(draw(st.sampled_from(NAMES)), TODAY - draw(st.integers(1, 60)) * A_DAY, SERIES, cycle)
        for cycle in range(1, 1 + draw(st.integers(0, 12)))
    ]
    return questions, suiting, draw(QUEUES), asked


def _choose(
    questions: Questions, own: Pool, queue: Sequence[str], asked: Sequence[Asked]
) -> Choice | None:
    recent = [one for one in asked if TODAY - one.day <= 28 * A_DAY]
    past = Past([one.question for one in asked], lately(recent), asked)
    return choose(drawn_from(questions), own, queue, past, Asking(SERIES, START, TODAY))


@settings(max_examples=400, deadline=None)
@given(situation=situations())
def test_a_queue_goes_first_and_nothing_else_comes_again_before_its_time(
    situation: tuple[Questions, Pool, list[str], list[Asked]],
) -> None:
    questions, own, queue, asked = situation
    waiting = [id for id in queue if id in questions]
    fresh = own.keys() - {one.question for one in asked}
    choice = _choose(questions, own, queue, asked)
    if choice is None:
        assert not waiting
        assert not own
        return
    id = choice.question.id
    before = [one.cycle for one in asked if one.question == id]
    assert choice.cycle == max(before, default=0) + 1
    assert choice.left == len(fresh - {id})
    if waiting:
        assert (id, choice.queued, choice.relaxed) == (waiting[0], True, ())
    else:
        assert not choice.queued
        assert id in (fresh or own)


@settings(max_examples=400, deadline=None)
@given(situation=situations())
def test_days_are_needed_only_where_a_question_comes_again(
    situation: tuple[Questions, Pool, list[str], list[Asked]],
) -> None:
    questions, own, queue, asked = situation
    names = [one.question for one in asked]
    past = Past(names, lately(one for one in asked if TODAY - one.day <= 28 * A_DAY))
    without = choose(drawn_from(questions), own, queue, past, Asking(SERIES, START, TODAY))
    if not comes_again(questions, own, queue, names):
        assert without == _choose(questions, own, queue, asked)
    else:
        choice = _choose(questions, own, queue, asked)
        assert choice is None or choice.cycle > 1


def test_a_queue_is_asked_in_its_order_and_the_draw_goes_on_after_it() -> None:
    questions = plenty(3)
    queue = ["coding-2", "gone", "behavioral-0", "coding-0"]
    mine: list[Asked] = []
    for n in range(3):
        choice = next_one(questions, START + n * A_DAY, mine=mine, queue=queue)
        queue.remove(choice.question.id)
        mine.append(Asked(choice.question.id, START + n * A_DAY, SERIES))
    assert [one.question for one in mine] == ["coding-2", "behavioral-0", "coding-0"]
    rest = ask(questions, 9, mine=mine, first=START + 3 * A_DAY)
    assert sorted([*ids(rest), *(one.question for one in mine)]) == sorted(questions)


def test_a_queued_question_that_was_asked_comes_again_and_is_counted() -> None:
    questions = plenty(2)
    mine = history(ask(questions, 3))
    choice = next_one(questions, START + 3 * A_DAY, mine=mine, queue=[mine[1].question])
    assert (choice.question.id, choice.cycle) == (mine[1].question, 2)
    assert choice.left == len(questions) - 3


def test_a_queued_question_breaks_the_rules_that_owners_may_break() -> None:
    questions = pool(
        question("wanted", topic="caching", difficulty=5, phases=(3,), overlaps=("yesterday",)),
        question("yesterday", topic="caching"),
        question("else"),
    )
    nearby = [Asked("yesterday", START - A_DAY, OTHER), Asked("wanted", START - 2 * A_DAY, OTHER)]
    choice = next_one(questions, START, nearby=nearby, queue=["wanted"], pool=plenty(1))
    assert (choice.question.id, choice.cycle, choice.relaxed) == ("wanted", 1, ())


def test_what_the_queue_asked_makes_its_topic_rest() -> None:
    questions = pool(
        question("queued", topic="caching"), question("same", topic="caching"), question("other")
    )
    mine = [Asked("queued", START, SERIES)]
    assert next_one(questions, START + A_DAY, mine=mine).question.id == "other"


def test_a_question_of_another_kind_makes_its_topic_rest_too() -> None:
    questions = pool(
        question("theirs", "behavioral", topic="caching"),
        question("same", "coding", topic="caching"),
        question("other", "coding"),
    )
    own = pool_of(questions, ("coding",))
    choice = next_one(questions, START, nearby=[Asked("theirs", START, OTHER)], pool=own)
    assert (choice.question.id, choice.relaxed) == ("other", ())


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        ((), ["a", "b", "c"]),
        (("coding",), ["a", "b"]),
        (("coding", "behavioral"), ["a", "b", "c"]),
        (("system-design",), []),
    ],
)
def test_a_series_draws_from_what_suits_its_kinds(
    kinds: tuple[Kind, ...], found: list[str]
) -> None:
    questions = pool(question("a", "coding"), question("b", "coding"), question("c", "behavioral"))
    assert [*pool_of(questions, kinds)] == found


def test_a_series_of_some_kinds_asks_nothing_else_and_keeps_their_proportion() -> None:
    questions = plenty(20)
    own = pool_of(questions, ("coding", "behavioral"))
    found = ask(own, 22)
    counts = {kind: sum(one[1].question.kind == kind for one in found) for kind in KINDS}
    # Six to five in the first phase.
    assert counts == {"system-design": 0, "technical-depth": 0, "behavioral": 10, "coding": 12}


def test_a_narrow_series_repeats_as_soon_as_it_asked_what_there_is() -> None:
    own = pool_of(plenty(3), ("coding",))
    found = ask(own, 7)
    assert ids(found)[:3] == ids(found)[3:6]
    assert [choice.cycle for _, choice in found] == [1, 1, 1, 2, 2, 2, 3]
    assert [choice.left for _, choice in found] == [2, 1, 0, 0, 0, 0, 0]


def test_without_any_question_nothing_is_chosen() -> None:
    past = Past([], {})
    questions = drawn_from(plenty(1))
    today = Asking(SERIES, START, START)
    assert choose(questions, Pool({}), [], past, today) is None
    assert choose(questions, Pool({}), ["gone"], past, today) is None
    assert choose(questions, Pool({}), ["coding-0"], past, today) is not None


GOLDEN = [
    "technical-depth-1",
    "system-design-1",
    "coding-1",
    "behavioral-1",
    "technical-depth-2",
    "system-design-2",
    "technical-depth-3",
    "coding-2",
    "behavioral-2",
    "technical-depth-0",
    "system-design-3",
    "coding-0",
]


def test_the_choice_is_the_same_in_every_process_and_version() -> None:
    assert ids(ask(plenty(4), 12)) == GOLDEN
