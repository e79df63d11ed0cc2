"""Hours on a member’s own clock are the right moments, also in weeks when the clock changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mock.availability import STARTS, ahead, free, moments, starts
from bot.domain.mock.member import Interval

PLAIN = datetime(2026, 1, 12, tzinfo=UTC)
SPRING = datetime(2026, 3, 23, tzinfo=UTC)  # Berlin goes forward on its Sunday
AUTUMN = datetime(2026, 10, 19, tzinfo=UTC)  # and back on this one’s
SUNDAY = 7
BERLIN = "Europe/Berlin"


def at(hour: int, minute: int = 0) -> int:
    return hour * 60 + minute


def hours(zone: str, week: datetime, *intervals: Interval) -> float:
    within = (1 << STARTS) - 1
    return (free(zone, week, intervals) & within).bit_count() / 4


def first(zone: str, week: datetime, interval: Interval) -> datetime:
    return next(moments(week, starts(zone, week, (interval,))))[1]


@pytest.mark.parametrize(
    ("begins", "length", "free_hours"),
    [
        (at(2, 15), 30, 0.0),  # does not exist
        (at(1, 30), 60, 0.5),
        (at(2, 30), 90, 1.0),
        (at(1), 180, 2.0),
    ],
)
def test_an_hour_that_does_not_exist_is_not_free(
    begins: int, length: int, free_hours: float
) -> None:
    assert hours(BERLIN, SPRING, Interval(SUNDAY, begins, length)) == free_hours
    assert hours(BERLIN, PLAIN, Interval(SUNDAY, begins, length)) == length / 60


def test_an_hour_that_comes_twice_is_free_twice() -> None:
    assert hours(BERLIN, AUTUMN, Interval(SUNDAY, at(1), 180)) == 4.0
    twice = starts(BERLIN, AUTUMN, (Interval(SUNDAY, at(2), 60),))
    # Both passes of the hour follow one another, so there are five starts in their two hours.
    assert twice.bit_count() == 5


def test_half_an_hour_of_change_counts_as_half_an_hour() -> None:
    week = datetime(2026, 9, 28, tzinfo=UTC)
    assert hours("Australia/Lord_Howe", week, Interval(SUNDAY, at(1), 180)) == 2.5


def test_an_evening_keeps_its_hour_on_the_clock_when_the_clock_changes() -> None:
    evening = Interval(1, at(18), 120)
    zone = "America/New_York"
    assert first(zone, datetime(2026, 3, 2, tzinfo=UTC), evening).hour == 23
    assert first(zone, datetime(2026, 3, 9, tzinfo=UTC), evening).hour == 22
    # Europe follows three weeks later: what two have in common moves for so long.
    later = Interval(1, at(22), 180)
    common = [
        starts(zone, week, (evening,)) & starts(BERLIN, week, (later,))
        for week in (datetime(2026, 3, day, tzinfo=UTC) for day in (2, 9))
    ]
    assert [found.bit_count() for found in common] == [1, 5]


def test_night_goes_over_midnight_and_over_the_end_of_the_week() -> None:
    night = Interval(SUNDAY, at(22), 180)
    found = [when for _, when in moments(PLAIN, starts("America/New_York", PLAIN, (night,)))]
    # Their Sunday night is Monday 03:00 in UTC: at the start of the window.
    assert found[0] == PLAIN + timedelta(hours=3)
    assert len(found) == 9
    late = starts("UTC", PLAIN, (night,))
    assert [when - PLAIN for _, when in moments(PLAIN, late)][:1] == [timedelta(0)]


def test_a_session_may_end_after_the_week_it_begins_in() -> None:
    found = starts("UTC", PLAIN, (Interval(SUNDAY, at(23, 30), 60),))
    assert [when for _, when in moments(PLAIN, found)] == [
        PLAIN + timedelta(days=6, hours=23, minutes=30)
    ]


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "Asia/Kathmandu", "Pacific/Chatham"])
def test_odd_zones_lie_on_the_quarters(zone: str) -> None:
    when = first(zone, PLAIN, Interval(3, at(9), 60)).astimezone(ZoneInfo(zone))
    assert (when.isoweekday(), when.hour, when.minute) == (3, 9, 0)


def test_what_is_off_the_quarters_counts_inwards() -> None:
    odd = (Interval(2, at(18, 10), 60),)
    assert hours("UTC", PLAIN, *odd) == 0.75
    assert starts("UTC", PLAIN, odd) == 0


def test_a_whole_week_is_free_throughout() -> None:
    assert starts(BERLIN, AUTUMN, (Interval(1, 0, 7 * 24 * 60),)) == (1 << STARTS) - 1


def test_what_has_gone_is_cut_to_the_next_quarter() -> None:
    assert ahead(PLAIN, PLAIN - timedelta(days=3)) == (1 << STARTS) - 1
    assert ahead(PLAIN, PLAIN + timedelta(minutes=16)) & 0b111 == 0b100
    assert ahead(PLAIN, PLAIN + timedelta(days=8)) == 0


INTERVAL = st.builds(
    Interval, st.integers(1, 7), st.integers(0, 1439), st.integers(15, 12 * 60)
)  # fmt: skip
HOURS = st.lists(INTERVAL, max_size=4).map(tuple)


@given(HOURS, HOURS, st.sampled_from([PLAIN, SPRING, AUTUMN]))
def test_starts_in_common_are_starts_of_the_hours_in_common(
    mine: tuple[Interval, ...], theirs: tuple[Interval, ...], week: datetime
) -> None:
    together = free(BERLIN, week, mine) & free("America/New_York", week, theirs)
    expected = sum(
        1 << n for n in range(STARTS) if all(together >> n + step & 1 for step in range(4))
    )
    found = starts(BERLIN, week, mine) & starts("America/New_York", week, theirs)
    assert found == expected


@given(INTERVAL, st.sampled_from([PLAIN, SPRING, AUTUMN]))
def test_every_quarter_of_a_free_hour_is_one_on_the_clock(
    interval: Interval, week: datetime
) -> None:
    zone = ZoneInfo(BERLIN)
    begins = (interval.weekday - 1) * 1440 + interval.start
    for _, when in moments(week, free(BERLIN, week, (interval,))):
        local = when.astimezone(zone)
        shown = local.weekday() * 1440 + local.hour * 60 + local.minute
        assert (shown - begins) % 10080 + 15 <= interval.length
