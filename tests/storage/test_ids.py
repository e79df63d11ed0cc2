"""Ids: made before the row, in order of time, within 63 bits."""

from datetime import UTC, datetime, timedelta

from bot.storage import ids

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_ids_of_one_moment_differ() -> None:
    assert len({ids.new(NOW) for _ in range(100)}) >= 99


def test_a_later_id_is_larger() -> None:
    assert ids.new(NOW) < ids.new(NOW + timedelta(milliseconds=1))


def test_ids_fit_into_64_bits_with_a_sign_for_a_hundred_years() -> None:
    assert 0 < ids.new(NOW) < ids.new(NOW + timedelta(days=29_000)) < 2**63


def test_an_id_tells_when_it_was_made() -> None:
    moment = NOW + timedelta(milliseconds=1234)
    assert [ids.moment(ids.new(moment)) for _ in range(3)] == [moment] * 3


def test_the_first_id_of_a_moment_parts_what_was_made_before_from_what_comes_after() -> None:
    moment = datetime(2026, 3, 2, 9, 0, 0, 1000, tzinfo=UTC)
    before = ids.new(moment - timedelta(milliseconds=1))
    assert before < ids.first(moment) <= ids.new(moment)
    assert ids.moment(ids.first(moment)) == moment
