"""Who reads which answer: nobody their own, fewest first, the same in each run."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.daily.assignment import Pair, Waiting, assign
from bot.domain.daily.review import (
    PATIENCE,
    TO_READ,
    Reader,
    Review,
    due,
    enough,
    may_take,
    monday,
    reader,
)
from bot.domain.daily.series import Answer

# A Wednesday.
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ANA, BEN, CY, DEE = 1, 2, 3, 4


def waits(author: int = ANA, *peers: int, post: int = 10, **given: object) -> Waiting:
    whole: dict[str, object] = {"since": NOW, "peers": frozenset(peers)}
    return Waiting(post_id=post, author_id=author, **whole | given)  # type: ignore[arg-type]


def readers_of(pairs: object) -> list[int]:
    return [pair.reviewer_id for pair in pairs]  # type: ignore[attr-defined]


def given_to(member: int = BEN, **changes: object) -> Review:
    whole: dict[str, object] = {
        "guild_id": 1,
        "id": 1,
        "post_id": 10,
        "author_id": ANA,
        "reviewer_id": member,
        "assigned_at": NOW - HOUR,
        "due_at": NOW + TO_READ,
    }
    return Review(**whole | changes)  # type: ignore[arg-type]


members = st.integers(1, 8)
answers = st.builds(
    lambda author, peers, post, returned: waits(
        author, *(peers - {author}), post=post, returned=returned
    ),
    members,
    st.frozensets(members, max_size=6),
    st.integers(1, 3),
    st.booleans(),
)
loads = st.dictionaries(members, st.builds(Reader, load=st.integers(0, 5), resting=st.booleans()))


@given(st.lists(answers, max_size=8), loads)
def test_each_answer_that_a_peer_can_read_has_one_reader_among_them(
    waiting: list[Waiting], known: dict[int, Reader]
) -> None:
    waiting = list({(one.post_id, one.author_id): one for one in waiting}.values())
    pairs = assign(waiting, known, NOW)
    peers = {(one.post_id, one.author_id): one.peers for one in waiting}
    assert {(p.post_id, p.author_id) for p in pairs} == {key for key in peers if peers[key]}
    assert len(pairs) == len({(p.post_id, p.author_id) for p in pairs})
    assert all(p.reviewer_id in peers[p.post_id, p.author_id] for p in pairs)
    assert all(p.reviewer_id != p.author_id for p in pairs)


@given(st.lists(answers, max_size=8), loads, st.randoms())
def test_the_order_in_which_answers_are_found_changes_nothing(
    waiting: list[Waiting], known: dict[int, Reader], chance: object
) -> None:
    waiting = list({(one.post_id, one.author_id): one for one in waiting}.values())
    mixed = list(waiting)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert assign(mixed, known, NOW) == assign(waiting, known, NOW)


@given(st.integers(2, 8))
def test_a_group_that_answers_together_reads_one_each(size: int) -> None:
    group = range(1, size + 1)
    waiting = [waits(one, *(set(group) - {one})) for one in group]
    shares = Counter(readers_of(assign(waiting, {}, NOW)))
    assert max(shares.values()) <= 2
    assert sum(shares.values()) == size


def test_whoever_had_the_fewest_is_asked_first() -> None:
    known = {BEN: Reader(load=2), CY: Reader(load=1), DEE: Reader(load=2)}
    assert readers_of(assign([waits(ANA, BEN, CY, DEE)], known, NOW)) == [CY]


def test_among_equals_the_seed_decides_and_not_the_smallest_id() -> None:
    chosen = {
        readers_of(assign([waits(ANA, BEN, CY, DEE, post=post)], {}, NOW))[0] for post in range(30)
    }
    assert chosen == {BEN, CY, DEE}


def test_an_answer_that_few_can_read_chooses_first() -> None:
    few, many = waits(ANA, BEN), waits(CY, BEN, DEE, post=11)
    assert assign([many, few], {}, NOW) == [
        Pair(10, ANA, BEN, firm=True),
        Pair(11, CY, DEE, firm=True),
    ]


@pytest.mark.parametrize("spared", [Reader(resting=True), Reader(open=4)])
def test_who_rests_or_has_much_to_read_is_asked_only_where_nobody_else_is_left(
    spared: Reader,
) -> None:
    known = {BEN: spared, CY: Reader(load=9)}
    assert readers_of(assign([waits(ANA, BEN, CY)], known, NOW)) == [CY]
    assert readers_of(assign([waits(ANA, BEN)], known, NOW)) == [BEN]


def test_what_came_back_goes_to_somebody_who_is_known_to_read() -> None:
    known = {BEN: Reader(load=0), CY: Reader(load=3, steady=True)}
    assert readers_of(assign([waits(ANA, BEN, CY, returned=True)], known, NOW)) == [CY]
    assert readers_of(assign([waits(ANA, BEN, CY)], known, NOW)) == [BEN]


@pytest.mark.parametrize(
    ("changes", "load", "firm"),
    [
        ({}, 0, False),
        ({}, 1, True),
        ({"since": NOW - PATIENCE}, 0, True),
        ({"returned": True}, 0, True),
        ({"expected": frozenset()}, 0, True),
    ],
)
def test_a_reader_may_still_change_while_a_regular_with_fewer_is_expected(
    changes: dict[str, object], load: int, firm: bool
) -> None:
    one = waits(ANA, BEN, **{"expected": frozenset({CY}), **changes})
    known = {BEN: Reader(load=1), CY: Reader(load=load)}
    assert [pair.firm for pair in assign([one], known, NOW)] == [firm]


def test_one_who_rests_is_not_waited_for() -> None:
    one = waits(ANA, BEN, expected=frozenset({CY}))
    known = {BEN: Reader(load=1), CY: Reader(resting=True)}
    assert assign([one], known, NOW) == [Pair(10, ANA, BEN, firm=True)]


def test_what_was_given_this_week_counts_and_what_was_declined_does_not() -> None:
    found = reader(
        [
            given_to(),
            given_to(state="done", ended_at=NOW),
            given_to(state="lapsed", ended_at=NOW - HOUR),
            given_to(state="declined", ended_at=NOW),
            given_to(state="done", assigned_at=NOW - 5 * DAY, ended_at=NOW - 4 * DAY),
        ],
        NOW,
    )
    assert (found.load, found.open) == (3, 1)


@pytest.mark.parametrize(
    ("changes", "resting"),
    [
        ({}, False),
        ({"assigned_at": NOW - 35 * HOUR}, False),
        ({"assigned_at": NOW - 37 * HOUR}, True),
        ({"state": "declined", "ended_at": NOW - HOUR}, True),
        ({"state": "declined", "ended_at": NOW - 25 * HOUR}, False),
        ({"state": "lapsed", "ended_at": NOW - 20 * DAY}, True),
        ({"state": "done", "ended_at": NOW - HOUR}, False),
    ],
)
def test_who_declined_just_now_or_let_one_lapse_rests(
    changes: dict[str, object], resting: bool
) -> None:
    assert reader([given_to(**changes)], NOW).resting is resting


def test_who_wrote_one_since_rests_no_longer() -> None:
    lapsed = given_to(state="lapsed", ended_at=NOW - 3 * DAY)
    written = given_to(state="done", ended_at=NOW - 2 * DAY)
    assert reader([lapsed, written], NOW).resting is False
    assert reader([replace(lapsed, ended_at=NOW - DAY), written], NOW).resting is True


@pytest.mark.parametrize("hours", [0, 11, 35, 60, 300])
def test_a_reader_who_is_told_has_a_day_at_least_and_48_hours_where_it_came_back(
    hours: int,
) -> None:
    since = NOW - hours * HOUR
    assert due(since, NOW, firm=True, returned=False) == max(since + TO_READ, NOW + DAY)
    assert due(since, NOW, firm=True, returned=True) == NOW + TO_READ


def test_a_review_knows_whether_its_reader_is_told() -> None:
    untold = due(NOW, NOW, firm=False, returned=False)
    assert not given_to(assigned_at=NOW, due_at=untold).told
    assert not given_to(assigned_at=NOW + HOUR, due_at=untold).told
    for at in (NOW, NOW + PATIENCE):
        assert given_to(assigned_at=at, due_at=due(NOW, at, firm=True, returned=False)).told


@pytest.mark.parametrize("days", range(7))
def test_a_week_begins_on_monday_at_midnight(days: int) -> None:
    first = datetime(2026, 3, 2, tzinfo=UTC)
    assert monday(first + days * DAY + 5 * HOUR) == first


def test_two_ticks_in_all_are_enough() -> None:
    assert enough({"scope": {0}, "depth": {1}})
    assert enough({"scope": {0, 1}})
    assert not enough({"scope": {0}, "depth": set()})


@pytest.mark.parametrize(
    ("review", "takeable"),
    [("waiting", True), ("asked", True), ("assigned", False), ("done", False), (None, False)],
)
def test_an_answer_can_be_taken_while_nobody_has_it(review: object, takeable: bool) -> None:
    answer = Answer(user_id=ANA, text="x", answered_at=NOW, revealed_at=NOW, review=review)  # type: ignore[arg-type]
    assert may_take(answer) is takeable
    assert not may_take(replace(answer, revealed_at=None))
