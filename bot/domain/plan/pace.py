"""A member’s plan: its weeks on their own calendar, pauses, and how far they are.

A week of a plan is seven days from its start, whatever weekday that is. While a plan is paused no week
passes; when the pause is over, the start moves on by as many days.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Literal

from bot.domain.daily.question import Level
from bot.domain.plan.track import DAYS, WEEKS

TAPER = timedelta(days=2)
"""Before an interview nothing is to be done for so long."""
FAR_OFF = 2
"""From so many tasks on somebody is ahead or behind."""
ABSENT = timedelta(days=7)
"""Who was away for so long is welcomed back."""
WEEKS_OF_PHASE = 4

How = Literal["evidence", "note"]
State = Literal["waiting", "paused", "running", "resting", "over"]
"""Not begun yet; no week passes; under way; the last days before the interview; behind them."""
Word = Literal["ahead", "on track", "behind"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`from_week` is the week in which they came to it, `seen_on` when they last looked at it.

    `version` counts its changes.
    """

    start: date
    level: Level
    interview: date | None = None
    paused_on: date | None = None
    paused_until: date | None = None
    from_week: int = 1
    seen_on: date
    version: int = 1

    @property
    def ends(self) -> date:
        """The day after its last: twelve weeks, or until two days before the interview."""
        whole = self.start + timedelta(days=WEEKS * DAYS)
        return whole if self.interview is None else min(whole, self.interview - TAPER)

    @property
    def weeks(self) -> int:
        """How many weeks it has; the last may be short."""
        return max(1, -(-(self.ends - self.start).days // DAYS))

    @property
    def is_packed(self) -> bool:
        """Whether the interview leaves less than the twelve weeks."""
        return self.weeks < WEEKS

    def state(self, today: date) -> State:
        """Where it stands on this day."""
        if self.paused_on is not None and not self._resumes(today):
            return "paused"
        plan = self.settled(today)
        if today < plan.start:
            return "waiting"
        if today < plan.ends:
            return "running"
        before = plan.interview is not None and plan.ends == plan.interview - TAPER
        return "resting" if before and today <= (plan.interview or today) else "over"

    def _resumes(self, today: date) -> bool:
        return self.paused_until is not None and self.paused_until <= today

    def settled(self, today: date) -> "Plan":
        """The same once a pause that ended by itself is over; as it is where none did."""
        if self.paused_until is None or not self._resumes(today):
            return self
        return self.resumed(self.paused_until)

    def resumed(self, day: date) -> "Plan":
        """The pause ends on this day. Days before the start are none of the plan’s: they move nothing."""
        if self.paused_on is None:
            return self
        lost = max(timedelta(), day - max(self.paused_on, self.start))
        return replace(self, start=self.start + lost, paused_on=None, paused_until=None)

    def day(self, today: date) -> date:
        """The day by which its weeks are counted: a pause stands still."""
        return today if self.paused_on is None else min(today, self.paused_on)

    def week(self, today: date) -> int:
        """The number of the week, 1 before the start and the last one after the end."""
        passed = (self.day(today) - self.start).days // DAYS + 1
        return min(max(passed, 1), self.weeks)

    def first_day(self, week: int) -> date:
        """The first day of a week."""
        return self.start + timedelta(days=DAYS * (week - 1))

    def last_day(self, week: int) -> date:
        """The last day of a week; before an interview it may come early."""
        return max(self.first_day(week), min(self.first_day(week + 1), self.ends) - timedelta(1))

    def phase(self, week: int) -> int:
        """The number of the phase that a week belongs to; in a packed plan by its share."""
        return min(-(-week * (WEEKS // WEEKS_OF_PHASE) // self.weeks), WEEKS // WEEKS_OF_PHASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """A task of a member: the weeks in which it is to be done, and how it was ticked.

    `since` is the day from which its evidence counts.
    """

    id: str
    first: int
    last: int
    since: date
    done_at: datetime | None = None
    how: How | None = None
    note: str | None = None

    @property
    def is_done(self) -> bool:
        """Whether it is ticked."""
        return self.done_at is not None


@dataclass(frozen=True, slots=True)
class Pace:
    """How many tasks are done, and how many the plan has by now."""

    done: int
    due: Fraction

    @property
    def word(self) -> Word:
        """Ahead or behind means two or more tasks off."""
        if self.done - self.due >= FAR_OFF:
            return "ahead"
        return "behind" if self.due - self.done >= FAR_OFF else "on track"

    @property
    def expected(self) -> int:
        """`due` as a whole number, rounded towards what is done, so that it never says more than the word."""
        return math.floor(self.due) if self.due > self.done else math.ceil(self.due)


def pace(plan: Plan, tasks: Sequence[Mine], today: date) -> Pace:
    """Tasks whose last week is over, and the elapsed share of those whose last week this is.

    What was to be done before the member came is not expected of them.
    """
    done = sum(task.is_done for task in tasks)
    day = plan.day(today)
    if day < plan.start:
        return Pace(done, Fraction())
    counted = [task.last for task in tasks if task.last >= plan.from_week]
    if day >= plan.ends:
        return Pace(done, Fraction(len(counted)))
    week = plan.week(today)
    first = plan.first_day(week)
    length = (plan.last_day(week) - first).days + 1
    share = Fraction((day - first).days, length) * counted.count(week)
    return Pace(done, sum(last < week for last in counted) + share)
