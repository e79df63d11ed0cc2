"""Three times for a pair to choose from: on different days, at hours that suit everybody’s clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.mock.availability import clock, moments
from bot.domain.mock.member import DAY, SESSION

PROPOSALS = 3
_EARLY, _LATE = 7 * 60, 23 * 60
_EDGE = 60
_AT_THE_EDGE = 5
UNCOMFORTABLE = 40
"""From this on an hour is offered only when nothing better is left."""
_CLOSE = timedelta(hours=3)
_SESSION = timedelta(minutes=SESSION)
_HALF_HOUR = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slot:
    """A start, with the day on which it begins for whoever has the earlier date."""

    at: datetime
    day: date
    penalties: tuple[int, ...]
    odd: bool


def propose(week: datetime, common: int, zones: Sequence[str]) -> tuple[datetime, ...]:
    """Up to three of the starts in common, the earliest first; fewer only if there are fewer."""
    clocks = [clock(zone, week) for zone in zones]
    homes = [ZoneInfo(zone) for zone in zones]
    left = [
        _Slot(
            at=at,
            day=min(at.astimezone(home).date() for home in homes),
            penalties=tuple(penalty(shown[n] % DAY) for shown in clocks),
            odd=any(shown[n] % _HALF_HOUR for shown in clocks),
        )
        for n, at in moments(week, common)
    ]
    chosen: list[_Slot] = []
    while left and len(chosen) < PROPOSALS:
        best = min(left, key=lambda slot: _rank(slot, chosen))
        chosen.append(best)
        left.remove(best)
    return tuple(sorted(slot.at for slot in chosen))


def penalty(start: int) -> int:
    """How little a session suits that starts so many minutes after midnight on one’s clock.

    Before 07:00 and after 23:00 it costs 40 and more the further off it is, in the hours beside
    these 5.
    """
    end = start + SESSION
    if start < _EARLY or end > _LATE:
        off = min((_EARLY - start) % DAY, (end - _LATE) % DAY)
        return UNCOMFORTABLE + off // _HALF_HOUR
    return _AT_THE_EDGE if start < _EARLY + _EDGE or end > _LATE - _EDGE else 0


def _rank(slot: _Slot, chosen: Sequence[_Slot]) -> tuple[int | datetime, ...]:
    """The smaller, the rather it is proposed next."""
    apart = [abs(slot.at - other.at) for other in chosen]
    worst = max(slot.penalties)
    return (
        any(gap < _SESSION for gap in apart),
        worst >= UNCOMFORTABLE,
        any(slot.day == other.day for other in chosen),
        any(gap < _CLOSE for gap in apart),
        worst,
        sum(slot.penalties),
        slot.odd,
        slot.at,
    )
