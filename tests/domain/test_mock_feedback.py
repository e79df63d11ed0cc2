"""Who fills which card, who is waited for, and who may read what, and when."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mock.feedback import (
    Filled,
    all_in,
    asks,
    awaited,
    is_in,
    pages,
    readers,
)
from bot.domain.mock.session import Seat, Session
from tests.sessions import session

NOW = datetime(2026, 3, 2, 19, tzinfo=UTC)
ANA, BEN, CY = 1, 2, 3


def over(*members: int, **given: Any) -> Session:
    values: dict[str, Any] = {"state": "over", "ended_at": NOW}
    return session(1, NOW, *(members or (ANA, BEN)), **values | given)


def card(by: int | None, about: int, state: str = "open", **given: Any) -> Filled:
    values: dict[str, Any] = {
        "id": (by or 0) * 10 + about,
        "sent_at": None if state == "begun" else NOW,
        "opened_at": NOW if state == "open" else None,
    }
    return Filled(
        guild_id=1,
        session_id=1,
        rater_id=by,
        about_id=about,
        kind="coding",
        level="L5",
        grades={"a": 3},
        recommendation=3,
        begun_at=NOW,
        **values | given,
    )


def wanted(of: Session, user_id: int) -> list[tuple[int, int, bool]]:
    return [(ask.half, ask.about.user_id, ask.waited_for) for ask in asks(of, user_id)]


def test_without_a_swap_both_cards_are_about_the_candidate() -> None:
    of = over(ANA, BEN, CY)
    assert wanted(of, ANA) == wanted(of, BEN) == [(1, BEN, True)]
    assert wanted(of, CY) == [(1, BEN, False)]
    assert wanted(of, 4) == []
    assert [ask.of_oneself for user in (ANA, BEN) for ask in asks(of, user)] == [False, True]


def test_with_a_swap_the_partner_comes_before_oneself() -> None:
    of = over(ANA, BEN, CY, swap=True)
    assert wanted(of, ANA) == [(1, BEN, True), (2, ANA, True)]
    assert wanted(of, BEN) == [(2, ANA, True), (1, BEN, True)]
    assert wanted(of, CY) == [(1, BEN, False), (2, ANA, False)]


def test_nobody_is_waited_for_who_was_not_there() -> None:
    of = over()
    missing = replace(of, seats=(replace(of.seats[0], absent_at=NOW), of.seats[1]))
    assert awaited(of) == [ANA, BEN]
    assert awaited(missing) == [BEN]
    excused = replace(of, seats=(of.seats[0], replace(of.seats[1], excused_at=NOW)))
    assert awaited(excused) == []


def test_whose_seat_was_taken_fills_no_card() -> None:
    of = over()
    gone = Seat(user_id=CY, place=9, role="candidate", level="L5", absent_at=NOW)
    assert wanted(replace(of, seats=(*of.seats, gone)), CY) == []


def test_a_member_is_in_with_the_last_of_their_cards() -> None:
    of = over(swap=True)
    mine = [card(ANA, BEN, "sealed"), card(ANA, ANA, "begun")]
    assert not is_in(of, mine, ANA)
    mine[1] = card(ANA, ANA, "sealed")
    assert is_in(of, mine, ANA)
    assert not all_in(of, mine)
    theirs = [card(BEN, ANA, "sealed"), card(BEN, BEN, "sealed")]
    assert not all_in(of, [*mine, theirs[0]])
    assert all_in(of, [*mine, *theirs])


def test_who_observes_holds_up_nobody() -> None:
    of = over(ANA, BEN, CY)
    assert all_in(of, [card(ANA, BEN, "sealed"), card(BEN, BEN, "sealed")])


def test_who_is_graded_reads_every_open_card_and_who_graded_only_their_own() -> None:
    cards = [card(ANA, BEN), card(BEN, BEN), card(CY, BEN)]
    read = {
        user: [(page.peer.rater_id, page.own and page.own.rater_id) for page in pages(cards, user)]
        for user in (ANA, BEN, CY, 4)
    }
    assert read == {
        ANA: [(ANA, BEN)],
        BEN: [(ANA, BEN), (CY, BEN)],
        CY: [(CY, BEN)],
        4: [],
    }


def test_cards_about_oneself_come_first() -> None:
    cards = [card(ANA, BEN), card(BEN, ANA), card(ANA, ANA), card(BEN, BEN)]
    assert [page.peer.about_id for page in pages(cards, ANA)] == [ANA, BEN]
    assert [page.peer.about_id for page in pages(cards, BEN)] == [BEN, ANA]


def test_who_has_not_sent_theirs_does_not_read_what_the_other_thinks_of_themselves() -> None:
    for state in ("begun", "sealed"):
        assert pages([card(ANA, BEN, state), card(BEN, BEN)], ANA) == []
    assert pages([card(BEN, BEN)], ANA) == []


def test_a_card_of_somebody_who_deleted_their_data_stays_with_its_reader() -> None:
    (page,) = pages([card(None, BEN), card(BEN, BEN)], BEN)
    assert page.peer.rater_id is None
    assert page.own is not None


@pytest.mark.parametrize(
    ("opened", "told"),
    [
        ({12, 22}, [ANA, BEN]),
        ({12}, [BEN]),
        ({22}, [ANA]),
        (set(), []),
    ],
)
def test_told_is_who_has_something_new_to_read(opened: set[int], told: list[int]) -> None:
    of = over()
    assert list(readers(of, [card(ANA, BEN), card(BEN, BEN)], opened)) == told


def test_nobody_is_told_of_their_own_card_alone() -> None:
    of = over()
    assert readers(of, [card(BEN, BEN)], {22}) == []
    assert list(readers(of, [card(ANA, BEN)], {12})) == [BEN]


STATES = st.sampled_from(["begun", "sealed", "open"])
PEOPLE = st.sampled_from([ANA, BEN, CY])


@given(
    st.dictionaries(st.tuples(PEOPLE | st.none(), PEOPLE), STATES, max_size=9),
    PEOPLE,
)
def test_nothing_sealed_is_ever_read_nor_what_is_between_two_others(
    cards: dict[tuple[int | None, int], str], viewer: int
) -> None:
    filled = [card(by, about, state) for (by, about), state in cards.items()]
    for page in pages(filled, viewer):
        assert page.peer.opened_at is not None
        assert viewer in (page.peer.rater_id, page.peer.about_id)
        assert page.peer.rater_id != page.peer.about_id
        if page.own is not None:
            assert page.own.opened_at is not None
            assert page.own.rater_id == page.own.about_id == page.peer.about_id


def test_a_card_says_what_it_holds() -> None:
    one = card(ANA, BEN, keep="k", change="c", evidence="e")
    assert (one.card.keep, one.card.change, one.card.evidence) == ("k", "c", "e")
    assert (one.card.grades, one.card.recommendation) == ({"a": 3}, 3)
