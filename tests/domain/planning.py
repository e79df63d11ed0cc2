"""Plans and their tasks, for tests."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.domain.plan.pace import Mine, Plan
from bot.domain.plan.packing import begun
from tests.domain.pools import shipped

MONDAY = date(2026, 11, 2)
PHASES = shipped().plan
DONE_AT = datetime(2026, 11, 3, 12, tzinfo=UTC)


def plan(start: date = MONDAY, **given: Any) -> Plan:
    values: dict[str, Any] = {"start": start, "level": "L6", "seen_on": start}
    return Plan(**values | given)


def tasks(of: Plan, today: date | None = None, done: Iterable[str] = ()) -> Sequence[Mine]:
    """As they are when the plan begins, some of them ticked."""
    ticked = set(done)
    return [
        replace(one, done_at=DONE_AT, how="note") if one.id in ticked else one
        for one in begun(of, PHASES, today or of.start)
    ]


def day(number: int, start: date = MONDAY) -> date:
    """So many days after the start."""
    return start + timedelta(days=number)
