"""Quiet hours: what a member writes, and when they are awake, over midnight and both clock changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.me import NO_QUIET, Preferences, Quiet, quiet_between, read_quiet
from bot.errors import UnknownQuiet

BERLIN = "Europe/Berlin"
TEN, SEVEN = time(22), time(7)
A_MINUTE = timedelta(minutes=1)


def _wakes(
    moment: str,
    begins: time | None = TEN,
    ends: time | None = SEVEN,
    *,
    zone: str | None = BERLIN,
    usual_zone: str = "UTC",
) -> str:
    """The end of the wait, in UTC; the moment is UTC too."""
    mine = Preferences(zone=zone, quiet_from=begins, quiet_until=ends)
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return f"{mine.awake(at, usual_zone=usual_zone):%Y-%m-%d %H:%M}"


# Berlin is an hour ahead of UTC on these days.
@pytest.mark.parametrize(
    ("moment", "wakes"),
    [
        ("2026-01-10 20:59", "2026-01-10 20:59"),
        ("2026-01-10 21:00", "2026-01-11 06:00"),
        ("2026-01-10 22:59", "2026-01-11 06:00"),
        ("2026-01-10 23:00", "2026-01-11 06:00"),
        ("2026-01-11 05:59", "2026-01-11 06:00"),
        ("2026-01-11 06:00", "2026-01-11 06:00"),
        ("2026-01-11 12:00", "2026-01-11 12:00"),
        ("2025-12-31 22:30", "2026-01-01 06:00"),
    ],
)
def test_quiet_hours_over_midnight_end_in_the_morning(moment: str, wakes: str) -> None:
    assert _wakes(moment) == wakes


@pytest.mark.parametrize(
    ("moment", "wakes"),
    [
        ("2026-01-10 11:59", "2026-01-10 11:59"),
        ("2026-01-10 12:00", "2026-01-10 13:30"),
        ("2026-01-10 13:29", "2026-01-10 13:30"),
        ("2026-01-10 13:30", "2026-01-10 13:30"),
        ("2026-01-10 23:30", "2026-01-10 23:30"),
    ],
)
def test_quiet_hours_within_a_day_end_on_it(moment: str, wakes: str) -> None:
    assert _wakes(moment, time(13), time(14, 30)) == wakes


def test_quiet_until_midnight_ends_with_the_day() -> None:
    assert _wakes("2026-01-10 22:00", time(20), time(0)) == "2026-01-10 23:00"
    assert _wakes("2026-01-10 23:00", time(20), time(0)) == "2026-01-10 23:00"


@pytest.mark.parametrize("hours", [(None, None), (TEN, None), (None, TEN), (TEN, TEN)])
def test_without_two_different_ends_nothing_is_quiet(
    hours: tuple[time | None, time | None],
) -> None:
    for moment in ("2026-01-10 21:00", "2026-01-10 22:00", "2026-01-11 03:00"):
        assert _wakes(moment, *hours) == moment


def test_without_a_zone_of_their_own_the_usual_one_holds() -> None:
    at = "2026-01-10 21:30"
    assert _wakes(at, zone=None, usual_zone=BERLIN) == "2026-01-11 06:00"
    assert _wakes(at, zone=None, usual_zone="UTC") == at
    assert _wakes(at, zone=BERLIN, usual_zone="UTC") == "2026-01-11 06:00"


# On 29 March 2026 the clocks of Berlin go from 02:00 to 03:00, at 01:00 UTC.
@pytest.mark.parametrize(
    ("moment", "ends", "wakes"),
    [
        # A night that is an hour shorter.
        ("2026-03-28 21:00", SEVEN, "2026-03-29 05:00"),
        # 02:30 does not come: the end is as much later as the jump is long.
        ("2026-03-29 00:30", time(2, 30), "2026-03-29 01:30"),
        ("2026-03-29 01:00", time(2, 30), "2026-03-29 01:00"),
        ("2026-03-29 00:59", time(3), "2026-03-29 01:00"),
    ],
)
def test_clocks_that_go_forward_are_followed(moment: str, ends: time, wakes: str) -> None:
    assert _wakes(moment, TEN, ends) == wakes


def test_where_the_jump_takes_all_waking_time_the_next_day_counts() -> None:
    assert _wakes("2026-03-29 00:30", time(3), time(2, 30)) == "2026-03-30 00:30"


# On 25 October 2026 the clocks of Berlin go from 03:00 to 02:00, at 01:00 UTC.
@pytest.mark.parametrize(
    ("moment", "ends", "wakes"),
    [
        # A night that is an hour longer.
        ("2026-10-24 20:00", SEVEN, "2026-10-25 06:00"),
        # 02:30 comes twice, and each of them ends the hour it stands in.
        ("2026-10-25 00:10", time(2, 30), "2026-10-25 00:30"),
        ("2026-10-25 00:40", time(2, 30), "2026-10-25 00:40"),
        ("2026-10-25 01:10", time(2, 30), "2026-10-25 01:30"),
        ("2026-10-25 01:30", time(2, 30), "2026-10-25 01:30"),
    ],
)
def test_clocks_that_go_back_are_followed(moment: str, ends: time, wakes: str) -> None:
    assert _wakes(moment, TEN, ends) == wakes


ZONES = [BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "UTC"]
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))


def _quiet(moment: datetime, zone: str, begins: time, ends: time) -> bool:
    """What a clock on the wall says, minute by minute."""
    at = moment.astimezone(ZoneInfo(zone)).strftime("%H:%M")
    first, last = f"{begins:%H:%M}", f"{ends:%H:%M}"
    if first < last:
        return first <= at < last
    return first > last and (at >= first or at < last)


@given(moments, minutes, minutes, st.sampled_from(ZONES))
def test_nothing_comes_early_or_in_a_quiet_minute(
    moment: datetime, begins: time, ends: time, zone: str
) -> None:
    mine = Preferences(zone=zone, quiet_from=begins, quiet_until=ends)
    wakes = mine.awake(moment, usual_zone="UTC")
    assert wakes >= moment
    assert not _quiet(wakes, zone, begins, ends)
    if not _quiet(moment, zone, begins, ends):
        assert wakes == moment
    # A night is never longer than a day, its repeated hour and one swallowed morning.
    assert wakes - moment < timedelta(hours=49)
    assert mine.awake(wakes, usual_zone="UTC") == wakes


@given(
    st.datetimes(datetime(2026, 4, 1), datetime(2026, 9, 30), timezones=st.just(UTC)),
    minutes,
    minutes,
)
def test_between_clock_changes_the_first_minute_that_is_not_quiet_counts(
    moment: datetime, begins: time, ends: time
) -> None:
    mine = Preferences(zone=BERLIN, quiet_from=begins, quiet_until=ends)
    wakes = mine.awake(moment, usual_zone="UTC")
    if wakes != moment:
        assert _quiet(wakes - A_MINUTE, BERLIN, begins, ends)
        assert wakes.second == wakes.microsecond == 0


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("22:00-07:00", (TEN, SEVEN)),
        (" 22:00 – 7:00 ", (TEN, SEVEN)),
        ("22-7", (TEN, SEVEN)),
        ("from 22.00 to 7", (TEN, SEVEN)),
        ("22:00 until 07:00", (TEN, SEVEN)),
        ("23:30—6:15", (time(23, 30), time(6, 15))),
        ("0-0:30", (time(0), time(0, 30))),
        ("OFF", NO_QUIET),
        ("none", NO_QUIET),
        ("-", NO_QUIET),
    ],
)
def test_quiet_hours_are_read_as_people_write_them(text: str, quiet: Quiet) -> None:
    assert read_quiet(text) == quiet


@pytest.mark.parametrize(
    "text",
    [
        "",
        "night",
        "22:00",
        "22:00-",
        "-7",
        "22:00-25:00",
        "22-7-9",
        "22:00-22:00",
        "7-07:00",
        "a-b",
    ],
)
def test_what_is_no_span_is_given_back(text: str) -> None:
    with pytest.raises(UnknownQuiet) as refusal:
        read_quiet(text)
    assert refusal.value.quote == text


def test_two_fields_are_read_as_one_span() -> None:
    assert quiet_between("22", " 07:00 ") == (TEN, SEVEN)
    assert quiet_between("", "  ") == NO_QUIET
    for begins, ends in (("22:00", ""), ("", "7"), ("ten", "7"), ("7", "7:00")):
        with pytest.raises(UnknownQuiet) as refusal:
            quiet_between(begins, ends)
        assert refusal.value.quote == f"{begins}-{ends}"
