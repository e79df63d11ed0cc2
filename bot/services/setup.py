"""The guided setup: choices kept step by step, what it created, and the first series."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.clock import Clock
from bot.domain import zone as zones
from bot.domain.changes import Change, What
from bot.domain.daily.series import Place, Series
from bot.domain.delivery import Order, Target
from bot.domain.schedule import Pattern
from bot.domain.server import TEST, Setup
from bot.errors import StepsLeft
from bot.services import changes
from bot.services.daily.series import SeriesKeeping
from bot.storage import deliveries, ids, server
from bot.storage import setup as stored
from bot.storage.database import Database, Tx

_TEST_WAITS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SetupKeeping:
    """The steps of `/setup`. A server has one setup under way, whoever goes on with it."""

    database: Database
    clock: Clock
    series: SeriesKeeping

    async def of(self, guild_id: int) -> Setup:
        """How far the setup has come."""
        async with self.database.reading() as tx:
            return await stored.find(tx, guild_id=guild_id) or Setup()

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

    async def choose_role(self, guild_id: int, by: int, role_id: int | None) -> Setup:
        """The role that each question pings, or none."""
        return await self._save(guild_id, by, ping_role_id=role_id)

    async def skip_threads(self, guild_id: int, by: int) -> Setup:
        """Post without a thread for each question."""
        return await self._save(guild_id, by, threads=False)

    async def step_back(self, guild_id: int, by: int) -> Setup:
        """Take the last choice back."""
        setup = await self.of(guild_id)
        if setup.at is not None:
            return await self._save(guild_id, by, at=None)
        if setup.zone is not None:
            return await self._save(guild_id, by, zone=None)
        return await self._save(guild_id, by, channel_id=None, place=None)

    async def take_over(self, guild_id: int, by: int) -> Setup:
        """Go on with what another person chose."""
        return await self._save(guild_id, by)

    async def begin_anew(self, guild_id: int, by: int) -> Setup:
        """Forget the choices; what was created stays."""
        async with self.database.transaction() as tx:
            await stored.end(tx, guild_id=guild_id)
            return await stored.save(tx, guild_id=guild_id, opened_by=by, now=self.clock())

    async def channel_created(
        self, guild_id: int, by: int, *, channel_id: int, name: str, place: Place
    ) -> Setup:
        """Write down a channel that was made in Discord, and choose it."""
        now = self.clock()
        async with self.database.transaction() as tx:
            await _created(tx, guild_id, by, "channel-created", channel_id, name=name, now=now)
            return await stored.save(
                tx,
                guild_id=guild_id,
                opened_by=by,
                now=now,
                channel_id=channel_id,
                place=place,
                threads=True,
            )

    async def role_created(self, guild_id: int, by: int, *, role_id: int, name: str) -> Setup:
        """Write down a role that was made in Discord, and choose it."""
        now = self.clock()
        async with self.database.transaction() as tx:
            await _created(tx, guild_id, by, "role-created", role_id, name=name, now=now)
            return await stored.save(
                tx, guild_id=guild_id, opened_by=by, now=now, ping_role_id=role_id
            )

    async def created(
        self, guild_id: int, by: int, series_id: int | None = None
    ) -> Sequence[Change]:
        """What this person’s setup created and that still stands; `series_id` is the one it began."""
        async with self.database.reading() as tx:
            return await stored.created(tx, guild_id=guild_id, user_id=by, series_id=series_id)

    async def let_go(self, guild_id: int, by: int, *, ref: int) -> None:
        """Choose a channel or role no longer that is deleted."""
        async with self.database.transaction() as tx:
            setup = await stored.find(tx, guild_id=guild_id) or Setup()
            gone: dict[str, None] = {}
            if setup.channel_id == ref:
                gone = {"channel_id": None, "place": None}
            elif setup.ping_role_id == ref:
                gone = {"ping_role_id": None}
            if gone:
                await stored.save(tx, guild_id=guild_id, opened_by=by, now=self.clock(), **gone)

    async def _save(self, guild_id: int, by: int, **choices: object) -> Setup:
        async with self.database.transaction() as tx:
            return await stored.save(
                tx, guild_id=guild_id, opened_by=by, now=self.clock(), **choices
            )

    async def order_test(self, guild_id: int) -> int:
        """Put a test post on the outbox; its delivery’s id. Raises `StepsLeft`."""
        now = self.clock()
        async with self.database.transaction() as tx:
            setup = await stored.find(tx, guild_id=guild_id)
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
                expires_at=now + _TEST_WAITS,
                priority=0,
            )
            await deliveries.put(tx, [order])
        return id

    async def finish(self, guild_id: int, by: int) -> Series:
        """The first series, from the choices made. Raises `StepsLeft`, `TooMany`."""
        async with self.database.transaction() as tx:
            # A second press meanwhile waits here, and then finds no choices.
            await server.lock(tx, guild_ids=[guild_id])
            setup = await stored.find(tx, guild_id=guild_id) or Setup()
            plan = setup.plan
            if plan is None or setup.channel_id is None or setup.place is None:
                raise StepsLeft
            await stored.end(tx, guild_id=guild_id)
            return await self.series.add_within(
                tx,
                guild_id,
                by=by,
                channel_id=setup.channel_id,
                place=setup.place,
                plan=plan,
                threads=setup.threads,
                ping_role_id=setup.ping_role_id,
            )


async def _created(
    tx: Tx, guild_id: int, by: int, what: What, ref: int, *, name: str, now: datetime
) -> None:
    after = {"name": name}
    await changes.record(tx, guild_id, by=by, what=what, ref=ref, before={}, after=after, now=now)
