"""Free now: who of those who wait meets whom, the longest waiting first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.daily.question import LEVELS
from bot.domain.mock.member import Member
from bot.domain.mock.session import LASTS

LENGTHS = (90, 120, 180)
"""Minutes for which somebody may say that they are free. A session takes sixty: the rest is for waiting."""
SHORTEST, LONGEST = 60, 180
RELAXES = timedelta(minutes=5)
"""After so long a wait any level is near enough."""
_NEAR = 1
_RANKS = {level: rank for rank, level in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Somebody who would begin right away. Of two who came at the same moment the smaller id is first."""

    id: int
    member: Member
    since: datetime
    until: datetime

    @property
    def ends_at(self) -> datetime:
        """From when on no whole session fits any more."""
        return self.until - LASTS

    def is_over(self, now: datetime) -> bool:
        """Whether it can be met no longer."""
        return now > self.ends_at


def partner(of: Request, waiting: Iterable[Request], now: datetime) -> Request | None:
    """The first of those who wait, in their order, whom a member can meet now."""
    return next((one for one in waiting if fits(of, one, now)), None)


def pairs(waiting: Sequence[Request], now: datetime) -> Sequence[tuple[Request, Request]]:
    """Who of those who wait can meet by now, nobody twice; the one who waits longer first."""
    found: list[tuple[Request, Request]] = []
    taken: set[int] = set()
    for n, one in enumerate(waiting):
        if one.member.id in taken:
            continue
        free = (other for other in waiting[n + 1 :] if other.member.id not in taken)
        other = partner(one, free, now)
        if other is not None:
            found.append((one, other))
            taken |= {one.member.id, other.member.id}
    return found


def fits(one: Request, other: Request, now: datetime) -> bool:
    """Whether two can meet now."""
    a, b = one.member, other.member
    return (
        a.id != b.id
        and not one.is_over(now)
        and not other.is_over(now)
        and bool(a.kinds & b.kinds)
        and bool(a.languages & b.languages)
        and not apart(a, b)
        and (distance(a, b) <= _NEAR or now - min(one.since, other.since) >= RELAXES)
    )


def apart(one: Member, other: Member) -> bool:
    """Whether either never wants to meet the other."""
    return one.id in other.never or other.id in one.never


def distance(one: Member, other: Member) -> int:
    """How many levels lie between what two aim at."""
    return abs(_RANKS[one.level] - _RANKS[other.level])
