"""What `/server doctor` needs to know of the bot’s own work in a server."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from bot.domain.daily.choice import pool_of
from bot.domain.daily.question import Question
from bot.domain.daily.review import Backlog
from bot.domain.daily.series import KIND, Series
from bot.services.daily.reviews import Reviews
from bot.storage import deliveries, server
from bot.storage.daily import series as stored
from bot.storage.database import Database

LOOK_BACK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Series with their state, and how the last seven days’ posts went."""

    series: Sequence[Series]
    counts: Mapping[str, int]
    left: Mapping[int, int]
    """By series: the questions that it has not asked, or asked once less often than the others."""
    reviews: Backlog
    owner_id: int | None = None
    log_channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Doctor:
    """Looks, and changes nothing."""

    database: Database
    clock: Clock
    questions: Mapping[str, Question]
    reviews: Reviews

    async def check(self, guild_id: int) -> Check:
        """All that can be known without asking Discord."""
        waiting, now = await self.reviews.waiting(guild_id), self.clock()
        async with self.database.reading() as tx:
            series = await stored.of_guild(tx, guild_id=guild_id)
            asked = await stored.asked_by(tx, [guild_id])
            settings = await server.settings(tx, guild_id=guild_id)
            return Check(
                series=series,
                counts=await deliveries.counts(
                    tx, guild_id=guild_id, kind=KIND, since=now - LOOK_BACK, until=now
                ),
                left={one.id: self._left(one, asked.get((guild_id, one.id), ())) for one in series},
                reviews=waiting,
                owner_id=await server.owner(tx, guild_id=guild_id),
                log_channel_id=settings.log_channel_id,
            )

    def _left(self, series: Series, asked: Sequence[str]) -> int:
        times = Counter(asked)
        pool = pool_of(self.questions, series.kinds)
        often = [times[id] for id in pool]
        return often.count(min(often, default=0))
