"""When a member is free: every week by the half hour, and single weeks of their own."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.clock import Clock
from bot.domain.mock import week as weeks
from bot.domain.mock.joining import STANDING
from bot.domain.mock.member import Hours
from bot.domain.mock.written import read_hours
from bot.errors import HoursChanged, UserError, WeekOver
from bot.services.mock import waiting
from bot.services.mock.status import Shown, Status, shared, status
from bot.storage import server
from bot.storage.database import Database, Tx
from bot.storage.mock import hours

_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Times:
    """What a member sees and changes of their hours.

    A week is its Monday, `STANDING` for every week; only this week and the next can be named. Of who
    never joined, nothing is changed. Every method raises `WeekOver`.
    """

    database: Database
    clock: Clock

    async def show(self, guild_id: int, user_id: int, week: date = STANDING) -> Shown:
        """The hours as they are."""
        async with self.database.reading() as tx:
            found = await status(tx, self.clock(), guild_id, user_id, week)
            _check(found)
            return await self._shown(tx, guild_id, user_id, week)

    async def write(self, guild_id: int, user_id: int, week: date, text: str) -> Shown:
        """Put what was typed in place of a week’s hours. Raises what `read_hours` does."""
        written = read_hours(text)

        async def replaced(_tx: Tx, _found: Status) -> Hours:
            return written.hours

        try:
            shown = await self._change(guild_id, user_id, week, replaced)
        except UserError as error:
            error.quote = text
            raise
        return replace(shown, rounded=written.rounded)

    async def pick(
        self,
        guild_id: int,
        user_id: int,
        week: date,
        *,
        day: int,
        half: int,
        chosen: Collection[int],
    ) -> Shown:
        """Free are exactly these half hours (0 to 47) of one half of a day, 0 or 1.

        A half hour that is free in part stays so while it is not chosen.
        """

        async def picked(_tx: Tx, found: Status) -> Hours:
            free = weeks.bits(found.free.hours)
            for number in range(24 * half, 24 * half + 24):
                span = weeks.half_hour(day, number)
                if number in chosen:
                    free |= span
                elif free & span == span:
                    free &= ~span
            return weeks.hours(free)

        return await self._change(guild_id, user_id, week, picked)

    async def copy(self, guild_id: int, user_id: int, week: date) -> Shown:
        """The hours that the week before had; it is as every week where that one was."""

        async def copied(tx: Tx, _found: Status) -> Hours | None:
            before = await hours.of_week(
                tx, guild_id=guild_id, user_id=user_id, week=week - _A_WEEK
            )
            return before.hours if before.own else None

        return await self._change(guild_id, user_id, week, copied)

    async def as_every_week(self, guild_id: int, user_id: int, week: date) -> Shown:
        """A week has no hours of its own any more."""

        async def dropped(_tx: Tx, _found: Status) -> None:
            return None

        return await self._change(guild_id, user_id, week, dropped)

    async def undo(self, guild_id: int, user_id: int, version: int) -> Shown:
        """Take the last change of the hours back, which led to this version. Raises `HoursChanged`."""
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            found = await status(tx, self.clock(), guild_id, user_id, to_change=True)
            thing = {"guild_id": guild_id, "user_id": user_id}
            kept = await hours.earlier(tx, **thing)
            if found.entry is None or found.entry.version != version or kept is None:
                raise HoursChanged
            week, before = kept
            changed = replace(found, free=replace(found.free, week=week))
            _check(changed)
            await self._write(tx, guild_id, user_id, changed, before)
            return await self._shown(tx, guild_id, user_id, week)

    async def _change(
        self,
        guild_id: int,
        user_id: int,
        week: date,
        wanted: Callable[[Tx, Status], Awaitable[Hours | None]],
    ) -> Shown:
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            found = await status(tx, self.clock(), guild_id, user_id, week, to_change=True)
            _check(found)
            if found.entry is None:
                return Shown(status=found)
            await self._write(tx, guild_id, user_id, found, await wanted(tx, found))
            shown = await self._shown(tx, guild_id, user_id, week)
            return replace(shown, changed=shown.status.free != found.free)

    async def _write(
        self, tx: Tx, guild_id: int, user_id: int, found: Status, new: Hours | None
    ) -> None:
        await hours.write(
            tx,
            guild_id=guild_id,
            user_id=user_id,
            week=found.free.week,
            hours=new,
            zone=found.zone or "UTC",
            this_week=found.this_week,
        )
        # There may be a partner for who waits for one.
        await waiting.look_again(tx, guild_id, user_id, self.clock())

    async def _shown(self, tx: Tx, guild_id: int, user_id: int, week: date) -> Shown:
        now = self.clock()
        found = await status(tx, now, guild_id, user_id, week)
        if found.entry is None:
            return Shown(status=found)
        return Shown(status=replace(found, shared=await shared(tx, now, guild_id, user_id, found)))


def _check(found: Status) -> None:
    """Raises `WeekOver` where it is neither this week nor the next."""
    if found.free.week not in (STANDING, found.this_week, found.this_week + _A_WEEK):
        raise WeekOver
