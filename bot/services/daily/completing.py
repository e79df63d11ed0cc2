"""Suggestions as owners see them: completed part by part, accepted as a question, or declined."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock
from bot.content import Measure
from bot.domain.changes import Change
from bot.domain.daily.bank import Bank
from bot.domain.daily.own import MOST, Trouble
from bot.domain.daily.question import Question, Rubric
from bot.domain.daily.suggestion import SUGGESTED, State, Suggestion
from bot.domain.delivery import Delivery
from bot.domain.delivery import State as Sent
from bot.errors import (
    ChangedMeanwhile,
    NotSoundYet,
    ReasonMissing,
    SuggestionEnded,
    TooManyOwn,
)
from bot.services import changes
from bot.services.daily import drafting
from bot.services.daily.likeness import near
from bot.services.daily.suggestions import Suggested
from bot.services.daily.telling import is_closed, tell_one, try_thread
from bot.services.library import Library
from bot.services.zone import usual
from bot.storage import server
from bot.storage.bank import shelf
from bot.storage.bank import suggestions as stored
from bot.storage.database import Database, Tx

PAGE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A page of suggestions that wait, the oldest first."""

    rows: Sequence[Suggestion]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What owners made of a suggestion so far, and what does not fit yet; nothing: it is complete.

    `near` are the questions that a complete one is nearly the same as.
    """

    suggestion: Suggestion
    cells: drafting.Cells
    rubric: Rubric | None
    troubles: Sequence[Trouble]
    near: Sequence[Question] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The question that a suggestion became, and the change that says so."""

    suggestion: Suggestion
    question: Question
    change_id: int


