"""Days and times as people write them, and patterns as they are stored and shown."""

from datetime import time

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
from bot.errors import UnknownDays, UnknownTime


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
    "text",
    ["", "  ", ",", "-", "and", "m", "t", "s", "xyz", "mon-", "-fri", "mon-fri-sun", "mon, xyz"]
    + ["monx", "1", "135", "Montag", "mon—fri", "@everyone", "{text}", "месяц", "日曜日"],
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


@given(days=st.frozensets(st.integers(1, 7), min_size=1))
def test_a_pattern_comes_back_from_its_code_and_from_its_words(days: frozenset[int]) -> None:
    pattern = Pattern(days)
    assert read_code(pattern.code) == pattern
    assert read_days(str(pattern)) == pattern


@pytest.mark.parametrize(
    "code", ["", "weekdays", "weekdays:", "weekdays:0", "weekdays:8", "weekdays:1x", "days:1"]
)
def test_a_code_that_names_no_weekdays_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r"unknown pattern|no weekdays|invalid literal"):
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
