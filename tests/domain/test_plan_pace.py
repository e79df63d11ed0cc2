"""Weeks of a plan, pauses, and being ahead or behind."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.plan.pace import Pace, pace
from bot.domain.plan.packing import tasks_of
from tests.domain.planning import MONDAY, PHASES, day, plan, tasks

ALL = [task.id for task in tasks_of(PHASES)]
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("today", "week", "state"),
    [
        (day(-30), 1, "waiting"),
        (day(-1), 1, "waiting"),
        (day(0), 1, "running"),
        (day(6), 1, "running"),
        (day(7), 2, "running"),
        (day(83), 12, "running"),
        (day(84), 12, "over"),
        (day(400), 12, "over"),
    ],
)
def test_a_week_is_seven_days_from_the_start(today: date, week: int, state: str) -> None:
    assert (plan().week(today), plan().state(today)) == (week, state)


def test_a_week_begins_on_the_weekday_of_the_start_and_on_a_leap_day() -> None:
    leap = plan(date(2028, 2, 29))
    assert leap.first_day(2) == date(2028, 3, 7)
    assert leap.last_day(1) == date(2028, 3, 6)
    assert leap.ends == date(2028, 5, 23)


@pytest.mark.parametrize(("week", "phase"), [(1, 1), (4, 1), (5, 2), (8, 2), (9, 3), (12, 3)])
def test_a_phase_takes_four_weeks(week: int, phase: int) -> None:
    assert plan().phase(week) == phase


def test_an_interview_soon_ends_the_plan_two_days_before_it() -> None:
    packed = plan(interview=day(30))
    assert packed.ends == day(28)
    assert (packed.weeks, packed.is_packed) == (4, True)
    assert packed.last_day(4) == day(27)
    assert [packed.state(day(n)) for n in (27, 28, 29, 30, 31)] == [
        "running",
        "resting",
        "resting",
        "resting",
        "over",
    ]
    assert [packed.phase(week) for week in (1, 2, 3, 4)] == [1, 2, 3, 3]


def test_the_last_week_before_an_interview_may_be_short() -> None:
    packed = plan(interview=day(19))
    assert (packed.weeks, packed.last_day(3)) == (3, day(16))


@pytest.mark.parametrize("gap", [86, 91, 13 * 7 + 2, 400])
def test_an_interview_from_thirteen_weeks_ahead_on_changes_no_week(gap: int) -> None:
    assert (plan(interview=day(gap)).ends, plan(interview=day(gap)).weeks) == (day(84), 12)


def test_while_it_is_paused_no_week_passes_and_then_the_start_moves_on() -> None:
    paused = plan(paused_on=day(10), paused_until=day(24))
    assert [paused.state(day(n)) for n in (10, 23)] == ["paused", "paused"]
    assert {paused.week(day(n)) for n in (10, 17, 23)} == {2}
    settled = paused.settled(day(30))
    assert (settled.start, settled.paused_on) == (day(14), None)
    assert settled.week(day(24)) == 2
    assert paused.resumed(day(12)).start == day(2)
    assert paused.settled(day(23)) is paused


def test_a_pause_before_the_start_takes_no_more_than_it_overlaps() -> None:
    paused = plan(paused_on=day(-5), paused_until=day(3))
    assert paused.resumed(day(-2)).start == MONDAY
    assert paused.settled(day(3)).start == day(3)


def test_a_pause_without_an_end_lasts_until_they_resume() -> None:
    paused = plan(paused_on=day(8))
    assert paused.state(day(300)) == "paused"
    assert paused.resumed(day(308)).week(day(308)) == 2


def test_a_clock_that_was_moved_back_takes_nothing_away() -> None:
    paused = plan(paused_on=day(10))
    assert paused.resumed(day(3)).start == MONDAY
    assert paused.day(day(3)) == day(3)


@given(DAYS, st.integers(0, 300), st.integers(1, 300), st.integers(0, 300))
def test_a_pause_keeps_the_week_that_it_began_in(
    start: date, into: int, length: int, later: int
) -> None:
    began = start + timedelta(days=into)
    until = began + timedelta(days=length)
    paused = plan(start, paused_on=began, paused_until=until)
    moved = paused.settled(until + timedelta(days=later))
    assert moved.start == start + timedelta(days=length)
    assert moved.week(until) == plan(start).week(began)


@pytest.mark.parametrize(
    ("done", "due", "word", "expected"),
    [
        (5, Fraction(5), "on track", 5),
        (5, Fraction(48, 7), "on track", 6),
        (5, Fraction(7), "behind", 7),
        (5, Fraction(52, 7), "behind", 7),
        (9, Fraction(52, 7), "on track", 8),
        (9, Fraction(7), "ahead", 7),
        (9, Fraction(48, 7), "ahead", 7),
        (0, Fraction(), "on track", 0),
    ],
)
def test_ahead_or_behind_means_two_or_more_off(
    done: int, due: Fraction, word: str, expected: int
) -> None:
    found = Pace(done, due)
    assert (found.word, found.expected) == (word, expected)


@given(st.integers(0, 40), st.fractions(0, 40))
def test_the_two_numbers_never_say_other_than_the_word(done: int, due: Fraction) -> None:
    found = Pace(done, due)
    off = done - found.expected
    assert found.word == ("ahead" if off >= 2 else "behind" if off <= -2 else "on track")


def test_expected_are_weeks_that_are_over_and_the_elapsed_share_of_this_one() -> None:
    own = tasks(plan())
    ends = [one.last for one in own]
    assert pace(plan(), own, day(-1)).due == 0
    assert pace(plan(), own, day(0)).due == 0
    assert pace(plan(), own, day(10)).due == Fraction(3, 7) * ends.count(2)
    over = ends.count(2) + ends.count(3)
    assert pace(plan(), own, day(21)).due == over
    assert pace(plan(), own, day(24)).due == over + Fraction(3, 7) * ends.count(4)
    assert pace(plan(), own, day(84)).due == len(ALL)
    assert pace(plan(), tasks(plan(), done=ALL[:3]), day(0)).done == 3


def test_what_was_to_be_done_before_they_came_is_not_expected_of_them() -> None:
    late = plan(from_week=5)
    assert pace(late, tasks(late), day(28)).due == 0
    assert pace(late, tasks(late), day(84)).due == sum(one.last >= 5 for one in tasks(late))


@given(st.integers(-10, 120), st.integers(1, 12))
def test_what_is_expected_grows_with_the_days_and_never_beyond_all(n: int, came: int) -> None:
    of = plan(from_week=came)
    now, later = (pace(of, tasks(of), day(number)).due for number in (n, n + 1))
    assert 0 <= now <= later <= len(ALL)
