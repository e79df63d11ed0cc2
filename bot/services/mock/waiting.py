"""The waiting list of the present round: who enters it takes the first who fits, or waits for one."""

from datetime import datetime, timedelta

from bot import log
from bot.domain.mock import messages, reliability
from bot.domain.mock.rounds import KeptRound
from bot.domain.mock.session import Session
from bot.domain.mock.waiting import ROOM, Found, Waiting, Why, partner
from bot.services.mock import telling, threads
from bot.services.mock.making import LOOK_BACK, make
from bot.storage import server
from bot.storage.database import Tx
from bot.storage.mock import joining, past, present, rounds
from bot.storage.mock import waiting as stored

_log = log.get(__name__)


async def enter(
    tx: Tx,
    guild_id: int,
    user_id: int,
    why: Why,
    now: datetime,
    *,
    of_round: int | None = None,
) -> Session | None:
    """Let a member wait for a partner in the present round; their session, if somebody fits at once.

    Nothing happens without a round that has room, or of who takes no part. A late one who had a seat in
    the round does not come back to it. `of_round` is that of a session that came to nothing: after an
    earlier one nobody waits, since they had their place in the present one.
    """
    await server.lock(tx, guild_ids=[guild_id])
    round = await under_way(tx, guild_id, now)
    if round is None or of_round not in (None, round.id):
        return None
    thing = {"guild_id": guild_id, "round_id": round.id, "user_id": user_id}
    if why == "late" and await past.sits_in(tx, **thing):
        return None
    await stored.put(tx, **thing, why=why, now=now)
    return await _match(tx, round, user_id, now)


async def look_again(tx: Tx, guild_id: int, user_id: int, now: datetime) -> Session | None:
    """Somebody’s hours changed: if they wait, there may be a partner for them now."""
    await server.lock(tx, guild_ids=[guild_id])
    round = await under_way(tx, guild_id, now)
    if round is None or not await waits(tx, guild_id, user_id, now):
        return None
    return await _match(tx, round, user_id, now)


async def leave(tx: Tx, guild_id: int, user_id: int) -> None:
    """A member waits no more."""
    await stored.drop(tx, guild_id=guild_id, user_ids=[user_id])


async def clear(tx: Tx, guild_id: int) -> None:
    """The next round is sent: nobody waits in the last one."""
    await stored.clear(tx, guild_id=guild_id)


async def waits(tx: Tx, guild_id: int, user_id: int, now: datetime) -> bool:
    """Whether a member waits for a partner in the present round."""
    round = await under_way(tx, guild_id, now)
    if round is None:
        return False
    since = await stored.since_when(tx, guild_id=guild_id, user_id=user_id, round_id=round.id)
    return since is not None


async def under_way(tx: Tx, guild_id: int, now: datetime) -> KeptRound | None:
    """The newest round that was sent, while another session has room in its week."""
    newest = await rounds.newest(tx, guild_id=guild_id)
    return newest if newest is not None and now + ROOM <= newest.ends_at else None


async def _match(tx: Tx, round: KeptRound, user_id: int, now: datetime) -> Session | None:
    """The session of a member who waits with the first on the list who fits; both wait no more."""
    thing = {"guild_id": round.guild_id}
    list_ = await stored.of_round(tx, **thing, round_id=round.id)
    there = await present.members(tx, **thing, user_ids=list(list_), week=round.week, now=now)
    if user_id not in there:
        await leave(tx, round.guild_id, user_id)
        return None
    seats = await past.outcomes(tx, **thing, user_ids=list(there), since=now - LOOK_BACK, now=now)
    waiting = [
        Waiting(
            member=one.member, since=list_[id], standing=reliability.order(seats.get(id, ()), now)
        )
        for id, one in there.items()
    ]
    met = await past.met_in(tx, **thing, round_id=round.id, user_id=user_id)
    found = partner(there[user_id].member, waiting, met, round.starts_at, now)
    return None if found is None else await _meet(tx, round, there[user_id], found, now)


async def _meet(
    tx: Tx, round: KeptRound, of: present.Present, found: Found, now: datetime
) -> Session:
    thing = {"guild_id": round.guild_id}
    session = await make(
        tx,
        of.member,
        found.member,
        **thing,
        origin="round",
        round_id=round.id,
        channel_id=round.channel_id,
        times=found.proposals,
        starts=found.common.bit_count(),
        now=now,
    )
    await stored.drop(tx, **thing, user_ids=session.members)
    # They are not left out of this round after all.
    for member in session.members:
        await joining.change(tx, **thing, user_id=member, streak=0)
    await threads.open(tx, session, round.channel_id, now)
    await telling.tell_each(
        tx, session, messages.MATCHED, "matched", now, expires_at=_until(session)
    )
    _log.info("met on the waiting list", guild_id=round.guild_id, ref=session.id)
    return session


def _until(session: Session) -> datetime:
    """From when on it is too late to tell of it."""
    return max(session.times) - timedelta(hours=2)
