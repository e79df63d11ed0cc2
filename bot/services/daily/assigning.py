"""Gives every answer that waits a reader, and takes back what nobody read in time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot import log
from bot.domain.daily.assignment import Pair, Waiting, assign
from bot.domain.daily.review import (
    LOOK_BACK,
    REGULAR,
    REGULAR_DAYS,
    REVIEW,
    TO_WAIT,
    Review,
    due,
    reader,
)
from bot.services.daily.telling import tell
from bot.services.library import Library
from bot.storage import ids, server
from bot.storage.daily import answers, posts, readers, reviews
from bot.storage.daily.readers import Unread
from bot.storage.database import Database, Tx

_log = log.get(__name__)

CHUNK = 100
"""Servers that are looked at together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What changes in one server: who reads what, and what has waited long enough."""

    guild_id: int
    given: Sequence[tuple[Unread, Pair, bool]]  # whether somebody had it before
    over: Sequence[Unread]


@dataclass(frozen=True, slots=True)
class Assigning:
    """Finds readers, only for what can still be shown to one."""

    database: Database
    library: Library

    async def tick(self, now: datetime) -> None:
        """Find readers, then take back what lapsed: whoever is told just now has time to read."""
        async with self.database.reading() as tx:
            guild_ids = await readers.wanted_in(tx)
        for first in range(0, len(guild_ids), CHUNK):
            await self._assign(guild_ids[first : first + CHUNK], now)
        await self._lapse(now)

    async def _lapse(self, now: datetime) -> None:
        # A look that takes no write lock: most beats find nothing.
        async with self.database.reading() as tx:
            earliest = await reviews.next_lapse(tx)
        lapsed = 1 if earliest is not None and earliest <= now else 0
        while lapsed:
            async with self.database.transaction() as tx:
                lapsed = await reviews.lapse(tx, now=now)
            _log.info("reviews lapsed", count=lapsed)

    async def _assign(self, guild_ids: Sequence[int], now: datetime) -> None:
        async with self.database.reading() as tx:
            turns = await self._turns(tx, guild_ids, now)
        if not turns:
            return
        async with self.database.transaction() as tx:
            # Seen again behind the lock: another process may have been faster.
            guild_ids = [turn.guild_id for turn in turns]
            await server.lock(tx, guild_ids=guild_ids)
            turns = await self._turns(tx, guild_ids, now)
            for turn in turns:
                await _carry_out(tx, turn, now)
        _log.info("reviews assigned", count=sum(len(turn.given) for turn in turns))

    async def _turns(self, tx: Tx, guild_ids: Sequence[int], now: datetime) -> Sequence[Turn]:
        """What changes, by server; a fixed number of statements."""
        banks = await self.library.of_many(tx, guild_ids)
        unread = [
            one
            for one in await readers.unread(tx, guild_ids)
            if one.question in banks[one.guild_id].questions
        ]
        post_ids = sorted({(one.guild_id, one.post_id) for one in unread})
        opened = await readers.opened(tx, post_ids)
        had = await readers.had(tx, post_ids)
        week = (now - REGULAR_DAYS).date()
        regulars = await readers.regulars(tx, guild_ids, since=week, least=REGULAR)
        recent = await readers.recent(tx, guild_ids, since=now - LOOK_BACK)
        turns: list[Turn] = []
        for guild_id in guild_ids:
            here = [one for one in unread if one.guild_id == guild_id]
            waiting = [_waiting(one, opened, had, regulars) for one in here]
            known = {
                member: reader(theirs, now)
                for (guild, member), theirs in recent.items()
                if guild == guild_id
            }
            turn = _turn(guild_id, here, waiting, assign(waiting, known, now), now)
            if turn.given or turn.over:
                turns.append(turn)
        return turns


def _turn(
    guild_id: int,
    here: Sequence[Unread],
    waiting: Sequence[Waiting],
    pairs: Sequence[Pair],
    now: datetime,
) -> Turn:
    """What differs from how it stands."""
    chosen = {(pair.post_id, pair.author_id): pair for pair in pairs}
    found: list[tuple[Unread, Pair, bool]] = []
    over: list[Unread] = []
    for one, wanted in zip(here, waiting, strict=True):
        pair = chosen.get((one.post_id, one.author_id))
        if pair is not None and (pair.firm or pair.reviewer_id != one.reviewer_id):
            found.append((one, pair, wanted.returned))
        elif pair is None and now - one.revealed_at >= TO_WAIT:
            over.append(one)
    return Turn(guild_id=guild_id, given=found, over=over)


def _waiting(
    one: Unread,
    opened: Mapping[readers.Of, frozenset[int]],
    had: Mapping[readers.Key, frozenset[int | None]],
    regulars: Mapping[readers.Of, frozenset[int]],
) -> Waiting:
    """An answer with who could read it now, and who may come."""
    present = opened.get((one.guild_id, one.post_id), frozenset())
    before = had.get((one.guild_id, one.post_id, one.author_id), frozenset())
    expected = regulars.get((one.guild_id, one.series_id), frozenset())
    return Waiting(
        post_id=one.post_id,
        author_id=one.author_id,
        since=one.revealed_at,
        peers=present - before - {one.author_id},
        expected=expected - present - before,
        reader=one.reviewer_id,
        returned=bool(before),
    )


async def _carry_out(tx: Tx, turn: Turn, now: datetime) -> None:
    for one, pair, returned in turn.given:
        due_at = due(one.revealed_at, now, firm=pair.firm, returned=returned)
        if one.review_id is not None and one.reviewer_id != pair.reviewer_id:
            await reviews.withdraw(tx, guild_id=one.guild_id, id=one.review_id)
        if one.review_id is not None and one.reviewer_id == pair.reviewer_id:
            await reviews.settle(tx, guild_id=one.guild_id, id=one.review_id, due_at=due_at)
            review_id = one.review_id
        else:
            review_id = (await give(tx, one.guild_id, pair, due_at, now)).id
        post = await posts.find(tx, guild_id=one.guild_id, id=one.post_id)
        if pair.firm and post is not None:
            await tell(
                tx,
                post,
                kind=REVIEW,
                review_id=review_id,
                user_id=pair.reviewer_id,
                now=now,
                expires_at=due_at,
            )
    for one in turn.over:
        thing = {"guild_id": one.guild_id, "post_id": one.post_id, "user_id": one.author_id}
        await answers.set_review(tx, **thing, review="asked", before=["waiting"])


async def give(tx: Tx, guild_id: int, pair: Pair, due_at: datetime, now: datetime) -> Review:
    """Put an answer into a reader’s hands, who is not told."""
    thing = {"guild_id": guild_id, "post_id": pair.post_id, "user_id": pair.author_id}
    await answers.set_review(tx, **thing, review="assigned", before=["waiting", "asked"])
    return await reviews.add(
        tx,
        Review(
            guild_id=guild_id,
            id=ids.new(now),
            post_id=pair.post_id,
            author_id=pair.author_id,
            reviewer_id=pair.reviewer_id,
            assigned_at=now,
            due_at=due_at,
        ),
    )
