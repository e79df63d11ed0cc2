"""Pairing members for mock interviews: how long it takes, how exact it is, and the plainer ways."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import networkx as nx

from benchmarks.lag import watched
from benchmarks.population import experienced, week
from benchmarks.report import Bar, Report
from bot.domain.mock import pairing, shards
from bot.domain.mock.group import Couple, Group
from bot.domain.mock.matching import Edge, match
from bot.domain.mock.member import Member, Met
from bot.domain.mock.round import Round
from bot.domain.mock.weight import MOST, Fields
from bot.services.mock.worker import Worker

SECONDS = {50: 0.1, 200: 0.25, 500: 1, 1_000: 2.5, 2_000: 6, 5_000: 20, 20_000: 60}
PAST = 8
HELD_OUT = (11, 12, 13)
Case = tuple[Round, Sequence[Member], Sequence[Met]]


def first_feasible(group: Group, chance: random.Random) -> list[Couple]:
    """The plain way: in an order by chance, everybody takes the first who has time for them."""
    waiting = chance.sample(group.able, len(group.able))
    couples: list[Couple] = []
    while waiting:
        one = waiting.pop()
        other = next((place for place in reversed(waiting) if group.common(one, place)), None)
        if other is not None:
            waiting.remove(other)
            couples.append((min(one, other), max(one, other)))
    return couples


def case(size: int, seed: int = 1) -> Case:
    """A round after earlier ones that were held the plain way."""
    there = experienced(size, seed)
    chance = random.Random(f"{size}:{seed}")
    met: list[Met] = []
    for past in range(PAST):
        group = Group.of(week(past), there, [])
        met += [
            Met(a=group.members[a].id, b=group.members[b].id, week=week(past).week)
            for a, b in first_feasible(group, chance)
        ]
    return week(PAST), there, met


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs, and how long they took."""

    group: Group
    couples: list[Couple]
    seconds: float

    @property
    def left_out(self) -> int:
        return len(self.group.members) - 2 * len(self.couples)

    @property
    def sums(self) -> Fields:
        return shards.worth(self.group, self.couples).fields

    @property
    def costs(self) -> tuple[int, int, int, int]:
        """Repeats, misfits, roles, slots."""
        pairs, sums = len(self.couples), self.sums
        return (pairs - sums.new, MOST.fit * pairs - sums.fit, MOST.turns * pairs - sums.turns,
                sums.slots)  # fmt: skip

    def row(self, size: int, way: str) -> tuple[str, ...]:
        repeats, misfits, roles, slots = self.costs
        return (f"{size:,}", way, f"{self.seconds:.2f}", f"{len(self.couples):,}",
                str(self.sums.waited), str(repeats), str(misfits), str(roles), str(slots))  # fmt: skip


def timed(given: Case, solve: Callable[[Group], list[Couple]]) -> Found:
    """From members to pairs."""
    began = time.process_time()
    group = Group.of(*given)
    couples = solve(group)
    return Found(group, couples, time.process_time() - began)


async def stall(given: Case) -> float:
    """The worst lag of the loop in milliseconds while a round is paired in the other process."""
    worker = Worker()
    try:
        await worker.pair(*case(50))
        async with watched() as lag:
            await worker.pair(*given)
        return lag.worst
    finally:
        worker.close()


def against_networkx(given: Case) -> tuple[float, bool]:
    """How many times as long networkx takes for the same graph, and whether it finds the same."""
    group = Group.of(*given)
    edges: list[Edge] = list(group.edges(group.able, ()))
    began = time.process_time()
    ours = match(len(group.able), edges)
    between = time.process_time()
    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from(edges)
    theirs = nx.max_weight_matching(graph, maxcardinality=True)
    ended = time.process_time()
    same = ours == sorted((min(pair), max(pair)) for pair in theirs)
    return (ended - between) / (between - began), same


async def measure() -> Report:
    """Seconds from members to pairs, with what they are worth beside the plainer ways."""
    cases = {size: await asyncio.to_thread(case, size) for size in SECONDS}
    chance = random.Random(1)
    found = {size: timed(given, lambda group: pairing.seat(group).couples)
             for size, given in cases.items()}  # fmt: skip
    plain = {size: timed(cases[size], lambda group: first_feasible(group, chance))
             for size in (50, 200, 1_000)}  # fmt: skip
    exact = timed(cases[1_000], _exact)
    rows: list[tuple[str, ...]] = []
    for size, ours in found.items():
        rows.append(ours.row(size, "exact" if size <= shards.EXACT else "parts and repair"))
        if size == 1_000:
            rows.append(exact.row(size, "exact"))
        if size in plain:
            rows.append(plain[size].row(size, "shuffle and first feasible"))
    times, same = against_networkx(cases[200])
    return Report(
        title="Pairs for mock interviews",
        how=f"Round {PAST + 1}, the ones before it held the plain way; members are read into bits, "
        "paired, thirds found and those without a seat tried anew. The seconds are the processor’s, of which "
        "pairing keeps one busy. Waited: rounds left out of those "
        "who are paired, the more the better, as with slots in common; of the rest less is better.",
        head=("members", "way", "seconds", "pairs", "waited", "repeats", "misfit", "roles", "slots"),
        rows=rows,
        bars=[
            *_fast(found),
            Bar("networkx takes at least 50 × as long for the graph of 200, and finds the same pairs",
                f"{times:.0f} ×, {'the same' if same else 'others'}", times >= 50 and same),
            _near(),
            _better(found, plain),
            await _free(cases[1_000]),
        ],
    )  # fmt: skip


def _fast(found: dict[int, Found]) -> list[Bar]:
    return [
        Bar(f"{size:,} members in under {most:g} s", f"{found[size].seconds:.2f} s",
            found[size].seconds < most)
        for size, most in SECONDS.items()
    ]  # fmt: skip


def _near() -> Bar:
    """Parts and repair beside exact, on rounds that the repair was not tried on when it was made."""
    equal, roles, slots = 0, [0, 0], [0, 0]
    for seed in HELD_OUT:
        given = case(1_000, seed)
        both = [timed(given, shards.solve), timed(given, _exact)]
        first = [(len(one.couples), *one.sums[:5]) for one in both]
        equal += first[0] == first[1]
        roles = [total + one.costs[2] for total, one in zip(roles, both, strict=True)]
        slots = [total + one.costs[3] for total, one in zip(slots, both, strict=True)]
    more, share = roles[0] / roles[1] - 1, slots[0] / slots[1]
    return Bar(
        f"in {len(HELD_OUT)} other rounds of 1,000, parts and repair equal exact in pairs, waited, "
        "repeats and misfit; roles within 0.5 %, slots at least 92 %",
        f"equal in {equal}, {more:+.1%}, {share:.1%}",
        equal == len(HELD_OUT) and more <= 0.005 and share >= 0.92,
    )


def _exact(group: Group) -> list[Couple]:
    return shards.solve(group, exact=True)


def _better(found: dict[int, Found], plain: dict[int, Found]) -> Bar:
    shares = {size: found[size].costs[1] / plain[size].costs[1] for size in (200, 1_000)}
    return Bar(
        "misfit at most 25 % of the plain way’s at 200 members, 3 % at 1,000",
        f"{shares[200]:.1%}, {shares[1_000]:.1%}",
        shares[200] <= 0.25 and shares[1_000] <= 0.03,
    )


async def _free(given: Case) -> Bar:
    lag = await stall(given)
    return Bar("the loop waits under 50 ms while 1,000 are paired", f"{lag:.0f} ms", lag < 50)
