"""Tasks that tick themselves by what the bot can see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.domain.board.deed import Deed
from bot.domain.plan.evidence import Answered, Held, Seen, count, is_whole, takes_note
from bot.domain.plan.pace import Mine
from bot.domain.plan.packing import tasks_of
from bot.domain.plan.track import Phase, Task
from bot.domain.zone import is_known
from bot.services.library import Library
from bot.services.zone import usual
from bot.storage import me
from bot.storage.database import Tx
from bot.storage.plan import evidence, tasks

POINTS = 5
"""What a task is worth, whoever ticked it."""


@dataclass(frozen=True, slots=True)
class Ticking:
    """Compares what was done with what the open tasks of a plan need."""

    phases: Sequence[Phase]
    library: Library

    @property
    def track(self) -> Mapping[str, Task]:
        """Every task by its id."""
        return {task.id: task for task in tasks_of(self.phases)}

    async def tick(self, tx: Tx, guild_id: int, user_id: int, now: datetime) -> Sequence[Deed]:
        """Tick the tasks whose evidence is whole by now; a deed for each."""
        thing = {"guild_id": guild_id, "user_id": user_id}
        watched = self._watched(await tasks.open_ones(tx, **thing))
        if not watched:
            return []
        zone = await zone_of(tx, guild_id, user_id)
        seen = await self._seen(tx, guild_id, user_id, watched, zone)
        return [
            deed(guild_id, user_id, mine.id, now)
            for mine, task in watched
            if is_whole(task, seen, midnight(mine.since, zone))
            and await tasks.tick(
                tx, guild_id=guild_id, user_id=user_id, task=mine.id, how="evidence", now=now
            )
        ]

    async def counts(
        self, tx: Tx, guild_id: int, user_id: int, mine: Sequence[Mine], zone: ZoneInfo
    ) -> Mapping[str, int]:
        """How much of their evidence there is, by the open task that ticks itself."""
        watched = self._watched([task for task in mine if not task.is_done])
        seen = await self._seen(tx, guild_id, user_id, watched, zone)
        return {one.id: count(task, seen, midnight(one.since, zone)) for one, task in watched}

    def _watched(self, open_: Sequence[Mine]) -> Sequence[tuple[Mine, Task]]:
        """Those that tick themselves; a task that the track no longer has never does."""
        track = self.track
        found = [(one, track[one.id]) for one in open_ if one.id in track]
        return [(one, task) for one, task in found if not takes_note(task)]

    async def _seen(
        self,
        tx: Tx,
        guild_id: int,
        user_id: int,
        watched: Sequence[tuple[Mine, Task]],
        zone: ZoneInfo,
    ) -> Seen:
        """What counts for any of these, as far back as it does."""
        thing = {"guild_id": guild_id, "user_id": user_id}
        since = {
            kind: midnight(min(one.since for one, task in watched if task.evidence == kind), zone)
            for kind in {task.evidence for _, task in watched}
        }
        answers: Sequence[Answered] = ()
        mocks: Sequence[Held] = ()
        if "daily" in since:
            bank = (await self.library.of(tx, guild_id)).questions
            answers = [
                Answered(id, bank[id].kind, at)
                for id, at in await evidence.answers(tx, **thing, since=since["daily"])
                if id in bank
            ]
        if "mock" in since:
            mocks = await evidence.mocks(tx, **thing, since=since["mock"])
        return Seen(answers, mocks)


def deed(guild_id: int, user_id: int, task: str, now: datetime) -> Deed:
    """That a task was ticked. It counts once, however often it is ticked."""
    return Deed(guild_id=guild_id, user_id=user_id, kind="task", thing=task, at=now, full=POINTS)


async def zone_of(tx: Tx, guild_id: int, user_id: int) -> ZoneInfo:
    """The zone a member chose, else the usual one of the server."""
    chosen = await me.zone(tx, guild_id=guild_id, user_id=user_id)
    zone = chosen or await usual(tx, guild_id)
    return ZoneInfo(zone if is_known(zone) else "UTC")


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins there."""
    return datetime.combine(day, time(), tzinfo=zone)
