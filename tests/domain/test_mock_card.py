"""A filled scorecard: what it must hold, what it is warned of, how far two lie apart, when it opens."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.daily.question import KINDS, Kind
from bot.domain.mock.card import (
    Card,
    Gap,
    Nudge,
    check_grades,
    checked,
    deadline,
    gaps,
    is_late,
    needs_evidence,
    nudges,
    opens_at,
)
from bot.domain.mock.scorecard import Scorecard
from bot.errors import CardLength, EvidenceMissing, GradesMissing, UserError
from tests.domain.pools import shipped

END = datetime(2026, 3, 2, 19, tzinfo=UTC)
HOUR = timedelta(hours=1)
SCORECARD = next(one for one in shipped().scorecards.values() if one.kind == "coding")
CRITERIA = tuple(one.key for one in shipped().rubrics[SCORECARD.rubric].criteria)
KEEP = "When I asked for the largest input you halved it on paper, so I could follow your method."
CHANGE = (
    "With an empty list the loop gives 1. Next time, write that line down before you begin to type."
)
CARD = Card(
    grades=dict(zip(CRITERIA, (2, 3, 3, 2), strict=True)),
    recommendation=3,
    keep=KEEP,
    change=CHANGE,
)


def graded(*grades: int) -> Card:
    return replace(CARD, grades=dict(zip(CRITERIA, grades, strict=True)))


def refused(card: Card) -> UserError:
    with pytest.raises(UserError) as caught:
        checked(card, SCORECARD, CRITERIA)
    return caught.value


def test_a_whole_card_is_taken_as_it_is() -> None:
    assert checked(CARD, SCORECARD, CRITERIA) == CARD


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_takes_the_criteria_of_its_rubric(kind: Kind) -> None:
    scorecard = next(one for one in shipped().scorecards.values() if one.kind == kind)
    criteria = [one.key for one in shipped().rubrics[scorecard.rubric].criteria]
    card = replace(CARD, grades=dict.fromkeys(criteria, 3))
    assert checked(card, scorecard, criteria) == card


@pytest.mark.parametrize(
    ("grades", "recommendation"),
    [
        (dict(zip(CRITERIA, (2, 3, 3), strict=False)), 3),
        ({**CARD.grades, "charm": 3}, 3),
        (CARD.grades | {CRITERIA[0]: 0}, 3),
        (CARD.grades | {CRITERIA[0]: 5}, 3),
        (CARD.grades, None),
        (CARD.grades, 0),
        (CARD.grades, 5),
    ],
)
def test_every_criterion_and_the_recommendation_is_ticked(
    grades: dict[str, int], recommendation: int | None
) -> None:
    with pytest.raises(GradesMissing):
        check_grades(grades, recommendation, CRITERIA)


@pytest.mark.parametrize("field", ["keep", "change"])
@pytest.mark.parametrize(("length", "taken"), [(59, False), (60, True), (800, True), (801, False)])
def test_a_text_has_60_to_800_characters_without_the_space_around_it(
    field: str, length: int, *, taken: bool
) -> None:
    card = replace(CARD, **{field: f"  {'x' * length}\n "})
    if taken:
        assert getattr(checked(card, SCORECARD, CRITERIA), field) == "x" * length
        return
    error = refused(card)
    assert isinstance(error, CardLength)
    assert "60 to 800" in str(error)
    assert error.quote is not None
    assert "x" * length in error.quote


@pytest.mark.parametrize("grade", [1, 4])
def test_a_1_or_a_4_needs_its_moment_and_nothing_typed_is_lost(grade: int) -> None:
    card = graded(2, grade, 3, 2)
    assert needs_evidence(card.grades, SCORECARD)
    error = refused(replace(card, evidence="  "))
    assert isinstance(error, EvidenceMissing)
    assert error.quote == f"{KEEP}\n\n{CHANGE}"
    told = replace(card, evidence="Said that the list is never empty.")
    assert checked(told, SCORECARD, CRITERIA) == told


def test_a_moment_may_be_long_but_not_too_long() -> None:
    assert isinstance(refused(replace(graded(1, 2, 2, 2), evidence="x" * 801)), CardLength)


def test_evidence_that_is_no_longer_asked_for_is_not_kept() -> None:
    assert not needs_evidence(CARD.grades, SCORECARD)
    assert checked(replace(CARD, evidence="From before."), SCORECARD, CRITERIA).evidence == ""


def warned(card: Card, last: Card | None = None, after: timedelta = HOUR) -> list[Nudge]:
    return list(nudges(card, last, ended_at=END, now=END + after))


def test_a_good_card_is_warned_of_nothing() -> None:
    assert warned(CARD) == []


def test_four_equal_grades_are_warned_of() -> None:
    assert warned(graded(3, 3, 3, 3)) == [Nudge.SAME_GRADES]
    assert warned(graded(3, 3, 3, 2)) == []


ELEVEN = "Considerable estimation preceded implementation, nevertheless documentation covering rebalancing remained incomplete overall."


def test_a_text_of_under_twelve_words_is_warned_of() -> None:
    assert len(ELEVEN.split()) == 11
    assert warned(replace(CARD, keep=ELEVEN)) == [Nudge.SHORT]
    assert warned(replace(CARD, change=ELEVEN)) == [Nudge.SHORT]
    assert warned(replace(CARD, keep=f"Considerably {ELEVEN}")) == []


def test_a_language_without_spaces_is_counted_by_its_characters() -> None:
    assert (
        warned(
            replace(
                CARD, keep="最大の入力を聞いたとき紙の上で半分にしたので方法がよく分かりました。"
            )
        )
        == []
    )
    assert warned(replace(CARD, keep="とても良かった。")) == [Nudge.SHORT]


def test_the_same_text_as_last_time_is_warned_of_however_it_is_spaced() -> None:
    again = f"  {KEEP.upper().replace(' ', '  ')} "
    other = (
        "Another thing that was said about another person on another day, in about twelve words."
    )
    last = replace(CARD, keep=again, change=other)
    assert warned(CARD, last) == [Nudge.SAME_TEXT]
    assert warned(CARD, replace(last, keep=other)) == []
    assert warned(CARD, replace(last, keep=other, change=CHANGE)) == [Nudge.SAME_TEXT]


def test_later_than_24_hours_is_warned_of() -> None:
    assert warned(CARD, after=timedelta(hours=24)) == []
    assert warned(CARD, after=timedelta(hours=24, seconds=1)) == [Nudge.LATE]


@pytest.mark.parametrize(
    "said",
    [
        "You are very smart.",
        "you’re a lovely person",
        "You seem a bit lost, and you were too shy.",
        "Great guy!",
        "Your attitude is what I noticed.",
    ],
)
def test_words_about_the_person_are_warned_of_in_any_text(said: str) -> None:
    assert warned(replace(CARD, keep=f"{KEEP} {said}")) == [Nudge.PERSON]
    assert warned(replace(CARD, evidence=said)) == [Nudge.PERSON]


@pytest.mark.parametrize(
    "said",
    [
        "You were great at naming the numbers.",
        "You are right that the queue fills.",
        "Your character set was a clever choice.",
        "That is a nice way to bound it, and the cache is smart about misses.",
        "You asked a senior engineer.",
    ],
)
def test_words_about_what_was_done_are_not(said: str) -> None:
    assert warned(replace(CARD, keep=f"{KEEP} {said}")) == []


def test_all_warnings_come_in_one_order() -> None:
    card = replace(graded(3, 3, 3, 3), keep="You are smart.")
    assert warned(card, replace(card, change=KEEP), timedelta(days=3)) == list(Nudge)


def test_gaps_are_told_criterion_by_criterion() -> None:
    found = gaps(graded(2, 4, 3, 1), graded(4, 3, 3, 3))
    assert found == [
        Gap(criterion=criterion, own=own, peer=peer)
        for criterion, own, peer in zip(CRITERIA, (2, 4, 3, 1), (4, 3, 3, 3), strict=True)
    ]
    assert [gap.criterion for gap in found if gap.is_wide] == [CRITERIA[0], CRITERIA[3]]


def test_a_criterion_that_one_card_lacks_is_left_out() -> None:
    older = replace(CARD, grades={CRITERIA[0]: 1, "dropped": 4})
    assert gaps(older, CARD) == [Gap(criterion=CRITERIA[0], own=1, peer=2)]


LATEST = END + 48 * HOUR


def test_the_deadline_is_that_of_the_scorecard() -> None:
    assert deadline(SCORECARD, END) == LATEST
    assert deadline(replace_hours(SCORECARD, 24), END) == END + 24 * HOUR


def replace_hours(scorecard: Scorecard, hours: int) -> Scorecard:
    return replace(scorecard, opens_after=hours)


def test_both_open_together_when_both_are_in() -> None:
    one, other = END + HOUR, END + 5 * HOUR
    assert opens_at(one, [other], LATEST) == opens_at(other, [one], LATEST) == other


def test_a_card_opens_at_the_deadline_where_the_other_is_missing() -> None:
    assert opens_at(END + HOUR, [None], LATEST) == LATEST
    assert opens_at(END + HOUR, [END + 2 * HOUR, None], LATEST) == LATEST


def test_a_late_card_opens_as_it_is_sent_and_changes_nothing_for_the_other() -> None:
    late = LATEST + HOUR
    assert opens_at(late, [END + HOUR], LATEST) == late
    assert opens_at(END + HOUR, [late], LATEST) == LATEST
    assert is_late(late, LATEST)
    assert not is_late(LATEST, LATEST)


MOMENTS = st.integers(0, 100).map(lambda hours: END + hours * HOUR)


@settings(deadline=None)
@given(mine=MOMENTS, others=st.lists(st.none() | MOMENTS, max_size=3))
def test_nothing_opens_before_it_is_sent_nor_later_than_the_deadline_or_its_sending(
    mine: datetime, others: list[datetime | None]
) -> None:
    found = opens_at(mine, others, LATEST)
    assert mine <= found <= max(mine, LATEST)
    # Before the deadline nobody reads a card while another may still be written.
    if found < LATEST:
        assert all(other is not None and other <= found for other in others)
