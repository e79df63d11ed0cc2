"""Other times for a session: what its members still have in common, by their hours as they are now."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.mock.availability import QUARTER, STARTS, ahead, starts
from bot.domain.mock.course import NUDGE, SECOND_SET
from bot.domain.mock.joining import monday
from bot.domain.mock.round import NOTICE
from bot.domain.mock.rounds import WINDOW, on_the_grid
from bot.domain.mock.session import Session, Step
from bot.domain.mock.slots import propose
from bot.services.mock import course
from bot.storage import me
from bot.storage.database import Tx
from bot.storage.mock import hours, joining, rounds, sessions

_HALF = WINDOW / 2


async def further(
    tx: Tx, session: Session, now: datetime, *, moved: bool = False
) -> tuple[datetime, ...]:
    """Up to three starts in common that were not proposed before; none where none is left.

    They lie in the week of the round. One that was `moved` before or is now has seven days from then,
    as has one that belongs to no round.
    """
    window = on_the_grid(now if moved else await _begins(tx, session))
    week = monday((window + _HALF).date())
    thing = {"guild_id": session.guild_id}
    free = await hours.of_members(tx, **thing, user_ids=session.members, week=week)
    zones = [await _zone(tx, session.guild_id, member) for member in session.members]
    common = ahead(window, now + NOTICE)
    for member, zone in zip(session.members, zones, strict=True):
        common &= starts(zone, window, free[member].hours) if member in free else 0
    for at in await sessions.proposed(tx, **thing, id=session.id):
        n = (at - window) // QUARTER
        if 0 <= n < STARTS:
            common &= ~(1 << n)
    return propose(window, common, zones)


async def put(tx: Tx, session: Session, times: Sequence[datetime], now: datetime) -> Session:
    """Let its members choose from these; what they accepted of the last ones no longer counts."""
    number = session.set_number + 1
    await sessions.propose(tx, session, number, times)
    await sessions.change(tx, guild_id=session.guild_id, id=session.id, proposals=number)
    await course.plan(tx, session, _done(session, now))
    return await again(tx, session)


def _done(session: Session, now: datetime) -> Step | None:
    """The last step whose time has passed in the present search for a time."""
    if now >= session.asked_at + SECOND_SET:
        return "second-set"
    return "nudge" if now >= session.asked_at + NUDGE else None


async def again(tx: Tx, session: Session) -> Session:
    """The session as it stands now."""
    found = await sessions.find(tx, guild_id=session.guild_id, id=session.id)
    assert found is not None, "no session is deleted while its row is held"
    return found


async def _begins(tx: Tx, session: Session) -> datetime:
    if session.round_id is not None and session.sequence == 0:
        round = await rounds.find(tx, guild_id=session.guild_id, id=session.round_id)
        if round is not None:
            return round.starts_at
    return session.asked_at


async def _zone(tx: Tx, guild_id: int, user_id: int) -> str:
    chosen = await me.zone(tx, guild_id=guild_id, user_id=user_id)
    if chosen is not None:
        return chosen
    entry = await joining.find(tx, guild_id=guild_id, user_id=user_id)
    return entry.zone if entry is not None else "UTC"
