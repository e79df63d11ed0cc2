"""Free hours as bits: one for each quarter of an hour of a week, counted from a moment in UTC.

The week is a window of seven days from its first moment. Nothing is added to wall clocks: each quarter
is read on the member’s own clock, which is right whatever their zone does with it meanwhile.
"""

from collections.abc import Iterator
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


@lru_cache(maxsize=32_768)
def _free(zone: str, week: datetime, interval: Interval) -> int:
    """The quarters that lie wholly in an interval; bits that it covers in part are not free."""
    begins = (interval.weekday - 1) * DAY + interval.start
    last = interval.length - GRID
    return sum(
        1 << n
        for n, shown in enumerate(clock(zone, week))
        if (shown - begins) % WEEK <= last
    )  # fmt: skip


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
    for n in range(STARTS):
        if found >> n & 1:
            yield n, began + n * QUARTER
