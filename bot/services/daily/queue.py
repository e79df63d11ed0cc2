"""The queue of a series: what owners want asked next, before the draw goes on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.changes import Change
from bot.domain.daily.bank import Bank
from bot.domain.daily.question import Question
from bot.domain.daily.search import Query, read_words
from bot.domain.daily.series import Series
from bot.errors import ChangedMeanwhile, NoSuchSeries, QuestionOff, WhichQuestion
from bot.services import changes
from bot.services.library import Library
from bot.storage import server
from bot.storage.daily import queue as stored
from bot.storage.daily import series as series_stored
from bot.storage.database import Database, Tx

_Arrange = Callable[[list[str], Bank], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """One entry of a queue; no question where it is no longer in the bank."""

    question_id: str
    question: Question | None
    position: int  # from 1
    passed: bool = False  # over: it is no longer in the bank, or switched off
    asked: date | None = None  # when the series asked it last


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A series with its queue, and the change that led to it, if anything changed."""

    series: Series
    entries: Sequence[Queued]
    today: date  # of the series
    change_id: int | None = None

    def find(self, question_id: str) -> Queued | None:
        """The entry of a question."""
        return next((one for one in self.entries if one.question_id == question_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A question that may be queued, and the day on which the series asked it last."""

    question: Question
    asked: date | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """How many questions a series has not asked, out of those that suit it."""

    series: Series
    left: int
    total: int


class QueueKeeping:
    """Looking at the queue of a series and ordering it. All raise `NoSuchSeries`."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    async def of(self, guild_id: int, series_id: int) -> Sequence[Queued]:
        """The entries, in order."""
        return (await self.look(guild_id, series_id)).entries

    async def look(self, guild_id: int, series_id: int) -> Queue:
        """The series and its queue."""
        async with self._database.reading() as tx:
            return await self._read(tx, guild_id, series_id)

    async def add(self, guild_id: int, series_id: int, *, by: int, question_id: str) -> Queue:
        """Put a question last; one that waits already keeps its place.

        `question_id` may also be words that name one question. Raises `WhichQuestion`, `QuestionOff`.
        """

        def last(ids: list[str], bank: Bank) -> list[str]:
            wanted = _resolve(bank, question_id).id
            return ids if wanted in ids else [*ids, wanted]

        return await self._arrange(guild_id, series_id, by, last)

    async def move(
        self, guild_id: int, series_id: int, question_id: str, *, by: int, to: int
    ) -> Queue:
        """Put a question at a place, from 1; past either end is that end. One that left stays out."""

        def moved(ids: list[str], _: Bank) -> list[str]:
            if question_id not in ids:
                return ids
            others = [id for id in ids if id != question_id]
            others.insert(max(0, to - 1), question_id)
            return others

        return await self._arrange(guild_id, series_id, by, moved)

    async def take_out(self, guild_id: int, series_id: int, question_id: str, *, by: int) -> Queue:
        """Let a question wait no longer."""
        return await self._arrange(
            guild_id, series_id, by, lambda ids, _: [id for id in ids if id != question_id]
        )

    async def tidy(self, guild_id: int, series_id: int, *, by: int) -> Queue:
        """Take out what is passed over."""
        return await self._arrange(
            guild_id, series_id, by, lambda ids, bank: [id for id in ids if id in bank.asked]
        )

    async def clear(self, guild_id: int, series_id: int, *, by: int) -> Queue:
        """Take out everything."""
        return await self._arrange(guild_id, series_id, by, lambda _, __: [])

    async def undo(self, tx: Tx, change: Change, now: datetime) -> None:
        """Set the queue as it was before a change. Raises `ChangedMeanwhile`."""
        series_id = change.ref or 0
        ids = await self._lock(tx, change.guild_id, series_id)
        if ids != change.after["questions"]:
            raise ChangedMeanwhile
        before = change.before["questions"]
        assert isinstance(before, list)
        await stored.write(
            tx,
            guild_id=change.guild_id,
            series_id=series_id,
            questions=before,
            by=change.by,
            now=now,
        )

    async def stock(self, guild_id: int, series_id: int) -> Stock | None:
        """How many questions are left; nothing where the series was removed."""
        async with self._database.reading() as tx:
            series = await series_stored.find(tx, guild_id=guild_id, id=series_id)
            if series is None:
                return None
            asked = await stored.last_asked(tx, guild_id=guild_id, series_id=series_id)
            pool = (await self._library.of(tx, guild_id)).pool(series.kinds)
        return Stock(series=series, left=len(pool.keys() - asked.keys()), total=len(pool))

    async def suggest(
        self, guild_id: int, series: Series | None, text: str, limit: int
    ) -> Sequence[Suggested]:
        """Questions that hold these words: those that fit best, and of these the ones never asked."""
        asked: Mapping[str, date] = {}
        async with self._database.reading() as tx:
            bank = await self._library.of(tx, guild_id)
            if series is not None:
                asked = await stored.last_asked(tx, guild_id=guild_id, series_id=series.id)
        ranks = bank.index.find(Query(words=read_words(text)))
        known = (id for id in ranks if id in bank.asked)
        ids = sorted(known, key=lambda id: (ranks[id], asked.get(id, date.min), id))
        today = self._today(series)
        return [
            Suggested(question=bank.asked[id], asked=asked.get(id), today=today)
            for id in ids[:limit]
        ]

    async def resolve(self, guild_id: int, text: str) -> Question:
        """The question with this id, or the only one that holds these words.

        Raises `WhichQuestion`, `QuestionOff`.
        """
        async with self._database.reading() as tx:
            return _resolve(await self._library.of(tx, guild_id), text)

    async def _lock(self, tx: Tx, guild_id: int, series_id: int) -> list[str]:
        """The ids in order; neither another owner nor a planner changes them until the end."""
        await server.lock(tx, guild_ids=[guild_id])
        if await series_stored.find(tx, guild_id=guild_id, id=series_id) is None:
            raise NoSuchSeries
        return [*await stored.of(tx, guild_id=guild_id, series_id=series_id)]

    async def _arrange(self, guild_id: int, series_id: int, by: int, arrange: _Arrange) -> Queue:
        """Write down what becomes of the ids that are there, and who wanted it."""
        now = self._clock()
        async with self._database.transaction() as tx:
            ids = await self._lock(tx, guild_id, series_id)
            wanted = arrange(ids, await self._library.of(tx, guild_id))
            if wanted == ids:
                return await self._read(tx, guild_id, series_id)
            await stored.write(
                tx, guild_id=guild_id, series_id=series_id, questions=wanted, by=by, now=now
            )
            change = await changes.record(
                tx,
                guild_id,
                by=by,
                what="queue-changed",
                ref=series_id,
                before={"questions": ids},
                after={"questions": wanted},
                now=now,
            )
            return await self._read(tx, guild_id, series_id, change.id)

    async def _read(
        self, tx: Tx, guild_id: int, series_id: int, change_id: int | None = None
    ) -> Queue:
        series = await series_stored.find(tx, guild_id=guild_id, id=series_id)
        if series is None:
            raise NoSuchSeries
        ids = await stored.of(tx, guild_id=guild_id, series_id=series_id)
        asked = await stored.last_asked(tx, guild_id=guild_id, series_id=series_id)
        bank = await self._library.of(tx, guild_id)
        entries = [
            Queued(
                question_id=id,
                question=bank.questions.get(id),
                position=position,
                passed=id not in bank.asked,
                asked=asked.get(id),
            )
            for position, id in enumerate(ids, 1)
        ]
        return Queue(series=series, entries=entries, today=self._today(series), change_id=change_id)

    def _today(self, series: Series | None) -> date:
        zone = UTC if series is None else ZoneInfo(series.plan.zone)
        return self._clock().astimezone(zone).date()


def _resolve(bank: Bank, text: str) -> Question:
    words = read_words(text)
    found = [*bank.index.find(Query(words=words))] if words else []
    ids = [text] if text in bank.questions else [id for id in found if id in bank.asked] or found
    if len(ids) != 1:
        raise WhichQuestion(text=text)
    question = bank.questions[ids[0]]
    if question.id not in bank.asked:
        raise QuestionOff(title=question.short)
    return question
