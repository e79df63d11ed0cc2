"""The weekly report for owners: what was sent, late, skipped, held, refused and unreviewed, by series."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Literal

from bot.domain.schedule import Pattern, Plan

REPORT = "server-report"
"""The kind of the report’s schedule and of its deliveries."""

MONDAYS = Pattern(frozenset({1}))
AT = time(9)
WEEK = timedelta(days=7)

Mode = Literal["off", "log", "dm"]
"""Whether the report comes by itself: not at all, to the log channel, or to one person."""
Need = Literal["held", "unsure", "closed", "overdue"]
"""What somebody has to look at, the most urgent first."""


def usual(zone: str) -> Plan:
    """When the report comes where nobody chose: Mondays at nine."""
    return Plan(zone=zone, at=AT, pattern=MONDAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How often something happened, and for which reasons."""

    by_reason: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def total(self) -> int:
        """Over all reasons."""
        return sum(self.by_reason.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One series in one week; `held` and `waiting` did not go out, `unsure` may have."""

    series_id: int
    channel_id: int
    plan: Plan | None = None  # nothing where it was removed
    sent: int = 0
    late: Count = field(default_factory=Count)
    skipped: Count = field(default_factory=Count)
    held: Count = field(default_factory=Count)
    waiting: int = 0
    unsure: int = 0
    unreviewed: int = 0
    overdue: int = 0  # of those unreviewed, too long

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was due and nothing waits for a reviewer."""
        return not (
            self.sent
            or self.skipped.total
            or self.held.total
            or self.waiting
            or self.unsure
            or self.unreviewed
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One week of a server, `since` included and `until` not; names no member."""

    since: datetime
    until: datetime
    lines: Sequence[Line]
    failed_dms: Count = field(default_factory=Count)
    mended: AbstractSet[int] = frozenset()  # series that were held then and are no longer

    @property
    def total(self) -> Line:
        """All series as one."""
        return Line(
            series_id=0,
            channel_id=0,
            sent=sum(line.sent for line in self.lines),
            late=_together(line.late for line in self.lines),
            skipped=_together(line.skipped for line in self.lines),
            held=_together(line.held for line in self.lines),
            waiting=sum(line.waiting for line in self.lines),
            unsure=sum(line.unsure for line in self.lines),
            unreviewed=sum(line.unreviewed for line in self.lines),
            overdue=sum(line.overdue for line in self.lines),
        )

    @property
    def needs(self) -> Sequence[tuple[Need, int]]:
        """What somebody has to look at, the most urgent first, each with its number."""
        held = sum(1 for one in self.lines if one.held.total and one.series_id not in self.mended)
        total = self.total
        found: tuple[tuple[Need, int], ...] = (
            ("held", held),
            ("unsure", total.unsure),
            ("closed", self.failed_dms.total),
            ("overdue", total.overdue),
        )
        return [(need, number) for need, number in found if number]


def _together(counts: Iterable[Count]) -> Count:
    found: dict[str, int] = {}
    for count in counts:
        for reason, number in count.by_reason.items():
            found[reason] = found.get(reason, 0) + number
    return Count(by_reason=found)
