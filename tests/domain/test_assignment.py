"""Loads are as even as the answers at hand allow, in groups of any size."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.daily.assignment import Waiting, assign
from bot.domain.daily.review import Reader

# A Wednesday.
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
ANA, BEN, CY, DEE = 1, 2, 3, 4
EVERYBODY = frozenset(range(1, 6))
STEADY = 3


def waits(author: int, *peers: int, post: int = 10, **given: object) -> Waiting:
    whole: dict[str, object] = {"since": NOW, "peers": frozenset(peers)}
    return Waiting(post_id=post, author_id=author, **whole | given)  # type: ignore[arg-type]


def test_an_answer_is_handed_on_along_a_chain() -> None:
    # Ben could give to Cy alone, and Cy to Dee alone: Dee ends with what neither has to read then.
    waiting = [waits(ANA, BEN, CY, post=1), waits(ANA, CY, DEE, post=2), waits(ANA, BEN, post=3)]
    readers = {BEN: Reader(load=1), CY: Reader(load=1)}
    found = {pair.post_id: pair.reviewer_id for pair in assign(waiting, readers, NOW)}
    assert found == {1: CY, 2: DEE, 3: BEN}


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(EVERYBODY)),
            st.frozensets(st.sampled_from(range(1, 6)), min_size=1),
        ),
        min_size=1,
        max_size=5,
    ),
    st.dictionaries(st.sampled_from(sorted(EVERYBODY)), st.integers(0, 3)),
)
def test_no_other_choice_is_more_even(
    given_answers: list[tuple[int, frozenset[int]]], loads: dict[int, int]
) -> None:
    waiting = [
        waits(author, *(peers - {author}), post=post)
        for post, (author, peers) in enumerate(given_answers)
        if peers - {author}
    ]
    readers = {member: Reader(load=load, steady=True) for member, load in loads.items()}
    # Nobody has so many at once that others are spared them.
    if len(waiting) > STEADY:
        waiting = waiting[:STEADY]
    readers = {member: readers.get(member, Reader(steady=True)) for member in EVERYBODY}
    found = [pair.reviewer_id for pair in assign(waiting, readers, NOW)]
    every = product(*(sorted(one.peers) for one in waiting))
    assert _uneven(found, readers) == min(_uneven(choice, readers) for choice in every)


def _uneven(chosen: object, readers: dict[int, Reader]) -> int:
    """The sum of squares: the smaller, the more even."""
    more = Counter(chosen)  # type: ignore[arg-type]
    return sum((known.load + more[member]) ** 2 for member, known in readers.items())


def test_the_end_of_a_week_settles_what_it_shared_out() -> None:
    monday = datetime(2026, 3, 9, 0, 0, 15, tzinfo=UTC)
    late = monday - timedelta(hours=6)
    everybody_else = (BEN, CY, DEE)
    waiting = [
        waits(ANA, *everybody_else, post=post, since=late, reader=CY, expected=frozenset({9}))
        for post in range(3)
    ]
    found = assign(waiting, {}, monday)
    assert [(pair.reviewer_id, pair.firm) for pair in found] == [(CY, True)] * 3


def test_a_large_group_shares_evenly_too() -> None:
    members = frozenset(range(1, 301))
    waiting = [
        waits(author, *(members - {author}), post=post) for author in members for post in range(2)
    ]
    found = Counter(pair.reviewer_id for pair in assign(waiting, {}, NOW))
    assert {found[member] for member in members} == {2}
