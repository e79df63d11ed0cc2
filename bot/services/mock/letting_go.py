"""Sessions that come to nothing: no time was found, they are cancelled, or a member is gone.

Whoever did not ask for it is told, waits for another partner in the round, and loses no place by it.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.mock.messages import CANCELLED, NUDGE, PICK, RELEASED
from bot.domain.mock.session import Session
from bot.services.mock import agreed, course, proposing, telling, threads, waiting
from bot.storage import deliveries, server
from bot.storage.database import Tx
from bot.storage.mock import joining, sessions

_EVERY = 100
GONE = "gone"
"""In the slot of a message: a member is no longer here."""


async def release(tx: Tx, session: Session, now: datetime, *, by: int | None = None) -> bool:
    """Give up the search for a time, because `by` cannot or because nobody found one in time.

    Everybody but `by` comes first in the next round. False where the state was changed before.
    """
    thing = {"guild_id": session.guild_id}
    if not await sessions.change(
        tx, **thing, id=session.id, only_in=["proposing"], state="released"
    ):
        return False
    await course.plan(tx, session)
    await _silence(tx, session, now)
    others = [member for member in session.members if member != by]
    silent = {*session.members} - await sessions.voters(tx, session)
    for member in sorted(silent) if by is None else [by]:
        await sessions.change_seat(
            tx, **thing, session_id=session.id, user_id=member, released_at=now
        )
    if by is None:
        await telling.tell(tx, session, RELEASED, threads.ONCE, now)
    else:
        await telling.tell_each(
            tx, session, RELEASED, threads.ONCE, now, users=others, can_wait=True
        )
    await _wait(tx, session, others, now)
    return True


async def run_out(tx: Tx, session: Session, now: datetime) -> None:
    """The step of its course: the time in which one could be agreed is over."""
    await release(tx, session, now)


async def pass_over(tx: Tx, guild_id: int, session_id: int, now: datetime) -> None:
    """The next round is sent before a time was found: its members are told, and are in that one."""
    session = await sessions.find(tx, guild_id=guild_id, id=session_id, to_change=True)
    if session is not None and await sessions.change(
        tx, guild_id=guild_id, id=session_id, only_in=["proposing"], state="released"
    ):
        await course.plan(tx, session)
        await _silence(tx, session, now)
        await telling.tell(tx, session, RELEASED, threads.ONCE, now)


async def cancel(tx: Tx, session: Session, now: datetime, *, by: int, gone: bool = False) -> bool:
    """Call a session off because of a member; false where the state was changed before."""
    thing = {"guild_id": session.guild_id}
    was_agreed = session.state == "agreed"
    if not await sessions.change(
        tx,
        **thing,
        id=session.id,
        only_in=["agreed" if was_agreed else "proposing"],
        state="cancelled",
        sequence=session.sequence + was_agreed,
    ):
        return False
    await course.plan(tx, session)
    await _silence(tx, session, now)
    await agreed.drop(tx, session, now)
    if was_agreed:
        await sessions.change_seat(tx, **thing, session_id=session.id, user_id=by, excused_at=now)
    others = [member for member in session.members if member != by]
    await telling.tell_each(
        tx, session, CANCELLED, GONE if gone else threads.ONCE, now, users=others
    )
    await _wait(tx, session, others, now)
    return True


async def excuse_observer(tx: Tx, session: Session, user_id: int, now: datetime) -> Session:
    """An observer goes, and the two go on; the session as it stands then."""
    await sessions.remove_seat(
        tx, guild_id=session.guild_id, session_id=session.id, user_id=user_id
    )
    return await agreed.settle(tx, await proposing.again(tx, session), now)


async def let_go(tx: Tx, guild_id: int, user_id: int, now: datetime) -> None:
    """A member is no longer here: so are their sessions, and their partners are told."""
    for session in await _open(tx, guild_id, user_id):
        await let_go_of(tx, session, user_id, now)


async def let_go_of(tx: Tx, session: Session, user_id: int, now: datetime) -> None:
    """The same for one session."""
    if is_observer(session, user_id):
        await excuse_observer(tx, session, user_id, now)
    else:
        await cancel(tx, session, now, by=user_id, gone=True)


async def step_back(tx: Tx, guild_id: int, user_id: int, now: datetime) -> None:
    """A member takes part no more: where no time is agreed yet, their partners look for another.

    A time that is agreed stays until they cancel it: it is a promise to somebody.
    """
    for session in await _open(tx, guild_id, user_id):
        if is_observer(session, user_id):
            await excuse_observer(tx, session, user_id, now)
        elif session.state == "proposing":
            await release(tx, session, now, by=user_id)


def is_observer(session: Session, user_id: int) -> bool:
    """Whether a member has a seat there and is none of the pair."""
    seat = session.seat(user_id)
    return seat is not None and seat.role == "observer"


async def _open(tx: Tx, guild_id: int, user_id: int) -> list[Session]:
    listed = await sessions.of_member(
        tx, guild_id=guild_id, user_id=user_id, states=["proposing", "agreed"], limit=_EVERY
    )
    held = [
        await sessions.find(tx, guild_id=guild_id, id=one.id, to_change=True)
        for one in reversed(listed)
    ]
    return [one for one in held if one is not None and one.state in ("proposing", "agreed")]


async def _wait(tx: Tx, session: Session, members: Sequence[int], now: datetime) -> None:
    """They wait for another partner in the round, and come first in the next one if there is none."""
    if session.origin == "round":
        # In the order in which all take their locks: the server first.
        await server.lock(tx, guild_ids=[session.guild_id])
        await joining.wait_longer(tx, guild_id=session.guild_id, user_ids=members)
        for member in members:
            await waiting.enter(
                tx, session.guild_id, member, "released", now, of_round=session.round_id
            )


async def _silence(tx: Tx, session: Session, now: datetime) -> None:
    """What asks for a time and was not sent yet is not sent any more."""
    for kind in (PICK, NUDGE):
        await deliveries.cancel(tx, guild_id=session.guild_id, kind=kind, ref=session.id, now=now)
