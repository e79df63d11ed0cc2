"""A question that a member suggests: as they typed it, and what owners make of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.daily.question import Kind

SUGGESTED = "daily-suggested"
"""The kind of the delivery that tells a member what became of their suggestion."""

MOST_OPEN = 3
"""Suggestions of one member that wait for an owner."""
MOST = 3
"""Suggestions of one member within `WITHIN`."""
WITHIN = timedelta(hours=24)

REASON_LONGEST = 500
"""Characters of what an owner says who declines."""

State = Literal["open", "accepted", "declined", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """What a member typed; lists hold one item a line."""

    kind: Kind
    title: str
    prompt: str
    outline: str = ""
    hints: str = ""
    source: str = ""

    @property
    def points(self) -> int:
        """How many points its outline has."""
        return sum(bool(line.strip()) for line in self.outline.splitlines())


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A member’s question on its way; `draft` holds the cells that owners filled, by column."""

    guild_id: int
    id: int
    user_id: int
    idea: Idea
    at: datetime
    state: State = "open"
    draft: Mapping[str, str] = field(default_factory=dict[str, str])
    reason: str | None = None
    question_id: str | None = None
    ended_at: datetime | None = None
