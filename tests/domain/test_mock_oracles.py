"""Others who know nothing of the blossom algorithm find the same pairs."""

from dataclasses import replace
from itertools import combinations
from random import Random

import networkx as nx
import pytest
from ortools.sat.python import cp_model

from benchmarks import population
from bot.domain.mock import shards
from bot.domain.mock.edges import edges
from bot.domain.mock.group import Couple, Group
from bot.domain.mock.matching import match
from bot.domain.mock.weight import Fields
from tests.domain.circle import ROUND, met


def likely_round(size: int, number: int) -> Group:
    chance = Random(f"{size}:{number}")
    there = [
        replace(one, streak=chance.randint(0, 3), balance=chance.randint(-3, 3))
        for one in population.members(size, number)
    ]
    past = [
        met(*chance.sample(range(1, size + 1), 2), chance.randint(1, 28))
        for _ in range(chance.randint(0, 3 * size))
    ]
    return Group.of(replace(ROUND, id=number), there, past)


def by_stages(group: Group, hard: frozenset[int]) -> set[Couple]:
    """Most pairs, then of those ways the best by one field after the other, by constraint solving."""
    model = cp_model.CpModel()
    feasible = {
        couple: group.fields(*couple, hard)
        for couple in combinations(range(len(group.members)), 2)
        if group.common(*couple)
    }
    taken = {couple: model.new_bool_var(str(couple)) for couple in feasible}
    for place in range(len(group.members)):
        model.add_at_most_one(var for couple, var in taken.items() if place in couple)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    worths = [dict.fromkeys(feasible, 1)]
    worths += [{c: each[n] for c, each in feasible.items()} for n in range(len(Fields._fields))]
    for worth in worths:
        total = sum(worth[couple] * var for couple, var in taken.items())
        model.maximize(total)
        assert solver.solve(model) == cp_model.OPTIMAL
        model.add(total == round(solver.objective_value))
        model.clear_hints()
        for var in taken.values():
            model.add_hint(var, solver.value(var))
    return {couple for couple, var in taken.items() if solver.value(var)}


@pytest.mark.parametrize("number", range(24))
def test_constraint_solving_field_by_field_finds_the_same_pairs(number: int) -> None:
    chance = Random(number)
    size = chance.randint(12, 40)
    group = likely_round(size, number)
    hard = frozenset(chance.sample(range(size), chance.choice([0, 0, 1, 3])))
    assert set(shards.solve(group, hard)) == by_stages(group, hard)


@pytest.mark.parametrize("size", [60, 90])
def test_networkx_finds_the_same_pairs_of_a_round(size: int) -> None:
    group = likely_round(size, size)
    graph = nx.Graph()
    graph.add_weighted_edges_from(edges(group, range(size)))
    theirs = nx.max_weight_matching(graph, maxcardinality=True)
    ours = match(size, edges(group, range(size)))
    assert ours == sorted((min(pair), max(pair)) for pair in theirs)
    assert ours == shards.solve(group)
