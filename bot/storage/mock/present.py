"""Who takes part in the mock interviews of a server just now, with all that pairing looks at."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, ColumnElement, Row, Text, select, type_coerce

from bot.domain.mock.joining import STANDING, resting
from bot.domain.mock.member import Hours, Interval, Member
from bot.storage.database import Tx
from bot.storage.tables.me import MEMBER
from bot.storage.tables.mock import HOURS, MOCK_CHOICE, MOCK_MEMBER, NEVER
from bot.storage.tables.plan import PLAN

_M = MOCK_MEMBER.c
_C = MOCK_CHOICE.c
_H = HOURS.c
_N = NEVER.c


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who takes part: neither gone nor paused on their own date.

    `skips`: they leave the next round out.
    """

    member: Member
    joined_at: datetime
    skips: bool


async def members(
    tx: Tx, *, guild_id: int, user_ids: Collection[int] | None, week: date, now: datetime
) -> Mapping[int, Present]:
    """Of these members those who take part, in order of their ids; None: of all there are.

    Their hours are those of the week that begins on this Monday: its own, else those of every week.
    `never` is whom a member named themselves. Takes four statements however many there are.
    """
    entries = await _entries(tx, guild_id, user_ids, now)
    chosen = await _choices(tx, guild_id, user_ids)
    free = await _hours(tx, guild_id, user_ids, week)
    named = await _never(tx, guild_id, user_ids)
    return {
        row.user_id: Present(
            Member(
                id=row.user_id,
                zone=row.home or row.zone,
                kinds=frozenset[Any](chosen.get((row.user_id, "kind"), ())),
                level=row.level,
                wish=row.wish,
                languages=frozenset(chosen.get((row.user_id, "language"), ())),
                hours=free.get(row.user_id, ()),
                streak=row.streak,
                balance=row.balance,
                never=frozenset(named.get(row.user_id, ())),
                interview=row.interview,
            ),
            row.joined_at,
            row.skips,
        )
        for row in entries
    }


async def member(
    tx: Tx, *, guild_id: int, user_id: int, week: date, now: datetime
) -> Present | None:
    """One of them, if they take part."""
    found = await members(tx, guild_id=guild_id, user_ids=[user_id], week=week, now=now)
    return found.get(user_id)


def _of(
    guild: Column[Any], user: Column[Any], guild_id: int, user_ids: Collection[int] | None
) -> tuple[ColumnElement[bool], ...]:
    here = guild == guild_id
    return (here,) if user_ids is None else (here, user.in_(user_ids))


async def _entries(
    tx: Tx, guild_id: int, user_ids: Collection[int] | None, now: datetime
) -> list[Row[Any]]:
    @cache
    def today(zone: str) -> date:
        return now.astimezone(ZoneInfo(zone)).date()

    rows = await tx.execute(
        select(MOCK_MEMBER, MEMBER.c.zone.label("home"), PLAN.c.interview)
        .outerjoin(MEMBER, (MEMBER.c.guild_id == _M.guild_id) & (MEMBER.c.user_id == _M.user_id))
        .outerjoin(PLAN, (PLAN.c.guild_id == _M.guild_id) & (PLAN.c.user_id == _M.user_id))
        .where(*_of(_M.guild_id, _M.user_id, guild_id, user_ids), _M.left_at.is_(None))
        # Who was not found in the server any more, though their rows are kept for a while.
        .where(MEMBER.c.left_at.is_(None))
        .order_by(_M.user_id)
    )
    return [
        row
        for row in rows
        if not resting(row.paused_at, row.paused_until, today(row.home or row.zone))
    ]


async def _choices(
    tx: Tx, guild_id: int, user_ids: Collection[int] | None
) -> Mapping[tuple[int, str], list[str]]:
    found: dict[tuple[int, str], list[str]] = {}
    for user_id, what, value in await tx.execute(
        select(_C.user_id, _C.what, _C.value).where(
            *_of(_C.guild_id, _C.user_id, guild_id, user_ids)
        )
    ):
        found.setdefault((user_id, what), []).append(value)
    return found


async def _hours(
    tx: Tx, guild_id: int, user_ids: Collection[int] | None, week: date
) -> Mapping[int, Hours]:
    rows = await tx.execute(
        # The weeks are told apart as they are written: there are thousands of rows.
        select(_H.user_id, type_coerce(_H.week, Text), _H.weekday, _H.start, _H.length)
        .where(*_of(_H.guild_id, _H.user_id, guild_id, user_ids), _H.week.in_([STANDING, week]))
        # A week of a member’s own comes after every week, and takes its place.
        .order_by(_H.user_id, _H.week, _H.weekday, _H.start)
    )
    found: dict[int, tuple[str, list[Interval]]] = {}
    for user_id, of, weekday, start, length in rows:
        if user_id not in found or found[user_id][0] != of:
            found[user_id] = (of, [])
        # A week without hours is one that lasts no time.
        if length:
            found[user_id][1].append(Interval(weekday, start, length))
    return {user_id: tuple(intervals) for user_id, (_, intervals) in found.items()}


async def _never(
    tx: Tx, guild_id: int, user_ids: Collection[int] | None
) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = {}
    for user_id, other_id in await tx.execute(
        select(_N.user_id, _N.other_id).where(*_of(_N.guild_id, _N.user_id, guild_id, user_ids))
    ):
        found.setdefault(user_id, []).append(other_id)
    return found
