"""Proposals lie on different days and at decent hours, and no stated hour is lost."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mock.availability import STARTS, starts
from bot.domain.mock.member import Interval
from bot.domain.mock.slots import UNCOMFORTABLE, penalty, propose
from tests.domain.circle import MONDAY


def proposed(*intervals: Interval, zones: tuple[str, ...] = ("UTC", "UTC")) -> list[datetime]:
    return list(propose(MONDAY, starts("UTC", MONDAY, intervals), zones))


def evening(weekday: int) -> Interval:
    return Interval(weekday, 18 * 60, 180)


def test_three_days_when_there_are_three() -> None:
    found = proposed(evening(1), evening(3), evening(5), evening(6))
    assert [(at - MONDAY) // timedelta(days=1) for at in found] == [0, 2, 4]
    assert {at.hour for at in found} == {18}


def test_far_apart_on_one_day_when_there_is_one() -> None:
    found = proposed(Interval(2, 9 * 60, 12 * 60))
    assert len(found) == 3
    assert all(later - at >= timedelta(hours=3) for at, later in pairwise(found))


def test_fewer_only_if_there_are_fewer() -> None:
    assert proposed() == []
    assert len(proposed(Interval(2, 600, 60))) == 1
    assert len(proposed(Interval(2, 600, 75))) == 2
    assert len(proposed(Interval(2, 600, 90))) == 3


def test_a_bad_hour_is_proposed_only_when_no_other_is_left() -> None:
    night, late = Interval(2, 2 * 60, 60), Interval(3, 22 * 60, 60)
    found = proposed(night, late, evening(4), evening(5))
    assert MONDAY + timedelta(days=1, hours=2) not in found
    assert MONDAY + timedelta(days=2, hours=22) in found
    assert proposed(night) == [MONDAY + timedelta(days=1, hours=2)]


def test_the_one_who_is_worse_off_decides() -> None:
    # 13:00 in UTC is noon or early for both; 17:00 is 22:30 in Kolkata.
    zones = ("America/New_York", "Asia/Kolkata")
    found = proposed(Interval(2, 13 * 60, 60), Interval(2, 17 * 60, 60), zones=zones)
    assert len(found) == 2
    only = proposed(Interval(2, 13 * 60, 5 * 60), Interval(3, 13 * 60, 75), zones=zones)
    assert (MONDAY + timedelta(days=1, hours=13)) in only


def test_full_and_half_hours_come_first_on_everybodys_clock() -> None:
    kathmandu = proposed(Interval(2, 8 * 60, 75), zones=("UTC", "UTC"))[0]
    assert kathmandu.minute == 0
    # There it is a quarter to, whatever the minute here: the earliest is as good as any.
    odd = proposed(Interval(2, 8 * 60 + 15, 75), zones=("UTC", "UTC"))
    assert MONDAY + timedelta(days=1, hours=8, minutes=30) in odd


@pytest.mark.parametrize(
    ("begins", "expected"),
    [("07:00", 5), ("07:45", 5), ("08:00", 0), ("21:00", 0), ("21:15", 5), ("22:00", 5)],
)
def test_hours_at_the_edge_of_the_day_cost_a_little(begins: str, expected: int) -> None:
    hour, minute = begins.split(":")
    assert penalty(int(hour) * 60 + int(minute)) == expected


def test_the_night_costs_more_the_deeper_it_is() -> None:
    assert penalty(22 * 60 + 15) >= UNCOMFORTABLE
    assert penalty(2 * 60 + 30) > penalty(23 * 60) >= UNCOMFORTABLE
    assert penalty(2 * 60 + 30) > penalty(6 * 60 + 45) >= UNCOMFORTABLE


@given(st.sets(st.integers(0, STARTS - 1), min_size=1, max_size=30))
def test_as_many_days_as_possible_are_used_by_starts_that_exist(quarters: set[int]) -> None:
    common = sum(1 << n for n in quarters)
    found = propose(MONDAY, common, ("UTC", "UTC"))
    assert {(at - MONDAY) // timedelta(minutes=15) for at in found} <= quarters
    assert len(found) == min(3, len(quarters))
    decent = {n for n in quarters if penalty(n % 96 * 15) < UNCOMFORTABLE}
    days = {n // 96 for n in decent}
    assert len({at.date() for at in found}) >= min(len(found), len(days))
