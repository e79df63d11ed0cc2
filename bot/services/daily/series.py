"""What owners set: series, and when they rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.daily.series import KIND, Place, Series
from bot.domain.schedule import Plan
from bot.errors import NoSuchSeries, TooMany
from bot.services.daily.posting import withdraw
from bot.storage import deliveries, ids, schedules
from bot.storage.daily import series as stored
from bot.storage.database import Database, Tx

MOST = 50


@dataclass(frozen=True, slots=True)
class SeriesKeeping:
    """Adding, pausing, resuming and removing series."""

    database: Database
    clock: Clock

    async def of(self, guild_id: int) -> Sequence[Series]:
        """The series of a server, oldest first."""
        async with self.database.reading() as tx:
            return await stored.of_guild(tx, guild_id=guild_id)

    async def lookup(self, guild_id: int, id: int) -> Series | None:
        """A series, or nothing where it was removed."""
        async with self.database.reading() as tx:
            return await stored.find(tx, guild_id=guild_id, id=id)

    async def usual_zone(self, guild_id: int) -> str:
        """The zone of the newest series here, else UTC."""
        found = await self.of(guild_id)
        return found[-1].plan.zone if found else "UTC"

    async def add(
        self,
        guild_id: int,
        *,
        channel_id: int,
        place: Place,
        plan: Plan,
        threads: bool,
        by: int,
    ) -> Series:
        """A new series that starts with its next slot. Raises `TooMany`."""
        async with self.database.transaction() as tx:
            return await self.add_within(
                tx,
                guild_id,
                channel_id=channel_id,
                place=place,
                plan=plan,
                threads=threads,
                by=by,
            )

    async def add_within(
        self,
        tx: Tx,
        guild_id: int,
        *,
        channel_id: int,
        place: Place,
        plan: Plan,
        threads: bool,
        by: int,
    ) -> Series:
        """The same as a part of something larger."""
        now = self.clock()
        if len(await stored.of_guild(tx, guild_id=guild_id)) >= MOST:
            raise TooMany(limit=MOST)
        id = ids.new(now)
        first = plan.next(now)
        await stored.add(
            tx,
            guild_id=guild_id,
            id=id,
            channel_id=channel_id,
            place=place,
            threads=threads,
            starts_on=first.day,
            created_by=by,
            now=now,
        )
        await schedules.add(
            tx,
            guild_id=guild_id,
            id=ids.new(now),
            kind=KIND,
            ref=id,
            plan=plan,
            next_run_at=first.at,
        )
        return await _find(tx, guild_id, id)

    async def pause(self, guild_id: int, id: int) -> Series:
        """Let a series rest; what waits to be sent is withdrawn. Raises `NoSuchSeries`."""
        now = self.clock()
        async with self.database.transaction() as tx:
            await _find(tx, guild_id, id)
            # The schedule first: a planner that is at work on it ends before this goes on.
            await schedules.set_next(
                tx,
                guild_id=guild_id,
                kind=KIND,
                ref=id,
                next_run_at=None,
                paused_at=now,
                held_at=None,
                held_why=None,
            )
            await self._withdraw_waiting(tx, guild_id, id)
            return await _find(tx, guild_id, id)

    async def resume(self, guild_id: int, id: int) -> Series:
        """Go on with the next slot from now. Raises `NoSuchSeries`."""
        async with self.database.transaction() as tx:
            series = await _find(tx, guild_id, id)
            await schedules.set_next(
                tx,
                guild_id=guild_id,
                kind=KIND,
                ref=id,
                next_run_at=series.next_run_at or series.plan.next(self.clock()).at,
                paused_at=None,
            )
            return await _find(tx, guild_id, id)

    async def remove(self, guild_id: int, id: int) -> Series:
        """End a series; its posts and answers stay. Returns what it was; raises `NoSuchSeries`."""
        async with self.database.transaction() as tx:
            series = await _find(tx, guild_id, id)
            # The schedule first, as above.
            await schedules.remove(tx, guild_id=guild_id, kind=KIND, ref=id)
            await self._withdraw_waiting(tx, guild_id, id)
            await stored.remove(tx, guild_id=guild_id, id=id, now=self.clock())
            return series

    async def _withdraw_waiting(self, tx: Tx, guild_id: int, id: int) -> None:
        waiting = await deliveries.cancel(
            tx, guild_id=guild_id, kind=KIND, ref=id, now=self.clock()
        )
        for delivery in waiting:
            await withdraw(tx, delivery)


async def _find(tx: Tx, guild_id: int, id: int) -> Series:
    series = await stored.find(tx, guild_id=guild_id, id=id)
    if series is None:
        raise NoSuchSeries
    return series
