"""Vacations: announced once, in advance or for today, up to fourteen days in any twelve weeks."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.domain.plan.streak import A_DAY, Vacation
from bot.errors import AlreadyAway, TooFarAhead, TooMuchVacation, VacationBackwards, VacationPassed

MOST = 14
SPAN = timedelta(weeks=12)
"""Any so long a time holds no more than the most; so far ahead a vacation may begin."""


def announced(first: date, last: date, others: Iterable[Vacation], today: date) -> Vacation:
    """A vacation as it may be taken beside others.

    Raises `VacationPassed`, `VacationBackwards`, `TooFarAhead`, `AlreadyAway`, `TooMuchVacation`.
    """
    if first < today:
        raise VacationPassed
    if last < first:
        raise VacationBackwards
    if first > today + SPAN:
        raise TooFarAhead
    # Before its days are counted one by one: a year may have four digits.
    if last - first >= timedelta(days=MOST):
        raise TooMuchVacation(left=left(others, first))
    taken = _days(others)
    wanted = Vacation(first=first, last=last)
    if taken & {*wanted.days}:
        raise AlreadyAway
    if any(_around(taken | {*wanted.days}, day) > MOST for day in wanted.days):
        raise TooMuchVacation(left=left(others, first))
    return wanted


def left(vacations: Iterable[Vacation], day: date) -> int:
    """How many days are left in the fullest twelve weeks that hold this day."""
    taken = _days(vacations)
    return MOST - _around(taken | {day}, day) + (day not in taken)


def ahead(vacations: Iterable[Vacation], today: date) -> Sequence[Vacation]:
    """Those that are not over, the nearest first."""
    return sorted((one for one in vacations if one.last >= today), key=lambda one: one.first)


def _days(vacations: Iterable[Vacation]) -> set[date]:
    return {day for one in vacations for day in one.days}


def _around(taken: set[date], day: date) -> int:
    """The most days of vacation in any twelve weeks that hold this day."""
    length = SPAN // A_DAY
    near = sorted(one for one in taken if abs(one - day) < SPAN)
    starts = [one for one in near if one <= day]
    return max(sum(start <= one < start + A_DAY * length for one in near) for start in starts)
