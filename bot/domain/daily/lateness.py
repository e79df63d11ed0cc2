"""How late a post went out, and why."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LATE_FROM = timedelta(minutes=10)
"""A post that comes sooner after its time is on time."""

AWAY = "away"
"""Why: it was planned late, or first sent late, since no process of the bot ran."""
DISCORD = "discord"
"""Why: it was sent in time, and Discord did not take it."""


@dataclass(frozen=True, slots=True)
class Lateness:
    """`why` is `AWAY`, `DISCORD`, or what the series was held for, such as `permissions`."""

    by: timedelta
    why: str


def lateness(
    due_at: datetime,
    planned_at: datetime,
    now: datetime,
    why: str | None = None,
    *,
    tried: bool = True,
) -> Lateness | None:
    """How late a post is that goes out now; nothing where that is less than `LATE_FROM`.

    `why` is what Discord refused it for before, where it did; `tried` whether it was sent before.
    """
    by = now - due_at
    if by < LATE_FROM:
        return None
    if why is not None:
        return Lateness(by, why)
    late_plan = planned_at - due_at >= LATE_FROM
    return Lateness(by, AWAY if late_plan or not tried else DISCORD)
