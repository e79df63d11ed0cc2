"""How far a member is, as a value and as a picture."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date

from bot import log
from bot.clock import Clock
from bot.domain.mock.overall import overall
from bot.domain.plan.progress import Progress, progress
from bot.files import picture
from bot.services.mock.feedback import opinions_on
from bot.services.plan.standing import standing
from bot.services.plan.streaks import studied
from bot.services.plan.ticking import Ticking
from bot.services.worker import Worker, WorkFailedError
from bot.storage.database import Database, Tx

_log = log.get(__name__)

REMEMBERED = 64
"""So many pictures are kept in memory; one has about 50 kB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How far a member is. `can_make_up` is the missed day that today’s study may stand in for."""

    progress: Progress
    can_make_up: date | None


@dataclass(frozen=True, slots=True)
class Progressing:
    """What `/progress` shows."""

    database: Database
    clock: Clock
    ticking: Ticking
    worker: Worker
    _drawn: OrderedDict[tuple[Progress, str | None], bytes] = field(
        default_factory=OrderedDict[tuple[Progress, str | None], bytes]
    )

    async def look(self, guild_id: int, user_id: int) -> Look:
        """How far they are now."""
        async with self.database.reading() as tx:
            return await self.look_within(tx, guild_id, user_id)

    async def look_within(self, tx: Tx, guild_id: int, user_id: int) -> Look:
        """The same, inside a transaction that is open."""
        now = self.clock()
        stands = await standing(tx, self.ticking, guild_id, user_id, now)
        days = await studied(tx, guild_id, user_id, now)
        opinions, severity = await opinions_on(tx, guild_id, user_id)
        following = None if stands is None else stands.next
        found = progress(
            plan=None if stands is None else stands.plan,
            pace=None if stands is None else stands.pace,
            tasks=() if stands is None else [own.mine for own in stands.tasks],
            track=self.ticking.phases,
            next_task=None if following is None else following.task.label,
            skills=overall(opinions, severity),
            streak=days.streak,
            today=days.today,
        )
        return Look(progress=found, can_make_up=days.can_make_up)

    async def draw(self, of: Progress, name: str | None) -> bytes | None:
        """The picture as a PNG, drawn beside the bot; nothing where that failed.

        What looks the same is drawn once.
        """
        key = (of, name)
        if key not in self._drawn:
            try:
                self._drawn[key] = await self.worker.carry_out(picture.draw, of, name)
            except WorkFailedError as error:
                _log.warning("no picture", why=str(error))
                return None
        self._drawn.move_to_end(key)
        drawn = self._drawn[key]
        while len(self._drawn) > REMEMBERED:
            self._drawn.popitem(last=False)
        return drawn
