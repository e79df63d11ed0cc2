"""What series have to look back on, read for many at once, and the choices that follow from it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.daily.bank import Bank
from bot.domain.daily.choice import (
    PAIR_RESTS,
    Asked,
    Asking,
    Choice,
    Lately,
    Past,
    choose,
    comes_again,
)
from bot.domain.daily.question import Kind
from bot.domain.daily.series import Series
from bot.errors import NoQuestions
from bot.services.library import Library
from bot.storage.daily import queue
from bot.storage.daily import series as stored
from bot.storage.daily.series import Key
from bot.storage.database import Tx


@dataclass(frozen=True, slots=True)
class Memory:
    """What some servers asked and queued; each choice is kept in it, so that the next one sees it."""

    banks: Mapping[int, Bank]  # by guild
    recent: dict[Key, dict[int, Lately]]  # by (guild, channel), then by series
    asked: dict[Key, list[str]]  # by (guild, series), as all below
    queues: dict[Key, list[str]]
    mine: dict[Key, list[Asked]]


@dataclass(frozen=True, slots=True)
class Choosing:
    """Chooses for series out of what their servers ask."""

    library: Library

    async def check(self, tx: Tx, guild_id: int, kinds: Iterable[Kind]) -> None:
        """Raises `NoQuestions` where a server asks nothing of these kinds."""
        if not (await self.library.of(tx, guild_id)).pool(kinds):
            raise NoQuestions

    async def remember(
        self, tx: Tx, series: Sequence[Series], since: date, *, days: bool = False
    ) -> Memory:
        """What choices for these series from a day on look back on, in a fixed number of statements.

        `days` reads when each question was asked even where none comes again at once.
        """
        guild_ids = sorted({one.guild_id for one in series})
        banks = await self.library.of_many(tx, guild_ids)
        recent = await stored.asked_in(tx, guild_ids, since=since - PAIR_RESTS)
        asked = await stored.asked_by(tx, guild_ids)
        queues = await queue.of_guilds(tx, guild_ids)
        again = guild_ids if days else _again(banks, series, asked, queues)
        mine = await stored.asked_when(tx, again)
        return Memory(banks, dict(recent), dict(asked), dict(queues), dict(mine))

    def choose(self, memory: Memory, series: Series, day: date) -> Choice | None:
        """What a series asks on a day; nothing where it has no question at all."""
        key = series.guild_id, series.id
        bank = memory.banks[series.guild_id]
        past = Past(
            memory.asked.setdefault(key, []),
            memory.recent.setdefault((series.guild_id, series.channel_id), {}),
            memory.mine.get(key, ()),
        )
        choice = choose(
            bank.questions,
            bank.pool(series.kinds),
            # What is switched off keeps its place and is passed over.
            [id for id in memory.queues.get(key, ()) if id in bank.asked],
            past,
            Asking(series.id, series.starts_on, day, series.level),
        )
        if choice is not None:
            _keep(memory, series, Asked(choice.question.id, day, series.id, choice.cycle))
        return choice


def _again(
    banks: Mapping[int, Bank],
    series: Sequence[Series],
    asked: Mapping[Key, Collection[str]],
    queues: Mapping[Key, Sequence[str]],
) -> list[int]:
    """The servers with a series whose next question was asked before."""
    found: set[int] = set()
    for one in series:
        key, bank = (one.guild_id, one.id), banks[one.guild_id]
        pool = bank.pool(one.kinds)
        if comes_again(bank.asked, pool, queues.get(key, ()), asked.get(key, ())):
            found.add(one.guild_id)
    return sorted(found)


def _keep(memory: Memory, series: Series, asked: Asked) -> None:
    key = series.guild_id, series.id
    recent = memory.recent[series.guild_id, series.channel_id]
    lately = recent.get(series.id, Lately((), ()))
    recent[series.id] = lately.with_one(asked.question, asked.day)
    memory.asked[key].append(asked.question)
    memory.mine.setdefault(key, []).append(asked)
    if asked.question in memory.queues.get(key, ()):
        memory.queues[key].remove(asked.question)
