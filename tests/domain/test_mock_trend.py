"""What the cards of a member say together: nothing too early, nobody louder than others."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.daily.question import Kind
from bot.domain.mock.trend import (
    Given,
    Opinion,
    Severity,
    Standing,
    Work,
    advice,
    confidence,
    moved,
    standings,
    surely,
    verdict,
    work_on,
)

START = datetime(2026, 3, 2, 19, tzinfo=UTC)
EVEN = Severity(guild=Given(cards=100, mean=2.5), raters={})
CRITERIA = ("scope", "depth", "numbers", "talk")


def opinion(
    rater: int | None, *grades: int, day: int = 0, yes: bool = True, kind: Kind = "coding"
) -> Opinion:
    return Opinion(
        rater=rater,
        at=START + timedelta(days=day),
        kind=kind,
        level="L5",
        grades=dict(zip(CRITERIA, grades or (3, 3, 3, 3), strict=True)),
        recommendation=3 if yes else 2,
        change=f"Say what {rater} wants.",
    )


def only(opinions: list[Opinion], severity: Severity = EVEN) -> Standing:
    (found,) = standings(opinions, severity)
    return found


OPINIONS = st.lists(
    st.builds(
        Opinion,
        rater=st.none() | st.integers(1, 6),
        at=st.integers(0, 300).map(lambda hours: START + timedelta(hours=hours)),
        kind=st.sampled_from(["coding", "behavioral"]),
        level=st.sampled_from(["L5", "L6"]),
        grades=st.lists(st.integers(1, 4), min_size=4, max_size=4).map(
            lambda grades: dict(zip(CRITERIA, grades, strict=True))
        ),
        recommendation=st.integers(1, 4),
        change=st.just("Change it."),
    ),
    max_size=14,
)
SEVERITIES = st.builds(
    Severity,
    guild=st.just(Given(cards=50, mean=2.6)),
    raters=st.dictionaries(
        st.integers(1, 6), st.builds(Given, cards=st.integers(0, 20), mean=st.floats(1, 4))
    ),
)


@settings(deadline=None)
@given(opinions=OPINIONS, severity=SEVERITIES)
def test_nothing_is_said_before_three_different_raters(
    opinions: list[Opinion], severity: Severity
) -> None:
    for one in standings(opinions, severity):
        mine = [each for each in opinions if (each.kind, each.level) == (one.kind, one.level)]
        assert one.cards == len(mine)
        assert one.raters == len({each.rater for each in mine})
        if one.raters < 3:
            assert (one.yes, one.means, one.direction) == (None, {}, None)
            assert one.confidence == "low"
            assert verdict(one) is None
            assert moved(one) is None
            assert surely(one).endswith("A level appears after three different partners.")
        else:
            assert set(one.means) == set(CRITERIA)
            assert all(1 <= mean.adjusted <= 4 for mean in one.means.values())
            assert verdict(one) is not None


@settings(deadline=None)
@given(opinions=OPINIONS, severity=SEVERITIES, order=st.randoms(use_true_random=False))
def test_the_order_in_which_cards_come_changes_nothing(
    opinions: list[Opinion], severity: Severity, order
) -> None:
    opinions = list({one.at: one for one in opinions}.values())
    shuffled = list(opinions)
    order.shuffle(shuffled)
    assert standings(shuffled, severity) == standings(opinions, severity)
    assert work_on(shuffled, severity) == work_on(opinions, severity)


def test_kinds_and_levels_are_never_mixed_and_the_latest_comes_first() -> None:
    opinions = [
        opinion(1, day=1),
        replace(opinion(2, day=2), level="L6"),
        opinion(3, day=3, kind="behavioral"),
        opinion(4, day=4),
    ]
    found = standings(opinions, EVEN)
    assert [(one.kind, one.level, one.cards) for one in found] == [
        ("coding", "L5", 2),
        ("behavioral", "L5", 1),
        ("coding", "L6", 1),
    ]


@pytest.mark.parametrize(
    ("raters", "word"), [(0, "low"), (1, "low"), (2, "low"), (3, "fair"), (4, "fair"), (5, "good")]
)
def test_confidence_is_a_word(raters: int, word: str) -> None:
    assert confidence(raters) == word


def test_one_partner_is_one_opinion_however_many_cards_they_wrote() -> None:
    found = only([opinion(1, day=day) for day in range(9)])
    assert found.raters == 1
    assert surely(found) == "One opinion. A level appears after three different partners."


def test_those_whose_data_are_deleted_count_as_one() -> None:
    assert only([opinion(None, day=day) for day in range(4)]).raters == 1
    assert only([opinion(None), opinion(None), opinion(1)]).raters == 2


@pytest.mark.parametrize(
    ("raters", "said"),
    [
        (2, "Two opinions. A level appears after three different partners."),
        (3, "Three different partners, a fair picture."),
        (5, "Five different partners, a good picture."),
        (12, "12 different partners, a good picture."),
    ],
)
def test_it_is_said_how_sure_that_is(raters: int, said: str) -> None:
    assert surely(only([opinion(rater) for rater in range(raters)])) == said


def test_each_partner_has_one_voice() -> None:
    often = [opinion(1, 1, 1, 1, 1, day=day) for day in range(7)]
    found = only([*often, opinion(2, 4, 4, 4, 4), opinion(3, 4, 3, 4, 4)])
    assert found.means["scope"].raw == found.means["scope"].adjusted == pytest.approx(3)
    assert found.means["depth"].raw == pytest.approx(8 / 3)
    assert found.means["depth"].raters == 3


def test_the_verdict_counts_the_last_word_of_each_partner() -> None:
    opinions = [opinion(1, yes=False), opinion(1, day=1), opinion(2, yes=False), opinion(3)]
    found = only(opinions)
    assert found.yes == 2
    assert verdict(found) == "Two of three would say yes at L5."
    assert verdict(only([opinion(n) for n in range(3)])) == "All three would say yes at L5."
    assert verdict(only([opinion(n, yes=False) for n in range(3)])) == (
        "None of three would say yes at L5."
    )


def test_a_criterion_with_too_few_raters_has_no_mean() -> None:
    older = [replace(opinion(n), grades={"dropped": 1, "scope": 3}) for n in (1, 2)]
    assert set(only([*older, opinion(3, day=1)]).means) == {"scope"}


def test_a_strict_rater_is_adjusted_from_five_cards_on() -> None:
    # One who gave n cards with a mean of 1.5 where everybody’s mean is 2.5.
    def adjusted(cards: int) -> float:
        severity = replace(EVEN, raters={7: Given(cards=cards, mean=1.5)})
        return severity.adjusted(2, 7)

    assert adjusted(4) == 2
    assert adjusted(5) == pytest.approx(2 + 5 / 11)
    assert adjusted(6) == pytest.approx(2.5)
    assert adjusted(18) == pytest.approx(2.75)
    assert EVEN.adjusted(2, 8) == 2
    assert EVEN.adjusted(2, None) == 2


def test_raw_and_adjusted_are_both_told() -> None:
    severity = replace(EVEN, raters={1: Given(cards=6, mean=3.5)})
    found = only([opinion(n, 2, 3, 3, 3) for n in (1, 2, 3)], severity)
    assert found.means["scope"].raw == 2
    assert found.means["scope"].adjusted == pytest.approx(fmean([1.5, 2, 2]))


def test_an_adjusted_mean_stays_on_the_scale() -> None:
    severity = replace(EVEN, raters={n: Given(cards=60, mean=1.2) for n in (1, 2, 3)})
    found = only([opinion(n, 4, 4, 4, 4) for n in (1, 2, 3)], severity)
    assert found.means["scope"].adjusted == 4


def test_the_lowest_criterion_is_worked_on_next() -> None:
    found = work_on([opinion(n, 3, 2, 3, 4) for n in (1, 2, 3)], EVEN)
    assert found == Work(kind="coding", criterion="depth", raters=3)
    assert advice(found, {"depth": "Depth"}) == "Depth is lowest, in the eyes of three partners."


def test_the_lowest_is_the_lowest_once_strictness_is_taken_out() -> None:
    # By what they gave, depth is lower; but those who graded it low grade everything low.
    severity = replace(EVEN, raters={n: Given(cards=60, mean=1.2) for n in (1, 2, 3)})
    strict = [opinion(n, 3, 2, 3, 3, kind="behavioral") for n in (1, 2, 3)]
    mild = [replace(opinion(n, 3, 3, 3, 3), grades={"talk": 3}) for n in (4, 5, 6)]
    mild[0] = replace(mild[0], grades={"talk": 2})
    assert work_on([*strict, *mild], EVEN) == Work(kind="behavioral", criterion="depth", raters=3)
    assert work_on([*strict, *mild], severity) == Work(kind="coding", criterion="talk", raters=3)


def test_before_three_raters_the_latest_advice_is_what_to_work_on() -> None:
    found = work_on([opinion(2, day=3), opinion(1, day=1), opinion(1, day=2)], EVEN)
    assert found == Work(kind="coding", change="Say what 2 wants.")
    assert advice(found, {}) == "Begin with what your last partner would change."


def test_without_a_card_there_is_nothing_to_work_on() -> None:
    assert work_on([], EVEN) is None
    assert standings([], EVEN) == []


def halves(before: int, after: int, raters: int) -> Standing:
    earlier = [opinion(n, *[before] * 4, day=n) for n in range(raters)]
    later = [opinion(n, *[after] * 4, day=100 + n) for n in range(raters)]
    return only([*earlier, *later])


@pytest.mark.parametrize(
    ("before", "after", "raters", "direction"),
    [
        (2, 3, 3, "up"),
        (3, 2, 3, "down"),
        (2, 2, 3, None),
        (1, 4, 2, None),  # a great step, and too few who saw it
    ],
)
def test_a_trend_needs_a_step_that_chance_seldom_makes(
    before: int, after: int, raters: int, direction: str | None
) -> None:
    assert halves(before, after, raters).direction == direction


def test_half_a_step_by_three_raters_is_no_trend_and_by_many_it_is() -> None:
    def half_a_step(raters: int) -> Standing:
        earlier = [opinion(n, 2, 2, 2, 2, day=n) for n in range(raters)]
        later = [opinion(n, 2, 3, 2, 3, day=100 + n) for n in range(raters)]
        return only([*earlier, *later])

    assert half_a_step(3).direction is None
    assert half_a_step(9).direction is None
    assert half_a_step(10).direction == "up"


def test_a_trend_needs_three_raters_in_each_half() -> None:
    earlier = [opinion(n, 1, 1, 1, 1, day=n) for n in (1, 2, 3)]
    later = [opinion(4, 4, 4, 4, 4, day=100 + n) for n in range(3)]
    assert only([*earlier, *later]).direction is None


def test_a_trend_is_said_in_a_sentence() -> None:
    assert moved(halves(2, 3, 3)) == (
        "The later half of your cards is higher than the earlier half, which chance seldom does."
    )
    assert "lower" in (moved(halves(3, 2, 3)) or "")
