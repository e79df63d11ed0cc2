"""Somebody else sits in for who did not come: that session is off, and a new one begins at once."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.mock import course
from bot.domain.mock.member import Member
from bot.domain.mock.messages import OFFER
from bot.domain.mock.session import Facts, Seat, Session
from bot.domain.mock.turns import Turns
from bot.errors import SeatTaken
from bot.services.mock import agreed, making, threads
from bot.services.mock.course import plan
from bot.storage import deliveries, ids
from bot.storage.database import Tx
from bot.storage.mock import free, joining, never, sessions

_A_MINUTE = timedelta(minutes=1)


async def there(tx: Tx, session: Session, absent: Seat) -> list[tuple[Seat, Member]]:
    """Who stays, with what they chose, even where they left the mock interviews or pause by now."""
    return [(seat, await _member(tx, session, seat)) for seat in session.others(absent.user_id)]


async def sit_in(tx: Tx, session: Session, absent: Seat, taker: Seat, now: datetime) -> Session:
    """End a session that is locked and begin one in which `taker` has the seat. Raises `SeatTaken`.

    Who did not come keeps their seat in the one that is off: it is what partners could rely on.
    """
    guild_id = session.guild_id
    if not await sessions.change(
        tx,
        guild_id=guild_id,
        id=session.id,
        only_in=["agreed"],
        state="cancelled",
        begun_at=None,
        ended_at=now,
    ):
        raise SeatTaken
    await plan(tx, session)
    await agreed.drop(tx, session, now)
    await deliveries.cancel(tx, guild_id=guild_id, kind=OFFER, ref=session.id, now=now)
    made = await _begin(tx, session, absent, taker, now)
    await free.drop(tx, guild_id=guild_id, user_ids=made.members)
    await threads.open(tx, made, session.channel_id, now)
    return made


async def _begin(tx: Tx, session: Session, absent: Seat, taker: Seat, now: datetime) -> Session:
    seats = tuple(
        Seat(user_id=seat.user_id, place=seat.place, role=seat.role, level=seat.level)
        for seat in (taker if one == absent else one for one in session.seats)
        # Who observed does not sit in twice.
        if seat is taker or seat.user_id != taker.user_id
    )
    made = Session(
        guild_id=session.guild_id,
        id=ids.new(now),
        origin="now",
        state="agreed",
        kind=session.kind,
        swap=session.swap,
        created_at=now,
        asked_at=now,
        starts_at=_soon(now),
        sequence=1,
        facts=await _facts(tx, session, seats, now),
        channel_id=session.channel_id,
        seats=seats,
    )
    at, step = course.following(made) or (None, None)
    made = replace(made, next_at=at, next_step=step)
    await sessions.add(tx, made)
    return made


async def _facts(tx: Tx, session: Session, seats: tuple[Seat, ...], now: datetime) -> Facts:
    first, second, *_ = seats
    planned = Turns(interviewer=first.user_id, candidate=second.user_id, swap=session.swap)
    one, other = [await _member(tx, session, seat) for seat in (first, second)]
    return await making.facts(tx, session.guild_id, planned, one, other, starts=1, now=now)


async def _member(tx: Tx, session: Session, seat: Seat) -> Member:
    guild_id, user_id = session.guild_id, seat.user_id
    entry = await joining.find(tx, guild_id=guild_id, user_id=user_id)
    named = await never.of_member(tx, guild_id=guild_id, user_id=user_id)
    return Member(
        id=user_id,
        zone="UTC",
        kinds=frozenset([session.kind]),
        level=seat.level,
        wish="swap",
        languages=entry.languages if entry is not None else frozenset(),
        hours=(),
        never=frozenset(named),
    )


def _soon(now: datetime) -> datetime:
    """The next whole minute."""
    whole = now.replace(second=0, microsecond=0)
    return whole if whole == now else whole + _A_MINUTE
