"""From members to pairs: how a round of mock interviews is put together, from top to bottom.

1. `Group.of` reads everybody’s hours as starts within the week.
2. Two form a feasible pair if they can begin at the same time, speak a common language and neither
   said “never”. `Group.edges` weighs each such pair.
3. `shards.solve` takes most pairs, and of those the heaviest.
4. `threes.assign` gives whoever is left to a pair, as a third who observes.
5. Who is still left though somebody could meet them is worth more, and 3 and 4 are done again.
6. Every pair gets its roles and three times to choose from; the rest are told why, and what helps.

All of it follows from the members, the history and the round. The same again gives the same again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.daily.question import KINDS
from bot.domain.mock import shards, slots, threes, turns
from bot.domain.mock.availability import ahead, starts
from bot.domain.mock.group import Couple, Group
from bot.domain.mock.member import Interval, Member, Met
from bot.domain.mock.round import NOTICE, LeftOut, Pair, Pairing, Reason, Round

RESEATS = 4
"""So often the pairs are tried anew for those who are left though somebody could meet them."""
_EVENING = (18 * 60, 3 * 60)


def pair(round: Round, members: Iterable[Member], met: Iterable[Met]) -> Pairing:
    """Who meets whom, when, in which roles; who does not, and why.

    `members` are those who are present, in any order; `met` is the history of the last 26 weeks.
    """
    group = Group.of(round, members, met)
    seating = seat(group)
    pairs = [_pair(group, couple, seating.thirds.get(couple)) for couple in seating.couples]
    seated = {id for one in pairs for id in one.members}
    left = [n for n, member in enumerate(group.members) if member.id not in seated]
    return Pairing(pairs=pairs, left_out=[_left_out(group, place) for place in left])


# Who meets whom -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """Pairs and their thirds, by place. `spared`: without a seat though somebody could meet them."""

    couples: list[Couple]
    thirds: Mapping[Couple, int]
    spared: frozenset[int]


def seat(group: Group) -> Seating:
    """Pairs and thirds, tried anew as long as it helps somebody and takes nothing from the pairs.

    Most pairs, and first those who waited longest, stand above a seat for everybody.
    """
    best = _seat(group, frozenset())
    first = shards.worth(group, best.couples)
    hard = best.spared
    for _ in range(RESEATS):
        if not best.spared:
            break
        other = _seat(group, hard)
        worth = shards.worth(group, other.couples)
        kept = (worth.pairs, worth.fields.waited) >= (first.pairs, first.fields.waited)
        # Where all are paired at once, what stands above cannot get worse.
        assert kept or len(group.able) > shards.EXACT
        if kept and len(other.spared) < len(best.spared):
            best = other
        if other.spared <= hard:
            break
        hard |= other.spared
    return best


def _seat(group: Group, hard: frozenset[int]) -> Seating:
    couples = shards.solve(group, hard)
    paired = {place for couple in couples for place in couple}
    alone = [place for place in group.able if place not in paired]
    left = [place for place in alone if group.has_partner(place)]
    thirds = threes.assign(group, couples, left)
    return Seating(
        couples=couples, thirds=thirds, spared=frozenset(left) - frozenset(thirds.values())
    )


# What each is told --------------------------------------------------------------------------------


def _pair(group: Group, couple: Couple, third: int | None) -> Pair:
    """A pair with what is told of it."""
    places = couple if third is None else (*couple, third)
    common = group.common(*places)
    fields = group.fields(*couple)
    one, other = (group.members[place] for place in couple)
    # Chance decides between two who have had as many turns.
    first, second = (one, other) if fields.tie % 2 else (other, one)
    zones = [group.members[place].zone for place in places]
    return Pair(
        a=one.id,
        b=other.id,
        third=None if third is None else group.members[third].id,
        fields=fields,
        starts=common.bit_count(),
        weeks_ago=group.ago.get(couple),
        kinds=tuple(kind for kind in KINDS if kind in one.kinds & other.kinds),
        levels=(one.level, other.level),
        turns=turns.plan(first, second),
        proposals=slots.propose(group.round.starts, common, zones),
    )


def _left_out(group: Group, place: int) -> LeftOut:
    """A member without a seat, why, and which free evening would help most."""
    reason: Reason = "no partner"
    if len(group.members) == 1:
        reason = "alone"
    elif not group.starts[place]:
        reason = "no hour"
    elif group.has_partner(place):
        reason = "no three"
    return LeftOut(member=group.members[place].id, reason=reason, evening=_evening(group, place))


def _evening(group: Group, place: int) -> int | None:
    """The weekday whose free evening most new partners would share; the earliest of equals."""
    member = group.members[place]
    round = group.round
    told = ahead(round.starts, round.sends + NOTICE)
    others = [
        group.starts[other]
        for other, one in enumerate(group.members)
        if other != place
        and other not in group.apart[place]
        and not one.languages.isdisjoint(member.languages)
        and not group.starts[other] & group.starts[place]
    ]
    gained = {
        day: sum(1 for other in others if other & evening & told)
        for day in range(1, 8)
        for evening in [
            starts(member.zone, round.starts, (*member.hours, Interval(day, *_EVENING)))
        ]
    }
    best = max(gained, key=lambda day: gained[day])
    return best if gained[best] else None
