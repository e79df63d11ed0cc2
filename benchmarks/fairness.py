"""26 rounds of mock interviews: who is placed, who waits, who meets again, beside the plain way.

Everybody misses a round by chance, three in twenty. Both ways see the same people in the same rounds.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from benchmarks.pairing import first_feasible
from benchmarks.population import members, week
from benchmarks.report import Bar, Report
from bot.domain.mock import pairing, shards, turns
from bot.domain.mock.group import Couple, Group
from bot.domain.mock.member import Member, Met

ROUNDS = 26
ABSENT = 0.15
SEEDS = {30: 10, 100: 5}
EQUALS = 2_000
Way = Callable[[Group], tuple[list[Couple], Iterable[int]]]


@dataclass
class Half:
    """What half a year brought, of one way."""

    present: int = 0
    placed: int = 0
    hopeful: int = 0  # present, and somebody present could meet them
    spared: int = 0  # of those, without a place
    again: int = 0
    worst: float = 1.0
    longest: int = 0
    waiting: Counter[int] = field(default_factory=Counter[int])

    def row(self, size: int, way: str) -> tuple[str, ...]:
        return (f"{size:,}", way, f"{self.placed / self.present:.1%}",
                f"{1 - self.spared / self.hopeful:.2%}", f"{self.worst:.0%}", str(self.longest),
                f"{2 * self.again / self.present * ROUNDS:.2f}")  # fmt: skip


def designed(group: Group) -> tuple[list[Couple], Iterable[int]]:
    """As it is done."""
    seating = pairing.seat(group)
    return seating.couples, seating.thirds.values()


def shuffled(group: Group) -> tuple[list[Couple], Iterable[int]]:
    """The plain way, without thirds."""
    return first_feasible(group, random.Random(group.round.seed)), ()


def live(half: Half, size: int, seed: int, way: Way) -> None:
    """Half a year of one group."""
    chance = random.Random(f"absent:{size}:{seed}")
    everybody = {one.id: one for one in members(size, seed)}
    met: list[Met] = []
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
            _turn(everybody, *(group.members[place] for place in couple))


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


def _turn(everybody: dict[int, Member], one: Member, other: Member) -> None:
    plan = turns.plan(one, other)
    if not plan.swap:
        for id, step in ((plan.interviewer, 1), (plan.candidate, -1)):
            everybody[id] = replace(everybody[id], balance=everybody[id].balance + step)


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


async def measure() -> Report:
    """Both ways over the same half-years."""
    halves: dict[tuple[int, str], Half] = {}
    ways: dict[str, Way] = {"this bot": designed, "shuffle and first feasible": shuffled}
    for size, seeds in SEEDS.items():
        for name, way in ways.items():
            half = halves[size, name] = Half()
            for seed in range(1, seeds + 1):
                half.waiting.clear()
                live(half, size, seed, way)
    small, large = halves[30, "this bot"], halves[100, "this bot"]
    odds = uneven()
    factors = [
        halves[size, "shuffle and first feasible"].spared / max(1, halves[size, "this bot"].spared)
        for size in SEEDS
    ]
    return Report(
        title="26 rounds of mock interviews",
        how=f"{', '.join(f'{size} members, {seeds} groups' for size, seeds in SEEDS.items())}; each is "
        "absent from three rounds in twenty. “Could meet”: of those who somebody present could meet. "
        "Longest: rounds in a row without a place though there was a partner. Repeats are a member’s.",
        head=("members", "way", "placed", "of those who could meet", "worst round", "longest", "repeats"),
        rows=[half.row(size, name) for (size, name), half in halves.items()],
        bars=[
            Bar("at 30, at least 97 % placed, 99.5 % of those who could meet, no round below 85 %",
                f"{small.placed / small.present:.1%}, {1 - small.spared / small.hopeful:.2%}, "
                f"{small.worst:.0%}",
                small.placed >= 0.97 * small.present and small.spared <= 0.005 * small.hopeful
                and small.worst >= 0.85),
            Bar("nobody who could meet somebody left out more than 3 times running at 30, once at 100",
                f"{small.longest}, {large.longest}", small.longest <= 3 and large.longest <= 1),
            Bar("the plain way leaves out 4 × as many who could meet somebody at 30, 10 × at 100",
                f"{factors[0]:.0f} ×, {factors[1]:.0f} ×", factors[0] >= 4 and factors[1] >= 10),
            Bar("nine equals over 2,000 rounds are left out evenly: chi-square below 20.1",
                f"{odds:.1f}", odds < 20.1),
        ],
    )  # fmt: skip
