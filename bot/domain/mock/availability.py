"""Free hours as bits: one for each quarter of an hour of a week, counted from a moment in UTC.

The week is a window of seven days from its first moment. Nothing is added to wall clocks: each quarter
is read on the member’s own clock, which is right whatever their zone does with it meanwhile.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.mock.member import DAY, GRID, SESSION, Hours, Interval

QUARTER = timedelta(minutes=GRID)
WEEK = 7 * DAY
STARTS = WEEK // GRID
"""Moments of a week at which a session may begin."""
_LASTS = SESSION // GRID
# A session that begins in the week’s last hour ends after it.
_QUARTERS = STARTS + _LASTS - 1


@lru_cache(maxsize=1024)
def clock(zone: str, week: datetime) -> tuple[int, ...]:
    """What a clock in that zone shows at each quarter of the week: minutes since Monday, 00:00."""
    home = ZoneInfo(zone)
    began = week.astimezone(UTC)
    shown = ((began + n * QUARTER).astimezone(home) for n in range(_QUARTERS))
    return tuple(one.weekday() * DAY + one.hour * 60 + one.minute for one in shown)


@lru_cache(maxsize=1024)
def _quarters(zone: str, week: datetime) -> tuple[Mapping[int, int], Collection[int]]:
    """Which quarters, as bits, a clock shows each minute of the week at; two where an hour is twice.

    With them, by how many minutes what it shows is off the grid, which is 0 in the zones of today.
    """
    found: dict[int, int] = {}
    for n, shown in enumerate(clock(zone, week)):
        found[shown] = found.get(shown, 0) | 1 << n
    return found, {shown % GRID for shown in found}


@lru_cache(maxsize=32_768)
def _free(zone: str, week: datetime, interval: Interval) -> int:
    """The quarters that lie wholly in an interval; one that it covers in part is not free."""
    quarters, phases = _quarters(zone, week)
    begins = (interval.weekday - 1) * DAY + interval.start
    ends = begins + interval.length
    found = 0
    for phase in phases:
        for minute in range(begins + (phase - begins) % GRID, ends - GRID + 1, GRID):
            found |= quarters.get(minute % WEEK, 0)
    return found


def free(zone: str, week: datetime, hours: Hours) -> int:
    """The free quarters of a week, as bits."""
    found = 0
    for interval in hours:
        found |= _free(zone, week, interval)
    return found


def starts(zone: str, week: datetime, hours: Hours) -> int:
    """The quarters at which a whole session can begin, as bits: so many free ones in a row.

    What two members have in common here is where both can begin.
    """
    found = every = free(zone, week, hours)
    for n in range(1, _LASTS):
        found &= every >> n
    return found & ((1 << STARTS) - 1)


def ahead(week: datetime, earliest: datetime) -> int:
    """The quarters of a week that begin at `earliest` or later, as bits."""
    gone = max(0, -((week - earliest) // QUARTER))
    return ((1 << STARTS) - 1) >> gone << gone


def moments(week: datetime, found: int) -> Iterator[tuple[int, datetime]]:
    """Each quarter that is set, in order, with when it begins in UTC."""
    began = week.astimezone(UTC)
    while found:
        n = (found & -found).bit_length() - 1
        yield n, began + n * QUARTER
        found &= found - 1
