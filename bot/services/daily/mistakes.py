"""Mistakes: members report them, owners look at them, pass them on or close them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.domain.daily.mistake import (
    LONGEST,
    MOST,
    SHORTEST,
    WITHIN,
    Mistake,
    State,
)
from bot.domain.daily.question import Question
from bot.errors import AlreadyReported, EnoughReports, NoSuchMistake, ReportLength
from bot.services.daily.answering import Asked, Daily
from bot.services.library import Library
from bot.storage import ids, server
from bot.storage.bank import mistakes as stored
from bot.storage.database import Database, Tx

PAGE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A report with its question as it is now; none where that is no longer kept.

    `own`: the question is the server’s own, so that nobody else can mend it.
    """

    mistake: Mistake
    question: Question | None
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """A page of open reports, those that wait longest first."""

    rows: Sequence[Reported]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Mistakes:
    """What members found wrong in questions."""

    database: Database
    daily: Daily
    library: Library
    clock: Clock

    async def begin(self, guild_id: int, post_id: int, user_id: int) -> Asked:
        """The question that a member wants to report on.

        Raises `AnswerFirst`, `NoSuchPost`, `AlreadyReported`, `EnoughReports`.
        """
        asked = await self.daily.opened(guild_id, post_id, user_id)
        async with self.database.reading() as tx:
            await self._check(tx, guild_id, user_id, asked.question)
        return asked

    async def report(self, guild_id: int, post_id: int, user_id: int, text: str) -> Asked:
        """Keep a report. Raises what `begin` does and `ReportLength`, with the text given back."""
        text = text.strip()
        if not SHORTEST <= len(text) <= LONGEST:
            raise ReportLength(quote=text, shortest=SHORTEST, longest=LONGEST)
        asked = await self.daily.opened(guild_id, post_id, user_id)
        now = self.clock()
        async with self.database.transaction() as tx:
            # Two at once would both find room.
            await server.lock(tx, guild_ids=[guild_id])
            await self._check(tx, guild_id, user_id, asked.question, quote=text)
            mistake = Mistake(
                guild_id=guild_id,
                id=ids.new(now),
                user_id=user_id,
                question_id=asked.question.id,
                revision=asked.question.revision,
                text=text,
                at=now,
            )
            await stored.add(tx, mistake)
        return asked

    async def page(self, guild_id: int, page: int = 0) -> Reports:
        """A page of what is open; the last one where there are fewer."""
        async with self.database.reading() as tx:
            total = await stored.count(tx, guild_id=guild_id)
            pages = max(1, -(-total // PAGE))
            page = min(max(page, 0), pages - 1)
            found = await stored.page(tx, guild_id=guild_id, limit=PAGE, offset=page * PAGE)
            rows = [await self._reported(tx, one) for one in found]
        return Reports(rows=rows, total=total, page=page, pages=pages)

    async def find(self, guild_id: int, id: int) -> Reported:
        """An open report. Raises `NoSuchMistake`."""
        async with self.database.reading() as tx:
            found = await stored.find(tx, guild_id=guild_id, id=id)
            if found is None or found.state != "open":
                raise NoSuchMistake
            return await self._reported(tx, found)

    async def end(self, guild_id: int, id: int, state: State, *, by: int) -> Reported:
        """Say that it was passed on, or needs nothing. Raises `NoSuchMistake`."""
        async with self.database.transaction() as tx:
            ended = await stored.end(
                tx, guild_id=guild_id, id=id, state=state, by=by, now=self.clock()
            )
            found = await stored.find(tx, guild_id=guild_id, id=id)
            if not ended or found is None:
                raise NoSuchMistake
            return await self._reported(tx, found)

    async def reopen(self, guild_id: int, id: int) -> Reported:
        """Let it wait again. Raises `NoSuchMistake`."""
        async with self.database.transaction() as tx:
            await stored.reopen(tx, guild_id=guild_id, id=id)
            found = await stored.find(tx, guild_id=guild_id, id=id)
            if found is None:
                raise NoSuchMistake
            return await self._reported(tx, replace(found, state="open"))

    async def _check(
        self,
        tx: Tx,
        guild_id: int,
        user_id: int,
        question: Question,
        quote: str | None = None,
    ) -> None:
        thing = {"guild_id": guild_id, "user_id": user_id}
        if await stored.open_of(tx, **thing, question_id=question.id) is not None:
            raise AlreadyReported(quote=quote)
        if await stored.count_since(tx, **thing, since=self.clock() - WITHIN) >= MOST:
            raise EnoughReports(quote=quote, most=MOST)

    async def _reported(self, tx: Tx, mistake: Mistake) -> Reported:
        bank = await self.library.of(tx, mistake.guild_id)
        return Reported(
            mistake=mistake,
            question=bank.questions.get(mistake.question_id),
            own=mistake.question_id in bank.own,
        )
