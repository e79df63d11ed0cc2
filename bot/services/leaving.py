"""Members who leave: nothing tells the bot, so each is looked for about once a week."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import log
from bot.clock import Clock
from bot.services.me import Me
from bot.services.mock import letting_go
from bot.storage import leaving as stored
from bot.storage.database import Database
from bot.storage.leaving import Known

_log = log.get(__name__)

KEPT_AFTER_LEAVING = timedelta(days=30)
CHECKED_EVERY = timedelta(days=7)
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Leaving:
    """Whose turn it is to be looked for, and what follows from what was found."""

    database: Database
    clock: Clock
    me: Me

    async def due(
        self, now: datetime, *, without: Collection[int] = (), limit: int = AT_ONCE
    ) -> Sequence[Known]:
        """Whom to look for, over all servers but those `without`; the most urgent first."""
        async with self.database.reading() as tx:
            return await stored.due(
                tx,
                checked_before=now - CHECKED_EVERY,
                left_before=now - KEPT_AFTER_LEAVING,
                without=without,
                limit=limit,
            )

    async def seen(self, guild_id: int, user_id: int) -> None:
        """They are in the server; if they had left, they are back."""
        now = self.clock()
        async with self.database.transaction() as tx:
            await stored.note(tx, guild_id=guild_id, user_id=user_id, is_gone=False, now=now)

    async def gone(self, guild_id: int, user_id: int) -> None:
        """They are not in the server: they are forgotten once that was first found 30 days ago.

        Their sessions end at once: somebody waits for them.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            await letting_go.let_go(tx, guild_id, user_id, now)
            left_at = await stored.note(
                tx, guild_id=guild_id, user_id=user_id, is_gone=True, now=now
            )
            if left_at is None or left_at > now - KEPT_AFTER_LEAVING:
                return
            await self.me.delete_within(tx, guild_id, user_id)
        _log.info("member forgotten", guild_id=guild_id)
