"""A third for a pair: whoever has no partner observes one that has time for them."""

from collections.abc import Collection, Mapping

from bot.domain.mock.group import Couple, Group, misfit
from bot.domain.mock.matching import match
from bot.domain.mock.weight import MOST

# What a repeat and a step of misfit cost, in starts in common.
_REPEAT, _MISFIT = 1000, 20
_WORST = 2 * _REPEAT + 2 * MOST.fit * _MISFIT + MOST.slots


def assign(group: Group, couples: list[Couple], left: Collection[int]) -> Mapping[Couple, int]:
    """The third of each pair that gets one: as many as possible, who waited longest first."""
    waiting = sorted(left)
    cost_base = len(waiting) * _WORST + 1
    tie_base = len(waiting) * MOST.tie + 1
    edges: list[tuple[int, int, int]] = []
    for n, third in enumerate(waiting):
        for m, couple in enumerate(couples, start=len(waiting)):
            if common := group.common(*couple, third):
                saved = _WORST - _cost(group, couple, third, common)
                tie = group.draw(*couple, third)
                weight = (group.waited[third] * cost_base + saved) * tie_base + tie
                edges.append((n, m, weight))
    found = match(len(waiting) + len(couples), edges)
    return {couples[m - len(waiting)]: waiting[n] for n, m in found}


def _cost(group: Group, couple: Couple, third: int, common: int) -> int:
    repeats = sum((min(one, third), max(one, third)) in group.ago for one in couple)
    strange = sum(misfit(group.members[one], group.members[third]) for one in couple)
    slots = min(MOST.slots, common.bit_count())
    return repeats * _REPEAT + strange * _MISFIT + MOST.slots - slots
