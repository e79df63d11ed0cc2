"""A partner who does not come: said in one tap, by them or by who waits, and the seat offered to others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock
from bot.domain.delivery import Order, Target
from bot.domain.mock.absence import MOST_ASKED, PAIR, fits, is_excused, missing
from bot.domain.mock.joining import monday
from bot.domain.mock.member import Member
from bot.domain.mock.messages import ABSENT, EXCUSED, OFFER
from bot.domain.mock.session import Seat, Session
from bot.errors import (
    HourOver,
    MayStillCome,
    NoTimeYet,
    NotYourSession,
    SeatTaken,
    SessionOff,
    UnderWay,
)
from bot.services.mock import sitting_in, telling
from bot.services.mock.packets import PATIENCE
from bot.storage import deliveries, ids, server
from bot.storage.database import Database, Tx
from bot.storage.mock import free, offers, present, sessions, stamps

_PRIORITY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A session that somebody does not come to, as another of its members sees it.

    `absent` is empty where an observer has not yet said who it is. `asked`: the seat is offered.
    """

    session: Session
    user_id: int
    absent: Seat | None
    asked: bool
    now: datetime

    @property
    def excused(self) -> bool:
        """Whether who is missing said so themselves."""
        return self.absent is not None and is_excused(self.session, self.absent)

    @property
    def has_begun(self) -> bool:
        """Whether its hour has come."""
        return self.session.starts_at is not None and self.session.starts_at <= self.now

    @property
    def third(self) -> Seat | None:
        """Who observes, and could sit in."""
        return self.session.at_place(2)


