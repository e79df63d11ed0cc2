"""The bank of a server, for its owners: what it may ask, and what it is not to ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.clock import Clock
from bot.domain.changes import Change, What
from bot.domain.daily.bank import Bank
from bot.domain.daily.question import KINDS, Kind, Level, Question, Rubric
from bot.domain.daily.series import Series
from bot.errors import ChangedMeanwhile, NotInBank
from bot.services.changes import record
from bot.services.library import Library
from bot.storage import server
from bot.storage.bank import browsing, shelf
from bot.storage.daily import queue
from bot.storage.daily import series as series_stored
from bot.storage.database import Database, Tx

PAGE: Final = 8

OFF, ON = "off", "on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sift:
    """What an owner looks for; what is empty is not asked of a question."""

    kind: Kind | None = None
    level: Level | None = None
    topic: str | None = None
    off: bool = False  # only what is switched off


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question of a bank: whether it is switched off, and whether it is the server’s own."""

    question: Question
    off: bool
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A page of a bank, by kind, topic and title; `off` counts what is switched off in all of it."""

    sift: Sift
    rows: Sequence[Item]
    total: int
    page: int
    pages: int
    off: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a series that may ask a question has left: in all, and not asked so far."""

    series: Series
    total: int
    fresh: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One question with what it means here; `left` begins with the series that has least."""

    item: Item
    rubric: Rubric
    times: int  # it went out
    last: date | None
    queues: int  # in which it waits
    left: Sequence[Left]


@dataclass(frozen=True, slots=True)
class BankKeeping:
    """Leafing through the bank, and switching its questions off and on."""

    database: Database
    clock: Clock
    library: Library

    async def questions(self, guild_id: int) -> Mapping[str, Question]:
        """All that a server ever asked or may ask, by id, also what is switched off or removed."""
        async with self.database.reading() as tx:
            return (await self.library.of(tx, guild_id)).questions

    async def topics(self, guild_id: int, typed: str) -> Sequence[str]:
        """The topics of the bank that hold what was typed."""
        async with self.database.reading() as tx:
            bank = await self.library.of(tx, guild_id)
        return bank.index.topics(_kept(bank).keys(), typed)

    async def topic(self, guild_id: int, code: int) -> str | None:
        """The topic behind the number that stands for it on a button."""
        async with self.database.reading() as tx:
            bank = await self.library.of(tx, guild_id)
        return bank.index.topic(code)

    async def browse(self, guild_id: int, sift: Sift, page: int = 0) -> Shelf:
        """One page of what is looked for; the last one where there are fewer."""
        async with self.database.reading() as tx:
            bank = await self.library.of(tx, guild_id)
        kept = _kept(bank)
        found = [one for one in kept.values() if _suits(bank, one, sift)]
        found.sort(key=lambda one: (KINDS.index(one.kind), one.topic, one.short, one.id))
        pages = max(1, -(-len(found) // PAGE))
        page = min(max(page, 0), pages - 1)
        return Shelf(
            sift=sift,
            rows=[_item(bank, one) for one in found[page * PAGE : (page + 1) * PAGE]],
            total=len(found),
            page=page,
            pages=pages,
            off=len(bank.off & kept.keys()),
        )

    async def open(self, guild_id: int, question_id: str) -> Opened:
        """One question in full. Raises `NotInBank`."""
        async with self.database.reading() as tx:
            return await self._open(tx, guild_id, question_id)

    async def switch(self, guild_id: int, question_id: str, *, off: bool, by: int) -> Opened:
        """Ask a question no more, or again. One that was so already stays. Raises `NotInBank`."""
        now = self.clock()
        async with self.database.transaction() as tx:
            # No series chooses it at this moment.
            await server.lock(tx, guild_ids=[guild_id])
            await self._find(tx, guild_id, question_id)
            if await self._set(tx, guild_id, question_id, off=off, by=by, now=now):
                what: What = "question-off" if off else "question-on"
                before, after = (ON, OFF) if off else (OFF, ON)
                await record(
                    tx,
                    guild_id,
                    by=by,
                    what=what,
                    ref=None,
                    before={"question": question_id, "state": before},
                    after={"question": question_id, "state": after},
                    now=now,
                )
            return await self._open(tx, guild_id, question_id)

    async def undo(self, tx: Tx, change: Change, now: datetime) -> None:
        """Switch a question back. Raises `ChangedMeanwhile`."""
        await server.lock(tx, guild_ids=[change.guild_id])
        question_id, off = str(change.before["question"]), change.before["state"] == OFF
        if not await self._set(tx, change.guild_id, question_id, off=off, by=change.by, now=now):
            raise ChangedMeanwhile

    async def _set(
        self, tx: Tx, guild_id: int, question_id: str, *, off: bool, by: int | None, now: datetime
    ) -> bool:
        if not await shelf.switch(tx, guild_id, question_id, off=off, by=by, now=now):
            return False
        await shelf.bump(tx, guild_id)
        return True

    async def _find(self, tx: Tx, guild_id: int, question_id: str) -> tuple[Bank, Item]:
        bank = await self.library.of(tx, guild_id)
        question = _kept(bank).get(question_id)
        if question is None:
            raise NotInBank
        return bank, _item(bank, question)

    async def _open(self, tx: Tx, guild_id: int, question_id: str) -> Opened:
        bank, item = await self._find(tx, guild_id, question_id)
        times, last = await browsing.asked(tx, guild_id=guild_id, question_id=question_id)
        asked = await series_stored.asked_by(tx, [guild_id])
        queues = await queue.of_guilds(tx, [guild_id])
        left: list[Left] = []
        for one in await series_stored.of_guild(tx, guild_id=guild_id):
            if not one.kinds or item.question.kind in one.kinds:
                pool = bank.pool(one.kinds)
                fresh = len(pool.keys() - set(asked.get((guild_id, one.id), ())))
                left.append(Left(series=one, total=len(pool), fresh=fresh))
        return Opened(
            item=item,
            rubric=self.library.rubrics[item.question.rubric],
            times=times,
            last=last,
            queues=sum(question_id in ids for ids in queues.values()),
            left=sorted(left, key=lambda one: (one.total, one.fresh)),
        )


def _kept(bank: Bank) -> Mapping[str, Question]:
    """What the bank holds now, also what is switched off."""
    if not bank.removed:
        return bank.questions
    return {id: one for id, one in bank.questions.items() if id not in bank.removed}


def _item(bank: Bank, question: Question) -> Item:
    return Item(question=question, off=question.id in bank.off, own=question.id in bank.own)


def _suits(bank: Bank, question: Question, sift: Sift) -> bool:
    return (
        sift.kind in (None, question.kind)
        and (sift.level is None or sift.level in question.levels)
        and sift.topic in (None, question.topic)
        and (not sift.off or question.id in bank.off)
    )
