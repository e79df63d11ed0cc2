"""Asking a particular person: a yes looks for a time, and everything else is told alike when it lapses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.domain.daily.question import KINDS, Kind
from bot.domain.mock import asking, messages
from bot.domain.mock import joining as entries
from bot.domain.mock.course import LAPSE
from bot.domain.mock.session import Session
from bot.errors import (
    AskedAlready,
    EnoughAsked,
    MeetsAlready,
    NoSuchQuestion,
    NotABot,
    NotYourself,
    OnYourList,
    RestingNow,
)
from bot.services.mock import accepting, proposing, telling
from bot.services.mock.course import plan
from bot.services.mock.status import status
from bot.storage import deliveries, ids, server
from bot.storage.database import Database, Tx
from bot.storage.mock import never, sessions

_MANY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of asking: who takes no part cannot, and who chose several kinds picks one of them.

    `state` is missing of who never joined.
    """

    state: entries.State | None = "in"
    kinds: Sequence[Kind] = ()
    session: Session | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """Questions to one member by another. Methods about one raise `NoSuchQuestion`."""

    database: Database
    clock: Clock

    async def ask(
        self,
        guild_id: int,
        user_id: int,
        other_id: int,
        *,
        is_bot: bool = False,
        kind: Kind | None = None,
    ) -> Asked:
        """Ask somebody, whether or not they take part.

        Raises `NotYourself`, `NotABot`, `OnYourList`, `AskedAlready`, `MeetsAlready`, `EnoughAsked`.
        """
        if other_id == user_id:
            raise NotYourself
        if is_bot:
            raise NotABot
        now = self.clock()
        async with self.database.transaction() as tx:
            # Of two presses at once the second one finds what the first one did.
            await server.lock(tx, guild_ids=[guild_id])
            found = await status(tx, now, guild_id, user_id)
            state = found.entry.state(found.today) if found.entry is not None else None
            if found.entry is None or state != "in":
                return Asked(state=state)
            await _check(tx, guild_id, user_id, other_id, now)
            kinds = sorted(found.entry.choices.kinds, key=KINDS.index)
            if kind not in kinds and len(kinds) > 1:
                return Asked(kinds=kinds)
            session = asking.question(
                guild_id,
                ids.new(now),
                (user_id, other_id),
                kind=kind if kind in kinds else kinds[0],
                level=found.entry.choices.level,
                now=now,
                told=await _can_be_asked(tx, guild_id, user_id, other_id, now),
            )
            await _put(tx, session, now)
            return Asked(session=session)

    async def mine(self, guild_id: int, user_id: int) -> Sequence[Session]:
        """The questions that a member asked and that are open, newest first."""
        async with self.database.reading() as tx:
            return await _mine(tx, guild_id, user_id)

    async def to_me(self, guild_id: int, user_id: int) -> Sequence[Session]:
        """The questions that wait for a member’s answer, newest first."""
        async with self.database.reading() as tx:
            found = await sessions.of_member(
                tx, guild_id=guild_id, user_id=user_id, states=["asked"], limit=_MANY
            )
        return [one for one in found if _is_asked(one, user_id) and asking.waits(one)]

    async def show(self, guild_id: int, id: int, user_id: int) -> Session:
        """A question of theirs, or what became of it; where hours were missing they are looked at again."""
        now = self.clock()
        async with self.database.transaction() as tx:
            session = await _find(tx, guild_id, id, user_id)
            if not asking.is_open(session) or not asking.said_yes(session):
                return session
            pair = await accepting.pair(tx, session, now)
            return session if pair is None else await accepting.propose(tx, session, pair, now)

    async def accept(self, guild_id: int, id: int, user_id: int) -> Session:
        """Say yes: times to choose from, if the two have any in common; else the question stays open.

        Raises `RestingNow`.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            session = await _find(tx, guild_id, id, user_id)
            if not asking.is_open(session):
                return session
            _only_asked(session, user_id)
            if user_id not in await accepting.members(tx, guild_id, [user_id], now):
                raise RestingNow
            pair = await accepting.pair(tx, session, now)
            if pair is None:
                raise NoSuchQuestion
            await sessions.change_seat(
                tx, guild_id=guild_id, session_id=id, user_id=user_id, released_at=None
            )
            await sessions.vote(tx, session, 0, user_id, now)
            return await accepting.propose(tx, await proposing.again(tx, session), pair, now)

    async def decline(self, guild_id: int, id: int, user_id: int) -> Session:
        """Say no; nobody is told before it lapses, and then no more than of no answer."""
        now = self.clock()
        async with self.database.transaction() as tx:
            session = await _find(tx, guild_id, id, user_id)
            if not asking.is_open(session):
                return session
            _only_asked(session, user_id)
            await sessions.unvote(tx, session, 0, user_id)
            await sessions.change_seat(
                tx, guild_id=guild_id, session_id=id, user_id=user_id, released_at=now
            )
            return await proposing.again(tx, session)

    async def take_back(self, guild_id: int, id: int, user_id: int) -> Session:
        """Ask no more."""
        now = self.clock()
        async with self.database.transaction() as tx:
            session = await _find(tx, guild_id, id, user_id)
            if not asking.is_open(session):
                return session
            if _is_asked(session, user_id):
                raise NoSuchQuestion
            await sessions.change(
                tx, guild_id=guild_id, id=id, only_in=["asked"], state="cancelled"
            )
            await deliveries.cancel(tx, guild_id=guild_id, kind=messages.ASKED, ref=id, now=now)
            await plan(tx, session)
            return await proposing.again(tx, session)


async def lapse(tx: Tx, session: Session, now: datetime) -> None:
    """The step of its course: no answer came in time, or a no, or one that could not come."""
    thing = {"guild_id": session.guild_id, "id": session.id}
    if await sessions.change(tx, **thing, only_in=["asked"], state="declined"):
        # Who said yes is told as well that nothing came of it.
        both = asking.said_yes(session)
        users = [one.user_id for one in session.seats if both or one.place == 0]
        await telling.tell_each(
            tx, session, messages.ANSWERED, "lapsed", now, users=users, can_wait=True
        )


async def _can_be_asked(tx: Tx, guild_id: int, user_id: int, other_id: int, now: datetime) -> bool:
    """Whether somebody takes part and would not rather never meet who asks."""
    if user_id in await never.of_member(tx, guild_id=guild_id, user_id=other_id):
        return False
    return other_id in await accepting.members(tx, guild_id, [other_id], now)


async def _put(tx: Tx, session: Session, now: datetime) -> None:
    """Store a question; who is asked reads it when they are awake."""
    await sessions.add(tx, session)
    if asking.waits(session):
        users = [one.user_id for one in session.seats if one.place == 1]
        until = now + LAPSE
        await telling.tell_each(
            tx, session, messages.ASKED, "asked", now, users=users, expires_at=until, can_wait=True
        )


async def _check(tx: Tx, guild_id: int, user_id: int, other_id: int, now: datetime) -> None:
    thing = {"guild_id": guild_id, "user_id": user_id}
    if other_id in await never.of_member(tx, **thing):
        raise OnYourList(member=other_id)
    theirs = await sessions.of_member(
        tx, **thing, states=["asked", "declined", "cancelled", "proposing", "agreed"], limit=_MANY
    )
    if any(asking.blocks(one, other_id, now) for one in theirs if not _is_asked(one, user_id)):
        raise AskedAlready(member=other_id)
    coming = [one for one in theirs if one.state in ("proposing", "agreed")]
    if any(one.seat(other_id) is not None for one in coming):
        raise MeetsAlready(member=other_id)
    if len(await _mine(tx, guild_id, user_id)) >= asking.MOST_OPEN:
        raise EnoughAsked(most=asking.MOST_OPEN)


async def _mine(tx: Tx, guild_id: int, user_id: int) -> Sequence[Session]:
    found = await sessions.of_member(
        tx, guild_id=guild_id, user_id=user_id, states=["asked"], limit=_MANY
    )
    return [one for one in found if not _is_asked(one, user_id)]


def _is_asked(session: Session, user_id: int) -> bool:
    """Whether it is they who were asked."""
    other = asking.asked(session)
    return other is not None and other.user_id == user_id


def _only_asked(session: Session, user_id: int) -> None:
    if not _is_asked(session, user_id):
        raise NoSuchQuestion


async def _find(tx: Tx, guild_id: int, id: int, user_id: int) -> Session:
    """A question or what became of it, as one of the two sees it; raises `NoSuchQuestion`.

    One that was taken back, or whose asker is gone, is over for who was asked.
    """
    session = await sessions.find(tx, guild_id=guild_id, id=id, to_change=True)
    if session is None or session.origin != "with" or session.seat(user_id) is None:
        raise NoSuchQuestion
    over = asking.asker(session) is None or session.state != "asked"
    if asking.came_to_nothing(session) and _is_asked(session, user_id) and over:
        raise NoSuchQuestion
    return session
