"""A change: what is another now, its reverse, and whether it can be taken back."""

from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.changes import Change, What

EDITED = Change(
    guild_id=1,
    id=2,
    by=7,
    at=datetime(2026, 3, 2, tzinfo=UTC),
    what="series-edited",
    ref=10,
    before={"time": "09:00", "level": None, "zone": "UTC"},
    after={"time": "10:00", "level": "L6", "zone": "UTC"},
)
VALUES = st.dictionaries(st.text(max_size=3), st.none() | st.integers() | st.text(max_size=3))


def change(**given: Any) -> Change:
    return Change(**{name: getattr(EDITED, name) for name in Change.__slots__} | given)


def test_only_what_is_another_now_is_a_difference() -> None:
    assert EDITED.differences == [("time", "09:00", "10:00"), ("level", None, "L6")]


def test_what_was_not_there_before_or_is_no_longer_there_differs_from_nothing() -> None:
    one = change(before={"until": "2026-04-01"}, after={"slot": "2026-03-02"})
    assert one.differences == [("until", "2026-04-01", None), ("slot", None, "2026-03-02")]


@pytest.mark.parametrize(
    ("what", "reverse"),
    [
        ("series-added", "series-removed"),
        ("series-paused", "series-resumed"),
        ("series-edited", "series-edited"),
        ("settings-changed", "settings-changed"),
    ],
)
def test_a_reverse_is_called_what_it_does(what: What, reverse: What) -> None:
    assert change(what=what).reverse.what == reverse
    assert change(what=reverse).reverse.what == what


@given(st.sampled_from(get_args(What)), VALUES, VALUES)
def test_the_reverse_of_a_reverse_is_the_change_itself(
    what: What, before: dict[str, Any], after: dict[str, Any]
) -> None:
    one = change(what=what, before=before, after=after)
    assert one.reverse.reverse == one
    assert [(name, new, old) for name, old, new in one.differences] == [
        one.reverse.differences[[n for n, *_ in one.reverse.differences].index(name)]
        for name, *_ in one.differences
    ]


@pytest.mark.parametrize(
    ("what", "after", "final"),
    [
        ("series-posted", {"slot": "2026-03-02"}, True),
        ("series-removed", {}, False),
        ("channel-created", {"name": "daily-question"}, False),
        ("channel-created", {}, True),
        ("role-created", {}, True),
    ],
)
def test_what_was_posted_and_what_was_deleted_stay_so(
    what: What, after: dict[str, Any], final: bool
) -> None:
    assert change(what=what, after=after).is_final is final
