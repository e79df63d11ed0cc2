"""The plan of twelve weeks: three phases, what each week is for, tasks and milestones."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Ge, Le, Len

from bot.domain.career.panels import Page
from bot.domain.daily import question as daily
from bot.domain.item import Id, Whole, string

WEEKS = 12
DAYS = 7

Evidence = Literal["self", "daily", "cards", "mock", "stories", "career"]
Origin = Literal["seed", "own"]
Number = Annotated[Whole, Ge(1), Le(WEEKS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """How much of its evidence ticks a task by itself; what is empty narrows nothing.

    Answers, and mocks with both scorecards in, count from the start of the task’s phase. Cards that
    were known once, stories with all four parts and steps done on a page of `/career` count whenever
    that was.
    """

    count: Annotated[Whole, Ge(1), Le(60)]
    kinds: Annotated[tuple[daily.Kind, ...], Len(0, 4)] = ()
    decks: Annotated[tuple[Id, ...], Len(0, 20)] = ()
    principles: Annotated[tuple[daily.Principle, ...], Len(0, 4)] = ()
    themes: Annotated[tuple[daily.Theme, ...], Len(0, 4)] = ()
    pages: Annotated[tuple[Page, ...], Len(0, 4)] = ()
    role: Literal["interviewer", "candidate"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do within some weeks. `self` is ticked with a note, all other evidence is seen.

    `origin`: a line of the track, or our own addition to it.
    """

    id: Id
    origin: Origin
    label: Annotated[str, string(100, 4)]
    detail: Annotated[str, string(400)]
    evidence: Evidence
    needs: Needs | None = None
    weeks: Annotated[tuple[Number, ...], Len(1, 4)]
    seed_ref: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """What should be so by the end of a week."""

    id: Id
    week: Number
    label: Annotated[str, string(100)]
    done_when: Annotated[tuple[Annotated[str, string(200)], ...], Len(1, 6)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week: what it is for, and the daily questions that a group meets in it, by kind."""

    number: Number
    focus: Annotated[str, string(100)]
    mix: Mapping[daily.Kind, Annotated[Whole, Ge(0), Le(DAYS)]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Four weeks with one aim."""

    id: Id
    number: daily.Phase
    label: Annotated[str, string(40)]
    aim: Annotated[str, string(300)]
    weeks: Annotated[tuple[Week, ...], Len(1, WEEKS)]
    tasks: Annotated[tuple[Task, ...], Len(1, 12)]
    milestones: Annotated[tuple[Milestone, ...], Len(1, 4)]
    seed_ref: tuple[Id, ...] = ()

    @property
    def mix(self) -> Mapping[daily.Kind, int]:
        """The daily questions of all its weeks, by kind."""
        counts: Counter[daily.Kind] = Counter()
        for week in self.weeks:
            counts.update(week.mix)
        return counts

    def due(self, week: int) -> tuple[Task, ...]:
        """The tasks that belong to a week."""
        return tuple(task for task in self.tasks if week in task.weeks)
