"""A session for two who found one another outside the pairs of a round."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.daily.question import KINDS, Kind
from bot.domain.mock import course, turns
from bot.domain.mock.group import REMEMBERED
from bot.domain.mock.kinds import choose_kind
from bot.domain.mock.member import Member
from bot.domain.mock.session import Facts, Origin, Role, Seat, Session
from bot.domain.mock.turns import Turns
from bot.storage import ids
from bot.storage.database import Tx
from bot.storage.mock import past, round_settings, sessions

LOOK_BACK = timedelta(weeks=REMEMBERED)
_A_WEEK = timedelta(days=7)
_ROLES: tuple[Role, Role] = ("interviewer", "candidate")


async def make(
    tx: Tx,
    one: Member,
    other: Member,
    *,
    guild_id: int,
    origin: Origin,
    starts: int,
    now: datetime,
    times: Sequence[datetime] = (),
    round_id: int | None = None,
    channel_id: int | None = None,
) -> Session:
    """Store a session of these two, whom so many `starts` suit; of equals `one` interviews first."""
    planned = turns.plan(one, other)
    id = ids.new(now)
    told = await facts(tx, guild_id, planned, one, other, starts=starts, now=now)
    candidate = other if planned.candidate == other.id else one
    history = await _practised(tx, guild_id, candidate.id, now)
    made = Session(
        guild_id=guild_id,
        id=id,
        origin=origin,
        round_id=round_id,
        state="proposing",
        kind=choose_kind(told.kinds, candidate.kinds, history, f"{guild_id}:{id}".encode()),
        swap=planned.swap,
        created_at=now,
        asked_at=now,
        set_number=1 if times else 0,
        times=times,
        facts=told,
        channel_id=channel_id,
        seats=seats(planned, one, other),
    )
    made = _planned(made)
    await sessions.add(tx, made)
    return made


def _planned(made: Session) -> Session:
    """With what is to be done about it first."""
    at, step = course.following(made) or (None, None)
    return replace(made, next_at=at, next_step=step)


async def _practised(tx: Tx, guild_id: int, user_id: int, now: datetime) -> Sequence[Kind]:
    since = now - LOOK_BACK
    return await past.practised(tx, guild_id=guild_id, user_id=user_id, since=since)


async def channel(tx: Tx, guild_id: int) -> int | None:
    """Under which channel the threads of a server’s sessions are made, where its owners chose one."""
    chosen = await round_settings.of_guilds(tx, guild_ids=[guild_id])
    return chosen[guild_id].channel_id if guild_id in chosen else None


def seats(planned: Turns, one: Member, other: Member) -> tuple[Seat, ...]:
    """The two seats, who interviews first at place 0."""
    pair = {one.id: one, other.id: other}
    order = (pair[planned.interviewer], pair[planned.candidate])
    return tuple(
        Seat(user_id=member.id, place=place, role=role, level=member.level)
        for place, (member, role) in enumerate(zip(order, _ROLES, strict=True))
    )


async def facts(
    tx: Tx,
    guild_id: int,
    planned: Turns,
    one: Member,
    other: Member,
    *,
    starts: int,
    now: datetime,
) -> Facts:
    """What is told of these two, and of nobody else."""
    first, second = (one, other) if planned.interviewer == one.id else (other, one)
    met = await past.last_met(
        tx, guild_id=guild_id, one=one.id, other=other.id, since=now - LOOK_BACK
    )
    return Facts(
        starts=starts,
        weeks_ago=None if met is None else max(1, (now - met) // _A_WEEK),
        kinds=tuple(kind for kind in KINDS if kind in one.kinds & other.kinds),
        levels=(first.level, second.level),
        refused=planned.refused,
    )
