"""What owners choose for boards: roles left out, roles given by phase, and the weekly digest."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import time

from bot.domain.schedule import Pattern, Plan

MONDAYS = Pattern(frozenset({1}))
AT = time(9)


def usual_plan(zone: str) -> Plan:
    """When the digest comes where nobody chose: Mondays at nine."""
    return Plan(zone=zone, at=AT, pattern=MONDAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSettings:
    """Which roles boards leave out, which are given by phase, and where and when the digest comes."""

    excluded: AbstractSet[int] = frozenset()
    phase_roles: Mapping[int, int] = field(default_factory=dict[int, int])
    digest_channel_id: int | None = None
    plan: Plan
    set_by: int | None = None
    version: int = 0
