"""Time zones as people type them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import zone
from bot.errors import UnknownZone

MARCH = datetime(2026, 3, 2, 13, 5, tzinfo=UTC)
JULY = datetime(2026, 7, 2, 13, 5, tzinfo=UTC)

READ = [
    ("Europe/Berlin", "Europe/Berlin"),
    ("europe/berlin", "Europe/Berlin"),
    ("EUROPE/BERLIN", "Europe/Berlin"),
    ("Europe / Berlin", "Europe/Berlin"),
    ("europe berlin", "Europe/Berlin"),
    ("  Berlin\n", "Europe/Berlin"),
    ("new york", "America/New_York"),
    ("New_York", "America/New_York"),
    ("buenos  aires", "America/Buenos_Aires"),
    ("port-au-prince", "America/Port-au-Prince"),
    ("utc", "UTC"),
    ("gmt", "Etc/GMT"),
    ("calcutta", "Asia/Calcutta"),
    # Two zones have an Istanbul and three a Pacific: the frequent one, else the shortest name.
    ("istanbul", "Europe/Istanbul"),
    ("pacific", "US/Pacific"),
    # Letters beyond ASCII.
    ("São Paulo", "America/Sao_Paulo"),
    ("SÃO PAULO", "America/Sao_Paulo"),
    ("Sa\N{COMBINING TILDE}o Paulo", "America/Sao_Paulo"),
    ("Zürich", "Europe/Zurich"),
    ("Bogotá", "America/Bogota"),
    ("İstanbul", "Europe/Istanbul"),
]


@pytest.mark.parametrize(("text", "name"), READ)
def test_a_zone_is_read_by_its_name_or_its_city(text: str, name: str) -> None:
    assert zone.read(text) == name


@pytest.mark.parametrize(
    "text",
    ["", "   ", "/", "berln", "Atlantis", "Mars/Olympus", "東京", "UTC+1", "+01:00", "Europe"]
    + ["posix/Europe/Berlin", "../../etc/passwd", "Europe/Berlin; DROP", "{zone}", "a" * 500],
)
def test_what_is_no_zone_is_refused_and_given_back(text: str) -> None:
    with pytest.raises(UnknownZone) as refusal:
        zone.read(text)
    assert refusal.value.sentence.startswith(f"“{text}” is no known time zone;")
    assert refusal.value.quote == text


def test_every_zone_is_read_by_its_own_name() -> None:
    assert [zone.read(name) for name in zone.names()] == list(zone.names())
    assert len(zone.names()) > 400


@settings(max_examples=40)
@given(name=st.sampled_from(zone.names()))
def test_a_zone_is_found_by_its_own_name_and_city(name: str) -> None:
    assert name in zone.near(name)
    cities = {zone.city(found) for found in zone.near(zone.city(name))}
    assert zone.city(name) in cities


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("berln", "Europe/Berlin"),
        ("londn", "Europe/London"),
        ("tokio", "Asia/Tokyo"),
        ("sidney", "Australia/Sydney"),
        ("new yrok", "America/New_York"),
        ("são pualo", "America/Sao_Paulo"),
        ("eurpoe/paris", "Europe/Paris"),
        ("singapur", "Asia/Singapore"),
    ],
)
def test_a_typing_mistake_leads_to_what_was_meant_first(typed: str, meant: str) -> None:
    assert zone.near(typed)[0] == meant


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("l", ["America/Los_Angeles", "Africa/Lagos", "Europe/London", "Europe/Lisbon"]),
        ("new", ["America/New_York"]),
        ("NEW Y", ["America/New_York"]),
        ("europe/b", ["Europe/Berlin"]),
        ("aires", ["America/Argentina/Buenos_Aires", "America/Buenos_Aires"]),
    ],
)
def test_a_few_letters_lead_to_the_frequent_zones_first(typed: str, first: list[str]) -> None:
    assert set(zone.near(typed)[: len(first)]) == set(first)


@pytest.mark.parametrize("typed", ["", "  ", "_", "/"])
def test_nothing_typed_leads_to_the_frequent_zones(typed: str) -> None:
    assert zone.near(typed) == list(zone.FREQUENT)
    assert zone.near(typed, limit=3) == list(zone.FREQUENT[:3])


def test_the_frequent_zones_fill_one_select() -> None:
    assert len(zone.FREQUENT) == len(set(zone.FREQUENT)) == 24
    assert set(zone.FREQUENT) <= set(zone.names())


def test_what_is_like_no_zone_has_nothing_near() -> None:
    assert zone.near("xyzzy") == []
    assert zone.near("東京") == []


@given(text=st.text(max_size=60), limit=st.integers(1, 30))
def test_near_matches_are_zones_once_each_and_within_the_limit(text: str, limit: int) -> None:
    found = zone.near(text, limit)
    assert len(found) == len(set(found)) <= limit
    assert set(found) <= set(zone.names())


@given(text=st.text(max_size=60))
def test_any_text_is_a_zone_of_the_data_or_refused(text: str) -> None:
    try:
        ZoneInfo(zone.read(text))
    except UnknownZone as refusal:
        assert refusal.quote == text


@pytest.mark.parametrize(
    ("name", "now", "text"),
    [
        ("Europe/Berlin", MARCH, "Berlin · UTC+1 · 14:05"),
        ("Europe/Berlin", JULY, "Berlin · UTC+2 · 15:05"),
        ("America/New_York", MARCH, "New York · UTC-5 · 08:05"),
        ("Asia/Kolkata", MARCH, "Kolkata · UTC+5:30 · 18:35"),
        ("Asia/Kathmandu", MARCH, "Kathmandu · UTC+5:45 · 18:50"),
        ("America/St_Johns", MARCH, "St Johns · UTC-3:30 · 09:35"),
        ("Pacific/Marquesas", MARCH, "Marquesas · UTC-9:30 · 03:35"),
        ("Pacific/Kiritimati", MARCH, "Kiritimati · UTC+14 · 03:05"),
        ("America/Argentina/Buenos_Aires", MARCH, "Buenos Aires · UTC-3 · 10:05"),
        ("UTC", MARCH, "UTC · UTC+0 · 13:05"),
    ],
)
def test_a_label_tells_the_present_offset_and_time(name: str, now: datetime, text: str) -> None:
    assert zone.label(name, now) == text


@given(name=st.sampled_from(zone.names()), now=st.datetimes(timezones=st.just(UTC),
       min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)))  # fmt: skip
def test_a_label_fits_an_option_of_a_select(name: str, now: datetime) -> None:
    assert 0 < len(zone.label(name, now)) <= 100


@pytest.mark.parametrize("locale", [*zone._AT_HOME])
def test_the_likely_zones_of_a_locale_exist_and_fit_a_select(locale: str) -> None:
    found = zone.likely([locale])
    assert found
    assert {*found} <= {*zone.names()}
    assert all(len(zone.label(name, MARCH)) <= 100 for name in found)


def test_likely_zones_follow_the_order_of_the_locales_each_once() -> None:
    assert zone.likely(["en-GB", "hi", "de"])[:5] == [
        "Europe/London",
        "Europe/Dublin",
        "Asia/Kolkata",
        "Australia/Sydney",
        "Europe/Berlin",
    ]
    assert zone.likely(["hi", "en-GB"])[0] == "Asia/Kolkata"


def test_a_locale_that_is_not_known_makes_no_zone_likely() -> None:
    assert zone.likely(["xx", ""]) == []
