"""Weeks, phases and seasons, counted from the Monday of a server’s first deed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.board import windows
from bot.domain.board.windows import Span

START = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2034, 1, 1))


@pytest.mark.parametrize(
    ("span", "day", "name"),
    [
        ("week", date(2026, 11, 29), "week:2026-11-23"),
        ("week", date(2026, 11, 30), "week:2026-11-30"),
        ("phase", date(2026, 12, 20), "phase:2026-11-23"),
        ("phase", date(2026, 12, 21), "phase:2026-12-21"),
        ("season", date(2027, 2, 14), "season:2026-11-23"),
        ("season", date(2027, 2, 15), "season:2027-02-15"),
        ("season", date(2026, 11, 22), "season:2026-08-31"),
        ("phase", date(2026, 11, 22), "phase:2026-10-26"),
        ("all", date(2030, 1, 1), "all"),
    ],
)
def test_a_day_lies_in_one_stretch_of_each_length(span: Span, day: date, name: str) -> None:
    assert windows.window(span, day, START) == name


@given(DAYS)
def test_every_day_lies_in_the_week_phase_and_season_that_begin_on_or_before_it(day: date) -> None:
    week = windows.monday(day)
    phase, season = windows.phase(day, START), windows.season(day, START)
    assert season <= phase <= week <= day
    assert day - week < timedelta(weeks=1)
    assert day - phase < timedelta(weeks=4)
    assert day - season < timedelta(weeks=12)
    assert week in windows.season_weeks(season)


def test_a_season_is_its_best_ten_weeks() -> None:
    weeks = dict(zip(windows.season_weeks(START), range(1, 13), strict=True))
    assert windows.in_season(weeks, START) == sum(range(3, 13))
    assert windows.in_season({}, START) == 0


def test_all_stretches_of_a_member_are_added_up() -> None:
    weeks = {START: 50, START + timedelta(weeks=4): 20, START + timedelta(weeks=12): 7}
    assert windows.totals(weeks, START) == {
        "week:2026-11-23": 50,
        "week:2026-12-21": 20,
        "week:2027-02-15": 7,
        "phase:2026-11-23": 50,
        "phase:2026-12-21": 20,
        "phase:2027-02-15": 7,
        "season:2026-11-23": 70,
        "season:2027-02-15": 7,
        "all": 77,
    }
    assert windows.totals({}, START) == {}
