"""One number holds all that speaks for a pair, in the order of what matters; roles and their costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mock import turns
from bot.domain.mock.group import misfit
from bot.domain.mock.matching import match
from bot.domain.mock.weight import MOST, MOST_BITS, Fields, Scale, objective
from tests.domain.circle import member

PAIR = st.builds(Fields, *(st.integers(0, most) for most in MOST))


@given(st.lists(PAIR, min_size=1, max_size=30), st.integers(0, 1))
def test_the_sum_of_weights_holds_the_sums_of_the_fields(pairs: list[Fields], odd: int) -> None:
    scale = Scale(2 * len(pairs) + odd, hard=True)
    assert scale.read(sum(map(scale.weigh, pairs))) == objective(pairs).fields


@given(st.lists(st.tuples(PAIR, PAIR), min_size=1, max_size=30))
def test_the_heavier_of_as_many_pairs_is_better_by_the_first_field_that_differs(
    both: list[tuple[Fields, Fields]],
) -> None:
    one, other = [a for a, _ in both], [b for _, b in both]
    scale = Scale(2 * len(both), hard=True)
    heavier = sum(map(scale.weigh, one)) > sum(map(scale.weigh, other))
    assert heavier is (objective(one).fields > objective(other).fields)


def test_weights_stay_within_what_the_solver_can_count() -> None:
    assert Scale(600, hard=True).weigh(MOST).bit_length() <= MOST_BITS
    # As far as the option to pair all at once is used.
    assert Scale(2000).weigh(MOST._replace(hard=0)).bit_length() <= MOST_BITS


@pytest.mark.parametrize("weight", [1.5, True, 2**MOST_BITS])
def test_the_solver_takes_whole_numbers_that_it_can_count(weight: int) -> None:
    with pytest.raises(AssertionError):
        match(2, [(0, 1, weight)])


def test_nothing_has_no_worth() -> None:
    assert objective([]).drawn == (0,) * 8


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("swap", "swap", 4),
        ("interview", "be interviewed", 4),
        ("interview", "interview", 13),
        ("be interviewed", "be interviewed", 13),
    ],
)
def test_wishes_that_fit_cost_as_much_as_swapping_and_a_refusal_more(
    one: str, other: str, expected: int
) -> None:
    a, b = member(1, wish=one, balance=3), member(2, wish=other, balance=-3)
    assert turns.cost(a, b) == turns.cost(b, a) == expected


@pytest.mark.parametrize(
    ("balance", "wish", "expected"),
    [
        (0, "be interviewed", 5),  # interviews: 0 → 1
        (2, "be interviewed", 7),
        (9, "be interviewed", 8),
        (-2, "be interviewed", 2),  # interviews, which brings it nearer to even
        (-9, "be interviewed", 0),
        (2, "interview", 2),
        (-2, "interview", 7),
    ],
)
def test_a_turn_for_the_flexible_one_costs_what_it_does_to_their_balance(
    balance: int, wish: str, expected: int
) -> None:
    flexible, fixed = member(1, wish="swap", balance=balance), member(2, wish=wish)
    assert turns.cost(flexible, fixed) == turns.cost(fixed, flexible) == expected


def test_two_refusals_never_pay_for_turns() -> None:
    two_spared_turns = 2 * (turns.EVEN + turns.EVEN)
    assert two_spared_turns < turns.REFUSED + turns.EVEN


@pytest.mark.parametrize(
    ("one", "other", "interviewer", "swap"),
    [
        ("interview", "be interviewed", 1, False),
        ("be interviewed", "interview", 2, False),
        ("swap", "interview", 2, False),
        ("swap", "be interviewed", 1, False),
        ("interview", "swap", 1, False),
        ("be interviewed", "swap", 2, False),
        ("swap", "swap", 1, True),
        ("interview", "interview", 1, True),
    ],
)
def test_whoever_wishes_to_interview_does(
    one: str, other: str, interviewer: int, swap: bool
) -> None:
    found = turns.plan(member(1, wish=one), member(2, wish=other))
    assert (found.interviewer, found.swap) == (interviewer, swap)
    assert {found.interviewer, found.candidate} == {1, 2}
    assert found.refused is (one == other != "swap")


def test_who_was_interviewed_more_often_begins() -> None:
    assert turns.plan(member(1, balance=1), member(2, balance=-1)).interviewer == 2
    assert turns.plan(member(2, balance=-1), member(1, balance=1)).interviewer == 2


def test_a_kind_in_common_counts_more_than_any_distance_of_levels() -> None:
    one = member(1, level="L4")
    assert misfit(one, member(2, level="L7")) == 3
    assert misfit(one, member(2, level="L4", kinds=frozenset({"behavioral"}))) == 4