@dataclass(frozen=True, slots=True)
class Absence:
    """From the fifth minute to a session with somebody else."""

    database: Database
    clock: Clock

    async def report(
        self, guild_id: int, session_id: int, user_id: int, place: int | None = None
    ) -> Missed:
        """Somebody of the pair is not there; they are told. An observer says at which `place`.

        Raises `NotYourSession`, `NoTimeYet`, `SessionOff`, `HourOver`, `UnderWay`, `MayStillCome`.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            session, seat = await self._agreed(tx, guild_id, session_id, user_id, now)
            absent = _other(session, seat, place)
            known = absent is not None and absent in missing(session)
            if not known:
                await self._check_patience(tx, session, now)
                await self._is_here(tx, session, seat)
                if absent is not None:
                    await self._miss(tx, session, absent, now)
            return await self._missed(tx, session, user_id, place, now)

    async def look(self, guild_id: int, session_id: int, user_id: int) -> Missed:
        """Who is said to be missing. Raises `NotYourSession`, `NoTimeYet`, `SessionOff`, `HourOver`."""
        now = self.clock()
        async with self.database.transaction() as tx:
            session, _ = await self._agreed(tx, guild_id, session_id, user_id, now)
            return await self._missed(tx, session, user_id, None, now)

    async def offer(self, guild_id: int, session_id: int, user_id: int) -> Missed:
        """Ask those who are free now to take the seat, five in all; the screen tells nobody who they are.

        Raises as `report` does, and `MayStillCome` before anybody is said to be missing.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            session, seat = await self._agreed(tx, guild_id, session_id, user_id, now)
            absent = _gone(session, seat)
            if absent is None or session.starts_at is None or now < session.starts_at:
                raise MayStillCome
            asked = await offers.members(tx, guild_id=guild_id, session_id=session_id)
            there = await sitting_in.there(tx, session, absent)
            waiting = await free.waiting(tx, guild_id=guild_id, now=now)
            able = [
                one.member.id
                for one in waiting
                if one.member.id not in asked and fits(session, one.member, there)
            ]
            await self._ask(tx, session, able[: MOST_ASKED - len(asked)], now)
            found = await self._missed(tx, session, user_id, None, now)
            return replace(found, asked=True)

    async def take(self, guild_id: int, session_id: int, user_id: int) -> Session:
        """Sit in for who is missing: the first who says so gets the seat; the session that follows.

        Raises `SeatTaken`, also for who was never asked.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            session = await sessions.find(tx, guild_id=guild_id, id=session_id, to_change=True)
            await server.lock(tx, guild_ids=[guild_id])
            if session is None or session.state != "agreed" or _is_over(session, now):
                raise SeatTaken
            absent = next(iter(missing(session)), None)
            asked = await offers.members(tx, guild_id=guild_id, session_id=session_id)
            member = await self._able(tx, guild_id, user_id, now)
            if absent is None or member is None or user_id not in asked:
                raise SeatTaken
            if not fits(session, member, await sitting_in.there(tx, session, absent)):
                raise SeatTaken
            taker = replace(absent, user_id=user_id, level=member.level)
            return await sitting_in.sit_in(tx, session, absent, taker, now)

    async def go_on(self, guild_id: int, session_id: int, user_id: int) -> Session:
        """In a three: the two who are there go on, and who observed takes the seat.

        Raises as `report` does, `MayStillCome` where nobody is missing or nobody observes.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            session, seat = await self._agreed(tx, guild_id, session_id, user_id, now)
            absent, third = _gone(session, seat), session.at_place(2)
            if absent is None or third is None:
                raise MayStillCome
            taker = replace(absent, user_id=third.user_id, level=third.level)
            return await sitting_in.sit_in(tx, session, absent, taker, now)

    async def excuse(self, guild_id: int, session_id: int, user_id: int) -> Session:
        """A member cannot come; the others are told once.

        Raises `NotYourSession`, `NoTimeYet`, `SessionOff`, `HourOver`, `UnderWay`.
        """
        now = self.clock()
        async with self.database.transaction() as tx:
            session, seat = await self._agreed(tx, guild_id, session_id, user_id, now)
            if session.is_held:
                raise UnderWay
            if not is_excused(session, seat):
                await self._set(tx, session, seat, excused_at=now)
                await self._tell_of_excuse(tx, session, seat, "off", now)
            return await self._again(tx, session)

    async def come(self, guild_id: int, session_id: int, user_id: int) -> Session:
        """They can come after all; the others are told once. Raises as `excuse` does."""
        now = self.clock()
        async with self.database.transaction() as tx:
            session, seat = await self._agreed(tx, guild_id, session_id, user_id, now)
            if is_excused(session, seat):
                await self._set(tx, session, seat, excused_at=None, absent_at=None)
                await self._tell_of_excuse(tx, session, seat, "back", now)
            return await self._again(tx, session)

    async def _agreed(
        self, tx: Tx, guild_id: int, session_id: int, user_id: int, now: datetime
    ) -> tuple[Session, Seat]:
        session = await sessions.find(tx, guild_id=guild_id, id=session_id, to_change=True)
        seat = None if session is None else session.seat(user_id)
        if session is None or seat is None:
            raise NotYourSession
        if session.state in ("asked", "proposing"):
            raise NoTimeYet
        if session.state == "over" or (session.state == "agreed" and _is_over(session, now)):
            raise HourOver
        if session.state != "agreed":
            raise SessionOff
        return session, seat

    async def _able(self, tx: Tx, guild_id: int, user_id: int, now: datetime) -> Member | None:
        """Who was asked, if they still take part and have nothing else in this hour."""
        thing = {"guild_id": guild_id}
        if await free.engaged(tx, **thing, user_ids=[user_id], now=now):
            return None
        week = monday(now.date())
        found = await present.member(tx, **thing, user_id=user_id, week=week, now=now)
        return None if found is None else found.member

    async def _check_patience(self, tx: Tx, session: Session, now: datetime) -> None:
        stamped = await stamps.of(tx, guild_id=session.guild_id, session_id=session.id)
        if session.is_held and stamped.place(1) > 0:
            raise UnderWay
        if session.starts_at is None or now < session.starts_at + PATIENCE:
            raise MayStillCome

    async def _is_here(self, tx: Tx, session: Session, seat: Seat) -> None:
        """Whoever misses somebody is there."""
        if seat.absent_at is not None or seat.excused_at is not None:
            await self._set(tx, session, seat, absent_at=None, excused_at=None)

    async def _miss(self, tx: Tx, session: Session, absent: Seat, now: datetime) -> None:
        await self._set(tx, session, absent, absent_at=now)
        await telling.tell_each(
            tx,
            session,
            ABSENT,
            f"{session.sequence}",
            now,
            users=[absent.user_id],
            expires_at=session.ends_at,
        )

    async def _set(self, tx: Tx, session: Session, seat: Seat, **values: datetime | None) -> None:
        await sessions.change_seat(
            tx,
            guild_id=session.guild_id,
            session_id=session.id,
            user_id=seat.user_id,
            **values,
        )

    async def _tell_of_excuse(
        self, tx: Tx, session: Session, seat: Seat, what: str, now: datetime
    ) -> None:
        if seat.place >= PAIR:
            return  # the two hold it without them
        others = [one.user_id for one in session.others(seat.user_id)]
        # By their place: an id would stay in the other’s message once they are forgotten.
        slot = f"{seat.place}:{what}:{session.sequence}"
        await telling.tell_each(
            tx, session, EXCUSED, slot, now, users=others, expires_at=session.ends_at
        )

    async def _again(self, tx: Tx, session: Session) -> Session:
        found = await sessions.find(tx, guild_id=session.guild_id, id=session.id)
        assert found is not None, "the session is locked"
        return found

    async def _missed(
        self, tx: Tx, session: Session, user_id: int, place: int | None, now: datetime
    ) -> Missed:
        found = await self._again(tx, session)
        seat = found.seat(user_id)
        assert seat is not None, "the session is locked"
        asked = await offers.members(tx, guild_id=session.guild_id, session_id=session.id)
        absent = _gone(found, seat) or _other(found, seat, place)
        return Missed(session=found, user_id=user_id, absent=absent, asked=bool(asked), now=now)

    async def _ask(self, tx: Tx, session: Session, members: Sequence[int], now: datetime) -> None:
        orders = [
            Order(
                guild_id=session.guild_id,
                id=ids.new(now),
                kind=OFFER,
                ref=session.id,
                slot=str(member),
                target=Target(user_id=member),
                due_at=now,
                expires_at=session.ends_at,
                priority=_PRIORITY,
            )
            for member in members
        ]
        await deliveries.put_all_once(tx, orders)


def _other(session: Session, seat: Seat, place: int | None) -> Seat | None:
    """Whom a member misses: the other of the pair; an observer says at which place."""
    if seat.place < PAIR:
        return session.at_place(1 - seat.place)
    return session.at_place(place) if place in (0, 1) else None


def _gone(session: Session, seat: Seat) -> Seat | None:
    """Who of the pair is said to be missing, seen by another."""
    return next((one for one in missing(session) if one.user_id != seat.user_id), None)


def _is_over(session: Session, now: datetime) -> bool:
    return session.ends_at is None or session.ends_at <= now
