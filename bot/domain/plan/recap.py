"""A week of a member in numbers: on request, or by message on Monday morning."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.domain.board.deed import DeedKind
from bot.domain.plan.progress import Step
from bot.domain.schedule import Pattern, Plan

RECAP = "recap"
"""The kind of the schedule and of the delivery."""
AWAY = timedelta(days=7)
"""Who was not there for so long is left alone."""
_MONDAYS = Pattern(frozenset({1}))
_AT = time(9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How often something was done, and the points it gave."""

    times: int
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """The week of a Monday. `done` holds kinds that were done at all; `step` is the next one now."""

    week: date
    days: int
    current: int
    done: Mapping[DeedKind, Done]
    step: Step | None

    @property
    def points(self) -> int:
        """All of them."""
        return sum(one.points for one in self.done.values())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was done."""
        return not self.days and not self.done


def mornings(zone: str) -> Plan:
    """When it comes by itself: on Monday at nine, by the member’s clock."""
    return Plan(zone=zone, at=_AT, pattern=_MONDAYS)
