"""Every change of an owner is written down with its values before and after, and told to the log channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot import log
from bot.clock import Clock
from bot.domain.changes import CHANGE, LOG_LOST, Change, Values, What
from bot.domain.delivery import Delivery, Order, State, Target
from bot.errors import CannotUndo, ChangedMeanwhile, NoSuchChange, NotYourChange
from bot.services.zone import usual
from bot.storage import changes as stored
from bot.storage import deliveries, ids, me, server
from bot.storage.database import Database, Tx

_log = log.get(__name__)

ROWS = 5
KEPT = timedelta(days=400)
"""A year and a little more, so that the same time last year can be looked up."""
_PRIORITY = 7


async def record(
    tx: Tx,
    guild_id: int,
    *,
    by: int,
    what: What,
    ref: int | None,
    before: Values,
    after: Values,
    now: datetime,
) -> Change:
    """Write a change down in the transaction that makes it; with a log channel, it is told there."""
    change = Change(
        guild_id=guild_id,
        id=ids.new(now),
        by=by,
        at=now,
        what=what,
        ref=ref,
        before=before,
        after=after,
    )
    await stored.add(tx, change)
    settings = await server.settings(tx, guild_id=guild_id)
    if settings.log_channel_id is not None:
        await deliveries.put(tx, [_line(change, settings.log_channel_id)])
    return change


def _line(change: Change, channel_id: int) -> Order:
    """What tells the log channel of a change."""
    return Order(
        guild_id=change.guild_id,
        id=change.id,
        kind=CHANGE,
        ref=change.id,
        slot="change",
        target=Target(channel_id=channel_id),
        due_at=change.at,
        priority=_PRIORITY,
    )


class Undo(Protocol):
    """How one feature takes a change back."""

    async def __call__(self, tx: Tx, change: Change, now: datetime) -> None:
        """Set the values of before; raises `ChangedMeanwhile` where those of after no longer hold."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A change with the channel of the series it is about, also of one that was removed."""

    change: Change
    channel_id: int | None = None

    @property
    def reverse(self) -> "Noted":
        """The change that takes this one back, as it would be noted."""
        return replace(self, change=self.change.reverse)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some changes, newest first; `mine` is the one that the person who looks may take back."""

    rows: Sequence[Noted]
    page: int
    pages: int
    mine: int | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """Looking at changes, and taking one’s own back; `undos` says how, by what was changed."""

    database: Database
    clock: Clock
    undos: Mapping[What, Undo]

    async def page(self, guild_id: int, user_id: int, page: int = 0) -> Page:
        """One page of a server’s changes; the last one where there are fewer."""
        async with self.database.reading() as tx:
            count = await stored.count(tx, guild_id=guild_id)
            pages = max(1, -(-count // ROWS))
            page = min(page, pages - 1)
            found = await stored.page(tx, guild_id=guild_id, limit=ROWS, offset=page * ROWS)
            last = await stored.last_by(tx, guild_id=guild_id, user_id=user_id)
            rows = await _noted(tx, guild_id, found)
        mine = last.id if last is not None and not last.is_final else None
        return Page(rows=rows, page=page, pages=pages, mine=mine)

    async def lookup(self, guild_id: int, id: int) -> Noted | None:
        """A change, or nothing where it is no longer kept."""
        async with self.database.reading() as tx:
            change = await stored.find(tx, guild_id=guild_id, id=id)
            return None if change is None else (await _noted(tx, guild_id, [change]))[0]

    async def find(self, guild_id: int, id: int) -> Noted:
        """A change. Raises `NoSuchChange`."""
        noted = await self.lookup(guild_id, id)
        if noted is None:
            raise NoSuchChange
        return noted

    async def last(self, guild_id: int, *, ref: int, by: int | None = None) -> Change | None:
        """The newest change about a thing that was not undone; with `by`, that person’s."""
        async with self.database.reading() as tx:
            return await stored.last_about(tx, guild_id=guild_id, ref=ref, by=by)

    async def find_own(self, guild_id: int, user_id: int, id: int) -> Noted:
        """A change that this person may still take back.

        Raises `NoSuchChange`, `NotYourChange`, `CannotUndo`, `ChangedMeanwhile`.
        """
        noted = await self.find(guild_id, id)
        if noted.change.by != user_id:
            raise NotYourChange
        if noted.change.is_final:
            raise CannotUndo
        if noted.change.undone_at is not None:
            raise ChangedMeanwhile
        return noted

    async def undo(self, guild_id: int, user_id: int, change_id: int) -> Change:
        """Take one’s own change back; the new change that does so, which can be taken back in turn.

        Raises `NoSuchChange`, `NotYourChange`, `CannotUndo`, `ChangedMeanwhile`.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            change = await _find_own(tx, guild_id, user_id, change_id)
            undo = self.undos.get(change.what)
            if undo is None:
                raise CannotUndo
            await _mark(tx, change, now)
            await undo(tx, change, now)
            return await _reverse(tx, change, user_id, now)

    async def taken_back(self, guild_id: int, user_id: int, change_id: int) -> Change:
        """Note that what a change had made in Discord was deleted there; the change that says so.

        Raises `NoSuchChange`, `NotYourChange`, `ChangedMeanwhile`.
        """
        async with self.database.transaction() as tx:
            change, now = await _find_own(tx, guild_id, user_id, change_id), self.clock()
            await _mark(tx, change, now)
            return await _reverse(tx, change, user_id, now)

    async def ended(
        self, tx: Tx, delivery: Delivery, state: State, why: str | None, now: datetime
    ) -> None:
        """A line of the log could not be written: the owner is told, once a month and channel."""
        channel_id = delivery.target.channel_id
        owner = await server.owner(tx, guild_id=delivery.guild_id)
        if state is not State.FAILED or channel_id is None or owner is None:
            return
        preferences = await me.preferences(tx, guild_id=delivery.guild_id, user_id=owner)
        notice = Order(
            guild_id=delivery.guild_id,
            id=ids.new(now),
            kind=LOG_LOST,
            ref=channel_id,
            slot=f"{now:%Y-%m}",
            target=Target(user_id=owner),
            due_at=preferences.awake(now, usual_zone=await usual(tx, delivery.guild_id)),
            priority=_PRIORITY,
        )
        await deliveries.put_once(tx, notice)

    async def sweep(self, now: datetime) -> None:
        """Delete what was changed too long ago to be of use."""
        moment = now - KEPT
        # A look that takes no write lock: most of them find nothing.
        async with self.database.reading() as tx:
            if not await stored.is_any_before(tx, moment=moment):
                return
        async with self.database.transaction() as tx:
            count = await stored.sweep(tx, before=moment)
        _log.info("changes forgotten", count=count)


async def _find_own(tx: Tx, guild_id: int, user_id: int, id: int) -> Change:
    change = await stored.find(tx, guild_id=guild_id, id=id)
    if change is None:
        raise NoSuchChange
    if change.by != user_id:
        raise NotYourChange
    return change


async def _mark(tx: Tx, change: Change, now: datetime) -> None:
    """A change is taken back once; another who does so at the same time waits here."""
    if not await stored.mark_undone(tx, guild_id=change.guild_id, id=change.id, now=now):
        raise ChangedMeanwhile


async def _reverse(tx: Tx, change: Change, user_id: int, now: datetime) -> Change:
    reverse = change.reverse
    return await record(
        tx,
        change.guild_id,
        by=user_id,
        what=reverse.what,
        ref=reverse.ref,
        before=reverse.before,
        after=reverse.after,
        now=now,
    )


async def _noted(tx: Tx, guild_id: int, found: Sequence[Change]) -> Sequence[Noted]:
    channels = await stored.channels_of(
        tx, guild_id=guild_id, series_ids=[one.ref for one in found if one.ref is not None]
    )
    return [Noted(change=one, channel_id=channels.get(one.ref or 0)) for one in found]
