"""What ticks a task: the evidence of it that the bot can see, or a line by the member."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.daily.question import Kind
from bot.domain.plan.track import Evidence, Task

Role = Literal["interviewer", "candidate"]

SEEN: frozenset[Evidence] = frozenset({"daily", "mock"})
"""What is seen by itself. The rest is said in a note."""
NOTE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that was answered for the first time."""

    question: str
    kind: Kind
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """A mock interview with both cards in, and what the member did in it."""

    kind: Kind
    roles: frozenset[Role]
    at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """All that is seen of a member."""

    answers: Sequence[Answered] = ()
    mocks: Sequence[Held] = ()


def takes_note(task: Task) -> bool:
    """Whether a task is ticked with a note."""
    return task.evidence not in SEEN


def count(task: Task, seen: Seen, since: datetime) -> int:
    """How much of its evidence there is since this moment, as much as it needs at most.

    The same question asked twice counts once.
    """
    needs = task.needs
    if needs is None or takes_note(task):
        return 0
    if task.evidence == "daily":
        found = len(
            {
                one.question
                for one in seen.answers
                if one.at >= since and (not needs.kinds or one.kind in needs.kinds)
            }
        )
    else:
        found = sum(
            one.at >= since
            and (not needs.kinds or one.kind in needs.kinds)
            and (needs.role is None or needs.role in one.roles)
            for one in seen.mocks
        )
    return min(found, needs.count)


def is_whole(task: Task, seen: Seen, since: datetime) -> bool:
    """Whether the evidence ticks the task."""
    return task.needs is not None and count(task, seen, since) >= task.needs.count
