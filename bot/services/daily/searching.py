"""Finding a question that was asked here, by words, kind and topic."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.daily.bank import Bank
from bot.domain.daily.search import Query, read_words
from bot.services.daily.answering import Asked, Daily
from bot.services.library import Library
from bot.storage.daily import searching as stored
from bot.storage.database import Database, Tx

PAGE: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of the questions that were found, best first; each as it was last asked."""

    query: Query
    rows: Sequence[Asked]
    total: int
    page: int
    pages: int
    # Whether anything at all was asked where this member may look.
    any_asked: bool


class Searching:
    """Searches what was asked in a server."""

    def __init__(self, database: Database, daily: Daily, library: Library) -> None:
        self._database = database
        self._daily = daily
        self._library = library

    async def find(
        self,
        guild_id: int,
        user_id: int,
        query: Query,
        page: int = 0,
        *,
        hidden: Collection[int] = (),
    ) -> Found:
        """A page of the questions that match, as they stand for this member.

        `hidden` are the channels that this member may not see, here and below.
        """
        async with self._database.reading() as tx:
            bank = await self._library.of(tx, guild_id)
            best = await _best(tx, guild_id, bank, query, hidden)
            pages = max(1, -(-len(best) // PAGE))
            page = min(max(page, 0), pages - 1)
            posts = await stored.newest(
                tx,
                guild_id=guild_id,
                questions=best[page * PAGE : (page + 1) * PAGE],
                hidden=hidden,
            )
            rows = await self._daily.all_asked(tx, posts, guild_id, user_id)
            any_asked = bool(best) or await stored.any_asked(tx, guild_id=guild_id, hidden=hidden)
        return Found(
            query=query, rows=rows, total=len(best), page=page, pages=pages, any_asked=any_asked
        )

    async def titles(
        self, guild_id: int, typed: str, *, hidden: Collection[int] = ()
    ) -> Sequence[str]:
        """The short titles of the questions that what was typed would find, best first."""
        async with self._database.reading() as tx:
            bank = await self._library.of(tx, guild_id)
            best = await _best(tx, guild_id, bank, Query(words=read_words(typed)), hidden)
        return [bank.questions[id].short for id in best]

    async def topics(
        self, guild_id: int, typed: str, *, hidden: Collection[int] = ()
    ) -> Sequence[str]:
        """The topics that were asked here and hold what was typed."""
        async with self._database.reading() as tx:
            bank = await self._library.of(tx, guild_id)
            asked = await stored.last_asked(
                tx, guild_id=guild_id, questions=bank.questions, hidden=hidden
            )
        return bank.index.topics(asked, typed)

    async def topic(self, guild_id: int, code: int) -> str | None:
        """The topic behind the number that stands for it on a button."""
        async with self._database.reading() as tx:
            bank = await self._library.of(tx, guild_id)
        return bank.index.topic(code)


async def _best(
    tx: Tx, guild_id: int, bank: Bank, query: Query, hidden: Collection[int]
) -> Sequence[str]:
    """What matches and was asked: where it fits best first, then the newest."""
    ranks = bank.index.find(query)
    asked = await stored.last_asked(tx, guild_id=guild_id, questions=ranks, hidden=hidden)
    return sorted(asked, key=ranks.__getitem__)
