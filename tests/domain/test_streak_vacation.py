"""Vacations: what may be announced, and that no twelve weeks hold more than fourteen days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.plan.streak import Vacation
from bot.domain.plan.vacation import MOST, SPAN, ahead, announced, left
from bot.errors import (
    AlreadyAway,
    TooFarAhead,
    TooMuchVacation,
    UserError,
    VacationBackwards,
    VacationPassed,
)

TODAY = date(2026, 11, 23)


def _off(first: int, days: int = 1) -> Vacation:
    begins = TODAY + timedelta(days=first)
    return Vacation(first=begins, last=begins + timedelta(days=days - 1))


@pytest.mark.parametrize(
    ("first", "last", "others", "refused"),
    [
        (0, 0, [], None),
        (0, 13, [], None),
        (84, 84, [], None),
        (-1, 3, [], VacationPassed),
        (3, 2, [], VacationBackwards),
        (85, 85, [], TooFarAhead),
        (0, 14, [], TooMuchVacation),
        (0, 2_000_000, [], TooMuchVacation),
        (2, 4, [_off(4, 3)], AlreadyAway),
        (10, 13, [_off(0, 10)], None),
        (10, 14, [_off(0, 10)], TooMuchVacation),
        (10, 14, [_off(60, 10)], TooMuchVacation),
        # Twelve weeks after the first of ten days it is out of the count.
        (1, 5, [_off(-78, 10)], TooMuchVacation),
        (1, 5, [_off(-79, 10)], None),
    ],
)
def test_which_may_be_announced(
    first: int, last: int, others: list[Vacation], refused: type[UserError] | None
) -> None:
    begins, ends = TODAY + timedelta(days=first), TODAY + timedelta(days=last)
    if refused is None:
        assert announced(begins, ends, others, TODAY) == Vacation(first=begins, last=ends)
    else:
        with pytest.raises(refused):
            announced(begins, ends, others, TODAY)


def test_how_many_are_left_is_said_with_the_refusal() -> None:
    with pytest.raises(TooMuchVacation, match="you have 4 left"):
        announced(TODAY, TODAY + timedelta(days=8), [_off(30, 10)], TODAY)


@given(
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 84), st.integers(1, 14)), max_size=12)
)
def test_no_twelve_weeks_hold_more_whatever_is_announced(asked: list[tuple[int, int, int]]) -> None:
    taken: list[Vacation] = []
    for day, ahead_, length in sorted(asked):
        today = TODAY + timedelta(days=day)
        first = today + timedelta(days=ahead_)
        free = left(taken, first)
        assert 0 <= free <= MOST
        try:
            one = announced(first, first + timedelta(days=length - 1), taken, today)
        except (TooMuchVacation, AlreadyAway):
            continue
        taken.append(one)
    days = {day for one in taken for day in one.days}
    for start in days:
        assert sum(start <= day < start + SPAN for day in days) <= MOST


def test_those_ahead_come_in_their_order_and_the_present_one_is_among_them() -> None:
    over, now, soon = _off(-5, 5), _off(-1, 2), _off(9)
    assert ahead([soon, over, now], TODAY) == [now, soon]
