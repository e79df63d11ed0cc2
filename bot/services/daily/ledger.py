"""The ledger of a series, for owners: planned, posted, late and skipped, each with its reason."""

from dataclasses import dataclass

from bot.domain.daily.ledger import Page
from bot.domain.daily.series import Series
from bot.errors import NoSuchSeries
from bot.services.library import Library
from bot.storage.daily import ledger
from bot.storage.daily import series as stored
from bot.storage.database import Database

PAGE = 8


@dataclass(frozen=True, slots=True)
class Ledger:
    """Reads what became of each slot."""

    database: Database
    library: Library

    async def of(self, guild_id: int, series_id: int, page: int = 0) -> tuple[Series, Page]:
        """A series and one page of its slots, newest first. Raises `NoSuchSeries`."""
        thing = {"guild_id": guild_id, "series_id": series_id}
        async with self.database.reading() as tx:
            series = await stored.find(tx, guild_id=guild_id, id=series_id)
            if series is None:
                raise NoSuchSeries
            total = await ledger.count(tx, **thing)
            pages = max(1, -(-total // PAGE))
            page = min(max(page, 0), pages - 1)
            entries = await ledger.page(tx, **thing, limit=PAGE, offset=page * PAGE)
            known = (await self.library.of(tx, guild_id)).questions
        asked = {entry.post.question_id for entry in entries if entry.post is not None}
        titles = {id: known[id].short for id in asked & known.keys()}
        return series, Page(entries=entries, page=page, pages=pages, titles=titles)
