"""Reminders: of an agreed session a day and a quarter of an hour before, and of times not answered."""

from datetime import datetime, timedelta

from bot.domain.delivery import Delivery
from bot.domain.mock import votes
from bot.domain.mock.course import REMINDERS, released_at
from bot.domain.mock.messages import NUDGE, REMINDER
from bot.domain.mock.session import Session
from bot.services.mock import proposing, telling, threads
from bot.storage import deliveries
from bot.storage.database import Tx

_MINUTE = timedelta(minutes=1)


async def remind(tx: Tx, session: Session, now: datetime) -> None:
    """Order the reminders of an agreed session; one whose time has passed is not made."""
    assert session.starts_at is not None, "it is agreed"
    for before in REMINDERS:
        due_at = session.starts_at - before
        if due_at > now:
            await telling.tell_each(
                tx,
                session,
                REMINDER,
                f"{session.sequence}:{before // _MINUTE}",
                now,
                due_at=due_at,
                expires_at=session.starts_at,
            )


async def drop(tx: Tx, session: Session, now: datetime) -> None:
    """None of them is sent any more."""
    await deliveries.cancel(tx, guild_id=session.guild_id, kind=REMINDER, ref=session.id, now=now)


def is_right(delivery: Delivery, session: Session) -> bool:
    """Whether a reminder is about the time that is agreed now."""
    return session.state == "agreed" and delivery.slot.startswith(f"{session.sequence}:")


async def nudge(tx: Tx, session: Session, now: datetime) -> None:
    """After a day: those who accepted nothing yet are reminded, when they are awake."""
    answered = votes.answered(session)
    await telling.tell_each(
        tx,
        session,
        NUDGE,
        f"{session.set_number}:{session.next_step}",
        now,
        users=[member for member in session.members if member not in answered],
        expires_at=released_at(session),
        can_wait=True,
    )


async def second_set(tx: Tx, session: Session, now: datetime) -> None:
    """After two days: other times, as far as there are any; else those there are once more."""
    times = await proposing.further(tx, session, now)
    if times:
        await threads.pick(tx, await proposing.put(tx, session, times, now), now)
    else:
        await nudge(tx, session, now)
