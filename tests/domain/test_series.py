"""The self-score: what was ticked, of how many, and where most is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.daily.series import Score


def score(ticked: dict[str, set[int]], of: dict[str, int]) -> Score:
    return Score(ticked={key: frozenset(ns) for key, ns in ticked.items()}, of=of)


@pytest.mark.parametrize(
    ("ticked", "of", "hit", "total", "widest"),
    [
        ({}, {"scope": 2, "depth": 3}, 0, 5, "depth"),
        ({"scope": {0, 1}}, {"scope": 2, "depth": 3}, 2, 5, "depth"),
        ({"depth": {0, 2}}, {"scope": 2, "depth": 3}, 2, 5, "scope"),
        ({"scope": {0, 1}, "depth": {0, 1, 2}}, {"scope": 2, "depth": 3}, 5, 5, None),
        # Where two miss as many, the one the rubric names first.
        ({}, {"scope": 2, "depth": 2}, 0, 4, "scope"),
        ({"scope": {1}, "depth": {0}}, {"scope": 2, "depth": 2}, 2, 4, "scope"),
        ({}, {}, 0, 0, None),
    ],
)
def test_a_score_counts_and_names_the_widest_gap(
    ticked: dict[str, set[int]], of: dict[str, int], hit: int, total: int, widest: str | None
) -> None:
    found = score(ticked, of)
    assert (found.hit, found.total, found.widest_gap) == (hit, total, widest)


@st.composite
def scores(draw: st.DrawFn) -> Score:
    of = draw(st.dictionaries(st.sampled_from("abcd"), st.integers(1, 4)))
    return score({key: draw(st.sets(st.integers(0, n - 1))) for key, n in of.items()}, of)


@given(found=scores())
def test_there_is_a_gap_exactly_where_something_is_missing(found: Score) -> None:
    assert 0 <= found.hit <= found.total
    assert (found.widest_gap is None) == (found.hit == found.total)
    if found.widest_gap is not None:
        missing = {key: n - len(found.ticked[key]) for key, n in found.of.items()}
        assert missing[found.widest_gap] == max(missing.values())
