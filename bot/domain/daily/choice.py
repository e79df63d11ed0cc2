"""Which question comes next: one function of the queue, what was asked and the pool.

The queue goes first, in its order. Then comes a seeded draw that two runs agree on: the mix of kinds
follows the phase the series is in; a topic rests for 7 days and an overlapping pair for 28, over
everything asked in the channel; a series of a level asks what suits that level first, then what
suits the next; nothing comes again before all were asked.
"""

import hashlib
from bisect import bisect
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from bot.domain.daily.question import KINDS, LEVELS, Kind, Level, Phase, Question

PHASE_DAYS = 28
# Questions of each kind in the 28 days of a phase; with 84 days a cohort meets 28/22/18/16.
MIX: Mapping[Phase, Mapping[Kind, int]] = {
    1: {"system-design": 7, "technical-depth": 10, "behavioral": 5, "coding": 6},
    2: {"system-design": 10, "technical-depth": 8, "behavioral": 5, "coding": 5},
    3: {"system-design": 11, "technical-depth": 4, "behavioral": 8, "coding": 5},
}
TOPIC_RESTS = timedelta(days=7)
PAIR_RESTS = timedelta(days=28)
RINGS = 64
"""Orders that a pool is drawn in. One a series would cost the planner a hash for each question."""

Questions = Mapping[str, Question]
_Rule = Callable[[Question], bool]


class Asked(NamedTuple):
    """A question that was asked: by which series, on which local date, and which time there."""

    question: str
    day: date
    series: int
    cycle: int = 1


class Past(NamedTuple):
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


class Pool(dict[str, Question]):
    """The questions that a series draws from, by id, in the orders in which it may draw them.

    Each kind lies on rings of seeded orders. A series has one of these rings and a place on it to
    begin at, so that a question which joins or leaves moves no other. It stays as it was made.

    `base` is another pool that holds most of these: its rings need not be drawn again.
    """

    def __init__(self, questions: Questions, base: "Pool | None" = None) -> None:
        super().__init__(questions)
        self._base = base
        held = {one.kind for one in self.values()}
        self.kinds: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind in held)
        self._rings: dict[tuple[Kind, int], tuple[list[int], list[Question]]] = {}

    def order(self, kind: Kind, series: int) -> Iterator[Question]:
        """The questions of a kind in the order in which a series draws them."""
        lot = _lot(series, kind)
        lots, ring = self._ring(kind, lot % RINGS)
        start = bisect(lots, lot)
        yield from ring[start:]
        yield from ring[:start]

    def _ring(self, kind: Kind, number: int) -> tuple[list[int], list[Question]]:
        if (kind, number) not in self._rings:
            placed: list[tuple[int, Question]] = []
            drawn: AbstractSet[str] = frozenset()
            if self._base is not None:
                lots, ring = self._base._ring(kind, number)  # noqa: SLF001 - of its own kind
                placed = [
                    (lot, self[one.id])
                    for lot, one in zip(lots, ring, strict=True)
                    if one.id in self
                ]
                drawn = self._base.keys()
            rest = (self[id] for id in self.keys() - drawn)
            placed += ((_lot(number, one.id), one) for one in rest if one.kind == kind)
            placed.sort(key=lambda pair: pair[0])
            self._rings[kind, number] = [lot for lot, _ in placed], [one for _, one in placed]
        return self._rings[kind, number]


def pool_of(questions: Questions, kinds: Collection[Kind], base: Pool | None = None) -> Pool:
    """The questions of these kinds; empty means all. `base` as in `Pool`."""
    if kinds:
        questions = {id: one for id, one in questions.items() if one.kind in kinds}
    return Pool(questions, base)


