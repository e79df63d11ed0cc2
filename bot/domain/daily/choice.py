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
from functools import cached_property
from itertools import chain
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


class Lately(NamedTuple):
    """What a series asked in a channel: the days in their order, and the question of each."""

    days: Sequence[date]
    questions: Sequence[str]

    def after(self, day: date) -> Sequence[str]:
        """What was asked later than on a day."""
        return self.questions[bisect(self.days, day) :]

    def with_one(self, question: str, day: date) -> "Lately":
        """This and one question more."""
        at = bisect(self.days, day)
        return Lately(
            (*self.days[:at], day, *self.days[at:]),
            (*self.questions[:at], question, *self.questions[at:]),
        )


class Past(NamedTuple):
    """What a choice looks back on."""

    asked: Collection[str]  # by this series, ever
    recent: Mapping[int, Lately]  # in its channel, within the last 28 days, by series
    mine: Sequence[Asked] = ()  # by this series, ever, with its days; needed where `comes_again`


@dataclass(frozen=True, slots=True)
class Choice:
    """The question chosen; which time it is asked (from 1); the rules that had to give way."""

    question: Question
    cycle: int = 1
    relaxed: tuple[str, ...] = ()
    queued: bool = False
    left: int = 0  # questions of the pool that the series has then not asked


class Catalogue(dict[str, Question]):
    """Questions by id; it stays as it was made. What a choice asks of dozens of them lies ready."""

    @cached_property
    def kind_of(self) -> Mapping[str, Kind]:
        """The kind of each question."""
        return {id: one.kind for id, one in self.items()}

    @cached_property
    def topic_of(self) -> Mapping[str, str]:
        """The topic of each question."""
        return {id: one.topic for id, one in self.items()}

    @cached_property
    def overlapping(self) -> Mapping[str, Collection[str]]:
        """The questions that name others with which they overlap, and those."""
        return {id: one.overlaps for id, one in self.items() if one.overlaps}


class Pool(Catalogue):
    """The questions that a series draws from, by id, in the orders in which it may draw them.

    Each kind lies on rings of seeded orders. A series has one of these rings and a place on it to
    begin at, so that a question which joins or leaves moves no other.

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
        return chain(ring[start:], ring[:start])

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
    questions: Catalogue, pool: Pool, queue: Sequence[str], past: Past, asking: Asking
) -> Choice | None:
    """What a series asks on a day; nothing where neither its queue nor its pool holds a question.

    `pool` is what it draws from, out of all `questions`; the queue may hold any of them.
    """
    known = pool.keys() & past.asked
    fresh = len(pool) - len(known)
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
    if wanted is not None:
        return wanted.id in asked
    return len(asked) >= len(pool) and pool.keys() <= set(asked)


def _queued(questions: Questions, queue: Sequence[str]) -> Question | None:
    """The first of a queue; what is no longer asked anywhere is passed over."""
    return next((questions[id] for id in queue if id in questions), None)


def _draw(
    questions: Catalogue,
    pool: Pool,
    known: AbstractSet[str],
    recent: Mapping[int, Lately],
    asking: Asking,
) -> tuple[Question, tuple[str, ...]]:
    """One that is not among those `known`, and the rules that gave way, in order, for it."""
    series, day = asking.series, asking.day
    now = phase(asking.started, day)
    before = day - timedelta(days=max(0, (day - asking.started).days) % PHASE_DAYS + 1)
    mine = recent[series].after(before) if series in recent else ()
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
    questions: Catalogue, recent: Mapping[int, Lately], now: Phase, asking: Asking
) -> dict[str, _Rule]:
    """The rules by name, in the order in which they give way."""
    lately, before = asking.day - TOPIC_RESTS, asking.day - PAIR_RESTS
    seen: set[str] = set()
    topics: set[str | None] = set()
    for one in recent.values():
        seen.update(one.after(before))
        topics.update(map(questions.topic_of.get, one.after(lately)))
    naming = seen & questions.overlapping.keys()
    pairs = {other for id in naming for other in questions.overlapping[id]}
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


def _kinds_by_need(questions: Catalogue, pool: Pool, mine: Sequence[str], now: Phase) -> list[Kind]:
    """The kinds of a pool, the one furthest behind the phase’s mix first.

    `mine` was asked in this phase. Where a series asks some kinds only, they share the whole in the
    proportion they have in the mix.
    """
    kinds, mix = [*map(questions.kind_of.get, mine)], MIX[now]
    counts: dict[Kind, int] = {kind: kinds.count(kind) for kind in pool.kinds}
    total = sum(counts.values()) + 1
    whole = sum(mix[kind] for kind in counts)
    return sorted(counts, key=lambda kind: counts[kind] - mix[kind] * total / whole)


def _lot(seed: int, text: str) -> int:
    """64 bits that any machine draws alike."""
    return int.from_bytes(hashlib.blake2b(f"{seed}:{text}".encode(), digest_size=8).digest())
