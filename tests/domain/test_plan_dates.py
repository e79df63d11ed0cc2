"""Which days a plan may begin and end on."""

from datetime import date, timedelta

import pytest

from bot.domain.plan import dates
from bot.errors import (
    InterviewFar,
    InterviewNear,
    InterviewPassed,
    PastDate,
    PauseLong,
    StartFar,
    StartPassed,
    UnknownDate,
    UserError,
)

# A Wednesday.
TODAY = date(2026, 11, 18)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("text", "found"),
    [("today", TODAY), ("next Monday", date(2026, 11, 23)), ("2 March", date(2027, 3, 2))],
)
def test_a_first_day_is_read_as_people_write_it(text: str, found: date) -> None:
    assert dates.read_start(text, TODAY) == found


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("2026-11-17", StartPassed),
        ("2026-11-16", StartPassed),
        ("2 March 2020", StartPassed),
        ("2028-02-29", StartFar),
        ("9999-12-31", StartFar),
        ("soon", UnknownDate),
        ("30 February", UnknownDate),
    ],
)
def test_a_first_day_that_does_not_go_is_refused_with_what_was_typed(
    text: str, error: type[UserError]
) -> None:
    with pytest.raises(error) as raised:
        dates.read_start(text, TODAY)
    if error is StartPassed:
        assert raised.value.quote == text


def test_a_group_that_began_may_be_joined_until_its_last_week() -> None:
    dates.check_start(date(2026, 11, 16), TODAY)
    oldest = dates.oldest_start(TODAY)
    assert oldest == date(2026, 8, 31)
    dates.check_start(oldest, TODAY)
    for other in (oldest - timedelta(days=7), date(2026, 11, 17)):
        with pytest.raises(StartPassed):
            dates.check_start(other, TODAY)


def test_an_interview_may_be_left_out_and_lies_ahead() -> None:
    assert dates.read_interview(" ", TODAY) is None
    assert dates.read_interview("in 6 weeks", TODAY) == day(42)
    # A leap day, more than a year ahead.
    assert dates.read_interview("29 February", TODAY) == date(2028, 2, 29)
    with pytest.raises(InterviewPassed):
        dates.read_interview("2026-11-17", TODAY)
    with pytest.raises(InterviewFar):
        dates.read_interview("2029-01-01", TODAY)


def test_an_interview_leaves_a_day_between_the_start_and_its_last_two() -> None:
    dates.check_interview(None, TODAY, TODAY)
    dates.check_interview(day(3), TODAY, TODAY)
    for near in (0, 1, 2):
        with pytest.raises(InterviewNear):
            dates.check_interview(day(near), TODAY, TODAY)
    with pytest.raises(InterviewNear):
        dates.check_interview(day(9), day(7), TODAY)
    with pytest.raises(InterviewPassed):
        dates.check_interview(day(-1), day(-7), TODAY)
    with pytest.raises(InterviewFar):
        dates.check_interview(day(800), TODAY, TODAY)


def test_a_pause_ends_ahead_and_within_a_year() -> None:
    assert dates.read_pause("", TODAY) is None
    assert dates.read_pause("2 weeks", TODAY) == day(14)
    for text, error in (("today", PastDate), ("2026-01-01", PastDate), ("9999-01-01", PauseLong)):
        with pytest.raises(error):
            dates.read_pause(text, TODAY)
