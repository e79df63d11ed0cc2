"""The best pairs among any number of members: exact up to 600, by parts of about 500 beyond.

Parts are drawn by chance and each is paired for itself, then those who came off worst are paired anew
among themselves. Of each member only the likeliest pairs are looked at there, and always one set of
pairs that is best in number and in who waited. The way depends on the number of members alone, never
on how long anything takes.
"""

from collections.abc import Collection, Iterable

from bot.domain.mock.edges import edges, likely
from bot.domain.mock.group import Couple, Group, Places
from bot.domain.mock.matching import match
from bot.domain.mock.weight import Objective, Scale, objective

EXACT = 600
"""So many members are paired at once, with a look at every pair."""
_PART = 500
_POOL = 1000
"""So many are paired anew at once."""


def solve(group: Group, hard: Collection[int] = (), *, exact: bool = False) -> list[Couple]:
    """Pairs by place, lower place first, in order. `exact` looks at every pair of any number."""
    able = group.able
    if exact or len(able) <= EXACT:
        return _placed(able, match(len(able), edges(group, able, hard)))
    dealt = sorted(able, key=lambda place: group.draws[place])
    parts = round(len(able) / _PART)
    found = [
        couple
        for part in range(parts)
        for couple in _solve(group, sorted(dealt[part::parts]), hard)
    ]  # fmt: skip
    # Where everybody is paired anew at once, once is enough.
    for by_roles in (False, True) if len(able) > _POOL else (False,):
        better = _repaired(group, found, hard, by_roles=by_roles)
        if worth(group, better, hard).drawn > worth(group, found, hard).drawn:
            found = better
    return sorted(found)


def worth(group: Group, couples: Collection[Couple], hard: Collection[int] = ()) -> Objective:
    """How good these pairs are together."""
    return objective(group.fields(*couple, hard) for couple in couples)


def _solve(
    group: Group, places: Places, hard: Collection[int], present: Collection[Couple] = ()
) -> list[Couple]:
    """The best of the likely pairs; those who are `present` already can stay as they are."""
    size = len(places)
    scale = Scale(size, hard=bool(hard))
    every = edges(group, places, hard)
    if present:
        at = {place: n for n, place in enumerate(places)}
        sure = [(at[one], at[other]) for one, other in present]
    else:
        sure = match(size, [(one, other, scale.split(weight)[0]) for one, other, weight in every])
    return _placed(places, match(size, likely(every, scale, size, frozenset(sure))))


def _placed(places: Places, found: Iterable[Couple]) -> list[Couple]:
    return [(places[one], places[other]) for one, other in found]


def _repaired(
    group: Group, couples: list[Couple], hard: Collection[int], *, by_roles: bool
) -> list[Couple]:
    """Whoever has no partner and the pairs that fit worst are paired anew, as many as are exact.

    Most pairs fit as well as can be. Which of them help the others is drawn, or they are those whose
    roles fit worst: the same ones twice would find the same twice.
    """
    paired = {place for couple in couples for place in couple}
    pool = [place for place in group.able if place not in paired]
    pool = sorted(pool, key=lambda place: (-group.waited[place], group.draws[place]))[:_POOL]

    def worst_first(couple: Couple) -> tuple[int, ...]:
        fields = group.fields(*couple)
        roles = fields.turns if by_roles else 0
        return fields.new, fields.rested, fields.fit, roles, group.draw(*couple)

    room = (_POOL - len(pool)) // 2
    loose = set(sorted(couples, key=worst_first)[:room])
    pool += [place for couple in loose for place in couple]
    kept = [couple for couple in couples if couple not in loose]
    return kept + _solve(group, sorted(pool), hard, loose)
