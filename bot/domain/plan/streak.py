"""Streaks: weeks with four study days, kept up by freezes, made-up days and vacations.

A streak is folded from the days each time; nothing of it is kept beside them. Weeks are ISO weeks of the
member’s own local days, so a zone that skips a date, or a clock that is changed, needs no rule here.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

WEEK = 7
ACTIVE = 4
"""So many study days make a week active."""
EARNED_BY = 5
"""So many study days, over all weeks, earn a freeze."""
MOST_FREEZES = 2
MAKE_UP = timedelta(hours=48)
"""So long after it has ended a missed day can be made up for."""
A_DAY = timedelta(days=1)

State = Literal["active", "away", "short", "open"]
"""Of a week: it counts, it is left out, it has too few days, or it is not over and may still count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacation:
    """Days on which nothing is expected, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> Iterator[date]:
        """Each of them."""
        return (self.first + A_DAY * n for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week: its study days, and the freezes that stood in for missing ones."""

    monday: date
    days: int
    frozen: int
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """`current` and `longest` count active weeks; `total` all study days. `freezes` are held now.

    `weeks` are all since the first study day, the present one last; none before there is a day.
    """

    current: int
    longest: int
    total: int
    freezes: int
    weeks: Sequence[Week]

    @property
    def this_week(self) -> int:
        """The study days of the present week."""
        return self.weeks[-1].days if self.weeks else 0


def streak(days: Collection[date], vacations: Iterable[Vacation], today: date) -> Streak:
    """What these study days come to on a day.

    At the end of a week with fewer than four days, freezes are spent, one a missing day, if that makes
    it four; if not, none is spent and the streak ends. A week of vacation, whatever was done in it,
    neither counts nor breaks; its study days earn freezes as all do.
    """
    counts = Counter(monday(day) for day in set(days))
    away = _weeks_away(vacations)
    weeks: list[Week] = []
    current = longest = total = freezes = 0
    for start in _mondays(counts, today):
        done = counts[start]
        earned = (total + done) // EARNED_BY - total // EARNED_BY
        total += done
        freezes = min(MOST_FREEZES, freezes + earned)
        week = _week(
            start, done, freezes, is_away=start in away, is_over=start + A_DAY * WEEK <= today
        )
        weeks.append(week)
        freezes -= week.frozen
        if week.state == "active":
            current += 1
        elif week.state == "short":
            current = 0
        longest = max(longest, current)
    return Streak(current=current, longest=longest, total=total, freezes=freezes, weeks=weeks)


def monday(day: date) -> date:
    """The Monday of its week."""
    return day - A_DAY * day.weekday()


def missed(
    days: Collection[date], made_on: Collection[date], now: datetime, zone: tzinfo
) -> date | None:
    """The day that something done today makes up for, if the member says so; the oldest that still can be.

    `made_on` are the days on which they made up for others: once on each, and only with a study day.
    A day before their first study day was not missed.
    """
    today = now.astimezone(zone).date()
    if today not in days or today in made_on:
        return None
    for ago in (3, 2, 1):
        day = today - A_DAY * ago
        over = now - ended(day, zone)
        if day not in days and day > min(days) and timedelta() <= over < MAKE_UP:
            return day
    return None


def ended(day: date, zone: tzinfo) -> datetime:
    """The moment at which a local day is over."""
    return datetime.combine(day + A_DAY, time(), tzinfo=zone).astimezone(UTC)


def _weeks_away(vacations: Iterable[Vacation]) -> frozenset[date]:
    """The Mondays of weeks of which a vacation leaves fewer days than an active week has."""
    off = Counter(monday(day) for day in {day for one in vacations for day in one.days})
    return frozenset(start for start, number in off.items() if WEEK - number < ACTIVE)


def _mondays(counts: Counter[date], today: date) -> Iterator[date]:
    """From the first week with a study day to the present one, or a later one if days are ahead."""
    if not counts:
        return
    last = max(monday(today), *counts)
    start = min(counts)
    while start <= last:
        yield start
        start += A_DAY * WEEK


def _week(start: date, days: int, freezes: int, *, is_away: bool, is_over: bool) -> Week:
    missing = max(0, ACTIVE - days)
    frozen = 0
    state: State = "active"
    if is_away:
        state = "away"
    elif missing and not is_over:
        state = "open"
    elif missing > freezes:
        state = "short"
    else:
        frozen = missing
    return Week(monday=start, days=days, frozen=frozen, state=state)
