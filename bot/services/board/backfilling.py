"""What was done before there were points is credited once, by the same rules and under the same keys."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot import log
from bot.domain.board.deed import Deed
from bot.domain.board.doing import of_answer, of_review
from bot.services.board import mocks
from bot.services.plan.deeds import Deeds
from bot.storage.board import before, seasons
from bot.storage.database import Database, Tx
from bot.storage.mock import scorecards

_log = log.get(__name__)

CHUNK = 50
"""Deeds of one transaction: a press between two of them does not wait long."""

_Read = Callable[[Tx, int, Any], Awaitable[tuple[Sequence[Deed], Any]]]
"""The deeds of the next piece of a server after some point, and the point after it; None: no more."""


@dataclass(frozen=True, slots=True)
class Backfilling:
    """Goes through the servers that are not credited yet; one that was broken off begins again."""

    database: Database
    deeds: Deeds

    async def tick(self, now: datetime) -> None:
        """Credit what is not; a new server has nothing, and is noted at once."""
        while (guild_id := await self._next()) is not None:
            for read, start in ((_answers, (0, 0)), (_reviews, 0), (_mocks, 0)):
                await self._credit(guild_id, read, start, now)
            async with self.database.transaction() as tx:
                await seasons.credited(tx, guild_id=guild_id, now=now)
            _log.info("earlier deeds credited", guild_id=guild_id)

    async def _next(self) -> int | None:
        async with self.database.reading() as tx:
            return await seasons.uncredited(tx)

    async def _credit(self, guild_id: int, read: _Read, start: Any, now: datetime) -> None:
        after = start
        while after is not None:
            async with self.database.transaction() as tx:
                deeds, after = await read(tx, guild_id, after)
                await self.deeds.done(tx, deeds, now)


async def _answers(tx: Tx, guild_id: int, after: tuple[int, int]) -> tuple[Sequence[Deed], Any]:
    found = await before.answers(tx, guild_id=guild_id, after=after, limit=CHUNK)
    deeds = [of_answer(post, answer) for post, answer in found]
    return deeds, (found[-1][0].id, found[-1][1].user_id) if found else None


async def _reviews(tx: Tx, guild_id: int, after: int) -> tuple[Sequence[Deed], Any]:
    found = await before.reviews(tx, guild_id=guild_id, after=after, limit=CHUNK)
    return [of_review(review) for review in found], found[-1].id if found else None


async def _mocks(tx: Tx, guild_id: int, after: int) -> tuple[Sequence[Deed], Any]:
    found = await before.mocks(tx, guild_id=guild_id, after=after, limit=CHUNK)
    ids = [session.id for session in found]
    cards = await scorecards.of_sessions(tx, guild_id=guild_id, session_ids=ids)
    deeds = [
        deed
        for session in found
        for deed in await mocks.deeds_of(tx, session, cards.get(session.id, ()))
    ]
    return deeds, found[-1].id if found else None
