"""What would bring somebody level with the next better rank."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.board.deed import DeedKind
from bot.domain.board.goal import Goal
from bot.domain.board.points import A_DAY, A_WEEK, RULES
from bot.domain.board.reach import Chance, Way, chances, way

REVIEWS = Chance(kind="review", points=3, left=4)
ANSWERS = Chance(kind="answer", points=10, left=5)


@pytest.mark.parametrize(
    ("gap", "found"),
    [
        (1, ("review", 1, False)),
        (3, ("review", 1, True)),
        (6, ("review", 2, True)),
        (9, ("review", 3, True)),
        (10, ("answer", 1, True)),
        (11, ("answer", 2, False)),
        (30, ("answer", 3, True)),
        (31, None),
        (0, None),
    ],
)
def test_few_deeds_close_a_gap_or_nothing_is_said(
    gap: int, found: tuple[str, int, bool] | None
) -> None:
    expected = None if found is None else Way(kind=found[0], deeds=found[1], is_level=found[2])  # type: ignore[arg-type]
    assert way(gap, [REVIEWS, ANSWERS]) == expected


def test_what_earns_nothing_more_this_week_is_not_proposed() -> None:
    assert way(6, [Chance(kind="review", points=3, left=1), ANSWERS]) == Way(
        kind="answer", deeds=1, is_level=False
    )


def test_on_a_fresh_monday_everything_of_a_week_is_left() -> None:
    left = {chance.kind: chance.left for chance in chances({}, {}, 6)}
    assert left == {"review": 4, "answer": 5}


def test_on_a_sunday_only_what_today_allows_is_left() -> None:
    left = {chance.kind: chance.left for chance in chances({}, {"review": 3}, 0)}
    assert left == {"review": 1, "answer": 1}


KINDS = st.sampled_from([*RULES])


@given(
    st.dictionaries(KINDS, st.integers(0, 60)),
    st.dictionaries(KINDS, st.integers(0, 60)),
    st.integers(0, 6),
)
def test_what_is_left_never_passes_a_cap(
    week: dict[DeedKind, int], today: dict[DeedKind, int], days_after: int
) -> None:
    for chance in chances(week, today, days_after):
        rule, earned = RULES[chance.kind], chance.left * chance.points
        assert earned == 0 or earned + week.get(chance.kind, 0) <= rule.a_week
        assert earned == 0 or earned + sum(week.values()) <= A_WEEK
        if days_after == 0:
            assert earned == 0 or earned + sum(today.values()) <= A_DAY


def test_the_goal_of_a_group_is_five_answers_of_each_active_member_and_never_none() -> None:
    assert Goal(answers=312, active=80).of == 400
    assert Goal(answers=0, active=0).of == 5
