"""Looking at a plan: this week, all weeks, pauses, and what a return after some days moves."""

from dataclasses import dataclass, replace
from datetime import date

from bot.clock import Clock
from bot.domain.plan.dates import read_pause
from bot.domain.plan.pace import ABSENT, Plan
from bot.domain.plan.packing import eased, replanned
from bot.errors import NoPlan, PlanBehindYou
from bot.services.plan.deeds import Deeds
from bot.services.plan.standing import Standing, hold, standing, today_of
from bot.services.plan.ticking import Ticking
from bot.storage.database import Database, Tx
from bot.storage.plan import evidence, plans, tasks


@dataclass(frozen=True, slots=True)
class Planning:
    """What a member sees of their plan."""

    database: Database
    clock: Clock
    ticking: Ticking
    deeds: Deeds

    async def look(self, guild_id: int, user_id: int) -> Standing | None:
        """Where they stand, with everything ticked that is there; nothing without a plan.

        A pause that is over ends, and open tasks of weeks that passed while they were away move on.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            plan = await self._held(tx, guild_id, user_id)
            if plan is None:
                return None
            today = await today_of(tx, guild_id, user_id, now)
            plan = await self._settle(tx, guild_id, user_id, plan, today)
            ticked = await self.ticking.tick(tx, guild_id, user_id, now)
            if ticked:
                await self.deeds.done(tx, ticked, now)
            away, moved = await self._return(tx, guild_id, user_id, plan, today)
            return replace(await self._found(tx, guild_id, user_id), away=away, moved=moved)

    async def all_weeks(self, guild_id: int, user_id: int) -> Standing | None:
        """Where they stand, without changing anything; nothing without a plan."""
        async with self.database.reading() as tx:
            return await standing(tx, self.ticking, guild_id, user_id, self.clock())

    async def pause(self, guild_id: int, user_id: int, until: str = "") -> Standing:
        """From today on no week passes, until a day as typed or until they resume.

        Raises `NoPlan`, `PlanBehindYou`, `UnknownDate`, `PastDate`, `PauseLong`.
        """
        async with self.database.transaction() as tx:
            plan, today = await self._to_change(tx, guild_id, user_id)
            if plan.state(today) in ("over", "resting"):
                raise PlanBehindYou
            end = read_pause(until, today)
            # A pause that is under way goes on: its days are not lost.
            since = plan.paused_on or today
            changed = replace(plan, paused_on=since, paused_until=end)
            await plans.change(tx, guild_id=guild_id, user_id=user_id, plan=changed)
            return await self._found(tx, guild_id, user_id)

    async def resume(self, guild_id: int, user_id: int) -> Standing:
        """The pause ends today; as it was where there is none. Raises `NoPlan`."""
        async with self.database.transaction() as tx:
            plan, today = await self._to_change(tx, guild_id, user_id)
            if plan.paused_on is not None:
                await self._resume(tx, guild_id, user_id, plan, today)
            return await self._found(tx, guild_id, user_id)

    async def _to_change(self, tx: Tx, guild_id: int, user_id: int) -> tuple[Plan, date]:
        """The plan after any pause that is over, and the member’s own day. Raises `NoPlan`."""
        plan = await self._held(tx, guild_id, user_id)
        if plan is None:
            raise NoPlan
        today = await today_of(tx, guild_id, user_id, self.clock())
        return await self._settle(tx, guild_id, user_id, plan, today), today

    async def _held(self, tx: Tx, guild_id: int, user_id: int) -> Plan | None:
        thing = {"guild_id": guild_id, "user_id": user_id}
        if await plans.find(tx, **thing) is None:
            return None
        await hold(tx, guild_id, user_id)
        return await plans.find(tx, **thing)

    async def _settle(self, tx: Tx, guild_id: int, user_id: int, plan: Plan, today: date) -> Plan:
        """Write down that a pause ended by itself."""
        if plan.settled(today) is plan:
            return plan
        return await self._resume(tx, guild_id, user_id, plan, plan.paused_until or today)

    async def _resume(self, tx: Tx, guild_id: int, user_id: int, was: Plan, day: date) -> Plan:
        """Write down a plan whose pause ended on a day; the days of a pause are no absence."""
        thing = {"guild_id": guild_id, "user_id": user_id}
        plan = replace(was.resumed(day), seen_on=max(was.seen_on, day))
        await plans.change(tx, **thing, plan=plan)
        mine = await tasks.of_member(tx, **thing)
        moved = replanned(plan, was, self.ticking.phases, mine, day)
        await tasks.plan_in(tx, **thing, tasks=moved)
        return replace(plan, version=plan.version + 1)

    async def _return(
        self, tx: Tx, guild_id: int, user_id: int, plan: Plan, today: date
    ) -> tuple[int, int]:
        """For how many days they were away, and how many tasks that moves: 0 and 0 on most days."""
        if today <= plan.seen_on:
            return 0, 0
        thing = {"guild_id": guild_id, "user_id": user_id}
        studied = await evidence.last_study_day(tx, **thing, before=today)
        away = today - max(plan.seen_on, studied or plan.seen_on)
        await plans.see(tx, **thing, on=today)
        if away < ABSENT or plan.state(today) != "running":
            return 0, 0
        moved = eased(plan, await tasks.open_ones(tx, **thing), today, away)
        await tasks.plan_in(tx, **thing, tasks=moved)
        return away.days, len(moved)

    async def _found(self, tx: Tx, guild_id: int, user_id: int) -> Standing:
        found = await standing(tx, self.ticking, guild_id, user_id, self.clock())
        assert found is not None, "its row is held"
        return found
