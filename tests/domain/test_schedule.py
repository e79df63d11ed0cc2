"""Local times that repeat: every date once, on both changes of the clock, in every zone there is."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import zone
from bot.domain.schedule import (
    EVERY_DAY,
    Pattern,
    Plan,
)

A_DAY = timedelta(days=1)
AN_INSTANT = timedelta(microseconds=1)
TEN_YEARS = timedelta(days=3653)

# Zone, local date, wanted local time, the local moment it falls on.
GAPS = [
    ("America/New_York", "2026-03-08", "02:30", "2026-03-08T03:30:00-04:00"),
    ("Europe/Helsinki", "2026-03-29", "03:30", "2026-03-29T04:30:00+03:00"),
    ("Europe/London", "2026-03-29", "01:00", "2026-03-29T02:00:00+01:00"),
    # At midnight.
    ("Africa/Cairo", "2026-04-24", "00:00", "2026-04-24T01:00:00+03:00"),
    ("Africa/Cairo", "2026-04-24", "00:30", "2026-04-24T01:30:00+03:00"),
    ("America/Santiago", "2026-09-06", "00:00", "2026-09-06T01:00:00-03:00"),
    ("America/Santiago", "2026-09-06", "00:30", "2026-09-06T01:30:00-03:00"),
    ("Asia/Beirut", "2026-03-29", "00:00", "2026-03-29T01:00:00+03:00"),
    ("Asia/Beirut", "2026-03-29", "00:30", "2026-03-29T01:30:00+03:00"),
    ("America/Havana", "2026-03-08", "00:00", "2026-03-08T01:00:00-04:00"),
    ("America/Havana", "2026-03-08", "00:30", "2026-03-08T01:30:00-04:00"),
    ("America/Asuncion", "2024-10-06", "00:00", "2024-10-06T01:00:00-03:00"),
    ("America/Asuncion", "2024-10-06", "00:30", "2024-10-06T01:30:00-03:00"),
    # Of half an hour, and of two hours.
    ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-04T02:45:00+11:00"),
    ("Antarctica/Troll", "2026-03-29", "01:30", "2026-03-29T03:30:00+02:00"),
    # Late in the evening: the slot keeps its date and falls on the next one.
    ("America/Nuuk", "2026-03-28", "23:00", "2026-03-29T00:00:00-01:00"),
    ("America/Nuuk", "2026-03-28", "23:30", "2026-03-29T00:30:00-01:00"),
]
FOLDS = [
    ("America/New_York", "2026-11-01", "01:30", "2026-11-01T01:30:00-04:00"),
    ("Europe/Helsinki", "2026-10-25", "03:30", "2026-10-25T03:30:00+03:00"),
    ("Europe/London", "2026-10-25", "01:00", "2026-10-25T01:00:00+01:00"),
    ("America/Havana", "2026-11-01", "00:30", "2026-11-01T00:30:00-04:00"),
    ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-05T01:45:00+11:00"),
    ("Africa/Cairo", "2026-10-29", "23:30", "2026-10-29T23:30:00+03:00"),
    ("America/Nuuk", "2026-10-24", "23:30", "2026-10-24T23:30:00-01:00"),
]
PLAIN = [
    ("Asia/Kolkata", "2026-03-29", "02:30", "2026-03-29T02:30:00+05:30"),
    ("Asia/Kolkata", "2026-11-01", "01:30", "2026-11-01T01:30:00+05:30"),
    ("Asia/Kathmandu", "2026-03-29", "00:00", "2026-03-29T00:00:00+05:45"),
    ("Australia/Adelaide", "2026-10-05", "09:00", "2026-10-05T09:00:00+10:30"),
    ("America/St_Johns", "2026-03-09", "09:00", "2026-03-09T09:00:00-02:30"),
    ("UTC", "2028-02-29", "23:59", "2028-02-29T23:59:00+00:00"),
]


@pytest.mark.parametrize(("name", "day", "at", "expected"), GAPS + FOLDS + PLAIN)
def test_the_moment_of_a_date_is_as_in_the_table(
    name: str, day: str, at: str, expected: str
) -> None:
    slot = _plan(name, at).slot(date.fromisoformat(day))
    assert slot.day == date.fromisoformat(day)
    assert slot.at.tzinfo is UTC
    assert slot.at.astimezone(ZoneInfo(name)).isoformat() == expected


@pytest.mark.parametrize(("name", "day", "at", "expected"), GAPS + FOLDS + PLAIN)
def test_the_days_around_a_change_of_the_clock_have_one_slot_each(
    name: str, day: str, at: str, expected: str
) -> None:
    middle = date.fromisoformat(day)
    start = datetime.combine(middle - 4 * A_DAY, time(), ZoneInfo(name)).astimezone(UTC)
    slots = [
        slot
        for slot in islice(_plan(name, at).after(start), 12)
        if abs(slot.day - middle) <= 2 * A_DAY
    ]
    assert [slot.day for slot in slots] == [middle + n * A_DAY for n in range(-2, 3)]
    assert slots[2].at == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("name", "before", "missing", "after"),
    [
        ("Pacific/Apia", "2011-12-29", "2011-12-30", "2011-12-31"),
        ("Pacific/Fakaofo", "2011-12-29", "2011-12-30", "2011-12-31"),
        ("Pacific/Kwajalein", "1993-08-20", "1993-08-21", "1993-08-22"),
        ("Pacific/Kiritimati", "1994-12-30", "1994-12-31", "1995-01-01"),
    ],
)
@pytest.mark.parametrize("at", ["00:00", "09:00", "23:59"])
def test_a_date_that_a_zone_left_out_has_no_slot(
    name: str, before: str, missing: str, after: str, at: str
) -> None:
    plan = _plan(name, at)
    eve = plan.slot(date.fromisoformat(before))
    assert [slot.day.isoformat() for slot in islice(plan.after(eve.at - A_DAY / 2), 2)] == [
        before,
        after,
    ]
    # Nor where it is the only one that the pattern would name.
    left_out = date.fromisoformat(missing)
    weekly = Plan(name, plan.at, Pattern(frozenset({left_out.isoweekday()})))
    assert weekly.next(eve.at).day == left_out + 7 * A_DAY


def test_a_slot_that_a_gap_moved_past_midnight_is_found_from_the_next_date() -> None:
    plan = _plan("America/Nuuk", "23:30")
    after_midnight = datetime.fromisoformat("2026-03-29T00:10:00-01:00")
    assert plan.next(after_midnight).day == date(2026, 3, 28)


PLANS = st.builds(
    Plan,
    zone=st.sampled_from(zone.names()),
    at=st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    pattern=st.builds(Pattern, st.frozensets(st.integers(1, 7), min_size=1)),
)
# Zone data tells of changes up to 2037; later ones follow each zone’s last rule.
MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC))


@settings(max_examples=60, deadline=None)
@given(plan=PLANS, start=MOMENTS)
def test_ten_years_hold_one_slot_for_each_date_that_the_pattern_names(
    plan: Plan, start: datetime
) -> None:
    slots = plan.passed(start, start + TEN_YEARS)[0]
    assert all(earlier.at < later.at for earlier, later in pairwise(slots))
    # The first and the last dates lie partly outside.
    first = (start + 3 * A_DAY).date()
    last = (start + TEN_YEARS - 3 * A_DAY).date()
    named = [
        day for day in _days(first, last) if plan.pattern.names(day) and _exists(day, plan.zone)
    ]
    assert [slot.day for slot in slots if first <= slot.day <= last] == named
    assert all(start <= slot.at <= start + TEN_YEARS for slot in slots)


@settings(max_examples=60, deadline=None)
@given(plan=PLANS, start=MOMENTS)
def test_each_slot_reads_as_the_wanted_time_or_lies_behind_a_gap(
    plan: Plan, start: datetime
) -> None:
    local_zone = ZoneInfo(plan.zone)
    for slot in islice(plan.after(start), 400):
        wanted = datetime.combine(slot.day, plan.at)
        local = slot.at.astimezone(local_zone)
        jump = local.replace(tzinfo=None) - wanted
        if _is_real(wanted, local_zone):
            assert (jump, local.fold) == (timedelta(0), 0)
        else:
            clock_before = (slot.at - A_DAY).astimezone(local_zone).utcoffset()
            assert local.utcoffset() - clock_before == jump > timedelta(0)


@settings(max_examples=100, deadline=None)
@given(plan=PLANS, since=MOMENTS, days=st.integers(0, 60), minutes=st.integers(0, 1440))
def test_what_is_due_is_what_comes_after(
    plan: Plan, since: datetime, days: int, minutes: int
) -> None:
    now = since + timedelta(days=days, minutes=minutes)
    due = plan.passed(since, now)[0]
    following = [slot for slot in islice(plan.after(since), 70) if slot.at <= now]
    assert [slot for slot in due if slot.at > since] == following
    assert len(due) - len(following) == (plan.next(since - timedelta(microseconds=1)).at == since)


@settings(max_examples=100, deadline=None)
@given(plan=PLANS, moment=MOMENTS)
def test_the_next_slot_is_later_and_nothing_lies_between(plan: Plan, moment: datetime) -> None:
    following = plan.next(moment)
    assert following.at > moment
    assert plan.passed(moment, following.at)[0][-1] == following
    assert plan.passed(moment + timedelta(microseconds=1), following.at)[0] == [following]
    assert plan.next(following.at - timedelta(microseconds=1)) == following
    assert plan.next(following.at).at > following.at


def test_a_slot_that_is_due_this_very_moment_is_due_and_no_longer_next() -> None:
    plan = _plan("Europe/Berlin", "09:00")
    at = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    assert [slot.at for slot in plan.passed(at, at)[0]] == [at]
    assert plan.next(at).at == at + A_DAY


def test_nothing_is_due_where_the_clock_was_set_back() -> None:
    at = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    assert _plan("Europe/Berlin", "09:00").passed(at, at - 3 * A_DAY)[0] == []


def _plan(name: str, at: str) -> Plan:
    return Plan(name, time.fromisoformat(at), EVERY_DAY)


def _days(first: date, last: date) -> list[date]:
    return [first + n * A_DAY for n in range((last - first).days + 1)]


def _exists(day: date, name: str) -> bool:
    """Whether any of these minutes of a date came in a zone."""
    minutes = (time(0), time(6), time(12), time(18), time(23, 59))
    return any(_is_real(datetime.combine(day, at), ZoneInfo(name)) for at in minutes)


def _is_real(wanted: datetime, local_zone: ZoneInfo) -> bool:
    """Whether clocks in a zone showed this local time at all."""
    there = wanted.replace(tzinfo=local_zone).astimezone(UTC)
    return there.astimezone(local_zone).replace(tzinfo=None) == wanted
