"""What deeds earn: the figures of the rules, and the caps that nothing passes."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.board import points
from bot.domain.board.points import A_DAY, A_WEEK, RULES, Line, Worth, answer_full, span, worth
from bot.domain.board.windows import monday
from tests.domain.lines import line, together


def earned(*lines: Line) -> list[int]:
    """What each earns, in the order in which they are given."""
    found = worth(lines)
    return [found[one.key].points for one in lines]


@pytest.mark.parametrize(
    ("characters", "waited", "full"),
    [
        (199, timedelta(), 0),
        (200, timedelta(), 10),
        (3000, timedelta(hours=24), 10),
        (3000, timedelta(hours=24, seconds=1), 4),
        (200, timedelta(days=7), 4),
        (200, timedelta(days=7, seconds=1), 0),
        (199, timedelta(days=3), 0),
        (200, timedelta(minutes=-5), 10),
    ],
)
def test_an_answer_is_worth_ten_within_a_day_and_four_within_a_week(
    characters: int, waited: timedelta, full: int
) -> None:
    assert answer_full(characters, waited) == full


def test_answers_earn_ten_a_day_and_fifty_a_week() -> None:
    one_day = [line("answer", 0, n, hour=n) for n in range(3)]
    assert earned(*one_day) == [10, 0, 0]
    assert earned(*(line("answer", day, day) for day in range(8))) == [10] * 5 + [0, 0, 10]


def test_a_late_answer_leaves_room_for_the_one_in_time() -> None:
    late, timely = line("answer", 0, 1, hour=8, full=4), line("answer", 0, 2, hour=9)
    assert worth([late, timely]) == {
        late.key: Worth(4),
        timely.key: Worth(6, "day"),
    }


def test_of_five_days_of_cards_in_a_week_each_earns_five() -> None:
    assert earned(*(line("cards", day, day) for day in range(7))) == [5] * 5 + [0, 0]


def test_two_mocks_a_week_earn_thirty_each() -> None:
    mocks = [line("mock", day, day, other=day + 1, span=28) for day in (0, 2, 4, 7)]
    assert earned(*mocks) == [30, 30, 0, 30]


def test_with_one_partner_mocks_earn_a_half_then_a_quarter_then_nothing() -> None:
    # One a week, so that no other cap is in it.
    mocks = [line("mock", 7 * week, week, other=9, span=28) for week in range(6)]
    assert earned(*mocks) == [30, 15, 7, 0, 7, 7]
    assert worth(mocks)[mocks[1].key].why == "again"


def test_only_mocks_that_earned_something_lower_the_next_one() -> None:
    # The third of a week earns nothing, so it does not count in the week after it.
    mocks = [line("mock", day, day, other=9, span=14) for day in (0, 1, 2, 14)]
    assert earned(*mocks) == [30, 15, 0, 15]
    assert [worth(mocks)[one.key].why for one in mocks] == [None, "again", "week", "again"]


@pytest.mark.parametrize(("partners", "days"), [(0, 7), (1, 7), (2, 14), (4, 28), (40, 28)])
def test_the_fewer_partners_there_are_the_sooner_the_same_one_earns_everything_again(
    partners: int, days: int
) -> None:
    assert span(partners) == days


@pytest.mark.parametrize("people", [2, 3, 4])
def test_a_small_group_that_meets_weekly_in_other_pairs_earns_everything(people: int) -> None:
    weeks = [
        line("mock", 7 * week, week, other=week % (people - 1), span=span(people - 1))
        for week in range(12)
    ]
    assert earned(*weeks) == [30] * 12


def test_reviews_earn_three_twice_a_day_four_times_a_week_and_twice_a_person() -> None:
    one_day = [line("review", 0, n, hour=n, other=n) for n in range(3)]
    assert earned(*one_day) == [3, 3, 0]
    assert earned(*(line("review", day, day, other=day) for day in range(6))) == [3] * 4 + [0, 0]
    same = [line("review", day, day, other=5) for day in (0, 1, 2, 7)]
    assert earned(*same) == [3, 3, 0, 3]
    assert worth(same)[same[2].key].why == "person"


def test_a_story_a_week_earns_eight_and_sixteen_of_them_in_all() -> None:
    assert earned(line("story", 0, 1), line("story", 3, 2)) == [8, 0]
    weekly = [line("story", 7 * week, week) for week in range(18)]
    assert earned(*weekly) == [8] * 16 + [0, 0]


def test_three_tasks_a_week_earn_five_each() -> None:
    assert earned(*(line("task", 0, n, hour=n) for n in range(4))) == [5, 5, 5, 0]


def test_a_day_earns_fifty_at_most() -> None:
    mocks = [line("mock", 0, n, hour=n, other=n, span=28) for n in (1, 2)]
    assert earned(*mocks) == [30, 20]
    assert worth(mocks)[mocks[1].key].why == "whole day"


def test_a_week_earns_a_hundred_and_twenty_at_most() -> None:
    week = [
        *(line("mock", day, day, other=day, span=28) for day in (0, 1)),
        *(line("answer", day, day) for day in range(5)),
        *(line("story", 4, 1, hour=13),),
        *(line("task", 5, n, hour=n) for n in range(3)),
    ]
    assert sum(earned(*week)) == 120
    assert worth(week)[week[-1].key] == Worth(0, "whole week")


def test_of_who_was_forgotten_what_was_earned_stays() -> None:
    kept = line("mock", 0, 1, hour=8, span=28, kept=15)
    other = line("mock", 3, 2, other=9, span=28)
    assert earned(kept, other) == [15, 30]
    review = line("review", 0, 3, kept=0)
    assert earned(review, line("review", 1, 4, other=9)) == [0, 3]


@given(together(), st.randoms(use_true_random=False))
def test_the_order_in_which_deeds_are_given_does_not_matter(
    lines: list[Line], chance: object
) -> None:
    shuffled = [*lines]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert worth(shuffled) == worth(lines)


@given(together(80))
def test_no_deeds_whatever_pass_a_cap(lines: list[Line]) -> None:
    found = worth(lines)
    days, weeks = Counter[date](), Counter[date]()
    kind_days, kind_weeks = Counter[tuple[str, date]](), Counter[tuple[str, date]]()
    counts = Counter[tuple[str, date]]()
    for one in lines:
        had, week = found[one.key].points, monday(one.day)
        assert 0 <= had <= one.full
        days[one.day] += had
        weeks[week] += had
        kind_days[one.kind, one.day] += had
        kind_weeks[one.kind, week] += had
        counts[one.kind, week] += bool(had)
    assert max(days.values(), default=0) <= A_DAY
    assert max(weeks.values(), default=0) <= A_WEEK
    for (kind, _), had in kind_days.items():
        assert had <= RULES[kind].a_day  # type: ignore[index]
    for (kind, week), had in kind_weeks.items():
        assert had <= RULES[kind].a_week  # type: ignore[index]
        assert kind != "mock" or counts[kind, week] <= points.MOCKS


@given(together(), st.data())
def test_a_deed_changes_nothing_before_it(lines: list[Line], data: st.DataObject) -> None:
    if lines:
        last = data.draw(st.sampled_from(lines))
        order = (last.at, last.kind, last.thing)
        earlier = [one for one in lines if (one.at, one.kind, one.thing) < order]
        before = worth(earlier)
        after = worth([*earlier, last])
        assert {key: found for key, found in after.items() if key != last.key} == before


@given(together())
def test_whatever_is_kept_from_somebody_has_a_reason(lines: list[Line]) -> None:
    found = worth(lines)
    for one in lines:
        assert (found[one.key].why is None) == (found[one.key].points == one.full)
