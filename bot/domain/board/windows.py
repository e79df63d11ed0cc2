"""The stretches of time that points are added up over: a week, a phase, a season, all time."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

Span = Literal["week", "phase", "season", "all"]

WEEK = timedelta(weeks=1)
PHASE_WEEKS = 4
SEASON_WEEKS = 12
BEST = 10
"""Weeks of a season that count: two may be missed, and nothing is lost."""
ALL = "all"


def monday(day: date) -> date:
    """The Monday of a day’s week."""
    return day - timedelta(days=day.weekday())


def first(day: date, season_from: date, weeks: int) -> date:
    """The Monday on which the block of so many weeks began, counted from the first season."""
    since = (monday(day) - season_from) // WEEK
    return season_from + since // weeks * weeks * WEEK


def season(day: date, season_from: date) -> date:
    """The Monday on which the season of a day began."""
    return first(day, season_from, SEASON_WEEKS)


def phase(day: date, season_from: date) -> date:
    """The Monday on which the phase of a day began."""
    return first(day, season_from, PHASE_WEEKS)


def window(span: Span, day: date, season_from: date) -> str:
    """The name of the stretch that a day belongs to: `week:2026-11-23`, `phase:…`, `season:…`, `all`."""
    if span == "all":
        return ALL
    if span == "week":
        return of_week(monday(day))
    weeks = PHASE_WEEKS if span == "phase" else SEASON_WEEKS
    return f"{span}:{first(day, season_from, weeks)}"


def of_week(of: date) -> str:
    """The name of the week of this Monday."""
    return f"week:{of}"


def season_weeks(start: date) -> Sequence[date]:
    """The Mondays of a season."""
    return [start + n * WEEK for n in range(SEASON_WEEKS)]


def in_season(weeks: Mapping[date, int], start: date) -> int:
    """The sum of the best weeks of the season that began on this Monday."""
    held = sorted((weeks.get(one, 0) for one in season_weeks(start)), reverse=True)
    return sum(held[:BEST])


def totals(weeks: Mapping[date, int], season_from: date) -> Mapping[str, int]:
    """Every stretch that a member’s weeks belong to, with its points."""
    found: dict[str, int] = {ALL: sum(weeks.values())} if weeks else {}
    for week, points in weeks.items():
        found[of_week(week)] = points
        of_phase = window("phase", week, season_from)
        found[of_phase] = found.get(of_phase, 0) + points
        start = season(week, season_from)
        found[f"season:{start}"] = in_season(weeks, start)
    return found