@dataclass(frozen=True, slots=True)
class Completing:
    """What owners do with suggestions. All raise `SuggestionEnded` for one that waits no more."""

    database: Database
    library: Library
    clock: Clock
    measures: Sequence[Measure]

    async def page(self, guild_id: int, page: int = 0) -> Waiting:
        """A page of what waits; the last one where there are fewer."""
        async with self.database.reading() as tx:
            total = await stored.count_open(tx, guild_id=guild_id)
            pages = max(1, -(-total // PAGE))
            page = min(max(page, 0), pages - 1)
            rows = await stored.page(tx, guild_id=guild_id, limit=PAGE, offset=page * PAGE)
        return Waiting(rows=rows, total=total, page=page, pages=pages)

    async def find(self, guild_id: int, id: int) -> Suggested:
        """A suggestion, with the questions it is close to."""
        async with self.database.reading() as tx:
            found = await self._open(tx, guild_id, id)
            bank = await self.library.of(tx, guild_id)
        return Suggested(suggestion=found, near=near(found.idea, bank))

    async def draft(self, guild_id: int, id: int) -> Draft:
        """How far it has come."""
        async with self.database.reading() as tx:
            return await self._draft(tx, await self._open(tx, guild_id, id))

    async def write(self, guild_id: int, id: int, cells: Mapping[str, str]) -> Draft:
        """Keep these cells as they were typed, whether they fit or not; an empty one is cleared."""
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            quote = "\n\n".join(cell for cell in cells.values() if cell)
            found = await self._open(tx, guild_id, id, quote)
            kept = {**self._cells(found), **cells}
            draft = {name: cell.strip() for name, cell in kept.items() if cell.strip()}
            await stored.write_draft(tx, guild_id=guild_id, id=id, draft=draft)
            return await self._draft(tx, replace(found, draft=draft))

    async def accept(self, guild_id: int, id: int, *, by: int) -> Accepted:
        """Make it a question of the server’s own, and tell its author.

        Raises `NotSoundYet`, `TooManyOwn`.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            found = await self._open(tx, guild_id, id)
            bank = await self.library.of(tx, guild_id)
            count = len(bank.own.keys() - bank.removed) + 1
            if count > MOST:
                raise TooManyOwn(count=count, limit=MOST)
            reading = self._read(self._cells(found), bank)
            if not reading.items:
                raise NotSoundYet
            item = reading.items[0]
            await shelf.put(tx, guild_id, [(item.question.id, item.data)], now)
            await shelf.bump(tx, guild_id)
            await self._end(tx, found, "accepted", by, now, question_id=item.question.id)
            change = await changes.record(
                tx,
                guild_id,
                by=by,
                what="suggestion-accepted",
                ref=id,
                before={},
                after={"question": item.question.id, "digest": _digest(item.data)},
                now=now,
            )
        return Accepted(suggestion=found, question=item.question, change_id=change.id)

    async def decline(self, guild_id: int, id: int, reason: str, *, by: int) -> Suggestion:
        """Say no, and tell its author why. Raises `ReasonMissing`."""
        reason = reason.strip()
        if not any(map(str.isalnum, reason)):
            raise ReasonMissing(quote=reason)
        async with self.database.transaction() as tx:
            found = await self._open(tx, guild_id, id, reason)
            await self._end(tx, found, "declined", by, self.clock(), reason=reason)
        return replace(found, state="declined", reason=reason)

    async def undo(self, tx: Tx, change: Change, now: datetime) -> None:
        """Remove a question that was accepted, or bring it back. Raises `ChangedMeanwhile`."""
        await server.lock(tx, guild_ids=[change.guild_id])
        removing = "question" in change.after
        noted = change.after if removing else change.before
        id = str(noted["question"])
        known = next((one for one in await shelf.own(tx, change.guild_id) if one.id == id), None)
        if known is None or known.removed == removing or _digest(known.data) != noted["digest"]:
            raise ChangedMeanwhile
        await shelf.put(tx, change.guild_id, [(id, None if removing else known.data)], now)
        await shelf.bump(tx, change.guild_id)

    async def ended(
        self, tx: Tx, delivery: Delivery, state: Sent, _why: str | None, now: datetime
    ) -> None:
        """Where direct messages are closed, the thread of their last answer is tried."""
        found = await stored.find(tx, guild_id=delivery.guild_id, id=delivery.ref)
        if found is not None and is_closed(delivery, state):
            await try_thread(tx, delivery, await _thread_of(tx, found), now)

    async def _open(self, tx: Tx, guild_id: int, id: int, quote: str | None = None) -> Suggestion:
        found = await stored.find(tx, guild_id=guild_id, id=id)
        if found is None or found.state != "open":
            raise SuggestionEnded(quote=quote)
        return found

    def _cells(self, suggestion: Suggestion) -> drafting.Cells:
        return suggestion.draft or drafting.begun(suggestion.idea, self.library.rubrics.values())

    def _read(self, cells: drafting.Cells, bank: Bank) -> drafting.Reading:
        rubrics = self.library.rubrics.values()
        return drafting.check(cells, bank, rubrics=rubrics, measures=self.measures)

    async def _draft(self, tx: Tx, suggestion: Suggestion) -> Draft:
        cells = self._cells(suggestion)
        bank = await self.library.of(tx, suggestion.guild_id)
        reading = self._read(cells, bank)
        return Draft(
            suggestion=suggestion,
            cells=cells,
            rubric=self.library.rubrics.get(cells.get("rubric", "")),
            troubles=reading.troubles,
            near=[bank.questions[one.other] for one in reading.likenesses],
        )

    async def _end(
        self,
        tx: Tx,
        found: Suggestion,
        state: State,
        by: int,
        now: datetime,
        *,
        reason: str | None = None,
        question_id: str | None = None,
    ) -> None:
        ended = await stored.end(
            tx,
            guild_id=found.guild_id,
            id=found.id,
            state=state,
            by=by,
            now=now,
            reason=reason,
            question_id=question_id,
        )
        if not ended:
            raise SuggestionEnded(quote=reason)
        await tell_one(
            tx,
            guild_id=found.guild_id,
            kind=SUGGESTED,
            ref=found.id,
            user_id=found.user_id,
            thread_id=await _thread_of(tx, found),
            usual_zone=await usual(tx, found.guild_id),
            now=now,
        )


async def _thread_of(tx: Tx, suggestion: Suggestion) -> int | None:
    """A suggestion has no thread: that of the author’s last answer is one they can read."""
    return await stored.thread_of(tx, guild_id=suggestion.guild_id, user_id=suggestion.user_id)


def _digest(data: str) -> str:
    """Tells whether somebody changed a question since."""
    return hashlib.sha256(data.encode()).hexdigest()[:16]
