"""Which servers the bot is in, and what happens when it leaves one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import log
from bot.clock import Clock
from bot.storage import server as stored
from bot.storage.database import Database

_log = log.get(__name__)

KEPT_AFTER_LEAVING = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Server:
    """Presence and retention of a server."""

    database: Database
    clock: Clock

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
