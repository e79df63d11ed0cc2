"""Days and times as people write them, and patterns as they are stored and shown."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.schedule import (
    EVERY_DAY,
    WEEKDAYS,
    Pattern,
    Plan,
    read_code,
    read_days,
    read_time,
)
from bot.errors import ContraryDays, DaysOutOfRange, UnknownDays, UnknownTime


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("every day", "1234567"),
        ("Every Day", "1234567"),
        (" every  day ", "1234567"),
        ("everyday", "1234567"),
        ("daily", "1234567"),
        ("all", "1234567"),
        ("weekdays", "12345"),
        ("Weekday", "12345"),
        ("workdays", "12345"),
        ("Mon, Wed, Fri", "135"),
        ("mon wed fri", "135"),
        ("mon/wed;fri", "135"),
        ("Mon, Wed and Fri", "135"),
        ("Monday and Thursday", "14"),
        ("Mondays", "1"),
        ("mo tu we th fr sa su", "1234567"),
        ("tue-thu", "234"),
        ("Mon – Fri", "12345"),
        ("mon - wed, sat", "1236"),
        ("fri-mon", "1567"),
        ("sun-sun", "7"),
        ("fri, fri, FRI", "5"),
        ("mon,\ntue", "12"),
    ],
)
def test_days_are_read_as_people_write_them(text: str, days: str) -> None:
    assert read_days(text) == Pattern(frozenset(map(int, days)))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("every 3 days", "days:3:2026-03-02"),
        ("Every 3rd day", "days:3:2026-03-02"),
        ("every other day", "days:2:2026-03-02"),
        ("every second day", "days:2:2026-03-02"),
        ("each 10 days", "days:10:2026-03-02"),
        ("every 2 weeks on monday", "weeks:2:1:2026-03-02"),
        ("every two weeks on Fri", "weeks:2:5:2026-03-02"),
        ("every other tuesday", "weeks:2:2:2026-03-02"),
        ("every 3rd thursday", "weeks:3:4:2026-03-02"),
        ("every week on sunday", "weeks:1:7:2026-03-02"),
        ("every 2 weeks", "weeks:2:1:2026-03-02"),
        ("every monday", "weekdays:1"),
        ("1, 15, last of the month", "month:1,15,31"),
        ("1st and 15th", "month:1,15"),
        ("the 1st, 15th and last day", "month:1,15,31"),
        ("1 and 15 of every month", "month:1,15"),
        ("monthly on 31", "month:31"),
        ("monthly on the 1st and the 15th", "month:1,15"),
        ("every month on 5", "month:5"),
        ("last day of the month", "month:31"),
        ("last", "month:31"),
        ("weekdays and saturday", "weekdays:123456"),
        ("daily except weekends", "weekdays:12345"),
        ("every day, not at weekends", "weekdays:12345"),
        ("mon, wed without weekends", "weekdays:13"),
        ("weekdays excluding the weekend", "weekdays:12345"),
        ("every 3 days, not at weekends", "days:3:2026-03-02;no-weekends"),
        ("every 3 days (no weekends)", "days:3:2026-03-02;no-weekends"),
        ("1st and 15th of the month without weekends", "month:1,15;no-weekends"),
    ],
)
def test_intervals_and_days_of_the_month_are_read_as_people_write_them(
    text: str, code: str
) -> None:
    assert read_days(text, first=date(2026, 3, 2)).code == code


@pytest.mark.parametrize(
    "text",
    ["weekdays and sundays without weekends", "Sat, Sun without weekends", "fri-sun, not at weekends"]
    + ["every other sunday except weekends"],
)  # fmt: skip
def test_days_at_weekends_without_weekends_are_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ContraryDays) as refusal:
        read_days(text)
    assert "falls on weekends and leaves weekends out; write the days" in refusal.value.sentence


@pytest.mark.parametrize(
    "text",
    ["every 0 days", "every 366 days", "every 9999 days", "every 0 weeks on monday"]
    + ["every 53 weeks on monday", "monthly on 0", "32nd of the month", "1, 15, 99 of the month"],
)
def test_intervals_and_days_that_never_come_are_refused(text: str) -> None:
    with pytest.raises(DaysOutOfRange, match="never comes; write every 1 to 365 days"):
        read_days(text)


@pytest.mark.parametrize(
    "text",
    ["", "  ", ",", "-", "and", "m", "t", "s", "xyz", "mon-", "-fri", "mon-fri-sun", "mon, xyz"]
    + ["every", "every 3", "every n days", "every 2 days on monday", "mon and 15 of the month"]
    + [
        "of the month",
        "monthly",
        "monthly on",
        "1st and mon",
        "without weekends",
        "every 2 mon-fri",
    ]
    + ["monx", "1", "135", "1, 15", "Montag", "mon—fri", "@everyone", "{text}", "месяц", "日曜日"],
)
def test_days_that_cannot_be_read_are_refused_with_the_text(text: str) -> None:
    with pytest.raises(UnknownDays) as refusal:
        read_days(text)
    assert refusal.value.sentence.startswith(f"“{text}” names no days;")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("9:00", time(9)),
        ("09:00", time(9)),
        (" 17.30 ", time(17, 30)),
        ("17h30", time(17, 30)),
        ("0:00", time(0)),
        ("00:00", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, at: time) -> None:
    assert read_time(text) == at


@pytest.mark.parametrize(
    "text",
    ["", "9", "900", "24:00", "12:60", "9:5", "9:000", "-1:00", "09:00:00", "9 am", "noon"]
    + ["19:00 UTC", "009:00", "9:00\n10:00", "٠٩:٣٠", "９:００", "{0}", "1²:00"],
)
def test_a_time_that_cannot_be_read_is_refused_with_the_text(text: str) -> None:
    with pytest.raises(UnknownTime) as refusal:
        read_time(text)
    assert refusal.value.sentence.startswith(f"“{text}” is not a time of day;")


@given(text=st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read, refusal in ((read_days, UnknownDays), (read_time, UnknownTime)):
        try:
            read(text)
        except refusal as refused:
            assert text in refused.sentence


@given(
    text=st.lists(
        st.sampled_from(
            [
                "every",
                "other",
                "3",
                "0",
                "1st",
                "last",
                "of the month",
                "monthly",
                "on",
                "the",
                "and",
            ]
            + [",", "mon", "sunday", "-", "weekdays", "days", "weeks", "not at weekends", "except"]
        ),
        max_size=7,
    ).map(" ".join)
)
def test_any_mixture_of_our_words_names_days_or_is_refused(text: str) -> None:
    try:
        pattern = read_days(text)
    except (UnknownDays, DaysOutOfRange, ContraryDays) as refused:
        assert "write" in refused.sentence
    else:
        assert read_code(pattern.code) == pattern


@given(days=st.frozensets(st.integers(1, 7), min_size=1))
def test_a_pattern_comes_back_from_its_code_and_from_its_words(days: frozenset[int]) -> None:
    pattern = Pattern(days)
    assert read_code(pattern.code) == pattern
    assert read_days(str(pattern)) == pattern


@pytest.mark.parametrize(
    "code",
    ["", "weekdays", "weekdays:", "weekdays:0", "weekdays:8", "weekdays:1x", "days:1", "month:"]
    + ["weeks:2:2026-03-02", "days:x:2026-03-02", "days:3:2026-02-30", "year:1", ";no-weekends"],
)
def test_a_code_that_names_no_days_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r"unknown pattern|no weekdays|invalid literal|day is out"):
        read_code(code)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (EVERY_DAY, "Every day"),
        (WEEKDAYS, "Weekdays"),
        (Pattern(frozenset({1})), "Mondays"),
        (Pattern(frozenset({7})), "Sundays"),
        (Pattern(frozenset({5, 1, 3})), "Mon, Wed, Fri"),
        (Pattern(frozenset({6, 7})), "Sat, Sun"),
    ],
)
def test_a_pattern_reads_as_people_say_it(pattern: Pattern, words: str) -> None:
    assert str(pattern) == words
    assert str(Plan("Europe/Berlin", time(9), pattern)) == f"{words} 09:00, Europe/Berlin"