def phase(started: date, day: date) -> Phase:
    """The phase of a series on a day: three of 28 days, then from the first again."""
    phases: tuple[Phase, Phase, Phase] = (1, 2, 3)
    return phases[max(0, (day - started).days) // PHASE_DAYS % 3]


class Asking(NamedTuple):
    """The series that a choice is made for, and the day."""

    series: int
    started: date
    day: date
    level: Level | None = None


def choose(
    questions: Questions, pool: Pool, queue: Sequence[str], past: Past, asking: Asking
) -> Choice | None:
    """What a series asks on a day; nothing where neither its queue nor its pool holds a question.

    `pool` is what it draws from, out of all `questions`; the queue may hold any of them.
    """
    known = set(past.asked)
    fresh = len(pool) - len(pool.keys() & known)
    wanted = _queued(questions, queue)
    if wanted is not None:
        left = fresh - (wanted.id in pool and wanted.id not in known)
        return Choice(wanted, _times(past.mine, wanted.id) + 1, queued=True, left=left)
    if fresh:
        question, relaxed = _draw(questions, pool, known, past.recent, asking)
        return Choice(question, relaxed=relaxed, left=fresh - 1)
    return _repeat(pool, past.mine, series=asking.series) if pool else None


def comes_again(
    questions: Questions, pool: Pool, queue: Sequence[str], asked: Collection[str]
) -> bool:
    """Whether the next question is one that the series asked before, so that its days are needed."""
    wanted = _queued(questions, queue)
    return wanted.id in asked if wanted is not None else pool.keys() <= set(asked)


def _queued(questions: Questions, queue: Sequence[str]) -> Question | None:
    """The first of a queue; what is no longer asked anywhere is passed over."""
    return next((questions[id] for id in queue if id in questions), None)


def _draw(
    questions: Questions,
    pool: Pool,
    known: AbstractSet[str],
    recent: Sequence[Asked],
    asking: Asking,
) -> tuple[Question, tuple[str, ...]]:
    """One of those that a series has not asked, and the rules that gave way, in order, for it."""
    series, day = asking.series, asking.day
    now = phase(asking.started, day)
    began = day - timedelta(days=max(0, (day - asking.started).days) % PHASE_DAYS)
    mine = [one.question for one in recent if one.series == series and one.day >= began]
    wanted = _kinds_by_need(questions, pool, mine, now)
    rules = _rules(questions, recent, now, asking)
    names = tuple(rules)
    for given_up in range(len(names) + 1):
        kept = [rules[name] for name in names[given_up:]]
        for kind in wanted:
            for one in pool.order(kind, series):
                if one.id not in known and _fits(one, kept):
                    return one, names[:given_up]
    raise AssertionError("a question that was not asked fits once no rule is left")


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


def _rules(
    questions: Questions, recent: Sequence[Asked], now: Phase, asking: Asking
) -> dict[str, _Rule]:
    """The rules by name, in the order in which they give way."""
    lately, before = asking.day - TOPIC_RESTS, asking.day - PAIR_RESTS
    seen = {one.question for one in recent if one.day > before}
    rested = {one.question for one in recent if one.day > lately}
    topics = {questions[id].topic for id in rested if id in questions}
    pairs = {other for id in seen if id in questions for other in questions[id].overlaps}
    rules: dict[str, _Rule] = {
        "topic": lambda question: question.topic not in topics,
        "overlap": lambda question: question.id not in pairs and seen.isdisjoint(question.overlaps),
        "difficulty": lambda question: question.difficulty <= now + 3,
        "phase": lambda question: now in question.phases,
    }
    if asking.level is not None:
        near = _beside(asking.level)
        rules["level"] = lambda question: asking.level in question.levels
        rules["next level"] = lambda question: not near.isdisjoint(question.levels)
    return rules


def _beside(level: Level) -> set[Level]:
    """A level and those next to it."""
    place = LEVELS.index(level)
    return set(LEVELS[max(0, place - 1) : place + 2])


def _kinds_by_need(questions: Questions, pool: Pool, mine: Sequence[str], now: Phase) -> list[Kind]:
    """The kinds of a pool, the one furthest behind the phase’s mix first.

    `mine` was asked in this phase. Where a series asks some kinds only, they share the whole in the
    proportion they have in the mix.
    """
    counts: dict[Kind, int] = dict.fromkeys(pool.kinds, 0)
    for id in mine:
        if id in questions and questions[id].kind in counts:
            counts[questions[id].kind] += 1
    total = sum(counts.values()) + 1
    whole = sum(MIX[now][kind] for kind in counts)
    return sorted(counts, key=lambda kind: counts[kind] - MIX[now][kind] * total / whole)


def _lot(seed: int, text: str) -> int:
    """64 bits that any machine draws alike."""
    return int.from_bytes(hashlib.blake2b(f"{seed}:{text}".encode(), digest_size=8).digest())
