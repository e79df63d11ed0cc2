"""26 rounds of mock interviews: who is placed, who waits, who meets again, beside the plain ways.

Everybody misses a round by chance, three in twenty. All ways see the same people in the same rounds.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from ortools.graph.python import max_flow

from benchmarks.pairing import first_feasible
from benchmarks.population import members, week
from benchmarks.report import Bar, Report
from bot.domain.mock import pairing, shards, turns
from bot.domain.mock.edges import edges
from bot.domain.mock.group import Couple, Group
from bot.domain.mock.member import Member, Met

ROUNDS = 26
ABSENT = 0.15
SEEDS = {30: 10, 100: 5, 1_000: 1}
EQUALS = 2_000
OURS, FIRST, BLIND = "this bot", "shuffle and first feasible", "blind shuffle"
Way = Callable[[Group], tuple[list[Couple], Iterable[int]]]


@dataclass
class Half:
    """What half a year brought, of one way, over all groups of a size."""

    present: int = 0
    placed: int = 0
    hopeful: int = 0  # present, and somebody present could meet them
    spared: int = 0  # of those, without a place
    worst: float = 1.0
    longest: int = 0
    waiting: Counter[int] = field(default_factory=Counter[int])
    people: int = 0
    pairs: int = 0
    again: int = 0
    forced: float = 0.0  # of those, how many any way would have with as many sessions of each
    refused: int = 0
    flexible: int = 0
    uneven: int = 0
    net: int = 0

    def row(self, size: int, way: str) -> tuple[str, ...]:
        return (f"{size:,}", way, f"{self.placed / self.present:.1%}",
                f"{1 - self.spared / self.hopeful:.2%}", f"{self.worst:.0%}", str(self.longest),
                f"{2 * self.again / self.people:.2f}", f"{2 * self.forced / self.people:.2f}",
                f"{self.refused / self.pairs:.1%}", f"{self.uneven / self.flexible:.2f}",
                f"{self.net / self.flexible:.2f}")  # fmt: skip

    @property
    def excess(self) -> float:
        """Repeats that another way could have spared."""
        return self.again - self.forced


def designed(group: Group) -> tuple[list[Couple], Iterable[int]]:
    """As it is done."""
    seating = pairing.seat(group)
    return seating.couples, seating.thirds.values()


def first(group: Group) -> tuple[list[Couple], Iterable[int]]:
    """In an order by chance, everybody takes the first who has time for them; without thirds."""
    return first_feasible(group, random.Random(group.round.seed)), ()


def blind(group: Group) -> tuple[list[Couple], Iterable[int]]:
    """Neighbours in an order by chance; only those pairs count that can meet."""
    size = len(group.members)
    order = random.Random(group.round.seed).sample(range(size), size)
    drawn = [(min(two), max(two)) for two in zip(order[::2], order[1::2], strict=False)]
    return [couple for couple in drawn if group.common(*couple)], ()


WAYS: dict[str, Way] = {OURS: designed, FIRST: first, BLIND: blind}


def live(half: Half, size: int, seed: int, way: Way) -> None:
    """Half a year of one group."""
    chance = random.Random(f"absent:{size}:{seed}")
    everybody = {one.id: one for one in members(size, seed)}
    met: list[Met] = []
    half.waiting.clear()
    for number in range(ROUNDS):
        there = [one for one in everybody.values() if chance.random() >= ABSENT]
        group = Group.of(week(number, guild_id=seed), there, met)
        couples, thirds = way(group)
        seated = {place for couple in couples for place in couple} | set(thirds)
        _count(half, group, couples, seated)
        met += [
            Met(a=group.members[a].id, b=group.members[b].id, week=group.round.week)
            for a, b in couples
        ]
        for place, one in enumerate(group.members):
            streak = 0 if place in seated else one.streak + 1
            everybody[one.id] = replace(one, streak=streak)
        for couple in couples:
            half.refused += _turn(everybody, *(group.members[place] for place in couple))
    half.people += size
    half.pairs += len(met)
    half.forced += len(met) - _distinct(size, seed, met)
    balances = [one.balance for one in everybody.values() if one.wish == "swap"]
    half.flexible += len(balances)
    half.uneven += sum(map(abs, balances))
    half.net += abs(sum(balances))


def _count(half: Half, group: Group, couples: Sequence[Couple], seated: set[int]) -> None:
    half.present += len(group.members)
    half.placed += len(seated)
    half.again += sum(couple in group.ago for couple in couples)
    half.worst = min(half.worst, len(seated) / len(group.members))
    for place, one in enumerate(group.members):
        if group.has_partner(place):
            half.hopeful += 1
            half.spared += place not in seated
            half.waiting[one.id] = 0 if place in seated else half.waiting[one.id] + 1
            half.longest = max(half.longest, half.waiting[one.id])


def _turn(everybody: dict[int, Member], one: Member, other: Member) -> bool:
    """Count a turn; whether a wish was refused."""
    plan = turns.plan(one, other)
    if not plan.swap:
        for id, step in ((plan.interviewer, 1), (plan.candidate, -1)):
            everybody[id] = replace(everybody[id], balance=everybody[id].balance + step)
    return plan.refused


def _distinct(size: int, seed: int, met: Sequence[Met]) -> float:
    """How many different pairs there can be, by halves, if everybody has as many sessions as they had.

    Everybody stands on both sides of a flow, so a pair is there twice. Who was present when is not
    looked at, so it cannot always be had.
    """
    held = Counter(id for one in met for id in (one.a, one.b))
    flow = max_flow.SimpleMaxFlow()
    source, sink = 2 * size, 2 * size + 1
    for place in range(size):
        flow.add_arc_with_capacity(source, place, held[place + 1])
        flow.add_arc_with_capacity(size + place, sink, held[place + 1])
    for one, other in _ever_feasible(size, seed):
        flow.add_arc_with_capacity(one, size + other, 1)
        flow.add_arc_with_capacity(other, size + one, 1)
    assert flow.solve(source, sink) == flow.OPTIMAL
    return flow.optimal_flow() / 2


@cache
def _ever_feasible(size: int, seed: int) -> list[Couple]:
    """Who could meet whom in any of the rounds, if everybody were there; clocks change meanwhile."""
    found: set[Couple] = set()
    for number in range(ROUNDS):
        group = Group.of(week(number), members(size, seed), [])
        able = group.able
        found |= {(able[one], able[other]) for one, other, _ in edges(group, able)}
    return sorted(found)


def uneven() -> float:
    """Chi-square of how often each of nine equal members is left out."""
    equals = [
        replace(members(1)[0], id=id, kinds=frozenset({"coding"}), never=frozenset())
        for id in range(1, 10)
    ]
    out: Counter[int] = Counter()
    for number in range(EQUALS):
        group = Group.of(replace(week(0), id=number), equals, [])
        placed = {place for couple in shards.solve(group) for place in couple}
        out.update(set(range(9)) - placed)
    expected = EQUALS / 9
    return sum((out[place] - expected) ** 2 / expected for place in range(9))


def _lived(size: int, seeds: int, way: Way) -> Half:
    half = Half()
    for seed in range(1, seeds + 1):
        live(half, size, seed, way)
    return half


async def measure() -> Report:
    """All ways over the same half-years."""
    halves = {
        (size, name): await asyncio.to_thread(_lived, size, seeds, way)
        for size, seeds in SEEDS.items()
        for name, way in WAYS.items()
    }
    odds = uneven()
    groups = (
        f"{size:,} members, {seeds} group{'s' * (seeds > 1)}" for size, seeds in SEEDS.items()
    )
    return Report(
        title="26 rounds of mock interviews",
        how=f"{'; '.join(groups)}. Each is absent from three rounds in twenty. “Could meet”: of those "
        "who somebody present could meet. Longest: rounds in a row without a place though there was a "
        "partner. Repeats are a member’s; at least: what nobody could have spared who gives everybody "
        "as many sessions. Refused: pairs of two who wish the same one role. Off balance: how much "
        "more often somebody who takes either role had one of them; at least: what the wishes of the "
        "others force on them.",
        head=("members", "way", "placed", "of those who could meet", "worst round", "longest",
              "repeats", "at least", "refused", "off balance", "at least"),
        rows=[half.row(size, name) for (size, name), half in halves.items()],
        bars=[*_placed(halves), *_beside(halves),
              Bar("nine equals over 2,000 rounds are left out evenly: chi-square below 20.1",
                  f"{odds:.1f}", odds < 20.1)],
    )  # fmt: skip


def _placed(halves: dict[tuple[int, str], Half]) -> list[Bar]:
    small, *_ = ours = [halves[size, OURS] for size in SEEDS]
    longest = [half.longest for half in ours]
    missed = [half.spared / half.hopeful for half in ours]
    return [
        Bar("at 30, at least 97 % placed, 99.5 % of those who could meet, no round below 85 %",
            f"{small.placed / small.present:.1%}, {1 - missed[0]:.2%}, {small.worst:.0%}",
            small.placed >= 0.97 * small.present and missed[0] <= 0.005 and small.worst >= 0.85),
        Bar("at most 0.1 % of those who could meet somebody are left out, at every size",
            ", ".join(f"{share:.2%}" for share in missed), max(missed) <= 0.001),
        Bar("nobody of them more than 3 times running at 30, once at 100 and 1,000",
            ", ".join(map(str, longest)),
            all(length <= most for length, most in zip(longest, (3, 1, 1), strict=True))),
    ]  # fmt: skip


def _beside(halves: dict[tuple[int, str], Half]) -> list[Bar]:
    factors = [halves[size, FIRST].spared / max(1, halves[size, OURS].spared) for size in (30, 100)]
    shares = [halves[size, OURS].excess / halves[size, FIRST].excess for size in SEEDS]
    return [
        Bar("first feasible leaves out 4 × as many who could meet somebody at 30, 10 × at 100",
            f"{factors[0]:.0f} ×, {factors[1]:.0f} ×", factors[0] >= 4 and factors[1] >= 10),
        Bar("of its repeats that could be spared, at most 35 % remain at 30, 20 % at 100, 5 % at 1,000",
            ", ".join(f"{share:.1%}" for share in shares),
            all(share <= most for share, most in zip(shares, (0.35, 0.2, 0.05), strict=True))),
    ]  # fmt: skip
