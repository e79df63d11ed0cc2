"""The plan covers its twelve weeks, and each task can be done and seen in its own."""

from collections.abc import Iterator

from bot.content.faults import Fault
from bot.content.shelf import Entry, Shelf
from bot.domain.daily.choice import MIX
from bot.domain.daily.question import KINDS
from bot.domain.plan.track import DAYS, WEEKS, Phase, Task

_NARROWED_BY = {
    "daily": {"kinds", "principles", "themes"},
    "cards": {"decks"},
    "mock": {"kinds", "role"},
    "stories": {"principles", "themes"},
    "career": {"pages"},
}
"""What can be told apart about each kind of evidence."""


def check_plan(shelf: Shelf) -> Iterator[Fault]:
    """E313 to E316: weeks, mix and evidence that do not fit one another."""
    phases = sorted(shelf.phases, key=lambda phase: phase.value.number)
    yield from _weeks(phases)
    for phase in phases:
        yield from _within(phase)
        yield from _mix(phase)
        for index, task in enumerate(phase.value.tasks):
            yield from _seen(phase, task, index)


def _weeks(phases: list[Entry[Phase]]) -> Iterator[Fault]:
    following = 1
    for phase in phases:
        for index, week in enumerate(phase.value.weeks):
            if week.number != following:
                message = f"week {following} follows here, not week {week.number}"
                yield phase.fault("E313", message, "weeks", index, "number")
            if not phase.value.due(week.number):
                message = f"week {week.number} has no task"
                yield phase.fault("E313", message, "weeks", index, "number")
            following = week.number + 1
    if phases and following != WEEKS + 1:
        message = f"the plan ends with week {following - 1}, not week {WEEKS}"
        yield phases[-1].fault("E313", message, "weeks")


def _within(phase: Entry[Phase]) -> Iterator[Fault]:
    numbers = [week.number for week in phase.value.weeks]
    for index, task in enumerate(phase.value.tasks):
        for at, week in enumerate(task.weeks):
            if week not in numbers:
                message = f"week {week} is not in phase {phase.value.number}"
                yield phase.fault("E314", message, "tasks", index, "weeks", at)
    for index, milestone in enumerate(phase.value.milestones):
        if milestone.week not in numbers:
            message = f"week {milestone.week} is not in phase {phase.value.number}"
            yield phase.fault("E314", message, "milestones", index, "week")


def _mix(phase: Entry[Phase]) -> Iterator[Fault]:
    for index, week in enumerate(phase.value.weeks):
        if (total := sum(week.mix.values())) != DAYS:
            message = f"a week has {DAYS} questions, these are {total}"
            yield phase.fault("E315", message, "weeks", index, "mix")
    wanted, found = MIX[phase.value.number], phase.value.mix
    for kind in KINDS:
        if found.get(kind, 0) != wanted[kind]:
            message = (
                f"the weeks hold {found.get(kind, 0)} of {kind}, a group is asked {wanted[kind]}"
            )
            yield phase.fault("E315", message, "weeks")


def _seen(phase: Entry[Phase], task: Task, index: int) -> Iterator[Fault]:
    at = ("tasks", index)
    if task.origin == "seed" and len(task.seed_ref) != 1:
        yield phase.fault("E316", "a task of the track goes back to one of its lines", *at)
    if (task.evidence == "self") != (task.needs is None):
        message = "what is ticked with a note needs nothing that is counted, all else does"
        yield phase.fault("E316", message, *at, "evidence")
    elif task.needs:
        for name in ("kinds", "decks", "principles", "themes", "pages", "role"):
            if getattr(task.needs, name) and name not in _NARROWED_BY[task.evidence]:
                message = f"{task.evidence} cannot be told apart by {name}"
                yield phase.fault("E316", message, *at, "needs", name)
