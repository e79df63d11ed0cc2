"""What a yes to a question leads to: times that suit the two who asked and was asked."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bot import log
from bot.domain.mock import asking, messages, slots, turns
from bot.domain.mock.joining import monday
from bot.domain.mock.member import Member
from bot.domain.mock.now import apart
from bot.domain.mock.rounds import WINDOW, on_the_grid
from bot.domain.mock.session import Seat, Session
from bot.domain.mock.waiting import shared
from bot.services.mock import proposing, telling, threads
from bot.services.mock.making import channel, facts, seats
from bot.storage.database import Tx
from bot.storage.mock import present, sessions

_log = log.get(__name__)


async def members(
    tx: Tx, guild_id: int, user_ids: Collection[int], now: datetime
) -> Mapping[int, Member]:
    """Those who take part, with their hours of the coming seven days."""
    week = monday((on_the_grid(now) + WINDOW / 2).date())
    found = await present.members(tx, guild_id=guild_id, user_ids=user_ids, week=week, now=now)
    return {id: one.member for id, one in found.items()}


async def pair(tx: Tx, session: Session, now: datetime) -> tuple[Member, Member] | None:
    """Who asked and who was asked, while both take part and neither would rather not."""
    found = await members(tx, session.guild_id, session.members, now)
    first, second = asking.asker(session), asking.asked(session)
    if first is None or second is None or not {first.user_id, second.user_id} <= found.keys():
        return None
    one, other = found[first.user_id], found[second.user_id]
    return None if apart(one, other) else (one, other)


async def propose(tx: Tx, session: Session, both: tuple[Member, Member], now: datetime) -> Session:
    """Times that suit both from now on; where there are none, who asked is told that once."""
    one, other = both
    week = on_the_grid(now)
    common = shared(one, other, week, now)
    if not common:
        await telling.tell_each(
            tx, session, messages.ANSWERED, "hours", now, users=[one.id], can_wait=True
        )
        return session
    planned = turns.plan(one, other)
    told = await facts(
        tx, session.guild_id, planned, one, other, starts=common.bit_count(), now=now
    )
    channel_id = await channel(tx, session.guild_id)
    await _seat(tx, session, seats(planned, one, other))
    await sessions.change(
        tx,
        guild_id=session.guild_id,
        id=session.id,
        only_in=["asked"],
        state="proposing",
        asked_at=now,
        swap=planned.swap,
        facts=told.code(),
        channel_id=channel_id,
    )
    session = await proposing.again(tx, session)
    times = slots.propose(week, common, (one.zone, other.zone))
    session = await proposing.put(tx, session, times, now)
    await threads.open(tx, session, channel_id, now)
    _log.info("met by name", guild_id=session.guild_id, ref=session.id)
    return session


async def _seat(tx: Tx, session: Session, taken: Sequence[Seat]) -> None:
    """The two as they interview each other, each with their own level."""
    for seat in taken:
        await sessions.change_seat(
            tx,
            guild_id=session.guild_id,
            session_id=session.id,
            user_id=seat.user_id,
            place=seat.place,
            role=seat.role,
            level=seat.level,
        )
