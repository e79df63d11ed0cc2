"""Reviews by peers: what one is, how long it may take, and what a member had to read lately."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.daily.series import Answer

REVIEW = "daily-review"
"""The kind of the delivery that asks a member to read an answer."""
REVIEWED = "daily-reviewed"
"""The kind of the delivery that tells an author of a review."""

TO_READ = timedelta(hours=48)
"""How long a review is one member’s; then it is somebody else’s."""
TO_CHANGE = timedelta(hours=24)
"""How long a written review can be changed."""
TO_WAIT = timedelta(days=14)
"""How long an answer waits for a reader before it stays unread."""
LOOK_BACK = timedelta(days=28)
"""Whoever let a review lapse rests for so long, unless they write one."""
PATIENCE = timedelta(hours=12)
"""How long an answer’s reader may still change, for a regular who has had less to read."""
REGULAR = 2
"""Whoever opened so many questions of a series in 7 days is a regular of it."""
REGULAR_DAYS = timedelta(days=7)
OVERDUE = timedelta(hours=72)
"""An answer without a review after so long is overdue."""
COUNTED = timedelta(days=28)
"""Answers of so many days are counted for owners."""

FEWEST_TICKS = 2
SHORTEST, LONGEST = 60, 800
"""Characters of the sentence that says what would make an answer stronger."""

_REST = timedelta(hours=24)

State = Literal["open", "done", "declined", "lapsed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One answer in the hands of one reader; `signals` are those found, by criterion, from 0."""

    guild_id: int
    id: int
    post_id: int
    author_id: int
    reviewer_id: int | None
    assigned_at: datetime
    due_at: datetime
    state: State = "open"
    ended_at: datetime | None = None
    signals: Mapping[str, frozenset[int]] = field(default_factory=dict[str, frozenset[int]])
    text: str | None = None

    @property
    def told(self) -> bool:
        """Whether it is settled who reads it; until then it is due within a shorter time."""
        return self.due_at - self.assigned_at > PATIENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """Answers that want a review: without a reader, with one, of those overdue; and left unread."""

    waiting: int = 0
    assigned: int = 0
    overdue: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What a member had to read lately."""

    load: int = 0  # assigned this week and not declined
    open: int = 0
    resting: bool = False  # declined just now, let one lapse, or sits on one for long
    steady: bool = False  # has written one lately and declined none


def monday(moment: datetime) -> datetime:
    """The beginning of the week, in UTC, over which reviews are counted against one another."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=moment.weekday())


def reader(reviews: Iterable[Review], now: datetime) -> Reader:
    """What a member was given to read in the last 28 days."""
    mine = list(reviews)
    kept = [one for one in mine if one.state != "declined" and one.assigned_at >= monday(now)]
    open_ = [one for one in mine if one.state == "open"]
    written = [one.ended_at for one in mine if one.state == "done" and one.ended_at]
    lapsed = [one.ended_at for one in mine if one.state == "lapsed" and one.ended_at]
    declined = [one.ended_at for one in mine if one.state == "declined" and one.ended_at]
    return Reader(
        load=len(kept),
        open=len(open_),
        # They may have been told so much later.
        resting=any(now - one.assigned_at >= _REST + PATIENCE for one in open_)
        or any(now - moment < _REST for moment in declined)
        or (bool(lapsed) and (not written or max(lapsed) > max(written))),
        steady=bool(written) and not declined,
    )


def may_take(answer: Answer) -> bool:
    """Whether nobody has this answer to read, so that a peer may take it unasked."""
    return answer.review in ("waiting", "asked") and answer.revealed_at is not None


def due(since: datetime, now: datetime, *, firm: bool, returned: bool) -> datetime:
    """Until when a reader has an answer that waits `since` then, from now on.

    The hours before they are told are theirs to lose, but for a day at least.
    """
    if not firm:
        return since + PATIENCE
    return now + TO_READ if returned else max(since + TO_READ, now + TO_READ / 2)


def enough(signals: Mapping[str, Collection[int]]) -> bool:
    """Whether as many signals are ticked as a review needs."""
    return sum(len(ticks) for ticks in signals.values()) >= FEWEST_TICKS
