"""The end of a session, by a press or by the clock: cards are asked for, turns are counted."""

from datetime import datetime

from bot.domain.mock.absence import PAIR, is_excused, is_missing
from bot.domain.mock.messages import CARDS
from bot.domain.mock.session import Session
from bot.services.mock import telling, waiting
from bot.services.mock.course import plan
from bot.storage.database import Tx
from bot.storage.mock import balance, sessions


async def end(tx: Tx, session: Session, now: datetime) -> None:
    """End a session that is agreed; nothing where it no longer is.

    One that nobody started is asked about, unless somebody had excused themselves: that one is off.
    """
    pair = [seat for seat in session.seats if seat.place < PAIR]
    off = not session.is_held and (
        len(pair) < PAIR or any(is_excused(session, seat) for seat in pair)
    )
    if off:
        await call_off(tx, session, now)
        return
    if not await sessions.change(
        tx,
        guild_id=session.guild_id,
        id=session.id,
        only_in=("agreed",),
        state="over",
        ended_at=now,
    ):
        return
    if session.is_held:
        await _count(tx, session)
    await telling.tell(tx, session, CARDS, "cards", now)
    await plan(tx, session)


async def met(tx: Tx, session: Session, now: datetime) -> None:
    """A session is held although nobody pressed Start: somebody says so, or fills a card."""
    if session.is_held or session.state != "over":
        return
    begun_at = session.starts_at or now
    await sessions.change(tx, guild_id=session.guild_id, id=session.id, begun_at=begun_at)
    await clear_absence(tx, session)
    await _count(tx, session)


async def call_off(tx: Tx, session: Session, now: datetime) -> bool:
    """It did not take place: who was there is next on the waiting list of the round; whether it was open."""
    if not await sessions.change(
        tx,
        guild_id=session.guild_id,
        id=session.id,
        only_in=("agreed", "over"),
        state="cancelled",
        begun_at=None,
        ended_at=now,
    ):
        return False
    missed = [seat for seat in session.seats if is_missing(session, seat)]
    if missed and session.origin == "round":
        for seat in session.seats:
            if seat not in missed:
                await waiting.enter(
                    tx, session.guild_id, seat.user_id, "absent", now, of_round=session.round_id
                )
    await plan(tx, session)
    return True


async def clear_absence(tx: Tx, session: Session) -> None:
    """Everybody was there after all."""
    for seat in session.seats:
        if seat.absent_at is not None or seat.excused_at is not None:
            await sessions.change_seat(
                tx,
                guild_id=session.guild_id,
                session_id=session.id,
                user_id=seat.user_id,
                absent_at=None,
                excused_at=None,
            )


async def _count(tx: Tx, session: Session) -> None:
    """Who interviewed owes a turn less; with a swap both did both."""
    if session.swap:
        return
    for seat, turns in ((session.interviewer(), 1), (session.candidate(), -1)):
        if seat is not None:
            await balance.add(tx, guild_id=session.guild_id, user_id=seat.user_id, turns=turns)
