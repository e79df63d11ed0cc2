"""What peers saw by kind: one voice a rater, one level, and a range that narrows with more people."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.daily.question import KINDS
from bot.domain.mock.overall import Overall, overall
from bot.domain.mock.trend import Given, Opinion, Severity

NOW = datetime(2026, 3, 2, tzinfo=UTC)
EVEN = Severity(guild=Given(cards=0, mean=0), raters={})


def card(rater: int | None, *grades: int, at: int = 0, **given_: Any) -> Opinion:
    values: dict[str, Any] = {"kind": "coding", "level": "L5", "recommendation": 3, "change": ""}
    return Opinion(
        rater=rater,
        at=NOW + timedelta(days=at),
        grades={f"criterion-{n}": grade for n, grade in enumerate(grades)},
        **values | given_,
    )


def coding(*cards: Opinion, severity: Severity = EVEN) -> Overall:
    return overall(cards, severity)[-1]


def test_without_a_card_every_kind_is_there_and_says_nothing() -> None:
    found = overall([], EVEN)
    assert [one.kind for one in found] == list(KINDS)
    assert all((one.raters, one.is_sure) == (0, False) for one in found)


def test_each_rater_has_one_voice() -> None:
    found = coding(card(1, 4, 4), card(1, 4, 4), card(1, 4, 4), card(2, 2, 2))
    assert (found.raters, found.mean, found.is_sure) == (2, 3, False)


def test_the_level_of_the_latest_card_is_told_and_no_other() -> None:
    found = coding(card(1, 4, at=1), card(2, 1, at=3, level="L6"), card(3, 4, at=2))
    assert (found.level, found.raters, found.mean) == ("L6", 1, 1)


def test_three_different_people_make_it_sure() -> None:
    assert coding(card(1, 3), card(2, 3), card(3, 3)).is_sure
    # Those whose data were deleted are one.
    assert not coding(card(None, 3), card(None, 3), card(1, 3)).is_sure


@pytest.mark.parametrize(("raters", "off"), [(1, 0.87), (3, 0.50), (5, 0.39)])
def test_the_range_narrows_with_more_people(raters: int, off: float) -> None:
    found = coding(*(card(n, 2, 3) for n in range(raters)))
    assert found.mean == 2.5
    assert found.high - found.mean == pytest.approx(off, abs=0.01)


def test_a_strict_rater_is_evened_out() -> None:
    strict = Severity(guild=Given(cards=50, mean=3), raters={1: Given(cards=6, mean=2)})
    assert coding(card(1, 2), severity=strict).mean == 2.5


@given(st.lists(st.tuples(st.integers(1, 6), st.lists(st.integers(1, 4), min_size=1)), min_size=1))
def test_it_stays_on_the_scale(given_: list[tuple[int, list[int]]]) -> None:
    found = coding(*(card(rater, *grades) for rater, grades in given_))
    assert 1 <= found.low <= found.mean <= found.high <= 4
