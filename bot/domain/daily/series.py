"""A series of daily questions, one post of it, and what a member did with that post."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bot.domain.daily.question import Kind, Level
from bot.domain.schedule import Plan

Place = Literal["text", "forum"]

KIND = "daily"
"""The kind of the schedules and deliveries of questions."""
HELD = "daily-held"
"""The kind of the notice that a series cannot post."""
STOCK = "daily-stock"
"""The kind of the notice that a series has few questions left, or asked them all."""
LOW = 7
"""So many questions left are few."""
NO_QUESTIONS = "questions"
"""Why a series is held that has no question to ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A question a day in one channel, at a local time, on the days of a pattern."""

    guild_id: int
    id: int
    channel_id: int
    place: Place
    threads: bool
    starts_on: date  # its phases are counted from this local date
    level: Level | None = None  # questions that suit it; all where empty
    kinds: tuple[Kind, ...] = ()  # all where empty
    ping_role_id: int | None = None
    version: int = 1  # counts its changes
    created_by: int | None
    plan: Plan
    next_run_at: datetime | None
    not_before: date | None = None  # paused until then, or the slot before it is skipped
    last_slot: date | None = None  # the latest that was planned
    paused_at: datetime | None = None
    held_at: datetime | None = None
    held_why: str | None = None

    @property
    def earliest(self) -> date | None:
        """The first local date on which the next slot may fall."""
        planned = self.last_slot + timedelta(days=1) if self.last_slot is not None else None
        return max((day for day in (self.not_before, planned) if day is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One question as it was asked: its row is made before the message, whose buttons name it."""

    guild_id: int
    id: int
    series_id: int
    slot: date
    cycle: int
    question_id: str
    revision: int
    channel_id: int
    place: Place
    threads: bool
    due_at: datetime
    posted_at: datetime | None = None
    late_why: str | None = None
    message_id: int | None = None
    thread_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The post before another one of the same series, and how many answers and reviews it got."""

    post: Post
    answers: int
    reviewed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a member did with a post; no text where they pressed “I tried, show me”."""

    user_id: int
    text: str | None
    answered_at: datetime
    edited_at: datetime | None = None
    revealed_at: datetime | None = None
    scored_at: datetime | None = None
    hints: int = 0
    review: Literal["asked", "waiting", "assigned", "done"] | None = None  # empty: asked for none
    revision: int | None = None  # of the question as it was met; empty: as it was posted


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The signals a member ticked as present in their answer, by criterion, counted from 0."""

    ticked: Mapping[str, frozenset[int]]
    of: Mapping[str, int]

    @property
    def hit(self) -> int:
        """How many signals were ticked."""
        return sum(len(ticks) for ticks in self.ticked.values())

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.of.values())

    @property
    def widest_gap(self) -> str | None:
        """The criterion with most signals missing; none where all are there."""
        gaps = {key: count - len(self.ticked.get(key, ())) for key, count in self.of.items()}
        widest = max(gaps, key=lambda key: gaps[key], default=None)
        return widest if widest is not None and gaps[widest] else None
