"""What members say of their weeks: tasks ticked with a line of their own, and what to change next."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.plan.evidence import NOTE_LENGTH, takes_note
from bot.domain.plan.reflection import LONGEST, Reflection
from bot.domain.plan.track import Task
from bot.errors import (
    NoPlan,
    NoSuchTask,
    NoteMissing,
    NotTicked,
    ReflectionMissing,
    TickedBefore,
    TicksItself,
)
from bot.services.plan.deeds import Deeds
from bot.services.plan.standing import Standing, hold, standing
from bot.services.plan.ticking import Ticking, deed
from bot.storage.database import Database, Tx
from bot.storage.plan import plans, reflections, tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """A week to be looked back on: what is written of it, and what was written last before."""

    week: int
    written: Reflection | None
    last: Reflection | None


@dataclass(frozen=True, slots=True)
class Noting:
    """A member’s own words."""

    database: Database
    clock: Clock
    ticking: Ticking
    deeds: Deeds

    async def tick_off(self, guild_id: int, user_id: int, task_id: str, note: str) -> Task:
        """Tick an open task with a line; it earns its points the first time.

        Raises `NoPlan`, `NoSuchTask`, `TicksItself`, `TickedBefore`, `NoteMissing`; the note is given back.
        """
        task = self.ticking.track.get(task_id)
        note = " ".join(note.split())[:NOTE_LENGTH]
        if task is None:
            raise NoSuchTask(quote=note)
        if not takes_note(task):
            raise TicksItself(quote=note)
        if not any(letter.isprintable() and not letter.isspace() for letter in note):
            raise NoteMissing
        thing = {"guild_id": guild_id, "user_id": user_id}
        now = self.clock()
        async with self.database.transaction() as tx:
            if await plans.find(tx, **thing) is None:
                raise NoPlan(quote=note)
            await hold(tx, guild_id, user_id)
            ticked = await tasks.tick(tx, **thing, task=task_id, how="note", now=now, note=note)
            if not ticked:
                raise TickedBefore(quote=note)
            await self.deeds.done(tx, [deed(guild_id, user_id, task_id, now)], now)
        return task

    async def take_back(self, guild_id: int, user_id: int, task_id: str) -> Task:
        """Open a task again that was ticked with a note; its points stay, and come only once.

        Raises `NoSuchTask`, `NotTicked`.
        """
        task = self.ticking.track.get(task_id)
        if task is None:
            raise NoSuchTask
        async with self.database.transaction() as tx:
            if not await tasks.untick(tx, guild_id=guild_id, user_id=user_id, task=task_id):
                raise NotTicked
        return task

    async def looking_back(self, guild_id: int, user_id: int) -> Looking:
        """What stands of the present week, and of the one they wrote of before. Raises `NoPlan`."""
        thing = {"guild_id": guild_id, "user_id": user_id}
        async with self.database.reading() as tx:
            week = (await self._standing(tx, guild_id, user_id)).week
            return Looking(
                week=week,
                written=await reflections.of_week(tx, **thing, week=week),
                last=await reflections.newest_before(tx, **thing, week=week),
            )

    async def reflect(self, guild_id: int, user_id: int, *, went: str, change: str) -> Reflection:
        """Keep what went well this week and what to change. Raises `NoPlan`, `ReflectionMissing`."""
        went, change = went.strip()[:LONGEST], change.strip()[:LONGEST]
        if not went and not change:
            raise ReflectionMissing
        async with self.database.transaction() as tx:
            week = (await self._standing(tx, guild_id, user_id)).week
            written = Reflection(week, went, change)
            await reflections.write(
                tx, guild_id=guild_id, user_id=user_id, written=written, now=self.clock()
            )
        return written

    async def _standing(self, tx: Tx, guild_id: int, user_id: int) -> Standing:
        found = await standing(tx, self.ticking, guild_id, user_id, self.clock())
        if found is None:
            raise NoPlan
        return found
