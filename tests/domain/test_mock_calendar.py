"""The file for calendars, as another hand reads it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from bot.files.calendar import Appointment, invitation

START = datetime(2026, 3, 2, 18, tzinfo=UTC)
FACTS: dict[str, Any] = {
    "guild_id": 901,
    "session_id": 5,
    "sequence": 0,
    "stamp": datetime(2026, 2, 28, 9, 30, tzinfo=UTC),
    "starts_at": START,
    "ends_at": START + timedelta(hours=1),
    "summary": "Study session: system design",
    "names": ("Ben",),
    "link": "https://discord.com/channels/901/77",
}

ODD = [
    "Ana, Ben; and a \\ backslash",
    "two\nlines",
    "Zoë 🧑🏽‍💻 " * 20,
    "日本語の名前" * 20,
    "BEGIN:VEVENT",
    ":;,\"'^&^n\\n\\,",
    "a" * 300,
    "\ttab",
]


def written(**changes: Any) -> bytes:
    return invitation(Appointment(**FACTS | changes))


def read(file: bytes) -> tuple[Calendar, Event]:
    calendar = IcsCalendarStream.calendar_from_ics(file.decode())
    (event,) = calendar.events
    return calendar, event


def test_another_reader_finds_what_was_agreed() -> None:
    calendar, event = read(written())
    assert (calendar.method, calendar.version) == ("PUBLISH", "2.0")
    assert (event.dtstart, event.dtend) == (START, START + timedelta(hours=1))
    assert event.dtstamp == FACTS["stamp"]
    assert event.summary == "Study session: system design"
    assert event.description == "With Ben.\nhttps://discord.com/channels/901/77"
    assert (event.status, event.transparency) == ("CONFIRMED", "OPAQUE")
    (alarm,) = event.alarm
    assert (alarm.action, alarm.trigger) == ("DISPLAY", timedelta(minutes=-15))


def test_nobody_is_asked_by_mail_and_shared_calendars_hide_it() -> None:
    _, event = read(written())
    assert event.organizer is None
    assert event.attendees == []
    assert event.classification == "PRIVATE"
    assert "Ben" not in (event.summary or "")


def test_times_are_in_utc_whatever_zone_they_come_in() -> None:
    zone = ZoneInfo("America/New_York")
    moved = {name: FACTS[name].astimezone(zone) for name in ("starts_at", "ends_at", "stamp")}
    assert written(**moved) == written()
    assert b"DTSTART:20260302T180000Z\r\n" in written(**moved)
    assert b"TZID" not in written(**moved)


def test_a_move_is_the_same_event_in_a_later_version() -> None:
    later = START + timedelta(days=1)
    _, first = read(written())
    _, moved = read(written(sequence=1, starts_at=later, ends_at=later + timedelta(hours=1)))
    assert moved.uid == first.uid
    assert (first.sequence, moved.sequence) == (0, 1)
    assert moved.dtstart == later


def test_what_is_cancelled_says_so_takes_no_time_and_does_not_ring() -> None:
    calendar, event = read(written(sequence=2, cancelled=True))
    assert (calendar.method, event.status) == ("CANCEL", "CANCELLED")
    assert event.uid == read(written())[1].uid
    assert event.sequence == 2
    assert event.summary == "Cancelled: Study session: system design"
    assert event.transparency == "TRANSPARENT"
    assert event.alarm == []


@pytest.mark.parametrize("changes", [{"session_id": 6}, {"guild_id": 902}])
def test_another_session_and_another_server_have_an_event_of_their_own(
    changes: dict[str, int],
) -> None:
    assert read(written(**changes))[1].uid != read(written())[1].uid


def test_one_number_cannot_be_taken_for_another() -> None:
    assert (
        read(written(session_id=1, guild_id=12))[1].uid
        != read(written(session_id=11, guild_id=2))[1].uid
    )


def test_the_same_facts_give_the_same_bytes() -> None:
    assert written() == written()


def test_without_names_or_a_link_nothing_is_described() -> None:
    assert read(written(names=(), link=None))[1].description is None
    assert read(written(link=None, names=("Ben", "Cem")))[1].description == "With Ben and Cem."


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_come_back_as_they_were(text: str) -> None:
    _, event = read(written(summary=text, names=(text,), link=None))
    assert event.summary == text
    assert event.description == f"With {text}."


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\x0b"])
def test_every_end_of_a_line_is_one(end: str) -> None:
    assert read(written(summary=f"one{end}two"))[1].summary == "one\ntwo"


def test_characters_that_no_calendar_may_hold_are_left_out() -> None:
    assert read(written(summary="be\x07ll\x00\x7f"))[1].summary == "bell"


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(
    lambda text: "\\N" not in text  # icalendar takes it for the end of a line
)


@settings(max_examples=200, deadline=None)
@given(summary=TEXTS, names=st.lists(TEXTS, max_size=3))
def test_any_text_keeps_the_lines_short_and_in_order(summary: str, names: list[str]) -> None:
    file = written(summary=summary, names=tuple(names))
    lines = file.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()  # no character is cut in two
    unfolded = file.replace(b"\r\n ", b"").decode().split("\r\n")
    assert sum(line.startswith("BEGIN:VEVENT") for line in unfolded) == 1
    assert sum(line.startswith("DTSTART") for line in unfolded) == 1


@settings(max_examples=200, deadline=None)
@given(text=TEXTS.filter(lambda text: text == text.strip()))
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    assert read(written(summary=f"A {text} z"))[1].summary == f"A {text} z"
