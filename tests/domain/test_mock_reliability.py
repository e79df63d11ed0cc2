"""Who comes first on the waiting list: who came, lately, and nobody for ever."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.mock.reliability import EARLY, HALF_LIFE, Outcome, Past, excused, order, score

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


def seat(outcome: Outcome, days_ago: float = 0) -> Past:
    return Past(outcome=outcome, at=NOW - timedelta(days=days_ago))


def scored(*past: Past) -> float:
    return score(past, NOW)


PASTS = st.lists(st.builds(seat, st.sampled_from(OUTCOMES), st.integers(0, 400)), max_size=12)


@settings(deadline=None)
@given(past=PASTS, order_=st.randoms(use_true_random=False))
def test_it_lies_between_0_and_1_whatever_happened_in_whatever_order(
    past: list[Past], order_
) -> None:
    found = score(past, NOW)
    assert 0 < found < 1
    shuffled = list(past)
    order_.shuffle(shuffled)
    assert score(shuffled, NOW) == found


@settings(deadline=None)
@given(past=PASTS, days=st.integers(0, 100))
def test_to_come_never_harms_and_to_stay_away_never_helps(past: list[Past], days: int) -> None:
    assert score([*past, seat("held", days)], NOW) > score(past, NOW)
    assert score([*past, seat("absent", days)], NOW) < score(past, NOW)


@settings(deadline=None)
@given(past=PASTS, days=st.integers(0, 100))
def test_whoever_says_so_early_loses_nothing(past: list[Past], days: int) -> None:
    assert score([*past, seat("excused early", days)], NOW) == score(past, NOW)


def test_a_new_member_stands_between_those_who_came_and_those_who_did_not() -> None:
    assert scored(seat("absent")) < scored() < scored(seat("held"))
    assert scored(seat("held"), seat("absent")) < scored()


def test_the_less_an_absence_leaves_a_partner_the_more_it_counts() -> None:
    found = [scored(seat(one)) for one in ("absent", "released", "excused late", "held")]
    assert found == sorted(found)
    assert len(set(found)) == 4


def test_a_missed_card_makes_a_session_that_was_held_count_for_less() -> None:
    both = scored(seat("held"), seat("card missed"))
    assert scored(seat("absent")) < both < scored(seat("held"))


def test_what_happened_counts_half_after_four_weeks() -> None:
    days = HALF_LIFE.days
    assert days == 28
    # Two of four weeks ago weigh as much as one of now.
    assert scored(seat("absent", days), seat("absent", days)) == pytest.approx(
        scored(seat("absent"))
    )
    assert scored(seat("absent", 0)) < scored(seat("absent", days)) < scored(seat("absent", 99))


@settings(deadline=None)
@given(past=PASTS)
def test_in_the_end_everything_is_forgiven_and_forgotten(past: list[Past]) -> None:
    assert score(past, NOW + timedelta(days=3650)) == pytest.approx(scored(), abs=1e-9)


def test_a_seat_that_lies_ahead_counts_as_one_of_now() -> None:
    assert scored(seat("released", -3)) == scored(seat("released"))


@pytest.mark.parametrize(
    ("before", "outcome"),
    [
        (EARLY, "excused early"),
        (EARLY - timedelta(seconds=1), "excused late"),
        (timedelta(), "excused late"),
        (-timedelta(hours=1), "excused late"),
    ],
)
def test_twelve_hours_before_is_early(before: timedelta, outcome: str) -> None:
    assert excused(NOW, NOW - before) == outcome


def test_the_waiting_list_begins_with_the_reliable() -> None:
    came = [seat("held", 7)]
    new: list[Past] = []
    away = [seat("absent", 7)]
    assert sorted([away, new, came], key=lambda past: order(past, NOW)) == [came, new, away]


def test_three_missed_cards_in_four_weeks_come_last_whatever_else_they_did() -> None:
    often = [seat("held", day) for day in range(20)]
    missed = [seat("card missed", day) for day in (1, 9, 27)]
    assert order([*often, *missed], NOW) > order([seat("absent")] * 5, NOW)
    assert order([*often, *missed[:2]], NOW) < order([seat("absent")], NOW)
    old = seat("card missed", 28)
    assert order([*often, *missed[:2], old], NOW) < order([seat("absent")], NOW)
