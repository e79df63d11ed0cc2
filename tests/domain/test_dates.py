"""Dates as people type them."""

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import read_date
from bot.errors import UnknownDate

# A Monday.
TODAY = date(2026, 3, 2)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("today", date(2026, 3, 2)),
        (" Tomorrow ", date(2026, 3, 3)),
        ("3 days", date(2026, 3, 5)),
        ("in 2 weeks", date(2026, 3, 16)),
        ("1 week", date(2026, 3, 9)),
        ("a week", date(2026, 3, 9)),
        ("next week", date(2026, 3, 9)),
        ("a month", date(2026, 4, 2)),
        ("in 10 months", date(2027, 1, 2)),
        ("friday", date(2026, 3, 6)),
        ("Fri", date(2026, 3, 6)),
        ("next tuesday", date(2026, 3, 3)),
        ("on sunday", date(2026, 3, 8)),
        # Today’s own name is the one of next week.
        ("monday", date(2026, 3, 9)),
        ("2026-03-02", date(2026, 3, 2)),
        ("2025-1-9", date(2025, 1, 9)),
        ("2 March", date(2026, 3, 2)),
        ("2nd of march", date(2026, 3, 2)),
        ("1 March", date(2027, 3, 1)),
        ("15. apr", date(2026, 4, 15)),
        ("April 15", date(2026, 4, 15)),
        ("Sept. 3rd, 2027", date(2027, 9, 3)),
        ("3 September 2024", date(2024, 9, 3)),
        ("29 February", date(2028, 2, 29)),
        ("may 5", date(2026, 5, 5)),
    ],
)
def test_a_date_is_read_as_it_is_meant(text: str, meant: date) -> None:
    assert read_date(text, TODAY) == meant


def test_a_month_after_a_long_one_ends_with_the_short_one() -> None:
    assert read_date("1 month", date(2026, 1, 31)) == date(2026, 2, 28)
    assert read_date("a month", date(2026, 12, 31)) == date(2027, 1, 31)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "30 February",
        "31 April 2026",
        "2026-13-01",
        "2/3/2026",
        "0000-01-01",
        "ma 5",
        "fr",
        "9999 months ago",
        "2 fortnights",
        "weeks",
        "９",
    ],
)
def test_what_is_no_date_is_given_back(text: str) -> None:
    with pytest.raises(UnknownDate) as told:
        read_date(text, TODAY)
    assert f"“{text}”" in told.value.sentence


def test_a_date_after_the_last_year_is_none() -> None:
    with pytest.raises(UnknownDate):
        read_date("9999 weeks", date(9900, 1, 1))
    with pytest.raises(UnknownDate):
        read_date("9999 months", date(9900, 1, 1))


@given(DAYS, DAYS)
def test_a_date_in_full_is_itself_whatever_the_day(meant: date, today: date) -> None:
    assert read_date(meant.isoformat(), today) == meant
    assert read_date(f"{meant.day} {meant:%B %Y}", today) == meant
    assert read_date(f"{meant:%B} {meant.day}, {meant.year}", today) == meant


@given(DAYS, DAYS)
def test_a_day_without_its_year_is_the_next_one_from_today(meant: date, today: date) -> None:
    found = read_date(f"{meant.day} {meant:%B}", today)
    assert (found.day, found.month) == (meant.day, meant.month)
    assert today <= found <= today + timedelta(days=366 * 8)


@given(st.sampled_from(["mon", "tuesday", "wed", "thursday", "fri", "saturday", "sun"]), DAYS)
def test_a_weekday_is_within_the_next_seven_days(name: str, today: date) -> None:
    found = read_date(name, today)
    assert timedelta(0) < found - today <= timedelta(days=7)
    assert f"{found:%A}".casefold().startswith(name)


@given(st.text(max_size=30), DAYS)
def test_any_text_is_a_date_or_refused(text: str, today: date) -> None:
    with contextlib.suppress(UnknownDate):
        assert isinstance(read_date(text, today), date)
