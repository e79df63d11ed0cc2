"""Feasible pairs as edges, weighed: the graph that the solver is given.

An edge weighs what `Scale.weigh` makes of `Group.fields`. As a large round has a quarter of a million
of them, what members of one sort have in common is worked out once for the sort.
"""

from collections.abc import Callable, Collection, Hashable, Sequence

from bot.domain.mock import turns
from bot.domain.mock.availability import STARTS
from bot.domain.mock.group import Group, Places, misfit
from bot.domain.mock.matching import Edge
from bot.domain.mock.member import Member
from bot.domain.mock.weight import MOST, Scale

LIKELY = 32
"""So many of everybody’s edges are looked at where members are too many for all."""

Worth = Callable[[Member, Member], int]


def edges(group: Group, places: Places, hard: Collection[int] = ()) -> list[Edge]:
    """Each feasible pair among places, which are in order; its ends count from 0 in `places`."""
    weigh = _weigher(group, places, hard)
    starts = [group.starts[place] for place in places]
    speaks = [group.speaks[place] for place in places]
    found: list[Edge] = []
    for first, one in enumerate(places):
        begins, tongues, apart = starts[first], speaks[first], group.apart[one]
        for second in range(first + 1, len(places)):
            common = begins & starts[second]
            if common and tongues & speaks[second] and places[second] not in apart:
                found.append((first, second, weigh(first, second, common.bit_count())))
    return found


def likely(
    every: Sequence[Edge], scale: Scale, size: int, sure: Collection[tuple[int, int]]
) -> list[Edge]:
    """The edges of pairs that are `sure`, and those among the heaviest of either of their ends.

    What a member brings along weighs the same in all of their edges and tells nothing about which is
    best; it would fill everybody’s list with the same few who waited.
    """
    together = [weight % scale.steps.hard for _, _, weight in every]
    theirs: list[list[int]] = [[] for _ in range(size)]
    for (one, other, _), worth in zip(every, together, strict=True):
        theirs[one].append(worth)
        theirs[other].append(worth)
    least = [min(sorted(worths, reverse=True)[:LIKELY], default=0) for worths in theirs]
    return [
        edge
        for edge, worth in zip(every, together, strict=True)
        if worth >= least[edge[0]] or worth >= least[edge[1]] or edge[:2] in sure
    ]


def _weigher(group: Group, places: Places, hard: Collection[int]) -> Callable[[int, int, int], int]:
    """What weighs two, counted in `places`, with so many starts in common."""
    step = Scale(len(places), hard=bool(hard)).steps
    there = [group.members[place] for place in places]
    draws = [group.draws[place] for place in places]
    own = [group.waited[place] * step.waited + (place in hard) * step.hard for place in places]
    fit = _rows(there, lambda one: (one.kinds, one.level), lambda one, other: (
        (MOST.fit - misfit(one, other)) * step.fit))  # fmt: skip
    turn = _rows(there, lambda one: (one.wish, one.balance), lambda one, other: (
        (MOST.turns - turns.cost(one, other)) * step.turns))  # fmt: skip
    slot = [min(MOST.slots, common) * step.slots for common in range(STARTS + 1)]
    new = MOST.new * step.new + MOST.rested * step.rested
    ago, tie = group.ago, MOST.tie

    def weigh(first: int, second: int, common: int) -> int:
        weeks = ago.get((places[first], places[second]))
        return (
            own[first]
            + own[second]
            + (new if weeks is None else (weeks - 1) * step.rested)
            + fit[first][second]
            + turn[first][second]
            + slot[common]
            + (draws[first] * draws[second] >> 32 & tie)
        )

    return weigh


def _rows(
    members: list[Member], sort: Callable[[Member], Hashable], worth: Worth
) -> list[list[int]]:
    """For each member what every other is worth to them, as their sorts decide."""
    sorts = {sort(one): one for one in members}
    rows = {
        mine: {theirs: worth(one, other) for theirs, other in sorts.items()}
        for mine, one in sorts.items()
    }
    spread = {mine: [row[sort(other)] for other in members] for mine, row in rows.items()}
    return [spread[sort(one)] for one in members]
