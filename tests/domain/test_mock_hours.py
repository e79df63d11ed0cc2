"""Weekly hours: as bits, as people read them, and as people type them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.mock import week
from bot.domain.mock.member import DAY, GRID, SESSION, Interval
from bot.domain.mock.written import Rounded, read_hours
from bot.errors import (
    BackwardHours,
    ContraryHours,
    DayWithoutTime,
    NoHours,
    UnknownHours,
    UserError,
)

intervals = st.builds(
    Interval,
    st.integers(1, 7),
    st.integers(0, DAY - 1),
    st.integers(0, 7 * DAY),
)
sets = st.lists(intervals, max_size=6).map(week.bits)


def typed(text: str) -> str:
    """What a text is taken to say."""
    return week.as_typed(read_hours(text).hours)


@given(sets)
@example(week.ALL)
@example(0)
def test_intervals_and_bits_say_the_same(free: int) -> None:
    found = week.hours(free)
    assert week.bits(found) == free
    assert sum(one.length for one in found) == free.bit_count() * GRID
    assert len({(one.weekday, one.start) for one in found}) == len(found)


@given(sets)
@example(week.ALL)
def test_hours_that_are_written_are_read_as_they_were(free: int) -> None:
    usable = tuple(one for one in week.hours(free) if week.is_usable(one))
    if not usable:
        return
    assert read_hours(week.as_typed(usable)).hours == usable
    shown = ", ".join(f"{days} {times}" for days, times in week.lines(usable))
    assert read_hours(shown).hours == usable
    assert len(shown) <= 2000


@given(intervals)
def test_what_lies_off_the_grid_is_rounded_inward(one: Interval) -> None:
    begins = (one.weekday - 1) * DAY + one.start
    for quarter in range(week.BINS):
        if week.bits([one]) >> quarter & 1:
            # A week has no end: what passes it stands at its beginning.
            after = (quarter * GRID - begins) % (7 * DAY)
            assert after + GRID <= one.length


@given(st.sets(st.integers(1, 7), min_size=1), st.sets(st.sampled_from([*week.PARTS]), min_size=1))
def test_days_and_parts_that_are_ticked_are_ticked_again(
    days: set[int], parts: set[week.Part]
) -> None:
    assert week.parts_of(week.of_parts(days, parts)) == (days, parts)


@given(st.text(max_size=500))
def test_whatever_is_typed_gives_usable_hours_or_one_sentence(text: str) -> None:
    try:
        written = read_hours(text)
    except UserError as error:
        assert error.quote == text
        assert len(error.sentence) < 250
    else:
        assert any(one.length >= SESSION for one in written.hours)
        assert all(one.start % GRID == one.length % GRID == 0 for one in written.hours)


@given(
    st.lists(
        st.sampled_from(
            ["mon", "Tue", "-", "18", "20", "6pm", "9:30", "to", "off", ",", "evening", "h", "am"]
        ),
        max_size=12,
    )
)
def test_words_in_any_order_give_hours_or_one_sentence(words: list[str]) -> None:
    try:
        assert read_hours(" ".join(words)).hours
    except UserError as error:
        assert error.quote == " ".join(words)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Tue 18-20, Sat 9:30-12", "Tue 18:00-20:00, Sat 09:30-12:00"),
        ("tuesday from 18h to 20h30", "Tue 18:00-20:30"),
        ("Tuesdays 6-8pm", "Tue 18:00-20:00"),
        ("TUE 7 p.m. – 9 P.M.", "Tue 19:00-21:00"),
        ("Tue 11-1pm", "Tue 11:00-13:00"),
        ("Tue 11am-1", "Tue 11:00-13:00"),
        ("Tue 12am-2am; Wed 12pm-2pm", "Tue 00:00-02:00, Wed 12:00-14:00"),
        ("Tue noon to midnight", "Tue 12:00-24:00"),
        ("Tue 1830-2000", "Tue 18:30-20:00"),
        ("Mon-Fri 18-20", "Mon-Fri 18:00-20:00"),
        ("fri to mon 18-20", "Mon, Fri-Sun 18:00-20:00"),
        ("weekdays 18-20\nweekend 9.30-12", "Mon-Fri 18:00-20:00, Sat, Sun 09:30-12:00"),
        ("every day 18-20", "Mon-Sun 18:00-20:00"),
        ("Mon, Wed & Fri evenings", "Mon, Wed, Fri 17:00-22:00"),
        ("Sat morning and afternoon", "Sat 08:00-17:00"),
        ("Sat all day", "Sat 00:00-24:00"),
        ("Mo 9-10 Tu 9-10 We 9-10 Th 9-10 Fr 9-10 Sa 9-10 Su 9-10", "Mon-Sun 09:00-10:00"),
        ("Tue 9-12 and 14-16", "Tue 09:00-12:00, 14:00-16:00"),
        # Over midnight, and over the end of the week.
        ("Tue 22-1", "Tue 22:00-01:00"),
        ("Sun 23-1", "Sun 23:00-01:00"),
        # What overlaps or touches is one.
        ("Tue 18-20, Tue 19-21", "Tue 18:00-21:00"),
        ("Tue 18-18:30, Tue 18:30-19", "Tue 18:00-19:00"),
        ("Tue 22-24, Wed 0-1", "Tue 22:00-01:00"),
        ("Tue 18-20, Wed off", "Tue 18:00-20:00"),
        ("Mon-Sun 0-24", "Mon-Sun 00:00-24:00"),
    ],
)
def test_hours_are_read_as_people_mean_them(text: str, meant: str) -> None:
    assert typed(text) == meant


@pytest.mark.parametrize(
    ("text", "error", "named"),
    [
        ("x" * 500, UnknownHours, "x" * 40),
        ("whenever", UnknownHours, "whenever"),
        ("Di 18-20", UnknownHours, "Di"),
        ("18-20", UnknownHours, "18-20"),
        ("Tue 18 20", UnknownHours, "18"),
        ("Tue 18-20-22", UnknownHours, "20-22"),
        ("Tue 25-27", UnknownHours, "25-27"),
        ("Tue 18:75-20", UnknownHours, "18:75-20"),
        ("Tue 13pm-2pm", UnknownHours, "13pm-2pm"),
        ("日曜 18-20", UnknownHours, "日曜"),
        ("🙂", UnknownHours, "🙂"),
        ("weekdays-Sat 18-20", UnknownHours, "weekdays-Sat"),
        ("Tue 18-20, Sat", DayWithoutTime, "Sat"),
        ("Tue 20-18", BackwardHours, "20-18"),
        ("Tue 18-18", BackwardHours, "18-18"),
        ("Wed off, Wed 18-20", ContraryHours, "Wednesday"),
        ("", NoHours, ""),
        (" ,;\n", NoHours, ""),
        ("Tue off", NoHours, ""),
        ("Tue 18-18:59", NoHours, ""),
        ("Tue 18:10-19:10", NoHours, ""),
    ],
)
def test_what_cannot_be_used_is_named_and_given_back(
    text: str, error: type[UserError], named: str
) -> None:
    with pytest.raises(error) as refused:
        read_hours(text)
    assert type(refused.value) is error
    assert refused.value.quote == text
    assert named in refused.value.sentence


def test_what_is_off_the_grid_is_rounded_and_said() -> None:
    written = read_hours("Tue 18:10-20:05, Wed 9:01-9:14, Thu 22:50-1")
    assert week.as_typed(written.hours) == "Tue 18:15-20:00, Thu 23:00-01:00"
    assert written.rounded == [
        Rounded("18:10-20:05", "18:15–20:00"),
        Rounded("9:01-9:14", None),
        Rounded("22:50-1", "23:00–01:00"),
    ]


def test_a_time_of_under_an_hour_is_kept_and_known_as_too_short() -> None:
    hours = read_hours("Tue 18-20, Wed 9-9:45").hours
    assert [week.is_usable(one) for one in hours] == [True, False]
    assert week.usable_minutes(hours) == 120


def test_times_longer_than_a_night_are_written_day_by_day() -> None:
    hours = read_hours("Fri 18-24, Sat 0-24, Sun 0-9").hours
    assert hours == (Interval(5, 18 * 60, 39 * 60),)
    assert week.lines(hours) == [
        ("Fri", "18:00–24:00"),
        ("Sat", "00:00–24:00"),
        ("Sun", "00:00–09:00"),
    ]
