"""Beginning a plan, and moving one: what changes is shown first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.clock import Clock
from bot.domain.daily.question import Level
from bot.domain.dates import read_date
from bot.domain.plan import dates
from bot.domain.plan.pace import Plan
from bot.domain.plan.packing import Moved, begun, came_in, difference, replanned
from bot.errors import NoPlan, PlanChanged
from bot.services.board.listing import set_cohort
from bot.services.plan.standing import Standing, hold, standing, today_of
from bot.services.plan.ticking import Ticking
from bot.storage.database import Database, Tx
from bot.storage.plan import plans, tasks

MOST_COHORTS = 3
"""So many groups that have begun are offered, the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Those who began in the week of this Monday."""

    monday: date
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Openings:
    """When a member may begin, and the plan they have."""

    today: date
    cohorts: Sequence[Cohort]
    plan: Plan | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a plan is to be changed; what is None stays. Days may be as typed.

    An interview that is an empty text takes it off.
    """

    level: Level | None = None
    start: date | str | None = None
    interview: date | str | None = None

    def of(self, plan: Plan, today: date) -> Plan:
        """The changed plan. Raises what `bot.domain.plan.dates` does."""
        # A day that stays may have passed; only another one is looked at.
        start, interview = plan.start, plan.interview
        if self.start is not None and not _is_same(self.start, start, today):
            start = _first_day(self.start, today)
        if self.interview is not None and not _is_same(self.interview, interview, today):
            interview = _interview(self.interview, today)
        if (start, interview) != (plan.start, plan.interview):
            dates.check_interview(interview, start, today)
        now = replace(plan, level=self.level or plan.level, start=start, interview=interview)
        return replace(now, from_week=came_in(now, plan))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A plan as it would be moved: its open tasks whose weeks change, with how many are done and stay."""

    was: Plan
    now: Plan
    moved: Sequence[Moved]
    stays: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Starting:
    """What a member decides about the dates of their plan."""

    database: Database
    clock: Clock
    ticking: Ticking

    async def openings(self, guild_id: int, user_id: int) -> Openings:
        """When they may begin."""
        async with self.database.reading() as tx:
            return await openings_of(tx, guild_id, user_id, self.clock())

    async def begin(
        self,
        guild_id: int,
        user_id: int,
        *,
        level: Level,
        start: date | str,
        interview: date | str | None = None,
        version: int = 0,
    ) -> Standing:
        """Begin a plan, in place of the one of this version, or of none.

        Days may be as typed. Raises `PlanChanged`, `UnknownDate` and what `bot.domain.plan.dates` does.
        """
        now = self.clock()
        thing = {"guild_id": guild_id, "user_id": user_id}
        async with self.database.transaction() as tx:
            today = await today_of(tx, guild_id, user_id, now)
            first, day = _first_day(start, today), _interview(interview, today)
            dates.check_interview(day, first, today)
            plan = Plan(start=first, level=level, interview=day, seen_on=today)
            # Counted on from the plan it replaces, so that a screen of that one is refused.
            plan = replace(plan, from_week=plan.week(today), version=version + 1)
            # First, since it holds the member: whatever they do meanwhile waits.
            await set_cohort(tx, guild_id, user_id, dates.monday(first))
            if version and not await plans.remove(tx, **thing, version=version):
                raise PlanChanged
            if not await plans.begin(tx, **thing, plan=plan, now=now):
                raise PlanChanged
            mine = begun(plan, self.ticking.phases, today)
            await tasks.plan_in(tx, **thing, tasks=mine)
            return await self._found(tx, guild_id, user_id)

    async def preview(self, guild_id: int, user_id: int, wanted: Wanted) -> Change:
        """What other dates would change.

        Raises `NoPlan`, `UnknownDate` and what `bot.domain.plan.dates` does.
        """
        async with self.database.reading() as tx:
            return await self._change(tx, guild_id, user_id, wanted)

    async def move(self, guild_id: int, user_id: int, wanted: Wanted, *, version: int) -> Standing:
        """Change a plan of this version as it was shown. Raises what `preview` does, and `PlanChanged`."""
        thing = {"guild_id": guild_id, "user_id": user_id}
        async with self.database.transaction() as tx:
            if await plans.find(tx, **thing) is None:
                raise NoPlan
            # First, since it holds the member: whatever they do meanwhile waits.
            await hold(tx, guild_id, user_id)
            change = await self._change(tx, guild_id, user_id, wanted)
            if not await plans.change(tx, **thing, plan=replace(change.now, version=version)):
                raise PlanChanged
            if change.now.start != change.was.start:
                await set_cohort(tx, guild_id, user_id, dates.monday(change.now.start))
            mine = [own.mine for own in change.standing.tasks]
            today = change.standing.today
            planned = replanned(change.now, change.was, self.ticking.phases, mine, today)
            await tasks.plan_in(tx, **thing, tasks=planned)
            return await self._found(tx, guild_id, user_id)

    async def _change(self, tx: Tx, guild_id: int, user_id: int, wanted: Wanted) -> Change:
        found = await standing(tx, self.ticking, guild_id, user_id, self.clock())
        if found is None:
            raise NoPlan
        was, today = found.plan, found.today
        now = wanted.of(was, today)
        mine = [own.mine for own in found.tasks]
        after = replanned(now, was, self.ticking.phases, mine, today)
        return Change(
            was=was,
            now=now,
            moved=difference(mine, after),
            stays=sum(one.is_done for one in mine),
            standing=found,
        )

    async def _found(self, tx: Tx, guild_id: int, user_id: int) -> Standing:
        found = await standing(tx, self.ticking, guild_id, user_id, self.clock())
        assert found is not None, "it was just written"
        return found


async def openings_of(tx: Tx, guild_id: int, user_id: int, now: datetime) -> Openings:
    """When a member may begin, and the plan they have."""
    today = await today_of(tx, guild_id, user_id, now)
    cohorts = await plans.cohorts(
        tx, guild_id=guild_id, since=dates.oldest_start(today), limit=MOST_COHORTS
    )
    return Openings(
        today=today,
        cohorts=[Cohort(monday=monday, members=members) for monday, members in cohorts],
        plan=await plans.find(tx, guild_id=guild_id, user_id=user_id),
    )


def _is_same(day: date | str, held: date | None, today: date) -> bool:
    if isinstance(day, str):
        return bool(day.strip()) and read_date(day, today) == held
    return day == held


def _first_day(start: date | str, today: date) -> date:
    if isinstance(start, str):
        return dates.read_start(start, today)
    dates.check_start(start, today)
    return start


def _interview(interview: date | str | None, today: date) -> date | None:
    return dates.read_interview(interview, today) if isinstance(interview, str) else interview
