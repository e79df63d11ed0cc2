"""Free now: the longest waiting meets the first who fits, and nobody is met twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.daily.question import KINDS, LEVELS
from bot.domain.mock.member import Member
from bot.domain.mock.now import RELAXES, Request, fits, pairs, partner

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def request(id: int, *, waited: float = 0, free: float = 90, **choices: Any) -> Request:
    """Somebody who came so many minutes ago and is free for so many more."""
    values: dict[str, Any] = {
        "zone": "UTC",
        "kinds": frozenset({"coding"}),
        "level": "L5",
        "wish": "swap",
        "languages": frozenset({"en"}),
        "hours": (),
    }
    return Request(
        id=id,
        member=Member(id=id, **values | choices),
        since=NOW - waited * MINUTE,
        until=NOW + free * MINUTE,
    )


def met(line: list[Request]) -> list[tuple[int, int]]:
    return [(one.id, other.id) for one, other in pairs(line, NOW)]


def test_of_several_who_fit_the_first_in_the_line_is_met() -> None:
    line = [request(1, kinds=frozenset({"behavioral"})), request(2), request(3)]
    assert partner(request(4), line, NOW) is line[1]


def test_nobody_meets_themselves() -> None:
    assert partner(request(1), [request(1)], NOW) is None


@pytest.mark.parametrize(
    "other",
    [
        request(2, kinds=frozenset({"behavioral"})),
        request(2, languages=frozenset({"de"})),
        request(2, level="L7"),
        request(2, never=frozenset({1})),
        request(2, free=59),
    ],
)
def test_who_does_not_fit_is_passed_over_from_either_side(other: Request) -> None:
    assert not fits(request(1), other, NOW)
    assert not fits(other, request(1), NOW)


def test_whole_hours_count_to_the_minute() -> None:
    assert fits(request(1, free=60), request(2, free=60), NOW)
    assert not fits(request(1, free=60), request(2, free=60), NOW + timedelta(seconds=1))


def test_one_level_apart_is_near_and_two_are_after_five_minutes() -> None:
    assert fits(request(1, level="L5"), request(2, level="L6"), NOW)
    late = request(1, level="L4", waited=4.9)
    assert not fits(late, request(2, level="L7"), NOW)
    assert fits(replace(late, since=NOW - RELAXES), request(2, level="L7"), NOW)
    assert fits(request(2, level="L7"), replace(late, since=NOW - RELAXES), NOW)


def test_after_five_minutes_those_who_wait_meet_without_anybody_coming() -> None:
    line = [request(1, level="L4", waited=5), request(2, level="L7", waited=3), request(3)]
    assert met(line) == [(1, 2)]


def test_a_pair_of_whom_one_never_wants_to_meet_the_other_goes_on_waiting() -> None:
    line = [request(1, never=frozenset({2}), waited=60), request(2, waited=50)]
    assert met(line) == []
    assert met([*line, request(3)]) == [(1, 3)]


MEMBERS = st.fixed_dictionaries(
    {
        "kinds": st.frozensets(st.sampled_from(KINDS), min_size=1),
        "level": st.sampled_from(LEVELS),
        "languages": st.frozensets(st.sampled_from(["en", "de", "fr"]), min_size=1),
        "never": st.frozensets(st.integers(1, 12), max_size=3),
        "waited": st.integers(0, 20),
        "free": st.integers(30, 180),
    }
)


@settings(max_examples=200)
@given(st.lists(MEMBERS, max_size=12))
def test_nobody_is_met_twice_and_no_two_who_fit_are_left(found: list[dict[str, Any]]) -> None:
    line = [request(n, **values) for n, values in enumerate(found, start=1)]
    made = pairs(line, NOW)
    ids = [one.id for pair in made for one in pair]
    assert len(ids) == len(set(ids))
    for one, other in made:
        assert fits(one, other, NOW)
        assert line.index(one) < line.index(other)
    left = [one for one in line if one.id not in ids]
    assert not any(fits(one, other, NOW) for one in left for other in left)
