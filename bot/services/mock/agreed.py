"""A session with a time: agreed, and moved to another."""

from datetime import datetime

from bot.domain.mock import votes
from bot.domain.mock.messages import MOVED, NUDGE, PICK
from bot.domain.mock.session import Session
from bot.services.mock import course, events, proposing, reminding, telling
from bot.storage import deliveries
from bot.storage.database import Tx
from bot.storage.mock import sessions


async def agree(tx: Tx, session: Session, starts_at: datetime, now: datetime) -> bool:
    """Settle on a time, with reminders and the event; false where somebody changed its state first."""
    agreed = await sessions.change(
        tx,
        guild_id=session.guild_id,
        id=session.id,
        only_in=[session.state],
        state="agreed",
        starts_at=starts_at,
        sequence=session.sequence + 1,
    )
    if not agreed:
        return False
    await course.plan(tx, session)
    await deliveries.cancel(tx, guild_id=session.guild_id, kind=NUDGE, ref=session.id, now=now)
    session = await proposing.again(tx, session)
    await reminding.drop(tx, session, now)
    await reminding.remind(tx, session, now)
    await events.announce(tx, session, now)
    return True


async def settle(
    tx: Tx, session: Session, now: datetime, *, first: int | None = None, by: int | None = None
) -> Session:
    """Agree on the time that all accept, if there is one, and tell everybody but `by`.

    Of several it is that numbered `first`. The session as it stands then.
    """
    at = votes.complete(session, now, first)
    if session.state != "proposing" or at is None or not await agree(tx, session, at, now):
        return session
    session = await proposing.again(tx, session)
    others = [member for member in session.members if member != by]
    await telling.tell_each(tx, session, PICK, f"agreed-{session.sequence}", now, users=others)
    return session


async def move(tx: Tx, session: Session, by: int, now: datetime) -> bool:
    """Look for another time of an agreed session; false where there is none, and the time stays.

    The others are told. Reminders and the event go with the time.
    """
    times = await proposing.further(tx, session, now, moved=True)
    if not times or session.begun_at is not None:
        return False
    moved = await sessions.change(
        tx,
        guild_id=session.guild_id,
        id=session.id,
        only_in=["agreed"],
        state="proposing",
        starts_at=None,
        asked_at=now,
        sequence=session.sequence + 1,
    )
    if not moved:
        return False
    await drop(tx, session, now)
    session = await proposing.put(tx, await proposing.again(tx, session), times, now)
    others = [member for member in session.members if member != by]
    await telling.tell_each(tx, session, MOVED, f"{session.sequence}", now, users=others)
    return True


async def drop(tx: Tx, session: Session, now: datetime) -> None:
    """What hangs on the time of a session goes with it: reminders, and the event."""
    await reminding.drop(tx, session, now)
    await events.drop(tx, session, now)
