"""A thread stays open about until the next question comes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.daily.thread import archive_minutes
from bot.domain.schedule import read_code

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("code", "minutes"),
    [
        ("weekdays:1234567", 1440),
        ("weekdays:12345", 1440),
        ("weekdays:1245", 4320),
        ("weekdays:135", 4320),
        ("weekdays:67", 4320),
        ("weekdays:1", 10080),
        ("days:2:2026-03-02", 4320),
        ("days:3:2026-03-02", 4320),
        ("days:4:2026-03-02", 10080),
        ("weeks:2:1:2026-03-02", 10080),
        ("month:1,15,31", 10080),
        # Comes once in the weeks that are looked at, or never.
        ("month:31", 10080),
        ("days:60:2026-03-01", 10080),
    ],
)
def test_the_rhythm_decides_when_a_thread_is_archived(code: str, minutes: int) -> None:
    assert archive_minutes(read_code(code), DAY) == minutes


@given(st.sets(st.integers(1, 7), min_size=1), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_of_weekdays_it_is_the_same_from_any_day_on(days: set[int], day: date) -> None:
    pattern = read_code("weekdays:" + "".join(str(one) for one in sorted(days)))
    assert archive_minutes(pattern, day) == archive_minutes(pattern, DAY)
