"""Which days a plan may begin on, and which interviews it may end with."""

from datetime import date, timedelta

from bot.domain.dates import read_date
from bot.domain.plan.pace import TAPER
from bot.domain.plan.track import DAYS, WEEKS
from bot.errors import (
    InterviewFar,
    InterviewNear,
    InterviewPassed,
    PastDate,
    PauseLong,
    StartFar,
    StartPassed,
)

_START_AHEAD = timedelta(days=366)
_INTERVIEW_AHEAD = timedelta(days=2 * 366)
_PAUSE = timedelta(days=366)
_UNTIL_OVER = timedelta(days=WEEKS * DAYS)


def monday(day: date) -> date:
    """The first day of its week, which names a cohort."""
    return day - timedelta(days=day.weekday())


def oldest_start(today: date) -> date:
    """Those who began on this Monday, or a later one, are still under way."""
    return monday(today) - _UNTIL_OVER + timedelta(days=DAYS)


def read_start(text: str, today: date) -> date:
    """The first day that a person wrote, today or later. Raises `UnknownDate`, `StartPassed`, `StartFar`."""
    start = read_date(text, today)
    if start < today:
        raise StartPassed(quote=text)
    check_start(start, today)
    return start


def check_start(start: date, today: date) -> None:
    """A day ahead, or a Monday of a group that is under way. Raises `StartPassed`, `StartFar`."""
    joins = start.weekday() == 0 and start >= oldest_start(today)
    if start < today and not joins:
        raise StartPassed
    if start - today > _START_AHEAD:
        raise StartFar


def read_interview(text: str, today: date) -> date | None:
    """The day of an interview that a person wrote; none where they wrote nothing.

    Raises `UnknownDate`, `InterviewPassed`, `InterviewFar`.
    """
    if not text.strip():
        return None
    day = read_date(text, today)
    if day < today:
        raise InterviewPassed(quote=text)
    if day - today > _INTERVIEW_AHEAD:
        raise InterviewFar(quote=text)
    return day


def check_interview(interview: date | None, start: date, today: date) -> None:
    """A day is left before it. Raises `InterviewPassed`, `InterviewNear`, `InterviewFar`."""
    if interview is None:
        return
    if interview < today:
        raise InterviewPassed
    if interview - today > _INTERVIEW_AHEAD:
        raise InterviewFar
    if interview - TAPER <= max(start, today):
        raise InterviewNear


def read_pause(text: str, today: date) -> date | None:
    """Until when, as a person wrote it; none where they wrote nothing.

    Raises `UnknownDate`, `PastDate`, `PauseLong`.
    """
    if not text.strip():
        return None
    day = read_date(text, today)
    if day <= today:
        raise PastDate(quote=text)
    if day - today > _PAUSE:
        raise PauseLong(quote=text)
    return day
