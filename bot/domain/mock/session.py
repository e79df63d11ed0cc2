"""A session: two members, perhaps a third who observes, from the search for a time to its end.

asked → proposing → agreed → over        somebody was asked by name, or a round made the pair
asked → declined                         who was asked said no, or nothing
        proposing → released             no time was found
        proposing, agreed → cancelled
        agreed → proposing               it is moved
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.daily.question import Kind, Level
from bot.domain.mock.member import SESSION
from bot.domain.mock.round import Pair

Origin = Literal["round", "now", "with"]
State = Literal[
    "asked", "proposing", "agreed", "over", "released", "cancelled", "declined"
]  # fmt: skip
Role = Literal["interviewer", "candidate", "observer"]
Step = Literal["nudge", "second-set", "release", "lapse", "end", "reveal"]
"""What is to be done about a session when its time comes; see `bot.domain.mock.course`."""

LASTS = timedelta(minutes=SESSION)
OPEN: frozenset[State] = frozenset({"asked", "proposing", "agreed"})
"""The states in which something may still come of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is told of a pair under “Why us?”, without its members.

    `starts` is how many starts of the week suited them; `weeks_ago` is when they last met, within 26
    weeks. `levels` are those of places 0 and 1. `refused`: both wished for the same one role.
    """

    starts: int
    weeks_ago: int | None
    kinds: tuple[Kind, ...]
    levels: tuple[Level, Level]
    refused: bool = False

    @classmethod
    def of(cls, pair: Pair) -> "Facts":
        """The facts of a pair, the one who interviews first at place 0."""
        a, b = pair.levels
        return cls(
            starts=pair.starts,
            weeks_ago=pair.weeks_ago,
            kinds=pair.kinds,
            levels=(a, b) if pair.turns.interviewer == pair.a else (b, a),
            refused=pair.turns.refused,
        )

    def code(self) -> str:
        """As it is stored."""
        return json.dumps([self.starts, self.weeks_ago, self.kinds, self.levels, self.refused])

    @classmethod
    def read(cls, code: str) -> "Facts":
        """What `code` wrote."""
        starts, weeks_ago, kinds, levels, refused = json.loads(code)
        return cls(
            starts=starts,
            weeks_ago=weeks_ago,
            kinds=tuple(kinds),
            levels=tuple(levels),
            refused=refused,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One member’s place in a session.

    Places 0 and 1 are the pair, 0 interviews first; place 2 observes. `level` is the member’s own
    target. `question_id` is what this member asks as interviewer. `absent_at` is when another said that
    they had not come, `released_at` when no time was found because of them.
    """

    user_id: int
    place: int
    role: Role
    level: Level
    question_id: str | None = None
    revision: int | None = None
    given_at: datetime | None = None
    excused_at: datetime | None = None
    absent_at: datetime | None = None
    released_at: datetime | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session as it stands.

    `times` is the present set of proposals, in order; `votes` are who accepted each, by its number from
    1. `set_number` counts the sets, 0 where there is none. `sequence` grows whenever the time changes.
    """

    guild_id: int
    id: int
    origin: Origin
    round_id: int | None = None
    state: State
    kind: Kind
    swap: bool
    created_at: datetime
    asked_at: datetime
    set_number: int = 0
    times: Sequence[datetime] = ()
    votes: Mapping[int, frozenset[int]] = field(default_factory=dict[int, frozenset[int]])
    starts_at: datetime | None = None
    sequence: int = 0
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    next_at: datetime | None = None
    next_step: Step | None = None
    facts: Facts
    channel_id: int | None = None
    thread_id: int | None = None
    message_id: int | None = None
    event_id: int | None = None
    seats: tuple[Seat, ...] = ()  # by place

    @property
    def members(self) -> tuple[int, ...]:
        """Everybody who sits in it; who deleted their data no longer does."""
        return tuple(seat.user_id for seat in self.seats)

    @property
    def ends_at(self) -> datetime | None:
        """When its hour is over; one that was begun late still has an hour."""
        if self.starts_at is None:
            return None
        return max(self.starts_at, self.begun_at or self.starts_at) + LASTS

    @property
    def is_drill(self) -> bool:
        """Whether it was a solo drill: one seat, and a candidate where else the interviewer sits."""
        alone = self.seats[0] if len(self.seats) == 1 else None
        return alone is not None and alone.place == 0 and alone.role == "candidate"

    @property
    def is_held(self) -> bool:
        """Whether it took place."""
        return self.begun_at is not None

    def seat(self, user_id: int) -> Seat | None:
        """The seat of a member."""
        return next((seat for seat in self.seats if seat.user_id == user_id), None)

    def others(self, user_id: int) -> tuple[Seat, ...]:
        """Everybody else."""
        return tuple(seat for seat in self.seats if seat.user_id != user_id)

    def at_place(self, place: int) -> Seat | None:
        """Who sits at 0 (interviews first), 1 or 2 (observes)."""
        return next((seat for seat in self.seats if seat.place == place), None)

    def interviewer(self, half: int = 1) -> Seat | None:
        """Who interviews in a half, 1 or 2; without a swap there is no second."""
        return self.at_place(1 if half == 2 else 0)

    def candidate(self, half: int = 1) -> Seat | None:
        """Who is interviewed in a half."""
        return self.at_place(0 if half == 2 else 1)
