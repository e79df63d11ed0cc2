"""Which question comes next: topics and pairs rest, and nothing comes twice before everything once."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.daily.choice import Asked
from bot.domain.daily.question import KINDS, Question
from tests.domain.asking import A_DAY, OTHER, SERIES, START, ask, history, ids, next_one
from tests.domain.pools import Pool, plenty, pool, question

RULES = ("topic", "overlap", "difficulty", "phase")


TOPICS = st.sampled_from(["caching", "graphs", "crisis"])


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    """Up to a dozen questions that get in each other’s way."""
    names = [f"q{n}" for n in range(draw(st.integers(1, 12)))]
    return pool(
        *(
            question(
                name,
                draw(st.sampled_from(KINDS)),
                topic=draw(TOPICS),
                difficulty=draw(st.integers(1, 5)),
                phases=tuple(sorted(draw(st.sets(st.sampled_from([1, 2, 3]), min_size=1)))),
                overlaps=tuple(sorted(draw(st.sets(st.sampled_from(names), max_size=2)) - {name})),
            )
            for name in names
        )
    )


@st.composite
def histories(draw: st.DrawFn, *, series: int) -> list[Asked]:
    """What was asked in the last 40 days, questions among it that are no longer in the pool.

    The day after is among them: another series may live in a zone that is ahead.
    """
    names = st.sampled_from([*(f"q{n}" for n in range(12)), "gone"])
    found = [
        Asked(draw(names), TODAY - draw(st.integers(-1, 40)) * A_DAY, series, cycle)
        for cycle in range(1, 1 + draw(st.integers(0, 6)))
    ]
    # Some were given back, so that not each number is there.
    return draw(st.permutations(found))


TODAY = START + 5 * A_DAY
"""In phase 1, where a question may be too hard."""


@settings(max_examples=400, deadline=None)
@given(
    questions=pools(),
    mine=histories(series=SERIES),
    nearby=histories(series=OTHER),
    series=st.integers(0, 99),
)
def test_the_choice_breaks_as_few_rules_as_it_can_and_names_them(
    questions: Pool, mine: list[Asked], nearby: list[Asked], series: int
) -> None:
    choice = next_one(questions, TODAY, mine=mine, nearby=nearby, series=series)
    known = {asked.question for asked in mine}
    cycles = [asked.cycle for asked in mine if asked.question == choice.question.id]
    assert choice.cycle == max(cycles, default=0) + 1
    fresh = [one for one in questions.values() if one.id not in known]
    if not fresh:
        last = {name: max(each.day for each in mine if each.question == name) for name in questions}
        assert last[choice.question.id] == min(last.values())
        assert choice.relaxed == ()
        return
    broken = {one.id: _broken(one, [*mine, *nearby], questions) for one in fresh}
    # Rules give way in order, until some question breaks none of those that are left.
    given_up = min(
        max((RULES.index(rule) + 1 for rule in rules), default=0) for rules in broken.values()
    )
    assert choice.relaxed == RULES[:given_up]
    assert broken[choice.question.id] <= set(choice.relaxed)


def _broken(one: Question, asked: Sequence[Asked], questions: Pool) -> set[str]:
    """The rules that asking this today would break."""
    broken: set[str] = set()
    for earlier, when, *_ in asked:
        other = questions.get(earlier)
        if other is not None and other.topic == one.topic and TODAY - when < 7 * A_DAY:
            broken.add("topic")
        pair = earlier in one.overlaps or (other is not None and one.id in other.overlaps)
        if pair and TODAY - when < 28 * A_DAY:
            broken.add("overlap")
    if one.difficulty > 1 + 3:
        broken.add("difficulty")
    if 1 not in one.phases:
        broken.add("phase")
    return broken


@settings(max_examples=60, deadline=None)
@given(questions=pools(), series=st.integers(0, 99), days=st.integers(1, 60))
def test_nothing_comes_again_before_everything_came(
    questions: Pool, series: int, days: int
) -> None:
    found = ids(ask(questions, days, series=series))
    size = len(questions)
    for start in range(0, len(found), size):
        cycle = found[start : start + size]
        assert len(set(cycle)) == len(cycle)


@pytest.mark.parametrize("series", range(10))
def test_a_topic_rests_for_seven_days(series: int) -> None:
    topics = [f"topic-{n}" for n in range(10)]
    questions = pool(
        *(
            question(f"{topic}-{kind}-{n}", kind, topic=topic)
            for topic in topics
            for kind in KINDS
            for n in range(3)
        )
    )
    found = ask(questions, 84, series=series)
    for (one, choice), (other, earlier) in combinations(reversed(found), 2):
        if choice.question.topic == earlier.question.topic:
            assert one.day - other.day >= 7 * A_DAY
    assert all(not choice.relaxed for _, choice in found)


@pytest.mark.parametrize("series", range(10))
def test_an_overlapping_pair_stays_28_days_apart(series: int) -> None:
    # Each pair is named by one of the two alone.
    pairs = [(f"a{n}", f"b{n}") for n in range(20)]
    questions = pool(
        *(question(a, "coding", overlaps=(b,)) for a, b in pairs),
        *(question(b, "technical-depth") for _, b in pairs),
        *(question(f"c{n}", "behavioral") for n in range(20)),
        *(question(f"d{n}", "system-design") for n in range(20)),
    )
    found = ask(questions, 60, series=series)
    days = {asked.question: asked.day for asked, _ in found}
    assert all(not choice.relaxed for _, choice in found)
    both = [(a, b) for a, b in pairs if a in days and b in days]
    assert both
    assert all(abs(days[a] - days[b]) >= 28 * A_DAY for a, b in both)


@pytest.mark.parametrize(("ago", "rested"), [(-1, False), (0, False), (6, False), (7, True)])
def test_what_another_series_asked_in_the_channel_counts_for_topics(
    ago: int, *, rested: bool
) -> None:
    questions = pool(question("new", topic="caching"), question("theirs", topic="caching"))
    mine = [Asked("theirs", START - 300 * A_DAY, SERIES)]
    nearby = [Asked("theirs", START - ago * A_DAY, OTHER)]
    choice = next_one(questions, START, mine=mine, nearby=nearby)
    assert choice.question.id == "new"
    assert choice.relaxed == (() if rested else ("topic",))


@pytest.mark.parametrize(("ago", "rested"), [(0, False), (27, False), (28, True)])
@pytest.mark.parametrize("named_by", ["new", "old"])
def test_what_another_series_asked_in_the_channel_counts_for_pairs(
    ago: int, named_by: str, *, rested: bool
) -> None:
    other = {"new": "old", "old": "new"}
    questions = pool(
        *(question(id, overlaps=(other[id],) if id == named_by else ()) for id in ("new", "old"))
    )
    mine = [Asked("old", START - 300 * A_DAY, SERIES)]
    nearby = [Asked("old", START - ago * A_DAY, OTHER)]
    choice = next_one(questions, START, mine=mine, nearby=nearby)
    assert choice.question.id == "new"
    assert choice.relaxed == (() if rested else ("topic", "overlap"))


def test_a_hard_question_waits_for_its_phase() -> None:
    hard = [question(f"hard-{kind}", kind, difficulty=5) for kind in KINDS]
    found = ask(pool(*hard, *plenty(12).values()), 56)
    days = [asked.day for asked, choice in found if choice.question.difficulty == 5]
    assert days
    assert min(days) >= START + 28 * A_DAY
    assert all(not choice.relaxed for _, choice in found)


def test_a_question_of_a_later_phase_waits_for_it() -> None:
    later = [question(f"later-{kind}", kind, phases=(3,)) for kind in KINDS]
    found = ask(pool(*later, *plenty(18).values()), 84)
    days = [asked.day for asked, choice in found if choice.question.phases == (3,)]
    assert days
    assert min(days) >= START + 56 * A_DAY


def test_rules_give_way_one_after_the_other_in_order() -> None:
    base = question("it", topic="caching", difficulty=3, phases=(1,))
    earlier = question("earlier", "coding", topic="caching")
    mine = [Asked("earlier", START, SERIES)]
    steps = [
        (replace(base, topic="x"), ()),
        (base, ("topic",)),
        (replace(base, overlaps=("earlier",)), ("topic", "overlap")),
        (replace(base, topic="x", overlaps=("earlier",)), ("topic", "overlap")),
        (replace(base, topic="x", difficulty=5), ("topic", "overlap", "difficulty")),
        (replace(base, topic="x", phases=(2,)), RULES),
    ]
    for it, relaxed in steps:
        choice = next_one(pool(it, earlier), START + A_DAY, mine=mine)
        assert (choice.question, choice.relaxed) == (it, relaxed)


def test_another_kind_comes_before_a_rule_gives_way() -> None:
    # Technical depth is wanted first, but its only topic was met yesterday.
    questions = pool(
        question("depth", "technical-depth", topic="caching"),
        question("story", "behavioral"),
        question("theirs", topic="caching"),
    )
    mine = [Asked("theirs", START - 300 * A_DAY, SERIES)]
    nearby = [Asked("theirs", START - A_DAY, OTHER)]
    choice = next_one(questions, START, mine=mine, nearby=nearby)
    assert (choice.question.id, choice.relaxed) == ("story", ())


def test_a_question_that_joins_the_pool_comes_before_any_repeat() -> None:
    asked = history(ask(plenty(7), 28))
    joined = question("joined", "coding")
    found = ask({**plenty(7), "joined": joined}, 29, mine=asked, first=START + 28 * A_DAY)
    assert (found[0][1].question, found[0][1].cycle) == (joined, 1)
    # From then on the least recently asked, the new one last of all.
    assert ids(found)[1:] == [each.question for each in asked]
    assert {choice.cycle for _, choice in found[1:]} == {2}


def test_a_question_that_joins_in_mid_cycle_is_one_of_those_to_come() -> None:
    asked = history(ask(plenty(7), 14))
    grown = {**plenty(7), "joined": question("joined", "coding")}
    rest = ask(grown, 15, mine=asked, first=START + 14 * A_DAY)
    assert sorted([*ids(rest), *(each.question for each in asked)]) == sorted(grown)


def test_a_question_that_left_the_pool_is_not_asked_and_breaks_nothing() -> None:
    asked = history(ask(plenty(7), 28))
    left = {asked[0].question, asked[5].question}
    kept = {id: one for id, one in plenty(7).items() if id not in left}
    found = ask(kept, 26, mine=asked, first=START + 28 * A_DAY)
    assert ids(found) == [each.question for each in asked if each.question not in left]


def test_a_question_that_was_given_back_is_asked_in_the_same_cycle() -> None:
    asked = history(ask(plenty(7), 28))
    given_back = asked.pop(10)
    (found,) = ask(plenty(7), 1, mine=asked, first=START + 28 * A_DAY)
    assert (found[0].question, found[1].cycle) == (given_back.question, 1)


def test_a_pool_of_one_is_asked_again_and_again() -> None:
    found = ask(pool(question("only")), 4)
    assert [(choice.question.id, choice.cycle) for _, choice in found] == [
        ("only", cycle) for cycle in (1, 2, 3, 4)
    ]
