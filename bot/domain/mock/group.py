"""Everybody of a round side by side, as pairing looks at them: by place, in order of their ids."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from math import prod

from bot.domain.daily.question import LEVELS
from bot.domain.mock import turns
from bot.domain.mock.availability import ahead, starts
from bot.domain.mock.member import Member, Met
from bot.domain.mock.round import NOTICE, Round
from bot.domain.mock.weight import MOST, Fields

REMEMBERED = 26
"""For so many weeks two who met are not new to each other."""
SOON = timedelta(days=14)
"""An interview within this time counts as `_URGENT` rounds left out."""
_URGENT = 2
_LONGEST_WAIT = 7
_WEEK = timedelta(days=7)
_RANKS = {level: rank for rank, level in enumerate(LEVELS)}

Places = Sequence[int]
Couple = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Members by place. `starts` and `speaks` are bits, `apart` the places that one must not meet, both ways.

    `ago` holds, for two places in order, how many weeks ago they last met. `draws` are 64 bits each
    by the seed of the round.
    """

    round: Round
    members: Sequence[Member]
    starts: Sequence[int]
    speaks: Sequence[int]
    waited: Sequence[int]
    apart: Sequence[frozenset[int]]
    ago: Mapping[Couple, int]
    draws: Sequence[int]

    @classmethod
    def of(cls, round: Round, members: Iterable[Member], met: Iterable[Met]) -> "Group":
        """Everybody who is there, in whatever order they come."""
        there = sorted(members, key=lambda member: member.id)
        place = {member.id: n for n, member in enumerate(there)}
        assert len(place) == len(there), "a member is there twice"
        told = ahead(round.starts, round.sends + NOTICE)
        return cls(
            round=round,
            members=there,
            starts=[starts(one.zone, round.starts, one.hours) & told for one in there],
            speaks=_speaks(there),
            waited=[_waited(one, round.week) for one in there],
            apart=_apart(there, place),
            ago=_ago(met, place, round.week),
            draws=[_drawn(round, one) for one in there],
        )

    @property
    def able(self) -> list[int]:
        """The places of those who have an hour at all."""
        return [place for place, found in enumerate(self.starts) if found]

    def common(self, *places: int) -> int:
        """The starts that suit two or three, as bits; none where they may not meet at all."""
        first, *others = places
        found = self.starts[first]
        speaks = self.speaks[first]
        for n, other in enumerate(others, start=1):
            found &= self.starts[other]
            speaks &= self.speaks[other]
            if any(other in self.apart[one] for one in places[:n]):
                return 0
        return found if speaks else 0

    def has_partner(self, place: int) -> bool:
        """Whether anybody could meet this member."""
        return any(place != other and self.common(place, other) for other in self.able)

    def fields(self, one: int, other: int, hard: Collection[int] = ()) -> Fields:
        """What speaks for the pair of two places in order, which is feasible."""
        a, b = self.members[one], self.members[other]
        ago = self.ago.get((one, other))
        # By position, in the order of `Fields`: this is done for a hundred thousand pairs.
        return Fields(
            self.waited[one] + self.waited[other],
            (one in hard) + (other in hard),
            1 if ago is None else 0,
            MOST.rested if ago is None else ago - 1,
            MOST.fit - misfit(a, b),
            MOST.turns - turns.cost(a, b),
            min(MOST.slots, (self.starts[one] & self.starts[other]).bit_count()),
            self.draws[one] * self.draws[other] >> 32 & MOST.tie,
        )

    def draw(self, *places: int) -> int:
        """32 bits by chance, the same whenever this round draws for the same members.

        A product keeps its upper half only, as in multiply-shift hashing.
        """
        return prod(self.draws[place] for place in places) >> 32 & MOST.tie


def misfit(one: Member, other: Member) -> int:
    """4 without a kind in common, and the distance of their levels."""
    distance = abs(_RANKS[one.level] - _RANKS[other.level])
    return distance if one.kinds & other.kinds else distance + 4


def _drawn(round: Round, member: Member) -> int:
    """Odd, or a product would lose what the other factor brings."""
    hashed = blake2b(str(member.id).encode(), digest_size=8, key=round.seed)
    return int.from_bytes(hashed.digest()) | 1


def _speaks(members: Sequence[Member]) -> list[int]:
    names = sorted(frozenset[str]().union(*(one.languages for one in members)))
    return [sum(1 << n for n, name in enumerate(names) if name in one.languages) for one in members]


def _waited(member: Member, week: date) -> int:
    soon = member.interview is not None and timedelta() <= member.interview - week <= SOON
    return min(member.streak + (_URGENT if soon else 0), _LONGEST_WAIT)


def _apart(members: Sequence[Member], place: Mapping[int, int]) -> list[frozenset[int]]:
    found: list[set[int]] = [set() for _ in members]
    for one, member in enumerate(members):
        for other in member.never & place.keys():
            found[one].add(place[other])
            found[place[other]].add(one)
    return [frozenset(each) for each in found]


def _ago(met: Iterable[Met], place: Mapping[int, int], week: date) -> dict[Couple, int]:
    """A meeting of this very week counts as one of last week."""
    found: dict[Couple, int] = {}
    for one in met:
        weeks = max(1, (week - one.week) // _WEEK)
        if weeks <= REMEMBERED and one.a in place and one.b in place:
            a, b = sorted((place[one.a], place[one.b]))
            found[a, b] = min(weeks, found.get((a, b), weeks))
    return found
