"""Who accepted which time, and what is told of a pair from what is kept of its session."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.mock import votes
from bot.domain.mock.explaining import why_session
from bot.domain.mock.session import Facts, Session
from tests.sessions import session

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANA, BEN, CY = 1, 2, 3
PAIR = session(9, NOW, ANA, BEN)
THREE = session(9, NOW, ANA, BEN, CY)
NAMES = {ANA: "Ana", BEN: "Ben", CY: "Cy"}


def voted(of: Session, **given: set[int]) -> Session:
    return replace(of, votes={int(n[1:]): frozenset(who) for n, who in given.items()})


def test_whoever_accepted_any_time_has_answered() -> None:
    assert votes.answered(PAIR) == frozenset()
    assert votes.answered(voted(PAIR, n1={ANA}, n3={ANA})) == {ANA}
    assert votes.answered(voted(PAIR, n1={ANA}, n3={BEN})) == {ANA, BEN}


def test_a_time_that_has_passed_can_no_longer_be_accepted() -> None:
    assert [n for n, _ in votes.left(PAIR, NOW)] == [1, 2, 3]
    assert [n for n, _ in votes.left(PAIR, PAIR.times[0])] == [2, 3]
    assert votes.left(PAIR, PAIR.times[2]) == []


@pytest.mark.parametrize(
    ("of", "given", "number"),
    [
        (PAIR, {"n1": {ANA}}, None),
        (PAIR, {"n1": {ANA}, "n2": {BEN}}, None),
        (PAIR, {"n2": {ANA, BEN}}, 2),
        (PAIR, {"n2": {ANA, BEN}, "n3": {ANA, BEN}}, 2),
        (THREE, {"n2": {ANA, BEN}}, None),
        (THREE, {"n2": {ANA, BEN, CY}}, 2),
        # Who no longer sits there does not count.
        (PAIR, {"n1": {ANA, CY}}, None),
    ],
)
def test_a_time_is_complete_once_everybody_accepted_it(
    of: Session, given: dict[str, set[int]], number: int | None
) -> None:
    found = votes.complete(voted(of, **given), NOW)
    assert found == (None if number is None else of.times[number - 1])


def test_of_several_complete_times_the_one_pressed_comes_first() -> None:
    both = voted(PAIR, n2={ANA, BEN}, n3={ANA, BEN})
    assert votes.complete(both, NOW, 3) == PAIR.times[2]
    assert votes.complete(both, PAIR.times[1], 2) == PAIR.times[2]


def test_a_pair_reads_five_lines_about_itself() -> None:
    facts = Facts(starts=12, weeks_ago=3, kinds=("coding",), levels=("L5", "L6"))
    lines = dict(why_session(replace(PAIR, facts=facts, swap=True), NAMES))
    assert lines == {
        "Time": "You could both begin at 12 different times this week.",
        "Kind": "You both chose coding.",
        "Level": "You aim at L5 and L6, one level apart.",
        "New": "You last met 3 weeks ago.",
        "Turns": "You swap roles half-way; Ana interviews first.",
    }


def test_a_three_reads_who_observes() -> None:
    lines = dict(why_session(THREE, NAMES))
    assert lines["Time"] == "All three of you could begin at 12 different times this week."
    assert lines["Turns"] == "Ana interviews Ben. Cy observes."


def test_what_is_not_known_is_not_said() -> None:
    by_chance = replace(PAIR, facts=replace(PAIR.facts, starts=0))
    assert "Time" not in dict(why_session(by_chance, NAMES))
    assert why_session(replace(PAIR, seats=PAIR.seats[1:]), NAMES) == ()
