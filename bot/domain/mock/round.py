"""A round of mock interviews: when it is, who meets whom in it, and who is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bot.domain.daily.question import Kind, Level
from bot.domain.mock.turns import Turns
from bot.domain.mock.weight import Fields

NOTICE = timedelta(hours=12)
"""How long before a session its pair has to know of it."""

Reason = Literal["alone", "no hour", "no partner", "no three"]
"""Why a member is left out.

`alone`: nobody else was there; `no hour`: no full hour of theirs is left in the week; `no partner`:
nobody shares one and a language; `no three`: all who do are taken, and no pair could take a third.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round of a server. Its sessions begin within the seven days after `starts`.

    `starts` is on a quarter of an hour; `sends` is when its pairs are told.
    """

    guild_id: int
    id: int
    starts: datetime
    sends: datetime

    @property
    def seed(self) -> bytes:
        """All chance in the round comes from it."""
        return f"{self.guild_id}:{self.id}".encode()

    @property
    def week(self) -> date:
        """The Monday of the week in which it starts, as history is kept."""
        day = self.starts.date()
        return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two members who meet, and perhaps a third who observes. What is told of it stands here alone.

    `starts` is how many moments of the week suit all of them. `weeks_ago` is when the two last met, if
    it was within 26 weeks. `levels` are in the order of `a` and `b`. `proposals` are in order of time.
    """

    a: int
    b: int
    third: int | None
    fields: Fields
    starts: int
    weeks_ago: int | None
    kinds: tuple[Kind, ...]
    levels: tuple[Level, Level]
    turns: Turns
    proposals: tuple[datetime, ...]

    @property
    def members(self) -> tuple[int, ...]:
        """Everybody in it."""
        return (self.a, self.b) if self.third is None else (self.a, self.b, self.third)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A member without a partner; `evening` is the weekday (1-7) on which a free one helps most."""

    member: int
    reason: Reason
    evening: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """What came of a round: pairs by their members, and everybody else who was there."""

    pairs: Sequence[Pair]
    left_out: Sequence[LeftOut]
