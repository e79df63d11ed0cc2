"""Two agree on a time: what they press, in the thread or directly, and what holds after it.

Every press names what it is about. One on times, or on an appointment, that are no longer the present
ones changes nothing and is answered with what is.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.clock import Clock
from bot.domain.mock import votes
from bot.domain.mock.messages import PICK
from bot.domain.mock.session import Session
from bot.errors import NotYourSession, OnlyThePair
from bot.services.mock import agreed, letting_go, proposing, telling, waiting
from bot.storage.database import Database, Tx
from bot.storage.mock import sessions

Note = Literal["replaced", "passed", "none left"]
"""Why nothing was changed: other times are proposed now, that one is over, there is no other one."""
After = Literal["waits", "meets", "out"]
"""On the waiting list, paired with somebody else, or neither."""
_MOST = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A session as it stands, and why a press changed nothing where it might have."""

    session: Session
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Agreeing:
    """What members do about their sessions. Every method raises `NotYourSession`."""

    database: Database
    clock: Clock

    async def find(self, guild_id: int, id: int) -> Session | None:
        """A session, for its messages; nothing where it is no more."""
        async with self.database.reading() as tx:
            return await sessions.find(tx, guild_id=guild_id, id=id)

    async def show(self, guild_id: int, id: int, user_id: int) -> Session:
        """A session as it stands."""
        async with self.database.reading() as tx:
            return _of(await sessions.find(tx, guild_id=guild_id, id=id), user_id)

    async def mine(self, guild_id: int, user_id: int) -> Sequence[Session]:
        """The sessions of a member of which something is still to come, newest first."""
        async with self.database.reading() as tx:
            found = await sessions.of_member(
                tx,
                guild_id=guild_id,
                user_id=user_id,
                states=["proposing", "agreed", "over"],
                limit=_MOST,
            )
        return [
            one
            for one in found
            if one.state != "over" or (one.next_step == "reveal" and not one.is_drill)
        ]

    async def after(self, guild_id: int, user_id: int) -> After:
        """How a member stands in the present round who is without this partner."""
        async with self.database.reading() as tx:
            if await waiting.waits(tx, guild_id, user_id, self.clock()):
                return "waits"
            found = await sessions.of_member(
                tx, guild_id=guild_id, user_id=user_id, states=["proposing", "agreed"]
            )
        return "meets" if any(one.origin == "round" for one in found) else "out"

    async def accept(
        self, guild_id: int, id: int, user_id: int, *, set_number: int, n: int
    ) -> Shown:
        """Accept a time. It is agreed as soon as everybody accepted the same one."""

        async def accepted(tx: Tx, session: Session, now: datetime) -> Shown:
            if session.state != "proposing":
                return Shown(session=session)
            if session.set_number != set_number:
                return Shown(session=session, note="replaced")
            if n not in dict(votes.left(session, now)):
                return Shown(session=session, note="passed")
            await sessions.vote(tx, session, n, user_id, now)
            voted = await proposing.again(tx, session)
            return Shown(session=await agreed.settle(tx, voted, now, first=n, by=user_id))

        return await self._change(guild_id, id, user_id, accepted)

    async def other_times(self, guild_id: int, id: int, user_id: int, *, set_number: int) -> Shown:
        """Put three further times in place of these, as many as there are."""

        async def proposed(tx: Tx, session: Session, now: datetime) -> Shown:
            if session.state != "proposing":
                return Shown(session=session)
            if session.set_number != set_number:
                return Shown(session=session, note="replaced")
            times = await proposing.further(tx, session, now)
            if not times:
                return Shown(session=session, note="none left")
            new = await proposing.put(tx, session, times, now)
            # In the thread everybody sees it. Who had accepted a time has to do so again.
            told = {*session.members} if session.thread_id is None else votes.answered(session)
            others = sorted(told - {user_id})
            await telling.tell_each(tx, new, PICK, f"set-{new.set_number}", now, users=others)
            return Shown(session=new)

        return await self._change(guild_id, id, user_id, proposed)

    async def cannot(self, guild_id: int, id: int, user_id: int) -> Shown:
        """This week it is not possible; an observer goes alone."""

        async def released(tx: Tx, session: Session, now: datetime) -> Shown:
            if session.state != "proposing":
                return Shown(session=session)
            if letting_go.is_observer(session, user_id):
                left = await letting_go.excuse_observer(tx, session, user_id, now)
                return Shown(session=left)
            await letting_go.release(tx, session, now, by=user_id)
            return Shown(session=await proposing.again(tx, session))

        return await self._change(guild_id, id, user_id, released)

    async def move(self, guild_id: int, id: int, user_id: int, *, sequence: int) -> Shown:
        """Look for another time than the one that is agreed. Raises `OnlyThePair`."""

        async def moved(tx: Tx, session: Session, now: datetime) -> Shown:
            if not _is_agreed(session, sequence):
                return Shown(session=session)
            if letting_go.is_observer(session, user_id):
                raise OnlyThePair
            if not await agreed.move(tx, session, user_id, now):
                return Shown(session=session, note="none left")
            return Shown(session=await proposing.again(tx, session))

        return await self._change(guild_id, id, user_id, moved)

    async def cancel(self, guild_id: int, id: int, user_id: int, *, sequence: int) -> Shown:
        """Call off what is agreed; an observer goes alone."""

        async def cancelled(tx: Tx, session: Session, now: datetime) -> Shown:
            if not _is_agreed(session, sequence):
                return Shown(session=session)
            if letting_go.is_observer(session, user_id):
                left = await letting_go.excuse_observer(tx, session, user_id, now)
                return Shown(session=left)
            await letting_go.cancel(tx, session, now, by=user_id)
            return Shown(session=await proposing.again(tx, session))

        return await self._change(guild_id, id, user_id, cancelled)

    async def _change(
        self,
        guild_id: int,
        id: int,
        user_id: int,
        do: Callable[[Tx, Session, datetime], Awaitable[Shown]],
    ) -> Shown:
        """One after the other, of however many who press at once."""
        now = self.clock()
        async with self.database.transaction() as tx:
            found = await sessions.find(tx, guild_id=guild_id, id=id, to_change=True)
            return await do(tx, _of(found, user_id), now)


def _of(session: Session | None, user_id: int) -> Session:
    if session is None or session.seat(user_id) is None:
        raise NotYourSession
    return session


def _is_agreed(session: Session, sequence: int) -> bool:
    """Whether it still is what was pressed on, and has not begun."""
    return session.state == "agreed" and session.sequence == sequence and session.begun_at is None
