"""What `/server doctor` needs to know of the bot’s own work in a server."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from bot.domain.board.settings import BoardSettings
from bot.domain.daily.bank import Bank
from bot.domain.daily.review import Backlog
from bot.domain.daily.series import KIND, Series
from bot.domain.mock.rounds import RoundSettings
from bot.services.daily.reviews import Reviews
from bot.services.library import Library
from bot.services.zone import usual
from bot.storage import deliveries, server
from bot.storage.board import settings as board_settings
from bot.storage.daily import series as stored
from bot.storage.database import Database
from bot.storage.mock import round_settings

LOOK_BACK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Series and rounds with their state, and how the last seven days’ posts went."""

    series: Sequence[Series]
    counts: Mapping[str, int]
    left: Mapping[int, int]
    """By series: the questions that it has not asked, or asked once less often than the others."""
    reviews: Backlog
    rounds: RoundSettings | None = None
    boards: BoardSettings | None = None  # nothing where nobody chose anything for them
    owner_id: int | None = None
    log_channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Doctor:
    """Looks, and changes nothing."""

    database: Database
    clock: Clock
    library: Library
    reviews: Reviews

    async def check(self, guild_id: int) -> Check:
        """All that can be known without asking Discord."""
        waiting, now = await self.reviews.waiting(guild_id), self.clock()
        async with self.database.reading() as tx:
            series = await stored.of_guild(tx, guild_id=guild_id)
            asked = await stored.asked_by(tx, [guild_id])
            bank = await self.library.of(tx, guild_id)
            settings = await server.settings(tx, guild_id=guild_id)
            boards = await board_settings.find(
                tx, guild_id=guild_id, zone=await usual(tx, guild_id)
            )
            return Check(
                series=series,
                counts=await deliveries.counts(
                    tx, guild_id=guild_id, kind=KIND, since=now - LOOK_BACK, until=now
                ),
                left={
                    one.id: _left(bank, one, asked.get((guild_id, one.id), ())) for one in series
                },
                reviews=waiting,
                rounds=(await round_settings.of_guilds(tx, guild_ids=[guild_id])).get(guild_id),
                boards=boards if boards.version else None,
                owner_id=await server.owner(tx, guild_id=guild_id),
                log_channel_id=settings.log_channel_id,
            )


def _left(bank: Bank, series: Series, asked: Sequence[str]) -> int:
    times = Counter(asked)
    often = [times[id] for id in bank.pool(series.kinds)]
    return often.count(min(often, default=0))
