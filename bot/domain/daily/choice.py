"""Which question comes next: one seeded choice that two runs agree on.

The mix of kinds follows the phase the series is in; a topic rests for 7 days and an overlapping pair
for 28, over everything asked in the channel; nothing comes again before all were asked.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from bot.domain.daily.question import KINDS, Kind, Phase, Question

PHASE_DAYS = 28
# Questions of each kind in the 28 days of a phase; with 84 days a cohort meets 28/22/18/16.
MIX: Mapping[Phase, Mapping[Kind, int]] = {
    1: {"system-design": 7, "technical-depth": 10, "behavioral": 5, "coding": 6},
    2: {"system-design": 10, "technical-depth": 8, "behavioral": 5, "coding": 5},
    3: {"system-design": 11, "technical-depth": 4, "behavioral": 8, "coding": 5},
}
TOPIC_RESTS = timedelta(days=7)
PAIR_RESTS = timedelta(days=28)

Pool = Mapping[str, Question]
_Rule = Callable[[Question], bool]


class Asked(NamedTuple):
    """A question that was asked: by which series, on which local date, and which time there."""

    question: str
    day: date
    series: int
    cycle: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """The question chosen; which time it is asked (from 1); the rules that had to give way."""

    question: Question
    cycle: int = 1
    relaxed: tuple[str, ...] = ()


def phase(started: date, day: date) -> Phase:
    """The phase of a series on a day: three of 28 days, then from the first again."""
    phases: tuple[Phase, Phase, Phase] = (1, 2, 3)
    return phases[max(0, (day - started).days) // PHASE_DAYS % 3]


def choose(
    pool: Pool,
    asked: Collection[str],
    recent: Sequence[Asked],
    *,
    series: int,
    started: date,
    day: date,
) -> Choice | None:
    """The next question that a series has not asked yet; nothing where it asked them all.

    `asked` is all that this series asked, `recent` what its channel saw in the last 28 days.
    """
    known = set(asked)
    fresh = [question for id, question in pool.items() if id not in known]
    now = phase(started, day)
    began = started + timedelta(days=max(0, (day - started).days) // PHASE_DAYS * PHASE_DAYS)
    mine = [one.question for one in recent if one.series == series and one.day >= began]
    wanted = _kinds_by_need(pool, mine, now)
    rules = _rules(pool, recent, now, day)
    names = tuple(rules)
    for given_up in range(len(names) + 1):
        kept = [rules[name] for name in names[given_up:]]
        for kind in wanted:
            allowed = [one for one in fresh if one.kind == kind and _fits(one, kept)]
            if allowed:
                chosen = min(allowed, key=lambda one: _lot(series, one.id))
                return Choice(chosen, relaxed=names[:given_up])
    return None


def repeat(pool: Pool, mine: Sequence[Asked], *, series: int) -> Choice:
    """The least recently asked question of a series that asked them all; `mine` is all it asked."""
    last: dict[str, date] = {}
    cycles: dict[str, int] = {}
    for asked in mine:
        last[asked.question] = max(asked.day, last.get(asked.question, asked.day))
        # Not counted: one of those before may have been given back since.
        cycles[asked.question] = max(asked.cycle, cycles.get(asked.question, 0))
    id = min(pool, key=lambda id: (last.get(id, date.min), _lot(series, id)))
    return Choice(pool[id], cycle=cycles.get(id, 0) + 1)


def _fits(question: Question, rules: Sequence[_Rule]) -> bool:
    for rule in rules:  # noqa: SIM110 - a generator here doubles the time of a choice
        if not rule(question):
            return False
    return True


def _rules(pool: Pool, recent: Sequence[Asked], now: Phase, day: date) -> dict[str, _Rule]:
    """The rules by name, in the order in which they give way."""
    lately, before = day - TOPIC_RESTS, day - PAIR_RESTS
    topics = {
        pool[one.question].topic for one in recent if one.day > lately and one.question in pool
    }
    seen = {one.question for one in recent if one.day > before}
    pairs = {other for id in seen if id in pool for other in pool[id].overlaps}
    return {
        "topic": lambda question: question.topic not in topics,
        "overlap": lambda question: question.id not in pairs and seen.isdisjoint(question.overlaps),
        "difficulty": lambda question: question.difficulty <= now + 3,
        "phase": lambda question: now in question.phases,
    }


def _kinds_by_need(pool: Pool, mine: Sequence[str], now: Phase) -> list[Kind]:
    """The kinds, the one furthest behind the phase’s mix first; `mine` was asked in this phase."""
    counts = dict.fromkeys(KINDS, 0)
    for id in mine:
        if id in pool:
            counts[pool[id].kind] += 1
    total = len(mine) + 1
    return sorted(KINDS, key=lambda kind: counts[kind] - MIX[now][kind] * total / PHASE_DAYS)


def _lot(series: int, question: str) -> bytes:
    return hashlib.blake2b(f"{series}:{question}".encode(), digest_size=8).digest()
