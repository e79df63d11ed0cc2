"""Free now: who would begin right away meets the first who fits, whichever of them came first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot import log
from bot.clock import Clock
from bot.domain.mock import joining as entries
from bot.domain.mock import messages
from bot.domain.mock.now import LONGEST, SHORTEST, Request, pairs, partner
from bot.domain.mock.session import LASTS, Session
from bot.services.mock import agreed, telling, threads
from bot.services.mock.making import channel, make
from bot.storage import me, server
from bot.storage.database import Database, Tx
from bot.storage.mock import free as stored
from bot.storage.mock import joining, sessions

_log = log.get(__name__)

_A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What becomes of somebody who is free now: they wait, or have a session, or neither.

    `state` is missing of who never joined; only those who are in can wait.
    """

    state: entries.State | None = "in"
    request: Request | None = None
    session: Session | None = None


@dataclass(frozen=True, slots=True)
class Free:
    """A member’s request to begin right away. Nobody’s partner is taken twice: servers are locked."""

    database: Database
    clock: Clock

    async def ask(self, guild_id: int, user_id: int, minutes: int) -> Seen:
        """Be free for so many minutes, 60 to 180: meet the first who fits, else wait.

        Who waits already keeps their place in the line.
        """
        now = self.clock()
        until = now + timedelta(minutes=min(max(minutes, SHORTEST), LONGEST))
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            state = await _state(tx, guild_id, user_id, now)
            if state != "in":
                return Seen(state=state)
            await stored.drop_over(tx, guild_id=guild_id, now=now)
            await stored.put(tx, guild_id=guild_id, user_id=user_id, until=until, now=now)
            return await _look(tx, guild_id, user_id, now)

    async def look(self, guild_id: int, user_id: int) -> Seen:
        """Whether anybody came meanwhile."""
        now = self.clock()
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            state = await _state(tx, guild_id, user_id, now)
            await stored.drop_over(tx, guild_id=guild_id, now=now)
            return await _look(tx, guild_id, user_id, now) if state == "in" else Seen(state=state)

    async def cancel(self, guild_id: int, user_id: int) -> Seen:
        """Wait no more; where somebody was faster, there is the session with them."""
        now = self.clock()
        async with self.database.transaction() as tx:
            await server.lock(tx, guild_ids=[guild_id])
            if await stored.drop(tx, guild_id=guild_id, user_ids=[user_id]):
                return Seen()
            return Seen(session=await _engaged(tx, guild_id, user_id, now))

    async def tick(self, now: datetime) -> None:
        """Let those meet who wait and by now fit, since after a while any level is near enough."""
        async with self.database.reading() as tx:
            some = [
                guild_id
                for guild_id in await stored.servers(tx)
                if pairs(await stored.waiting(tx, guild_id=guild_id, now=now), now)
            ]
        for guild_id in some:
            async with self.database.transaction() as tx:
                await server.lock(tx, guild_ids=[guild_id])
                for one, other in pairs(await stored.waiting(tx, guild_id=guild_id, now=now), now):
                    await _meet(tx, guild_id, one, other, now)


async def now(tx: Tx, guild_id: int, now: datetime) -> Sequence[int]:
    """Who is free now for a whole session, longest waiting first."""
    return [one.member.id for one in await stored.waiting(tx, guild_id=guild_id, now=now)]


async def leave(tx: Tx, guild_id: int, user_id: int) -> None:
    """A member is free no more: they left, or took a seat."""
    await stored.drop(tx, guild_id=guild_id, user_ids=[user_id])


async def _state(tx: Tx, guild_id: int, user_id: int, now: datetime) -> entries.State | None:
    entry = await joining.find(tx, guild_id=guild_id, user_id=user_id)
    if entry is None:
        return None
    zone = await me.zone(tx, guild_id=guild_id, user_id=user_id) or entry.zone
    return entry.state(now.astimezone(ZoneInfo(zone)).date())


async def _look(tx: Tx, guild_id: int, user_id: int, now: datetime) -> Seen:
    """The session of somebody who waits with the first who fits, or their place in the line."""
    session = await _engaged(tx, guild_id, user_id, now)
    if session is not None:
        await leave(tx, guild_id, user_id)
        return Seen(session=session)
    line = await stored.waiting(tx, guild_id=guild_id, now=now)
    mine = next((one for one in line if one.member.id == user_id), None)
    if mine is None:
        return Seen()
    other = partner(mine, line, now)
    if other is None:
        return Seen(request=mine)
    return Seen(session=await _meet(tx, guild_id, other, mine, now, shown=user_id))


async def _engaged(tx: Tx, guild_id: int, user_id: int, now: datetime) -> Session | None:
    """The session that a member has now or within the hour."""
    found = await stored.engaged(tx, guild_id=guild_id, user_ids=[user_id], now=now)
    if user_id not in found:
        return None
    return await sessions.find(tx, guild_id=guild_id, id=found[user_id])


async def _meet(
    tx: Tx,
    guild_id: int,
    one: Request,
    other: Request,
    now: datetime,
    *,
    shown: int | None = None,
) -> Session:
    """Their session, which begins with the next minute; who is not `shown` it at once is told."""
    channel_id = await channel(tx, guild_id)
    made = await make(
        tx,
        one.member,
        other.member,
        guild_id=guild_id,
        origin="now",
        starts=1,
        channel_id=channel_id,
        now=now,
    )
    await stored.drop(tx, guild_id=guild_id, user_ids=made.members)
    starts_at = _next_minute(now)
    await agreed.agree(tx, made, starts_at, now)
    session = await sessions.find(tx, guild_id=guild_id, id=made.id)
    assert session is not None, "it was stored just now"
    await threads.open(tx, session, channel_id, now)
    told = [member for member in session.members if member != shown]
    await telling.tell_each(
        tx, session, messages.MATCHED, "matched", now, users=told, expires_at=starts_at + LASTS
    )
    _log.info("met on the spot", guild_id=guild_id, ref=session.id)
    return session


def _next_minute(moment: datetime) -> datetime:
    # No later: both said until when they are free, and the hour ends within that, give or take seconds.
    whole = moment.astimezone(UTC).replace(second=0, microsecond=0)
    return whole if whole == moment else whole + _A_MINUTE
