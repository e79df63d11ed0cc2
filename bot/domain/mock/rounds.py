"""A server’s rounds: what owners chose for them, one round as it is kept, and what a preview shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from bot.domain.mock.joining import monday
from bot.domain.mock.member import GRID
from bot.domain.mock.round import Pairing, Round
from bot.domain.patterns import EveryWeeks
from bot.domain.schedule import Pattern, Plan

State = Literal["open", "computing", "sent", "skipped"]
"""`open`: its pairs were looked at before its time; `computing`: they are being made."""

CLOSES = (12, 24, 48)
"""Hours before a round at which its sign-up may close."""
USUAL_CLOSES = 24
USUAL_TIME = time(18)
USUAL_DAY = 7
WINDOW = timedelta(days=7)
"""Within this time after a round its sessions begin."""
_QUARTER = timedelta(minutes=GRID)
_HALF_A_WEEK = WINDOW / 2


def repeating(day: int, weeks: int, today: date) -> Pattern:
    """Every week, or every so many weeks, on a weekday (1-7) from the first one there is."""
    if weeks == 1:
        return Pattern(frozenset({day}))
    first = today + timedelta(days=(day - today.isoweekday()) % 7)
    return Pattern(EveryWeeks(weeks, day, first))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSettings:
    """When rounds are, where they are told, and how. `plan` stays while they are off."""

    guild_id: int
    channel_id: int
    plan: Plan
    is_on: bool
    next_at: datetime | None
    events: bool
    closes: timedelta
    version: int
    set_by: int | None

    def closes_at(self, sends_at: datetime) -> datetime:
        """When the sign-up of a round closes."""
        return sends_at - self.closes


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRound:
    """A round as it is kept. `slot` is the local day of its hour; its number counts those sent."""

    guild_id: int
    id: int
    slot: date
    number: int
    closes_at: datetime
    sends_at: datetime
    starts_at: datetime
    channel_id: int
    state: State
    attempt: int = 0
    sent_at: datetime | None = None
    foreseen_at: datetime | None = None

    @property
    def round(self) -> Round:
        """As pairing sees it."""
        return Round(guild_id=self.guild_id, id=self.id, starts=self.starts_at, sends=self.sends_at)

    @property
    def week(self) -> date:
        """The Monday of the week in which most of its sessions are: its hours are looked up there."""
        return monday((self.starts_at + _HALF_A_WEEK).date())

    @property
    def ends_at(self) -> datetime:
        """From when on none of its sessions begins."""
        return self.starts_at + WINDOW


def on_the_grid(moment: datetime) -> datetime:
    """The next quarter of an hour, or the moment itself."""
    over = timedelta(
        minutes=moment.minute % GRID, seconds=moment.second, microseconds=moment.microsecond
    )
    return moment if not over else moment - over + _QUARTER


Places = Mapping[int, int | None]
"""The number of the pair of each member of a round, None of who is left out."""


def places(pairing: Pairing) -> Places:
    """Where everybody of a round is."""
    found: dict[int, int | None] = {
        member: number for number, pair in enumerate(pairing.pairs) for member in pair.members
    }
    return found | dict.fromkeys((out.member for out in pairing.left_out), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What is new since a round was last looked at: groups that were not there, who came, who went."""

    groups: Sequence[frozenset[int]]
    left_out: frozenset[int]
    came: frozenset[int]
    went: frozenset[int]

    def __bool__(self) -> bool:
        """Whether anything is."""
        return bool(self.groups or self.left_out or self.came or self.went)


def difference(before: Places, after: Places) -> Difference:
    """What changed from one look at a round to the next; the numbers of pairs may be others."""
    earlier = set(_groups(before))
    return Difference(
        groups=[group for group in _groups(after) if group not in earlier],
        left_out=frozenset(
            member
            for member, pair in after.items()
            if pair is None and before.get(member, 0) is not None
        ),
        came=frozenset(after.keys() - before.keys()),
        went=frozenset(before.keys() - after.keys()),
    )


def _groups(places: Places) -> list[frozenset[int]]:
    found: dict[int, set[int]] = {}
    for member, pair in places.items():
        if pair is not None:
            found.setdefault(pair, set()).add(member)
    return [frozenset(found[pair]) for pair in sorted(found)]
