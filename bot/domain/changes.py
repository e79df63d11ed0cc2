"""What owners changed: who, what, when, before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

CHANGE = "server-change"
"""The kind of the delivery that tells the log channel of a change."""
LOG_LOST = "server-log-lost"
"""The kind of the notice that the log channel cannot be written to; its `ref` is that channel."""

What = Literal[
    "series-added",
    "series-edited",
    "series-paused",
    "series-resumed",
    "series-skipped",
    "series-posted",
    "series-removed",
    "queue-changed",
    "question-off",
    "question-on",
    "suggestion-accepted",
    "questions-imported",
    "import-undone",
    "settings-changed",
    "rounds-changed",
    "round-sent",
    "boards-changed",
    "phase-roles-changed",
    "channel-created",
    "role-created",
]
Value = str | int | list[str] | None
Values = Mapping[str, Value]
"""Names and values of what changed, as they are kept in JSON."""

OF_SERIES: Sequence[What] = (
    "series-added",
    "series-edited",
    "series-paused",
    "series-resumed",
    "series-skipped",
    "series-removed",
)
"""What can be taken back of a series; a post that went out stays."""
_OPPOSITES: Mapping[What, What] = {
    "series-added": "series-removed",
    "series-removed": "series-added",
    "series-paused": "series-resumed",
    "series-resumed": "series-paused",
    "question-off": "question-on",
    "question-on": "question-off",
    "questions-imported": "import-undone",
    "import-undone": "questions-imported",
}


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

    @property
    def reverse(self) -> "Change":
        """The same the other way round; most keep their name."""
        what = _OPPOSITES.get(self.what, self.what)
        return replace(self, what=what, before=self.after, after=self.before)

    @property
    def is_final(self) -> bool:
        """Whether it can never be taken back: what was posted stays, what was deleted is gone."""
        return self.what in ("series-posted", "round-sent") or (
            self.is_made_in_discord and not self.after
        )

    @property
    def is_made_in_discord(self) -> bool:
        """Whether a thing was made that Discord keeps: who takes it back deletes it there."""
        return self.what in ("channel-created", "role-created")

    @property
    def differences(self) -> Sequence[tuple[str, Value, Value]]:
        """Each name whose value is another now, with both."""
        names = {**self.before, **self.after}
        pairs = [(name, self.before.get(name), self.after.get(name)) for name in names]
        return [(name, before, after) for name, before, after in pairs if before != after]
