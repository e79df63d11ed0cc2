"""The graph that the solver is given holds every feasible pair, or the likely ones of many."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.mock import edges as graph
from bot.domain.mock import shards
from bot.domain.mock.edges import edges, likely
from bot.domain.mock.group import Group
from bot.domain.mock.matching import match
from bot.domain.mock.member import Member, Met
from bot.domain.mock.weight import Fields, Scale
from tests.domain.circle import ROUND, circles

Circle = tuple[list[Member], list[Met]]
few = settings(max_examples=60, deadline=None)


@few
@given(circles(most=14), st.frozensets(st.integers(0, 13)), st.data())
def test_an_edge_weighs_the_fields_of_its_pair(
    circle: Circle, hard: frozenset[int], data: st.DataObject
) -> None:
    group = Group.of(ROUND, *circle)
    everybody = range(len(group.members))
    places = sorted(data.draw(st.sets(st.sampled_from(everybody), min_size=1)))
    scale = Scale(len(places), hard=bool(hard))
    assert edges(group, places, hard) == [
        (one, other, scale.weigh(group.fields(places[one], places[other], hard)))
        for one, other in combinations(range(len(places)), 2)
        if group.common(places[one], places[other])
    ]


def edge(scale: Scale, one: int, other: int, *, waited: int = 0, slots: int) -> graph.Edge:
    fields = Fields(waited=waited, hard=0, new=1, rested=26, fit=7, turns=9, slots=slots, tie=5)
    return one, other, scale.weigh(fields)


def test_everybody_keeps_their_heaviest_edges_and_those_that_are_sure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(graph, "LIKELY", 1)
    scale = Scale(5)
    best, next_best, of_two, of_three, sure = every = [
        edge(scale, 0, 1, slots=9),
        edge(scale, 0, 2, slots=5),
        edge(scale, 1, 2, slots=4),
        edge(scale, 2, 3, slots=3),
        edge(scale, 1, 3, slots=2),
    ]
    # The best of 0 and 1, of 2, and of 3; what else there is only where it is sure.
    assert likely(every, scale, 4, ()) == [best, next_best, of_three]
    assert likely(every, scale, 4, {(1, 3)}) == [best, next_best, of_three, sure]
    assert of_two not in likely(every, scale, 4, {(1, 3)})


def test_whoever_waited_does_not_fill_the_lists_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph, "LIKELY", 1)
    scale = Scale(4)
    # 3 waited, so their edges are heavier; 0 and 1 have more hours in common with one another.
    theirs = [edge(scale, place, 3, waited=7, slots=1) for place in (0, 1)]
    ours = edge(scale, 0, 1, slots=9)
    assert ours in likely([*theirs, ours], scale, 4, ())


@few
@given(circles(least=4, most=12), st.frozensets(st.integers(0, 11), max_size=3))
def test_a_part_with_few_edges_still_has_most_pairs_and_whoever_waited_longest(
    circle: Circle, hard: frozenset[int]
) -> None:
    group = Group.of(ROUND, *circle)
    places = group.able
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graph, "LIKELY", 1)
        found = shards.worth(group, shards._solve(group, places, hard), hard)
    everything = [(places[a], places[b]) for a, b in match(len(places), edges(group, places, hard))]
    best = shards.worth(group, everything, hard)
    assert (found.pairs, *found.fields[:2]) == (best.pairs, *best.fields[:2])
    assert found.drawn <= best.drawn
