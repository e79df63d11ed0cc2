"""For owners: the guided setup, the check of everything, and what happens when the bot leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot import log
from bot.clock import Clock
from bot.domain import zone as zones
from bot.domain.daily.series import KIND, Place, Series
from bot.domain.delivery import Order, Target
from bot.domain.schedule import Pattern
from bot.domain.server import TEST, Setup
from bot.errors import StepsLeft
from bot.services.daily.series import SeriesKeeping
from bot.storage import deliveries, ids
from bot.storage import server as stored
from bot.storage.daily import series as stored_series
from bot.storage.database import Database

_log = log.get(__name__)

KEPT_AFTER_LEAVING = timedelta(days=30)
LOOK_BACK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What the bot knows of its own work in a server."""

    series: Sequence[Series]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Server:
    """Setup, check and retention of a server."""

    database: Database
    clock: Clock
    series: SeriesKeeping

    async def setup(self, guild_id: int) -> Setup:
        """How far the setup has come."""
        async with self.database.reading() as tx:
            return await stored.setup(tx, guild_id=guild_id) or Setup()

    async def choose_channel(
        self, guild_id: int, by: int, *, channel_id: int, place: Place
    ) -> Setup:
        """Where questions go; a test in another channel no longer counts."""
        return await self._save(guild_id, by, channel_id=channel_id, place=place, threads=True)

    async def choose_zone(self, guild_id: int, by: int, text: str) -> Setup:
        """The zone of the schedule. Raises `UnknownZone`."""
        return await self._save(guild_id, by, zone=zones.read(text))

    async def choose_time(self, guild_id: int, by: int, *, at: time, pattern: Pattern) -> Setup:
        """The time of day and the days."""
        return await self._save(guild_id, by, at=at, pattern=pattern.code)

    async def choose_days(self, guild_id: int, by: int, pattern: Pattern) -> Setup:
        """The days alone; the time is asked next."""
        return await self._save(guild_id, by, pattern=pattern.code)

    async def step_back(self, guild_id: int, by: int) -> Setup:
        """Take the last choice back."""
        setup = await self.setup(guild_id)
        if setup.at is not None:
            return await self._save(guild_id, by, at=None)
        if setup.zone is not None:
            return await self._save(guild_id, by, zone=None)
        return await self._save(guild_id, by, channel_id=None, place=None)

    async def skip_threads(self, guild_id: int, by: int) -> Setup:
        """Post without a thread for each question."""
        return await self._save(guild_id, by, threads=False)

    async def _save(self, guild_id: int, by: int, **choices: object) -> Setup:
        async with self.database.transaction() as tx:
            return await stored.save_setup(
                tx, guild_id=guild_id, opened_by=by, now=self.clock(), **choices
            )

    async def order_test(self, guild_id: int) -> int:
        """Put a test post on the outbox; its delivery’s id. Raises `StepsLeft`."""
        now = self.clock()
        async with self.database.transaction() as tx:
            setup = await stored.setup(tx, guild_id=guild_id)
            if setup is None or setup.channel_id is None:
                raise StepsLeft
            id = ids.new(now)
            order = Order(
                guild_id=guild_id,
                id=id,
                kind=TEST,
                ref=id,
                slot="test",
                target=Target(channel_id=setup.channel_id),
                due_at=now,
                # Someone waits for it: late it would only puzzle people.
                expires_at=now + timedelta(minutes=5),
                priority=0,
            )
            await deliveries.put(tx, [order])
        return id

    async def finish(self, guild_id: int, by: int) -> Series:
        """The first series, from the choices made. Raises `StepsLeft`, `TooMany`."""
        async with self.database.transaction() as tx:
            # A second press meanwhile waits here, and then finds no choices.
            await stored.lock(tx, guild_ids=[guild_id])
            setup = await stored.setup(tx, guild_id=guild_id) or Setup()
            plan = setup.plan
            if plan is None or setup.channel_id is None or setup.place is None:
                raise StepsLeft
            await stored.end_setup(tx, guild_id=guild_id)
            return await self.series.add_within(
                tx,
                guild_id,
                channel_id=setup.channel_id,
                place=setup.place,
                plan=plan,
                threads=setup.threads,
                by=by,
            )

    async def check(self, guild_id: int) -> Check:
        """Series with their state, and how the last seven days’ posts went."""
        async with self.database.reading() as tx:
            return Check(
                series=await stored_series.of_guild(tx, guild_id=guild_id),
                counts=await deliveries.counts(
                    tx, guild_id=guild_id, kind=KIND, since=self.clock() - LOOK_BACK
                ),
            )

    async def present(self, owners: Mapping[int, int | None], *, all_of_them: bool = True) -> None:
        """The bot is in these servers, given with their owners.

        Where these are all of them, the bot was removed from the others while it was away.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            await stored.present(tx, owners=owners, now=now)
            if all_of_them:
                await stored.left_all_but(tx, guild_ids=set(owners), now=now)

    async def left(self, guild_id: int) -> None:
        """The bot was removed from this server: its data is kept for 30 days."""
        async with self.database.transaction() as tx:
            await stored.left(tx, guild_id=guild_id, now=self.clock())

    async def sweep(self, now: datetime) -> None:
        """Delete the data of servers that removed the bot 30 days ago."""
        async with self.database.reading() as tx:
            gone = await stored.left_before(tx, moment=now - KEPT_AFTER_LEAVING)
        for guild_id in gone:
            async with self.database.transaction() as tx:
                await stored.lock(tx, guild_ids=[guild_id])
                # It may have come back meanwhile.
                if guild_id in await stored.left_before(tx, moment=now - KEPT_AFTER_LEAVING):
                    await stored.forget(tx, guild_id=guild_id)
                    _log.info("server forgotten", guild_id=guild_id)
