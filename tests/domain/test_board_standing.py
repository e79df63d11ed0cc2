"""Places: shared ranks, bands of large boards, and nobody who is shown last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.board.standing import (
    Place,
    Row,
    ordinal,
    ranked,
    usual_week,
    visible,
)

ME = 50
POINTS = st.lists(st.integers(1, 6), min_size=1, max_size=12)


def place(rank: int = 6, of: int = 9, lowest: int = 1, **given: list[Row]) -> Place:
    rows = {"above": [], "below": []} | given
    return Place(own=Row(ME, 52, rank), of=of, lowest=lowest, **rows)


@pytest.mark.parametrize(
    ("number", "word"),
    [
        *((1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th")),
        *((13, "13th"), (21, "21st"), (102, "102nd"), (111, "111th"), (1_023, "1,023rd")),
    ],
)
def test_a_place_reads_as_people_say_it(number: int, word: str) -> None:
    assert ordinal(number) == word


@given(POINTS)
def test_ranks_count_those_with_more_points_and_are_shared(points: list[int]) -> None:
    rows = ranked(enumerate(sorted(points, reverse=True)))
    assert all(row.rank == 1 + sum(had > row.points for had in points) for row in rows)


@given(POINTS)
def test_nobody_but_oneself_is_shown_at_the_end_of_a_board(points: list[int]) -> None:
    rows = ranked(enumerate(sorted(points, reverse=True)))
    lowest = min(points)
    for own in (None, *rows):
        shown = visible(rows, lowest=lowest, own=own)
        last = {row for row in shown if row.points == lowest and row.rank > 3}
        assert all(own is not None and row.rank == own.rank for row in last)
        assert [row for row in rows if row.points > lowest] == [
            row for row in shown if row.points > lowest
        ]


def test_a_board_of_three_is_shown_whole() -> None:
    rows = ranked([(1, 30), (2, 20), (3, 10)])
    assert visible(rows, lowest=10, own=None) == rows


def test_who_is_last_sees_their_place_and_who_is_before_sees_nobody_below() -> None:
    above, last = Row(1, 60, 5), Row(2, 40, 7)
    before = place(6, of=7, lowest=40, above=[above], below=[last])
    assert before.shown == [above, before.own]
    behind = place(7, of=7, lowest=52, above=[above])
    assert behind.shown == [above, behind.own]


def test_a_place_that_is_shared_knows_it_and_who_is_truly_better() -> None:
    better, same = Row(1, 60, 5), Row(2, 52, 6)
    shared = place(6, above=[better, same])
    assert shared.is_shared
    assert shared.better == better
    assert place(6, above=[same, Row(3, 52, 6)]).better is None
    assert not place(6, above=[better]).is_shared


@pytest.mark.parametrize(
    ("rank", "of", "counted", "band"),
    [
        (50, 199, True, "second quarter"),
        (199, 199, True, None),
        (50, 200, True, "top quarter"),
        (51, 200, False, "second quarter"),
        (100, 200, False, "second quarter"),
        (101, 200, False, None),
        (5_000, 20_000, False, "top quarter"),
        (5_001, 20_000, False, "second quarter"),
        (20_000, 20_000, False, None),
    ],
)
def test_large_boards_tell_bands_and_the_lower_half_has_none(
    rank: int, of: int, counted: bool, band: str | None
) -> None:
    found = place(rank, of)
    assert (found.is_counted, found.band) == (counted, band)


def test_in_the_lower_half_of_a_large_board_somebody_stands_alone() -> None:
    above = [Row(1, 60, 149)]
    assert place(150, 200, above=above).shown == [place(150, 200).own]
    assert place(99, 200, above=above).shown == [*above, place(99, 200).own]


@pytest.mark.parametrize(
    ("weeks", "mean"),
    [
        ([], None),
        ([40, 50, 60, 70], None),  # there from the first week on
        ([0, 50, 60], None),
        ([0, 0, 40, 0, 50, 61], (50, 3)),
    ],
)
def test_who_came_late_has_a_mean_of_their_active_weeks(
    weeks: list[int], mean: tuple[int, int] | None
) -> None:
    assert usual_week(weeks) == mean
