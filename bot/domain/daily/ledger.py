"""What became of each slot of a series."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.daily.lateness import Lateness
from bot.domain.daily.series import Post
from bot.domain.delivery import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One slot as it was planned; no post where none was made, or where it never went out."""

    day: date
    due_at: datetime
    state: State
    why: str | None  # it was skipped or is held; of one that was posted: why it has no thread
    post: Post | None

    @property
    def lateness(self) -> Lateness | None:
        """How late it went out; nothing where it came in time, or did not come."""
        if self.post is None or self.post.posted_at is None or self.post.late_why is None:
            return None
        return Lateness(self.post.posted_at - self.post.due_at, self.post.late_why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some slots of a series, newest first; pages count from 0. `titles` are by question."""

    entries: Sequence[Entry]
    page: int
    pages: int
    titles: Mapping[str, str]
