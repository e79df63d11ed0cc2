"""The rest of the curriculum: what the track says about the place, its pay and whom it suits."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.career.fit import FitCheck
from bot.domain.career.panels import Checklist, Panel
from bot.domain.career.pay import Compensation


@dataclass(frozen=True, slots=True, kw_only=True)
class Career:
    """All of it, by id."""

    panels: Mapping[str, Panel] = field(default_factory=dict[str, Panel])
    checklists: Mapping[str, Checklist] = field(default_factory=dict[str, Checklist])
    fit: FitCheck | None = None
    compensation: Compensation | None = None
