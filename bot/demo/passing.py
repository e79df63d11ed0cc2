"""Time in the demo: it goes by as fast as on any clock, or jumps, and the bot does what is due then."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.demo.host.world import World
from bot.storage import outbox, schedules
from bot.storage.daily import reviews
from bot.storage.database import Database
from bot.storage.mock import course

_STRIDE = timedelta(hours=6)
"""So often at least the bot looks: what waits for others to come is not known ahead."""
_LEAST = 0.001  # seconds; a float of them may fall short of a moment by less


class Bot(Protocol):
    """What time needs of the bot."""

    async def tick(self, now: datetime) -> None:
        """Do all that is due, and wait for it."""
        ...


NextDue = Callable[[], Awaitable[datetime | None]]
"""When the bot has something to do next, as far as it is known."""


class Passing:
    """The one way in which time goes by."""

    def __init__(self, world: World, bot: Bot, next_due: NextDue) -> None:
        self._world = world
        self._bot = bot
        self._next_due = next_due

    async def by(self, seconds: float) -> None:
        """Let so much time go by at once, and the bot do what is due then."""
        await self._world.pass_time(seconds)
        with self._world.env.time_context():
            await self._bot.tick(self._world.env.now())
        await self._world.pass_time(0)

    async def until(self, moment: datetime) -> None:
        """Let the clock reach this moment, stopping wherever something is due, so that nothing is late."""
        while (now := self._world.env.now()) < moment:
            due = await self._next_due()
            stop = min(moment, now + _STRIDE)
            if due is not None and due > now:
                stop = min(stop, due)
            await self.by(max(_LEAST, (stop - now).total_seconds()))


async def next_due(database: Database) -> datetime | None:
    """The earliest of what is known: posts and rounds, steps of sessions, reviews, what waits to be sent."""
    async with database.reading() as tx:
        found = [
            await schedules.next_due(tx),
            await course.next_due(tx),
            await reviews.next_lapse(tx),
            await outbox.next_due(tx),
        ]
    return min((at for at in found if at is not None), default=None)
