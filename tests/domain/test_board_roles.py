"""Roles by phase: who should have which, and what leads there from any start."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.board.roles import moves, phase_of, wanted
from tests.domain.planning import day, plan

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HERE = 1
ROLES = {1: 71, 2: 72, 3: 73}


@pytest.mark.parametrize(
    ("n", "phase"),
    [(-1, None), (0, 1), (27, 1), (28, 2), (55, 2), (56, 3), (83, 3), (84, None), (400, None)],
)
def test_a_role_is_of_the_phase_and_of_no_time_before_or_after(n: int, phase: int | None) -> None:
    assert phase_of(plan(), day(n)) == phase


def test_a_pause_keeps_the_phase() -> None:
    paused = plan(paused_on=day(20))
    assert phase_of(paused, day(60)) == 1


def test_a_phase_without_a_role_wants_none() -> None:
    plans = {1: plan(), 2: plan(start=day(-30))}
    assert wanted(plans, {2: 72}, day(0)) == {2: 72}


PEOPLE = st.integers(1, 6)
ROLE_IDS = st.sampled_from([71, 72, 73, 74])


@given(
    st.dictionaries(PEOPLE, ROLE_IDS),
    st.dictionaries(st.tuples(PEOPLE, ROLE_IDS), st.integers(0, 20)),
)
def test_whatever_was_given_the_moves_lead_to_the_wanted_set_and_then_nowhere(
    want: dict[int, int], days: dict[tuple[int, int], int]
) -> None:
    given_at = {key: NOW - timedelta(days=n) for key, n in days.items()}
    found = moves(HERE, want, given_at, NOW)
    held = dict(given_at)
    for move in found:
        if move.gives:
            held[move.user_id, move.role_id] = NOW
            assert sum(user_id == move.user_id for user_id, _ in held) == 1
        else:
            del held[move.user_id, move.role_id]
    assert {*held} == {*want.items()}
    assert moves(HERE, want, held, NOW) == []


def test_a_role_that_was_given_long_ago_is_given_once_more() -> None:
    given_at = {(1, 71): NOW - timedelta(days=7)}
    (move,) = moves(HERE, {1: 71}, given_at, NOW)
    assert move.gives
