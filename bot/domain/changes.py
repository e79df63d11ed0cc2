"""What owners changed: who, what, when, before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

CHANGE = "server-change"
"""The kind of the delivery that tells the log channel of a change."""

What = Literal[
    "series-added",
    "series-edited",
    "series-paused",
    "series-resumed",
    "series-skipped",
    "series-posted",
    "series-removed",
    "queue-changed",
    "settings-changed",
    "channel-created",
    "role-created",
]
Values = Mapping[str, str | int | list[str] | None]
"""Names and values of what changed, as they are kept in JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change; `ref` is the series, channel or role it is about."""

    guild_id: int
    id: int
    by: int | None
    at: datetime
    what: What
    ref: int | None
    before: Values
    after: Values
    undone_at: datetime | None = None
