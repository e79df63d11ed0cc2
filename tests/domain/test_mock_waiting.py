"""The waiting list: who was left out longest is first, and only who fits is met."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.daily.question import KINDS, Kind
from bot.domain.mock.kinds import choose_kind
from bot.domain.mock.member import Interval, Member
from bot.domain.mock.waiting import Waiting, partner

WEEK = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)
NOW = WEEK + timedelta(hours=1)
EVENING = (Interval(3, 18 * 60, 60),)


def member(id: int, **given: Any) -> Member:
    values: dict[str, Any] = {
        "zone": "UTC",
        "kinds": frozenset({"coding"}),
        "level": "L5",
        "wish": "swap",
        "languages": frozenset({"en"}),
        "hours": EVENING,
    }
    return Member(id=id, **values | given)


def waiting(id: int, *, since: int = 0, relied: float = -0.7, **given: Any) -> Waiting:
    return Waiting(
        member=member(id, **given),
        since=NOW + timedelta(minutes=since),
        standing=(False, relied),
    )


def found(*line: Waiting, met: frozenset[int] = frozenset(), at: datetime = NOW) -> int | None:
    one = partner(member(1), line, met, WEEK, at)
    return None if one is None else one.member.id


def test_the_times_are_those_that_suit_both() -> None:
    one = partner(member(1), [waiting(2, zone="Europe/Berlin")], (), WEEK, NOW)
    assert one is None
    hours = (Interval(3, 18 * 60, 150),)
    one = partner(member(1), [waiting(2, zone="Europe/Berlin", hours=hours)], (), WEEK, NOW)
    assert one is not None
    assert one.proposals == (datetime(2026, 3, 4, 18, 0, tzinfo=UTC),)
    assert one.common.bit_count() == 1


@pytest.mark.parametrize(
    "other",
    [
        waiting(1),
        waiting(2, languages=frozenset({"de"})),
        waiting(2, never=frozenset({1})),
        waiting(2, hours=(Interval(4, 18 * 60, 60),)),
        waiting(2, hours=()),
    ],
)
def test_who_cannot_be_met_is_passed_over(other: Waiting) -> None:
    assert found(other) is None
    assert found(other, waiting(3)) == 3


def test_who_was_met_in_this_round_is_not_met_again() -> None:
    assert found(waiting(2), met=frozenset({2})) is None


def test_a_start_leaves_twelve_hours() -> None:
    at = datetime(2026, 3, 4, 6, 0, tzinfo=UTC)
    assert found(waiting(2), at=at) == 2
    assert found(waiting(2), at=at + timedelta(minutes=1)) is None


def test_who_was_left_out_longest_comes_first_whoever_fits_better() -> None:
    assert found(waiting(2), waiting(3, streak=1, kinds=frozenset({"behavioral"}))) == 3


def test_then_who_shares_a_kind_then_who_can_be_relied_upon_then_who_is_near_then_the_first() -> (
    None
):
    other = frozenset({"behavioral"})
    assert found(waiting(2, kinds=other, relied=-0.9), waiting(3)) == 3
    assert found(waiting(2, relied=-0.5), waiting(3, relied=-0.8, level="L7")) == 3
    assert found(waiting(2, level="L7"), waiting(3, level="L6", since=9)) == 3
    assert found(waiting(2, since=1), waiting(3)) == 3
    assert found(waiting(3), waiting(2)) == 2


def test_how_far_somebody_can_be_relied_upon_orders_the_list_and_reaches_no_screen() -> None:
    root = Path(__file__).parents[2]
    asking = {
        str(file.relative_to(root))
        for folder in ("bot", "cogs")
        for file in (root / folder).rglob("*.py")
        if re.search(r"mock import .*\breliability\b|mock\.reliability", file.read_text())
    }
    assert asking == {"bot/services/mock/waiting.py", "bot/storage/mock/past.py"}


def kinds(*those: Kind) -> list[Kind]:
    return list(those)


def test_the_kind_is_the_one_that_was_practised_least_lately() -> None:
    every = kinds("coding", "behavioral", "system-design")
    two = kinds("coding", "behavioral")
    assert choose_kind(every, every, two, b"1") == "system-design"
    assert choose_kind(two, every, two, b"1") == "coding"
    assert choose_kind(kinds("coding"), every, kinds("behavioral", "coding"), b"1") == "coding"
    assert choose_kind((), kinds("behavioral"), [], b"1") == "behavioral"
    assert choose_kind(two, (), [*two, "coding"], b"1") == "behavioral"


def test_of_kinds_that_were_never_practised_the_seed_chooses_whatever_their_order() -> None:
    drawn = [choose_kind(KINDS, (), [], f"{n}".encode() * 30) for n in range(40)]
    assert set(drawn) == set(KINDS)
    assert drawn == [choose_kind(KINDS[::-1], (), [], f"{n}".encode() * 30) for n in range(40)]
