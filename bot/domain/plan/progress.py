"""How far a member is: phases of the plan, what peers saw, study days by week, and one next step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.domain.daily.question import Kind
from bot.domain.mock.overall import Overall
from bot.domain.plan.pace import Mine, Pace, Plan, State
from bot.domain.plan.streak import A_DAY, WEEK, Streak, monday
from bot.domain.plan.track import WEEKS, Phase

StepKind = Literal["begin", "resume", "answer", "task", "mock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One phase: how many of its tasks are done, and whether it is the present one."""

    label: str
    done: int
    of: int
    is_now: bool

    @property
    def percent(self) -> int:
        """In full percent; 100 only when all are done."""
        return 100 * self.done // self.of if self.of else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One week; `days` is None where it was a vacation, or is still to come.

    It is active by its days, or by freezes that stood in for some.
    """

    number: int
    days: int | None
    is_now: bool = False
    is_away: bool = False
    is_active: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The one thing to do next; `kind` of a mock interview, `task` of a plan’s task, in its own words."""

    what: StepKind
    kind: Kind | None = None
    task: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """All that the picture and its text show; what is equal here looks the same.

    Without a plan `state` is None and there are no `phases`. `skills` are empty where they were left out.
    """

    state: State | None
    word: str
    week: int
    weeks: int
    phases: tuple[Share, ...]
    skills: tuple[Overall, ...]
    columns: tuple[Column, ...]
    current: int
    longest: int
    total: int
    step: Step | None

    @property
    def without_skills(self) -> "Progress":
        """What others see unless the member says otherwise."""
        step = None if self.step and self.step.what == "mock" else self.step
        return replace(self, skills=(), step=step)


def progress(
    *,
    plan: Plan | None,
    pace: Pace | None,
    tasks: Sequence[Mine],
    track: Sequence[Phase],
    next_task: str | None,
    skills: Sequence[Overall],
    streak: Streak,
    today: date,
) -> Progress:
    """What is known of a member on a day. `plan` is one without a pause that is over; `pace` is its own."""
    state = None if plan is None else plan.state(today)
    return Progress(
        state=state,
        word="" if pace is None else pace.word,
        week=0 if plan is None else plan.week(today),
        weeks=0 if plan is None else plan.weeks,
        phases=() if plan is None else tuple(_shares(plan, tasks, track, today)),
        skills=tuple(skills),
        columns=tuple(columns(None if plan is None else plan.start, streak, today)),
        current=streak.current,
        longest=streak.longest,
        total=streak.total,
        step=_step(state, next_task, skills, streak),
    )


def _shares(
    plan: Plan, tasks: Sequence[Mine], track: Sequence[Phase], today: date
) -> Iterator[Share]:
    done = {task.id for task in tasks if task.is_done}
    mine = {task.id for task in tasks}
    running = plan.state(today) in ("running", "paused")
    for phase in track:
        ids = {task.id for task in phase.tasks} & mine
        now = running and plan.phase(plan.week(today)) == phase.number
        yield Share(label=phase.label, done=len(ids & done), of=len(ids), is_now=now)


def columns(start: date | None, streak: Streak, today: date) -> Iterator[Column]:
    """Twelve weeks from the one in which the plan began, else from the first with a study day.

    Where more have passed, the last twelve. The weeks are those of the streak.
    """
    known = {week.monday: week for week in streak.weeks}
    this = monday(today)
    first = monday(start) if start is not None else min(known, default=this)
    before = max(0, (this - first).days // WEEK - (WEEKS - 1))
    for n in range(before, before + WEEKS):
        begins = first + A_DAY * WEEK * n
        week = known.get(begins)
        is_away = week is not None and week.state == "away"
        days = 0 if week is None else week.days
        yield Column(
            number=n + 1,
            days=None if is_away or begins > this else days,
            is_now=begins == this,
            is_away=is_away,
            is_active=week is not None and week.state == "active",
        )


def _step(
    state: State | None, next_task: str | None, skills: Sequence[Overall], streak: Streak
) -> Step:
    """A plan first, then its tasks, and a kind that nobody has seen yet; who begins answers a question."""
    if state is None:
        return Step(what="begin")
    if state == "paused":
        return Step(what="resume")
    if not streak.total:
        return Step(what="answer")
    if next_task is not None and state in ("running", "waiting"):
        return Step(what="task", task=next_task)
    unseen: Kind | None = next((one.kind for one in skills if not one.raters), None)
    return Step(what="answer") if unseen is None else Step(what="mock", kind=unseen)
