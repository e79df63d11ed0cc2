"""Which question comes next: one function of the queue, what was asked and the pool.

The queue goes first, in its order. Then comes a seeded draw that two runs agree on: the mix of kinds
follows the phase the series is in; a topic rests for 7 days and an overlapping pair for 28, over
everything asked in the channel; nothing comes again before all were asked.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from bot.domain.daily.question import KINDS, Kind, Level, Phase, Question

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
class Past:
    """What a choice looks back on."""

    asked: Collection[str]  # by this series, ever
    recent: Sequence[Asked]  # in its channel, within the last 28 days
    mine: Sequence[Asked] = ()  # by this series, ever, with its days; needed where `comes_again`


@dataclass(frozen=True, slots=True)
class Choice:
    """The question chosen; which time it is asked (from 1); the rules that had to give way."""

    question: Question
    cycle: int = 1
    relaxed: tuple[str, ...] = ()
    queued: bool = False
    left: int = 0  # questions of the pool that the series has then not asked


def pool_of(questions: Pool, level: Level | None, kinds: Collection[Kind]) -> Pool:
    """The questions that suit a level and are of these kinds; empty means all."""
    return {
        id: one
        for id, one in questions.items()
        if (level is None or level in one.levels) and (not kinds or one.kind in kinds)
    }


def phase(started: date, day: date) -> Phase:
    """The phase of a series on a day: three of 28 days, then from the first again."""
    phases: tuple[Phase, Phase, Phase] = (1, 2, 3)
    return phases[max(0, (day - started).days) // PHASE_DAYS % 3]


def choose(
    questions: Pool,
    pool: Pool,
    queue: Sequence[str],
    past: Past,
    *,
    series: int,
    started: date,
    day: date,
) -> Choice | None:
    """What a series asks on a day; nothing where neither its queue nor its pool holds a question.

    `pool` is what it draws from, out of all `questions`; the queue may hold any of them.
    """
    known = set(past.asked)
    fresh = [question for id, question in pool.items() if id not in known]
    wanted = _queued(questions, queue)
    if wanted is not None:
        left = len(fresh) - (wanted.id in pool and wanted.id not in known)
        return Choice(wanted, _times(past.mine, wanted.id) + 1, queued=True, left=left)
    if fresh:
        return _draw(questions, pool, fresh, past.recent, series=series, started=started, day=day)
    return _repeat(pool, past.mine, series=series) if pool else None


def comes_again(questions: Pool, pool: Pool, queue: Sequence[str], asked: Collection[str]) -> bool:
    """Whether the next question is one that the series asked before, so that its days are needed."""
    wanted = _queued(questions, queue)
    return wanted.id in asked if wanted is not None else pool.keys() <= set(asked)


def _queued(questions: Pool, queue: Sequence[str]) -> Question | None:
    """The first of a queue; what is no longer asked anywhere is passed over."""
    return next((questions[id] for id in queue if id in questions), None)


def _draw(
    questions: Pool,
    pool: Pool,
    fresh: Sequence[Question],
    recent: Sequence[Asked],
    *,
    series: int,
    started: date,
    day: date,
) -> Choice | None:
    """One of those that a series has not asked; rules give way in order until one fits."""
    now = phase(started, day)
    began = started + timedelta(days=max(0, (day - started).days) // PHASE_DAYS * PHASE_DAYS)
    mine = [one.question for one in recent if one.series == series and one.day >= began]
    wanted = _kinds_by_need(questions, pool, mine, now)
    rules = _rules(questions, recent, now, day)
    names = tuple(rules)
    for given_up in range(len(names) + 1):
        kept = [rules[name] for name in names[given_up:]]
        for kind in wanted:
            allowed = [one for one in fresh if one.kind == kind and _fits(one, kept)]
            if allowed:
                chosen = min(allowed, key=lambda one: _lot(series, one.id))
                return Choice(chosen, relaxed=names[:given_up], left=len(fresh) - 1)
    return None


def _repeat(pool: Pool, mine: Sequence[Asked], *, series: int) -> Choice:
    """The least recently asked question of a series that asked them all."""
    last: dict[str, date] = {}
    for asked in mine:
        last[asked.question] = max(asked.day, last.get(asked.question, asked.day))
    id = min(pool, key=lambda id: (last.get(id, date.min), _lot(series, id)))
    return Choice(pool[id], _times(mine, id) + 1)


def _times(mine: Sequence[Asked], id: str) -> int:
    """The highest number a question had; not counted: one of those before may have been given back."""
    return max((asked.cycle for asked in mine if asked.question == id), default=0)


def _fits(question: Question, rules: Sequence[_Rule]) -> bool:
    for rule in rules:  # noqa: SIM110 - a generator here doubles the time of a choice
        if not rule(question):
            return False
    return True


def _rules(questions: Pool, recent: Sequence[Asked], now: Phase, day: date) -> dict[str, _Rule]:
    """The rules by name, in the order in which they give way."""
    lately, before = day - TOPIC_RESTS, day - PAIR_RESTS
    topics = {
        questions[one.question].topic
        for one in recent
        if one.day > lately and one.question in questions
    }
    seen = {one.question for one in recent if one.day > before}
    pairs = {other for id in seen if id in questions for other in questions[id].overlaps}
    return {
        "topic": lambda question: question.topic not in topics,
        "overlap": lambda question: question.id not in pairs and seen.isdisjoint(question.overlaps),
        "difficulty": lambda question: question.difficulty <= now + 3,
        "phase": lambda question: now in question.phases,
    }


def _kinds_by_need(questions: Pool, pool: Pool, mine: Sequence[str], now: Phase) -> list[Kind]:
    """The kinds of a pool, the one furthest behind the phase’s mix first.

    `mine` was asked in this phase. Where a series asks some kinds only, they share the whole in the
    proportion they have in the mix.
    """
    there = {one.kind for one in pool.values()}
    counts: dict[Kind, int] = {kind: 0 for kind in KINDS if kind in there}
    for id in mine:
        if id in questions and questions[id].kind in there:
            counts[questions[id].kind] += 1
    total = sum(counts.values()) + 1
    whole = sum(MIX[now][kind] for kind in counts)
    return sorted(counts, key=lambda kind: counts[kind] - MIX[now][kind] * total / whole)


def _lot(series: int, question: str) -> bytes:
    return hashlib.blake2b(f"{series}:{question}".encode(), digest_size=8).digest()
