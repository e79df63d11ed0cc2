"""The mix of kinds in each phase, and that two runs agree on it."""

from collections import Counter
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.daily.choice import MIX, Asked, phase
from bot.domain.daily.question import KINDS, Phase
from tests.domain.asking import A_DAY, OTHER, START, ask, history, ids, kinds, next_one
from tests.domain.pools import plenty, shipped


@pytest.mark.parametrize(
    ("day", "number"),
    [(-400, 1), (-1, 1), (0, 1), (27, 1), (28, 2), (55, 2), (56, 3), (83, 3), (84, 1), (112, 2)],
)
def test_a_phase_lasts_28_days_and_the_third_leads_to_the_first(day: int, number: Phase) -> None:
    assert phase(START, START + day * A_DAY) == number


@pytest.mark.parametrize("series", range(10))
def test_the_shipped_questions_hold_the_mix_of_each_phase(series: int) -> None:
    found = ask(shipped().questions, 84, series=series)
    assert len(set(ids(found))) == 84
    for number in (1, 2, 3):
        of_phase = found[(number - 1) * 28 : number * 28]
        assert kinds(of_phase) == MIX[number]
        # Half of them hold half of the mix, give or take one.
        half = kinds(of_phase[:14])
        assert all(abs(half[kind] - MIX[number][kind] / 2) <= 1 for kind in KINDS)


def test_the_shipped_questions_need_no_rule_to_give_way_in_twelve_weeks() -> None:
    relaxed = {
        choice.relaxed
        for series in range(20)
        for _, choice in ask(shipped().questions, 84, series=series)
    }
    assert relaxed == {()}


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("series", range(5))
def test_28_days_of_any_phase_hold_its_mix(number: Phase, series: int) -> None:
    first = START + (number - 1) * 28 * A_DAY
    assert kinds(ask(plenty(12), 28, series=series, first=first)) == MIX[number]


def test_a_cohort_meets_28_22_18_and_16_of_the_kinds() -> None:
    assert [kinds(ask(plenty(30), 84))[kind] for kind in KINDS] == [28, 22, 18, 16]


@pytest.mark.parametrize("weekdays", ["12345", "135", "24"])
def test_a_series_of_fewer_days_keeps_the_proportions(weekdays: str) -> None:
    found = ask(plenty(12), 28, weekdays=weekdays)
    share = len(found) / 28
    assert all(abs(kinds(found)[kind] - MIX[1][kind] * share) < 1 for kind in KINDS)


def test_what_other_series_ask_does_not_change_the_mix() -> None:
    nearby = [Asked(f"coding-{n}", START + n * A_DAY, OTHER) for n in range(28)]
    assert kinds(ask(plenty(40), 28, nearby=nearby)) == MIX[1]


@settings(max_examples=40, deadline=None)
@given(series=st.integers(0, 2**63 - 1), order=st.randoms(use_true_random=False))
def test_two_runs_agree_in_whatever_order_they_hold_the_pool(series: int, order: Random) -> None:
    shuffled = list(shipped().questions.items())
    order.shuffle(shuffled)
    one = ask(dict(shuffled), 60, series=series)
    assert one == ask(shipped().questions, 60, series=series)


@settings(max_examples=40, deadline=None)
@given(order=st.randoms(use_true_random=False), days=st.integers(1, 60))
def test_two_runs_agree_in_whatever_order_they_read_what_was_asked(
    order: Random, days: int
) -> None:
    mine = history(ask(shipped().questions, days))
    shuffled = list(mine)
    order.shuffle(shuffled)
    day = START + days * A_DAY
    one = next_one(shipped().questions, day, mine=mine)
    assert one == next_one(shipped().questions, day, mine=shuffled)


def test_each_series_takes_a_way_of_its_own() -> None:
    ways = {tuple(ids(ask(shipped().questions, 7, series=series))) for series in range(100)}
    firsts = Counter(way[0] for way in ways)
    assert len(ways) == 100
    # Depth questions, of which phase 1 has most, open a series; no one of them opens many.
    assert {shipped().questions[id].kind for id in firsts} == {"technical-depth"}
    assert max(firsts.values()) <= 10


def test_everything_is_asked_once_then_the_least_recently_asked_comes_back() -> None:
    found = ask(plenty(7), 28 * 3)
    first, second, third = (found[n : n + 28] for n in (0, 28, 56))
    assert len(set(ids(first))) == 28
    assert ids(first) == ids(second) == ids(third)
    assert [choice.cycle for _, choice in found] == [1] * 28 + [2] * 28 + [3] * 28


def test_days_in_a_row_are_mostly_of_different_kinds() -> None:
    found = ask(plenty(12), 28)
    alike = sum(a.question.kind == b.question.kind for (_, a), (_, b) in pairwise(found))
    assert alike <= 4
