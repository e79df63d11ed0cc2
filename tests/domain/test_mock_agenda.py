"""The agenda of a session: when each step is planned, and which one is now."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.daily.question import KINDS, Kind
from bot.domain.mock.agenda import Agenda, agenda, minute, minutes
from bot.domain.mock.kit import Kit
from tests.domain.pools import shipped

START = datetime(2026, 3, 2, 18, 2, 30, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)


def kit(kind: Kind) -> Kit:
    return next(one for one in shipped().kits.values() if one.kind == kind)


def planned(found: Agenda, begun_at: datetime = START) -> list[tuple[int, str]]:
    return [(minute(begun_at, timed.begins_at), timed.step.label) for timed in found.steps]


def test_an_hour_in_one_direction_is_the_kit_as_it_is_written() -> None:
    found = agenda(kit("system-design"), swap=False, begun_at=START)
    assert planned(found) == [(step.minute, step.label) for step in kit("system-design").agenda]
    assert found.ends_at == START + timedelta(hours=1)
    assert (found.half, found.swaps) == (1, False)


def test_half_an_hour_each_way_is_the_kit_as_it_is_written_twice() -> None:
    first = agenda(kit("behavioral"), swap=True, begun_at=START)
    second = agenda(kit("behavioral"), swap=True, begun_at=START, swapped_at=START + HALF_AN_HOUR)
    assert planned(first) == [(step.minute, step.label) for step in kit("behavioral").agenda]
    assert planned(second, START + HALF_AN_HOUR) == planned(first)
    assert (first.half, first.swaps) == (1, True)
    assert (second.half, second.swaps) == (2, False)
    assert second.ends_at == START + timedelta(hours=1)


def test_an_hour_that_swaps_is_run_twice_at_half_its_times() -> None:
    found = agenda(kit("coding"), swap=True, begun_at=START)
    assert planned(found) == [
        (0, "Set-up"),
        (1, "Restate"),
        (5, "Method"),
        (10, "Code"),
        (20, "Test"),
        (26, "Score apart"),
    ]
    assert found.ends_at == START + HALF_AN_HOUR


def test_half_an_hour_without_a_swap_leaves_the_rest_of_the_hour_free() -> None:
    found = agenda(kit("technical-depth"), swap=False, begun_at=START)
    assert found.ends_at == START + HALF_AN_HOUR
    assert not found.swaps


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("swap", [False, True])
def test_what_is_shipped_fits_the_hour_and_each_step_has_a_minute(
    kind: Kind, *, swap: bool
) -> None:
    found = agenda(kit(kind), swap=swap, begun_at=START)
    assert minutes(kit(kind), swap=swap) * (2 if swap else 1) <= 60
    assert found.steps[0].begins_at == START
    for timed, later in zip(found.steps, found.steps[1:], strict=False):
        assert timed.ends_at == later.begins_at
    assert all(timed.ends_at - timed.begins_at >= timedelta(minutes=1) for timed in found.steps)


def test_at_first_the_first_step_is_now_and_until_the_next_begins() -> None:
    found = agenda(kit("system-design"), swap=False, begun_at=START)
    assert found.now.step.label == "Set-up"
    assert found.now.ends_at == START + timedelta(minutes=4)
    assert found.following is not None
    assert found.following.step.label == "Scope"


def test_the_step_that_was_pressed_last_is_now_and_moves_no_moment() -> None:
    before = agenda(kit("system-design"), swap=False, begun_at=START)
    after = agenda(kit("system-design"), swap=False, begun_at=START, place=3)
    assert after.now.step.label == "Design"
    assert after.steps == before.steps


def test_nothing_follows_the_last_step() -> None:
    found = agenda(kit("coding"), swap=False, begun_at=START, place=5)
    assert found.now.step.label == "Score apart"
    assert found.following is None


def test_a_step_that_the_kit_no_longer_has_is_its_last() -> None:
    assert agenda(kit("behavioral"), swap=False, begun_at=START, place=9).now.step.label == (
        "Score apart"
    )


def test_a_late_swap_gives_the_second_half_its_full_length() -> None:
    swapped = START + timedelta(minutes=41)
    found = agenda(kit("behavioral"), swap=True, begun_at=START, swapped_at=swapped)
    assert found.steps[0].begins_at == swapped
    assert found.ends_at == swapped + HALF_AN_HOUR


def test_a_session_without_a_swap_has_no_second_half() -> None:
    with pytest.raises(AssertionError, match="one half"):
        agenda(kit("coding"), swap=False, begun_at=START, swapped_at=START)


@settings(deadline=None)
@given(seconds=st.integers(-100, 10_000))
def test_a_press_is_stamped_with_the_whole_minutes_since_the_half_began(seconds: int) -> None:
    assert minute(START, START + timedelta(seconds=seconds)) == max(0, seconds) // 60
