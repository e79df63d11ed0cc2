"""The waiting list of a round: whom a member meets who has no partner in it, and when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.mock import slots
from bot.domain.mock.availability import ahead, starts
from bot.domain.mock.member import SESSION, Member
from bot.domain.mock.now import apart, distance
from bot.domain.mock.round import NOTICE

Why = Literal["left-out", "late", "released", "absent"]
"""Why somebody waits: nobody was left for them, they joined later, no time was found, or a partner did not
come."""

ROOM = NOTICE + timedelta(minutes=SESSION)
"""How much of a round’s week must be left for another session in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody on the list. `standing` puts those first on whom partners can rely; no text tells it."""

    member: Member
    since: datetime
    standing: tuple[bool, float] = (False, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Two who can meet: `common` are the starts in the week from `week` on that suit both, as bits."""

    member: Member
    week: datetime
    common: int
    zones: tuple[str, str]

    @property
    def proposals(self) -> tuple[datetime, ...]:
        """Three times to choose from, or fewer where there are fewer."""
        return slots.propose(self.week, self.common, self.zones)


def shared(one: Member, other: Member, week: datetime, now: datetime) -> int:
    """The starts in the seven days from `week` on that suit both and leave them notice, as bits."""
    mine, theirs = (starts(each.zone, week, each.hours) for each in (one, other))
    return mine & theirs & ahead(week, now + NOTICE)


def partner(
    of: Member, waiting: Iterable[Waiting], met: Collection[int], week: datetime, now: datetime
) -> Found | None:
    """The first on the list whom a member can meet in the week that began then; not who is in `met`."""
    for one in sorted(waiting, key=lambda one: _rank(of, one)):
        other = one.member
        if other.id == of.id or other.id in met or apart(of, other):
            continue
        common = shared(of, other, week, now) if of.languages & other.languages else 0
        if common:
            return Found(member=other, week=week, common=common, zones=(of.zone, other.zone))
    return None


def _rank(of: Member, one: Waiting) -> tuple[object, ...]:
    """The smaller, the earlier: who was left out longest, then who shares a kind and can be relied upon."""
    other = one.member
    return (
        -other.streak,
        not of.kinds & other.kinds,
        one.standing,
        distance(of, other),
        one.since,
        other.id,
    )
