"""In which weeks of a plan each task is to be done, and what a new date changes in that.

With twelve weeks ahead each task has the weeks that the track gives it. An interview that is nearer
presses what is open into the weeks that are left, counted back from it, in the same order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from bot.domain.plan.pace import WEEKS_OF_PHASE, Mine, Plan
from bot.domain.plan.track import DAYS, WEEKS, Phase, Task


class Span(NamedTuple):
    """From which week to which, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An open task whose weeks change."""

    id: str
    was: Span
    now: Span


def tasks_of(phases: Sequence[Phase]) -> Sequence[Task]:
    """Every task of the track, in its order."""
    return [task for phase in phases for task in phase.tasks]


def usual(task: Task) -> Span:
    """The weeks that the track gives a task."""
    return Span(min(task.weeks), max(task.weeks))


def pack(tasks: Sequence[Task], *, week: int, weeks: int) -> Mapping[str, Span]:
    """The weeks of open tasks in a plan of so many weeks, of which this one is under way."""
    spans = {task.id: usual(task) for task in tasks}
    if weeks >= WEEKS or not spans:
        return spans
    earliest = min(span.first for span in spans.values())
    length = WEEKS - earliest + 1
    room = min(length, weeks - min(week, weeks) + 1)
    begins = weeks - room

    def place(span: Span) -> Span:
        first = begins + (span.first - earliest) * room // length + 1
        return Span(first, begins - (-(span.last - earliest + 1) * room // length))

    return {id: place(span) for id, span in spans.items()}


def begun(plan: Plan, phases: Sequence[Phase], today: date) -> Sequence[Mine]:
    """The tasks of a plan that begins; those of a late joiner are packed from the present week on."""
    spans = pack(tasks_of(phases), week=plan.week(today), weeks=plan.weeks)
    return [
        Mine(id=task.id, first=spans[task.id].first, last=spans[task.id].last, since=since)
        for phase in phases
        for task in phase.tasks
        for since in (since_of(plan, phase),)
    ]


def since_of(plan: Plan, phase: Phase) -> date:
    """The day on which a phase begins; in a packed plan with its first week."""
    weeks = range(1, plan.weeks + 1)
    # A plan of one or two weeks has all its phases in them.
    first = next((week for week in weeks if plan.phase(week) >= phase.number), plan.weeks)
    usual_first = (phase.number - 1) * WEEKS_OF_PHASE + 1
    return plan.first_day(first if plan.is_packed else usual_first)


def replanned(
    plan: Plan, was: Plan, phases: Sequence[Phase], tasks: Iterable[Mine], today: date
) -> Sequence[Mine]:
    """The open tasks by a changed plan; those that are done are left out, for they never move.

    Where neither plan is packed, the weeks keep their numbers and only their dates move. Evidence that
    counted by now goes on counting.
    """
    of = {task.id: task for task in tasks if not task.is_done}
    known = [task for task in tasks_of(phases) if task.id in of]
    if plan.is_packed or was.is_packed:
        spans = pack(known, week=plan.week(today), weeks=plan.weeks)
    else:
        spans = {id: Span(task.first, task.last) for id, task in of.items()}
    since = {task.id: since_of(plan, phase) for phase in phases for task in phase.tasks}
    return [
        replace(
            of[task.id],
            first=spans[task.id].first,
            last=spans[task.id].last,
            since=_counts_from(of[task.id].since, since[task.id], today),
        )
        for task in known
    ]


def _counts_from(was: date, now: date, today: date) -> date:
    return now if was > today else min(was, now)


def difference(before: Iterable[Mine], after: Iterable[Mine]) -> Sequence[Moved]:
    """Which tasks move, in their order."""
    was = {task.id: Span(task.first, task.last) for task in before}
    return [
        Moved(id=task.id, was=was[task.id], now=Span(task.first, task.last))
        for task in after
        if was[task.id] != (task.first, task.last)
    ]


def came_in(plan: Plan, was: Plan) -> int:
    """The week of a moved plan that holds the day on which they came to it."""
    day = was.first_day(was.from_week)
    return min(max((day - plan.start).days // DAYS + 1, 1), plan.weeks)


def eased(plan: Plan, tasks: Iterable[Mine], today: date, away: timedelta) -> Sequence[Mine]:
    """Open tasks whose last week ended while somebody was away, with their new week: the next one."""
    week = plan.week(today)
    gone = plan.day(today - away)
    new = min(week + 1, plan.weeks)
    return [
        replace(task, first=min(max(task.first, week), new), last=new)
        for task in tasks
        if not task.is_done and task.last < week and plan.last_day(task.last) >= gone
    ]
