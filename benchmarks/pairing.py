"""Pairing members for mock interviews: how long it takes, how exact it is, and the plainer ways.

`python -m benchmarks.pairing` does what takes many minutes: networkx with the graph of 1,000, and all
pairs of 2,000 at once.
"""

import asyncio
import gc
import random
import sys
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import networkx as nx

from benchmarks.population import experienced, week
from benchmarks.report import Bar, Report
from bot.domain.mock import pairing, shards
from bot.domain.mock.edges import edges
from bot.domain.mock.group import Couple, Group
from bot.domain.mock.matching import match
from bot.domain.mock.member import Member, Met
from bot.domain.mock.round import Round
from bot.domain.mock.weight import MOST, Fields
from bot.services.worker import Worker

SECONDS = {50: 0.1, 200: 0.25, 500: 1, 1_000: 2.5, 2_000: 6, 5_000: 20, 20_000: 60}
PAST = 8
HELD_OUT = (31, 32, 33, 34, 35)
TICK = 0.005
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


class Lag(NamedTuple):
    """The latest tick in milliseconds, and how much of one the bot can have caused: it was busy then."""

    worst: float
    own: float


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


async def stall(given: Case) -> tuple[Lag, Lag]:
    """How late ticks are while a round is paired elsewhere, and while nothing is done.

    What the bot did itself would come in each of three rounds; the best is told. The heap of other
    measurements stays out of it.
    """
    gc.collect()
    gc.freeze()
    worker = Worker()
    try:
        await worker.pair(*case(50))
        idle = await lag_of(asyncio.sleep(2))
        return min([await lag_of(worker.pair(*given)) for _ in range(3)]), idle
    finally:
        worker.close()
        gc.unfreeze()


async def lag_of(meanwhile: Coroutine[object, object, object]) -> Lag:
    """How late ticks are until this is done."""
    task = asyncio.ensure_future(meanwhile)
    worst = own = 0.0
    while not task.done():
        before, spent = time.perf_counter(), time.process_time()
        await asyncio.sleep(TICK)
        late = time.perf_counter() - before - TICK
        worst, own = max(worst, late), max(own, min(late, time.process_time() - spent))
    await task
    return Lag(worst * 1000, own * 1000)


def against_networkx(given: Case) -> tuple[float, float, bool]:
    """Seconds of networkx and of rustworkx for the same graph, and whether they find the same."""
    group = Group.of(*given)
    graph = edges(group, group.able)
    began = time.process_time()
    ours = match(len(group.able), graph)
    between = time.process_time()
    other: nx.Graph[int] = nx.Graph()
    other.add_weighted_edges_from(graph)
    theirs = nx.max_weight_matching(other, maxcardinality=True)
    ended = time.process_time()
    same = ours == sorted((min(pair), max(pair)) for pair in theirs)
    return ended - between, between - began, same


async def measure() -> Report:
    """Seconds from members to pairs, with what they are worth beside the plainer ways."""
    lag, idle = await stall(case(1_000))
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
    slow, fast, same = against_networkx(cases[200])
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
                f"{slow / fast:.0f} ×, {'the same' if same else 'others'}",
                slow >= 50 * fast and same),
            _near(),
            _better(found, plain),
            Bar("a tick is late by under 50 ms while 1,000 are paired",
                f"{lag.worst:.0f} ms, of which the bot itself {lag.own:.0f}; {idle.worst:.0f} ms while "
                "it does nothing", lag.worst < 50),
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
    equal = 0
    more: list[float] = []
    shares: list[float] = []
    for seed in HELD_OUT:
        ours, exact = compared(case(1_000, seed))
        equal += _first(ours) == _first(exact)
        more.append(ours.costs[2] / exact.costs[2] - 1)
        shares.append(ours.costs[3] / exact.costs[3])
    return Bar(
        f"in each of {len(HELD_OUT)} other rounds of 1,000, parts and repair equal exact in pairs, "
        "waited, repeats, how long ago and misfit; roles within 0.5 %, slots at least 92 %",
        f"equal in {equal}, {max(more):+.1%} at most, {min(shares):.1%} at least",
        equal == len(HELD_OUT) and max(more) <= 0.005 and min(shares) >= 0.92,
    )


def compared(given: Case) -> tuple[Found, Found]:
    """By parts and repair, and exactly."""
    return timed(given, shards.solve), timed(given, _exact)


def _first(found: Found) -> tuple[int, ...]:
    """Pairs, waited, new, how long ago and fit: what has to be equal."""
    sums = found.sums
    return len(found.couples), sums.waited, sums.new, sums.rested, sums.fit


def _exact(group: Group) -> list[Couple]:
    return shards.solve(group, exact=True)


def _better(found: dict[int, Found], plain: dict[int, Found]) -> Bar:
    shares = {size: found[size].costs[1] / plain[size].costs[1] for size in (200, 1_000)}
    return Bar(
        "misfit at most 25 % of the plain way’s at 200 members, 3 % at 1,000",
        f"{shares[200]:.1%}, {shares[1_000]:.1%}",
        shares[200] <= 0.25 and shares[1_000] <= 0.03,
    )


def main() -> int:
    """What takes too long for every run; 1 where networkx finds other pairs."""
    ours, exact = compared(case(2_000))
    print("members, way, seconds, pairs, waited, repeats, misfit, roles, slots")
    print(*ours.row(2_000, "parts and repair"), sep=", ")
    print(*exact.row(2_000, "exact"), sep=", ", flush=True)
    slow, fast, same = against_networkx(case(1_000))
    verdict = "the same pairs" if same else "other pairs"
    print(f"1,000: networkx {slow:.0f} s, rustworkx {fast:.1f} s, {slow / fast:.0f} ×, {verdict}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
