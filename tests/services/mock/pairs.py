"""Pairs that look for a time, as a round makes them, and what was put on the outbox about them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.domain.delivery import Delivery, State
from bot.domain.mock.rounds import KeptRound
from bot.domain.mock.session import Session
from bot.services.mock import threads
from bot.storage import ids
from bot.storage.mock import rounds, sessions
from bot.storage.tables.mock import MOCK_MEMBER, WAITING
from tests.services.mock.meeting import join
from tests.services.study import ANA, BEN, CHANNEL, HERE, Study
from tests.sessions import session, stored

THREAD = 70
DAN = 104


async def round_under_way(study: Study) -> KeptRound:
    """A round that was sent just now."""
    now = study.clock()
    round = KeptRound(
        guild_id=HERE,
        id=ids.new(now),
        slot=now.date(),
        number=1,
        closes_at=now,
        sends_at=now,
        starts_at=now,
        channel_id=CHANNEL,
        state="sent",
    )
    async with study.database.transaction() as tx:
        assert await rounds.add_once(tx, round)
    return round


async def pair(study: Study, *members: int, joined: bool = True, **given: Any) -> Session:
    """Ana and Ben, unless others are named, who are free on the same evenings; the round is under way."""
    members = members or (ANA, BEN)
    if joined:
        for member in members:
            await join(study, member, days={3, 4, 5}, parts={"evening"})
    if "round_id" not in given:
        given["round_id"] = (await round_under_way(study)).id
    return await stored(study.database, session(HERE, study.clock(), *members, **given))


async def in_thread(study: Study, made: Session) -> Session:
    """The same once its thread is there, with the times in it."""
    async with study.database.transaction() as tx:
        await threads.open(tx, made, CHANNEL, study.clock())
    (order,) = await told(study, "mock-thread")
    await study.end(order, message_id=None, thread_id=THREAD)
    for entry in await told(study, "mock-entry"):
        await study.end(entry, message_id=None, thread_id=THREAD)
    (pick,) = await told(study, "mock-pick")
    await study.end(pick, channel_id=THREAD)
    return await now(study, made)


async def now(study: Study, of: Session) -> Session:
    """A session as it stands."""
    async with study.database.reading() as tx:
        found = await sessions.find(tx, guild_id=HERE, id=of.id)
    assert found is not None
    return found


async def told(study: Study, kind: str, *, state: State | None = State.DUE) -> list[Delivery]:
    """What waits on the outbox of a kind; with None for the state, all there ever was."""
    return [one for one in await study.outbox(kind) if state in (None, one.state)]


async def whom(study: Study, kind: str) -> list[int | None]:
    """Who is told of it directly; None stands for the thread."""
    return sorted((one.target.user_id for one in await told(study, kind)), key=str)


async def later(study: Study, **delta: float) -> datetime:
    """Time passes, then what is due is done."""
    moment = study.clock.pass_by(**delta)
    await study.services.sessions.tick(moment)
    return moment


async def waiting(study: Study) -> Sequence[int]:
    return [row["user_id"] for row in await study.rows(WAITING, "user_id")]


async def streaks(study: Study) -> dict[int, int]:
    return {row["user_id"]: row["streak"] for row in await study.rows(MOCK_MEMBER)}


A_DAY = timedelta(days=1)
