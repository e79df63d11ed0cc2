"""Taking part in mock interviews: joining, resting for a while, leaving."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.clock import Clock
from bot.domain.dates import read_date
from bot.domain.mock import week
from bot.domain.mock.joining import LANGUAGES, STANDING, Choices, languages_of
from bot.domain.mock.week import Part
from bot.errors import NothingTicked, PastDate
from bot.services.mock import free, letting_go, waiting
from bot.services.mock.status import Shown, Status, shared, status
from bot.storage import server
from bot.storage.database import Database, Tx
from bot.storage.mock import hours, joining


@dataclass(frozen=True, slots=True)
class Joining:
    """What a member decides about taking part. Of who never joined, nothing is changed."""

    database: Database
    clock: Clock

    async def status(self, guild_id: int, user_id: int) -> Status:
        """Where a member stands."""
        async with self.database.reading() as tx:
            return await self._counted(tx, guild_id, user_id)

    async def join(
        self,
        guild_id: int,
        user_id: int,
        choices: Choices,
        *,
        days: Collection[int],
        parts: Collection[Part],
        locale: str,
    ) -> Shown:
        """Take part from now on. Hours stay as they are unless other days or parts are named.

        `locale` is the language of the member’s Discord. Raises `NothingTicked`.
        """
        if not (choices.kinds and days and parts):
            raise NothingTicked
        thing = {"guild_id": guild_id, "user_id": user_id}
        now = self.clock()
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            before = await status(tx, now, guild_id, user_id)
            zone = before.zone or "UTC"
            await joining.join(tx, **thing, choices=choices, zone=zone, now=now)
            if before.entry is None:
                spoken = languages_of(locale)
                await joining.choose(tx, **thing, what="language", values=spoken)
            held = week.parts_of(week.bits(before.free.hours))
            changed = held != (frozenset(days), frozenset(parts))
            if changed:
                await hours.write(
                    tx,
                    **thing,
                    week=STANDING,
                    hours=week.hours(week.of_parts(days, parts)),
                    zone=zone,
                    this_week=before.this_week,
                )
            await self._take_part(tx, guild_id, user_id, before)
            joined = await self._counted(tx, guild_id, user_id)
            return Shown(status=joined, changed=changed and bool(before.free.hours))

    async def skip(self, guild_id: int, user_id: int, *, skips: bool) -> Status:
        """Leave the next round out, or not."""
        return await self._change(guild_id, user_id, skips=skips)

    async def pause(
        self, guild_id: int, user_id: int, *, until: str = "", weeks: int = 0
    ) -> Status:
        """Rest until a day of the member’s own, as typed or so many weeks ahead, or until they resume.

        Raises `UnknownDate`, `PastDate`.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            today = (await status(tx, now, guild_id, user_id)).today
            day: date | None = read_date(f"{weeks} weeks", today) if weeks else None
            if until:
                day = read_date(until, today)
            if day is not None and day <= today:
                raise PastDate(quote=until)
            await self._rest(tx, guild_id, user_id)
            return await self._change_within(tx, guild_id, user_id, paused_at=now, paused_until=day)

    async def resume(self, guild_id: int, user_id: int) -> Status:
        """Take part again."""
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            before = await status(tx, self.clock(), guild_id, user_id)
            await self._change_within(tx, guild_id, user_id, paused_at=None, paused_until=None)
            await self._take_part(tx, guild_id, user_id, before)
            return await self._counted(tx, guild_id, user_id)

    async def leave(self, guild_id: int, user_id: int) -> Status:
        """Take part no more; what they chose is kept for when they come back.

        A session without a time goes to nobody; one that is agreed stays until they cancel it.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            await letting_go.step_back(tx, guild_id, user_id, now)
            await self._rest(tx, guild_id, user_id)
            return await self._change_within(tx, guild_id, user_id, left_at=now)

    async def come_back(self, guild_id: int, user_id: int) -> Status:
        """Take back having left: everything is as it was."""
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            before = await status(tx, self.clock(), guild_id, user_id)
            await joining.change(tx, guild_id=guild_id, user_id=user_id, left_at=None)
            await self._take_part(tx, guild_id, user_id, before)
            return await self._counted(tx, guild_id, user_id)

    async def speak(self, guild_id: int, user_id: int, languages: Collection[str]) -> Status:
        """Be interviewed and interview in these languages, of those there are."""
        async with self.database.transaction() as tx:
            found = await status(tx, self.clock(), guild_id, user_id, to_change=True)
            spoken = set(languages) & LANGUAGES.keys()
            if found.entry is not None and spoken:
                thing = {"guild_id": guild_id, "user_id": user_id}
                await joining.choose(tx, **thing, what="language", values=spoken)
            return await self._counted(tx, guild_id, user_id)

    async def _change(self, guild_id: int, user_id: int, **values: Any) -> Status:
        async with self.database.transaction() as tx:
            return await self._change_within(tx, guild_id, user_id, **values)

    async def _change_within(self, tx: Tx, guild_id: int, user_id: int, **values: Any) -> Status:
        found = await status(tx, self.clock(), guild_id, user_id, to_change=True)
        # Of who has left nothing changes but that they come back.
        if found.entry is not None and found.entry.left_at is None:
            await joining.change(tx, guild_id=guild_id, user_id=user_id, **values)
        return await self._counted(tx, guild_id, user_id)

    async def _take_part(self, tx: Tx, guild_id: int, user_id: int, before: Status) -> None:
        """Who takes part from now on waits for a partner in the present round, if there is one."""
        now = self.clock()
        if before.entry is None or before.entry.state(before.today) != "in":
            await waiting.enter(tx, guild_id, user_id, "late", now)
        else:
            await waiting.look_again(tx, guild_id, user_id, now)

    async def _rest(self, tx: Tx, guild_id: int, user_id: int) -> None:
        """Who takes part no more waits for nobody."""
        await waiting.leave(tx, guild_id, user_id)
        await free.leave(tx, guild_id, user_id)

    async def _counted(self, tx: Tx, guild_id: int, user_id: int) -> Status:
        now = self.clock()
        found = await status(tx, now, guild_id, user_id)
        if found.entry is None:
            return found
        return replace(found, shared=await shared(tx, now, guild_id, user_id, found))
