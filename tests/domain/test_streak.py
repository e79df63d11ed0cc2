"""Streaks: a table of twenty weeks with every rule, and what holds of any days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.plan.streak import (
    ACTIVE,
    MOST_FREEZES,
    Vacation,
    ended,
    missed,
    monday,
    streak,
)

# ISO week 45 of 2026; the ninth week of the table is week 53.
FIRST = date(2026, 11, 2)
BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")

# Study days (1 Monday to 7 Sunday), days of vacation; then the state of the week, how many freezes it
# took, how many are held after it, and the current and the longest streak.
TWENTY = [
    ("1234", "", "active", 0, 0, 1, 1),
    ("1357", "", "active", 0, 1, 2, 2),  # the fifth day earned a freeze
    ("123", "", "active", 1, 1, 3, 3),  # one is spent, and the tenth day earned another
    ("4567", "", "active", 0, 2, 4, 4),
    ("1234567", "", "active", 0, 2, 5, 5),  # no more than two are held
    ("67", "", "active", 2, 0, 6, 6),  # both are spent
    ("", "1234567", "away", 0, 0, 6, 6),  # neither counts nor breaks
    ("12", "34567", "away", 0, 1, 6, 6),  # two days are left of seven; the 25th study day
    ("123", "67", "active", 1, 0, 7, 7),  # five are left: a week like any other, and the 53rd
    ("1", "", "short", 0, 1, 0, 7),  # over; the 30th day earned a freeze, which is kept
    ("", "", "short", 0, 1, 0, 7),
    ("12", "", "short", 0, 1, 0, 7),  # one freeze is not enough either
    ("123", "", "active", 1, 1, 1, 7),  # the 35th day
    ("1234567", "", "active", 0, 2, 2, 7),  # the 40th day
    ("1234", "1234", "away", 0, 2, 2, 7),  # whatever is done on a vacation
    ("123456", "", "active", 0, 2, 3, 7),
    ("12345", "", "active", 0, 2, 4, 7),
    ("", "", "short", 0, 2, 0, 7),  # two freezes are not enough, so they are kept
    ("2467", "", "active", 0, 2, 1, 7),
    ("135", "", "open", 0, 2, 1, 7),  # the present week may still count
]


def _dates(week: int, digits: str) -> list[date]:
    return [FIRST + timedelta(weeks=week, days=int(digit) - 1) for digit in digits]


def _of(weeks: int) -> tuple[list[date], list[Vacation]]:
    days = [day for n in range(weeks) for day in _dates(n, TWENTY[n][0])]
    away = [
        Vacation(first=off[0], last=off[-1])
        for n in range(weeks)
        if (off := _dates(n, TWENTY[n][1]))
    ]
    return days, away


@pytest.mark.parametrize("number", range(1, len(TWENTY)))
def test_each_of_twenty_weeks_once_it_is_over(number: int) -> None:
    days, away = _of(number)
    _, _, state, frozen, held, current, longest = TWENTY[number - 1]
    found = streak(days, away, FIRST + timedelta(weeks=number))
    assert found.weeks[number - 1].monday == FIRST + timedelta(weeks=number - 1)
    assert (found.weeks[number - 1].state, found.weeks[number - 1].frozen) == (state, frozen)
    assert (found.freezes, found.current, found.longest) == (held, current, longest)


def test_all_of_them_on_a_day_of_the_last() -> None:
    days, away = _of(len(TWENTY))
    found = streak(days, away, FIRST + timedelta(weeks=19, days=5))
    assert [(week.state, week.frozen) for week in found.weeks] == [row[2:4] for row in TWENTY]
    assert (found.current, found.longest, found.total) == (1, 7, len(days))
    assert (found.freezes, found.this_week) == (2, 3)


def test_nothing_comes_of_no_day() -> None:
    found = streak([], [Vacation(first=FIRST, last=FIRST)], FIRST)
    assert (found.current, found.longest, found.total, found.freezes) == (0, 0, 0, 0)
    assert (found.weeks, found.this_week) == ([], 0)


def test_the_present_week_counts_as_soon_as_it_has_four_days() -> None:
    assert streak(_dates(0, "123"), [], FIRST + timedelta(days=3)).current == 0
    assert streak(_dates(0, "1234"), [], FIRST + timedelta(days=3)).current == 1


def test_a_year_of_53_weeks_makes_one_streak_with_the_next() -> None:
    start = date(2026, 12, 21)
    days = [start + timedelta(weeks=n, days=d) for n in range(4) for d in range(4)]
    found = streak(days, [], start + timedelta(weeks=4))
    assert [week.monday.isocalendar()[1] for week in found.weeks[:3]] == [52, 53, 1]
    assert found.current == 4


DAYS = st.sets(st.integers(0, 160), max_size=120).map(
    lambda offsets: sorted(FIRST + timedelta(days=n) for n in offsets)
)
AWAY = st.lists(st.tuples(st.integers(0, 160), st.integers(0, 13)), max_size=5).map(
    lambda pairs: [
        Vacation(first=FIRST + timedelta(days=at), last=FIRST + timedelta(days=at + more))
        for at, more in pairs
    ]
)


@given(DAYS, AWAY)
def test_what_never_falls_never_falls(days: list[date], away: list[Vacation]) -> None:
    before = None
    for n in range(170):
        today = FIRST + timedelta(days=n)
        found = streak([day for day in days if day <= today], away, today)
        assert 0 <= found.freezes <= MOST_FREEZES
        assert found.longest >= found.current >= 0
        if before is not None:
            assert found.longest >= before.longest
            assert found.total >= before.total
        before = found


@given(DAYS, AWAY, st.integers(0, 160), st.integers(0, 3))
def test_a_day_that_is_made_up_for_takes_nothing_away(
    days: list[date], away: list[Vacation], at: int, ago: int
) -> None:
    today = FIRST + timedelta(days=at)
    known = [day for day in days if day <= today]
    without = streak(known, away, today)
    with_it = streak({*known, today - timedelta(days=ago)}, away, today)
    assert with_it.current >= without.current
    assert with_it.longest >= without.longest
    assert with_it.total >= without.total


@given(DAYS, AWAY)
def test_neither_the_order_nor_a_day_told_twice_matters(
    days: list[date], away: list[Vacation]
) -> None:
    today = FIRST + timedelta(days=160)
    assert streak(days[::-1] + days, away[::-1], today) == streak(days, away, today)


@given(DAYS)
def test_a_short_week_is_one_that_its_freezes_could_not_fill(days: list[date]) -> None:
    found = streak(days, [], FIRST + timedelta(weeks=30))
    for week in found.weeks:
        filled = week.days + week.frozen
        assert (filled >= ACTIVE) == (week.state == "active")
        assert 0 <= week.frozen <= MOST_FREEZES


def _at(zone: ZoneInfo, day: date, hour: int, minute: int = 0) -> datetime:
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    return moment.astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (BERLIN, date(2026, 3, 29), 23),
        (BERLIN, date(2026, 10, 25), 25),
        (NEW_YORK, date(2026, 3, 8), 23),
        (NEW_YORK, date(2026, 11, 1), 25),
        (ZoneInfo("America/Havana"), date(2026, 3, 8), 23),  # the clock goes forward at midnight
    ],
)
def test_a_day_of_a_clock_change_is_as_long_as_it_is(zone: ZoneInfo, day: date, hours: int) -> None:
    assert ended(day, zone) - ended(day - timedelta(days=1), zone) == timedelta(hours=hours)


@pytest.mark.parametrize("day", [date(2026, 3, 27), date(2026, 3, 28), date(2026, 10, 24)])
def test_a_missed_day_can_be_made_up_for_during_48_hours_whatever_the_clock_does(day: date) -> None:
    last = ended(day, BERLIN) + timedelta(hours=48)
    studied = [day + timedelta(days=n) for n in (-3, -2, -1, 1, 2, 3)]
    assert missed(studied, [], ended(day, BERLIN), BERLIN) == day
    assert missed(studied, [], last - timedelta(minutes=1), BERLIN) == day
    assert missed(studied, [], last, BERLIN) is None


def test_the_oldest_missed_day_is_made_up_for_first_and_one_on_each_day() -> None:
    monday_, thursday = FIRST, FIRST + timedelta(days=3)
    now = _at(BERLIN, thursday, 9)
    studied = [monday_, thursday]
    tuesday, wednesday = FIRST + timedelta(days=1), FIRST + timedelta(days=2)
    assert missed(studied, [], now, BERLIN) == tuesday
    assert missed([*studied, tuesday], [], now, BERLIN) == wednesday
    assert missed([*studied, tuesday], [thursday], now, BERLIN) is None
    assert missed([*studied, tuesday, wednesday], [], now, BERLIN) is None


def test_only_who_studies_today_makes_up_and_not_for_days_before_their_first() -> None:
    tuesday = FIRST + timedelta(days=1)
    now = _at(BERLIN, tuesday, 9)
    assert missed([FIRST - timedelta(days=1)], [], now, BERLIN) is None
    assert missed([tuesday], [], now, BERLIN) is None
    assert missed([], [], now, BERLIN) is None
    assert missed([FIRST - timedelta(days=1), tuesday], [], now, BERLIN) == FIRST


def test_a_date_that_a_zone_left_out_harms_no_streak() -> None:
    # Samoa crossed the date line: Friday 30 December 2011 did not come.
    apia = ZoneInfo("Pacific/Apia")
    start = date(2011, 12, 26)
    days = [start + timedelta(days=n) for n in (0, 1, 2, 3)]
    assert streak(days, [], date(2012, 1, 2)).current == 1
    saturday = date(2011, 12, 31)
    assert missed([*days, saturday], [], _at(apia, saturday, 9), apia) != saturday


def test_weeks_begin_on_monday() -> None:
    assert [monday(FIRST + timedelta(days=n)) for n in (0, 6, 7)] == [
        FIRST,
        FIRST,
        FIRST + timedelta(days=7),
    ]
