"""What deeds earn: so much each, up to so much a day and a week, by kind and over all kinds.

The figures are those of `RULES`, `A_DAY` and `A_WEEK`; docs/decisions/ledger.md says where they come from.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from bot.domain.board.deed import DeedKind
from bot.domain.board.windows import monday


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Points for one deed of a kind, and the most that its kind gives in a day and in a week."""

    full: int
    a_day: int
    a_week: int


RULES: Mapping[DeedKind, Rule] = {
    "answer": Rule(full=10, a_day=10, a_week=50),
    "cards": Rule(full=5, a_day=5, a_week=25),
    "mock": Rule(full=30, a_day=60, a_week=60),
    "review": Rule(full=3, a_day=6, a_week=12),
    "story": Rule(full=8, a_day=8, a_week=8),
    "task": Rule(full=5, a_day=15, a_week=15),
}
A_DAY, A_WEEK = 50, 120
"""The most that all kinds together give."""

LATE = 4
"""Points for an answer that came late."""
IN_TIME = timedelta(hours=24)
"""How long after it was asked a question is answered in time; later it is late."""
STILL = timedelta(days=7)
"""How long a late answer earns anything."""
SHORTEST = 200
"""Characters of an answer that earns points."""
IN_BY = timedelta(hours=48)
"""How long after a mock its cards count as in."""

MOCKS = 2
"""Mocks that earn points in a week."""
SHARES = (1, 2, 4)
"""By what the points of a first, second and third mock with one partner are divided; more earn none."""
LONGEST = 28
"""Days after which a mock with the same partner earns everything again, at most."""
A_PERSON = 2
"""Reviews of one person’s answers that earn points in a week."""
STORIES = 16
"""Stories that earn points at all."""
LOOKING_BACK: frozenset[DeedKind] = frozenset({"mock", "story"})
"""The kinds whose points hang on more than their own week."""

Why = Literal["day", "week", "person", "again", "ever", "whole day", "whole week"]
"""What kept a deed from earning all it is worth: a cap of its kind, the same person again, or a cap over
all kinds."""

Key = tuple[DeedKind, str]
"""A deed of a member: its kind and thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A deed as points are counted from it.

    `kept` is what it earned where whoever it was done with is forgotten: who that was no longer counts,
    and what was earned stays.
    """

    kind: DeedKind
    thing: str
    at: datetime
    day: date
    full: int
    other_id: int | None = None
    span: int | None = None
    kept: int | None = None

    @property
    def key(self) -> Key:
        """Which deed it is."""
        return self.kind, self.thing


@dataclass(frozen=True, slots=True)
class Worth:
    """What a deed earns, and what kept it from earning more."""

    points: int
    why: Why | None = None


def answer_full(characters: int, waited: timedelta) -> int:
    """What an answer of so many characters is worth, so long after its question was asked."""
    if characters < SHORTEST or waited > STILL:
        return 0
    return RULES["answer"].full if waited <= IN_TIME else LATE


def span(partners: int) -> int:
    """For how many days a mock lowers the next one with the same partner, out of so many there are.

    So a small group that meets weekly, each time in other pairs, keeps earning everything.
    """
    return min(LONGEST, 7 * max(partners, 1))


def worth(lines: Iterable[Line]) -> Mapping[Key, Worth]:
    """What each of a member’s deeds earns; the order in which they are given does not matter."""
    course = _Course()
    ordered = sorted(lines, key=lambda line: (line.at, line.kind, line.thing))
    return {line.key: course.next(line) for line in ordered}


@dataclass(slots=True)
class _Course:
    """What was earned so far, while deeds are gone through in the order in which they were done."""

    of_day: Counter[tuple[DeedKind, date]] = field(default_factory=Counter[tuple[DeedKind, date]])
    of_week: Counter[tuple[DeedKind, date]] = field(default_factory=Counter[tuple[DeedKind, date]])
    days: Counter[date] = field(default_factory=Counter[date])
    weeks: Counter[date] = field(default_factory=Counter[date])
    mocks: Counter[date] = field(default_factory=Counter[date])
    met: dict[int, list[date]] = field(default_factory=dict[int, list[date]])
    people: Counter[tuple[int | None, date]] = field(
        default_factory=Counter[tuple[int | None, date]]
    )
    stories: int = 0

    def next(self, line: Line) -> Worth:
        """What the next deed earns."""
        week = monday(line.day)
        own = self._of_its_kind(line, week)
        found = _within(own, A_DAY - self.days[line.day], "whole day")
        found = _within(found, A_WEEK - self.weeks[week], "whole week")
        self.days[line.day] += found.points
        self.weeks[week] += found.points
        # Other kinds must not reach into later weeks by way of those that look back.
        self._note(line, week, (own if line.kind in LOOKING_BACK else found).points)
        return found

    def _of_its_kind(self, line: Line, week: date) -> Worth:
        """Before the caps over all kinds."""
        rule = RULES[line.kind]
        found = Worth(line.kept) if line.kept is not None else self._with_whom(line, week)
        found = _within(found, rule.a_week - self.of_week[line.kind, week], "week")
        return _within(found, rule.a_day - self.of_day[line.kind, line.day], "day")

    def _with_whom(self, line: Line, week: date) -> Worth:
        """By how often it was done, and with whom."""
        if line.kind == "mock":
            return self._of_mock(line, week)
        if line.kind == "story" and self.stories >= STORIES:
            return Worth(0, "ever")
        if line.kind == "review" and self.people[line.other_id, week] >= A_PERSON:
            return Worth(0, "person")
        return Worth(line.full)

    def _of_mock(self, line: Line, week: date) -> Worth:
        if self.mocks[week] >= MOCKS:
            return Worth(0, "week")
        days = self.met.get(line.other_id, ()) if line.other_id is not None else ()
        before = sum((line.day - day).days < (line.span or LONGEST) for day in days)
        if not before:
            return Worth(line.full)
        return Worth(line.full // SHARES[before] if before < len(SHARES) else 0, "again")

    def _note(self, line: Line, week: date, points: int) -> None:
        """Remember what limits the next ones: only what earned something."""
        self.of_week[line.kind, week] += points
        self.of_day[line.kind, line.day] += points
        if not points:
            return
        if line.kind == "mock":
            self.mocks[week] += 1
            if line.other_id is not None:
                self.met.setdefault(line.other_id, []).append(line.day)
        elif line.kind == "story":
            self.stories += 1
        elif line.kind == "review" and line.other_id is not None:
            self.people[line.other_id, week] += 1


def _within(found: Worth, left: int, why: Why) -> Worth:
    return found if found.points <= left else Worth(left, why)
