"""What a member did in a week, and who gets a recap of theirs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, case, func, literal, select, tuple_

from bot.domain.board.deed import DeedKind
from bot.domain.me import Preferences
from bot.domain.plan.recap import Done
from bot.domain.plan.streak import Vacation
from bot.storage.database import Tx
from bot.storage.me import preferences_of
from bot.storage.tables.board import ENTRY
from bot.storage.tables.me import MEMBER
from bot.storage.tables.plan import PLAN, STUDY_DAY, VACATION
from bot.storage.types import Flag

_E, _M, _V = ENTRY.c, MEMBER.c, VACATION.c
_YES = literal(True, Flag())
# Days around the world differ by no more.
_NEAR = timedelta(days=1)
Member = tuple[int, int]
"""A server, and a member of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who gets a recap; `seen_on` is the last day on which they did something or looked at their plan."""

    preferences: Preferences
    seen_on: date | None
    vacations: Sequence[Vacation]


async def done(
    tx: Tx, *, guild_id: int, user_id: int, first: date, last: date
) -> Mapping[DeedKind, Done]:
    """What was done from day to day, both included, by kind."""
    rows = await tx.execute(
        select(
            _E.kind,
            func.sum(_E.points).label("points"),
            func.sum(case((_E.n == 0, 1), else_=0)).label("times"),
        )
        .where(_E.guild_id == guild_id, _E.user_id == user_id, _E.day.between(first, last))
        .group_by(_E.kind)
        .order_by(_E.kind)
    )
    return {row.kind: Done(times=int(row.times), points=int(row.points)) for row in rows}


async def readers(tx: Tx, *, members: Collection[Member], around: date) -> Mapping[Member, Reader]:
    """Those of these members who want a recap and are there, with their vacations near a day."""
    rows = await tx.execute(
        select(MEMBER).where(
            tuple_(_M.guild_id, _M.user_id).in_(members), _M.recap == _YES, _M.left_at.is_(None)
        )
    )
    wanted = {(row.guild_id, row.user_id): preferences_of(row) for row in rows}
    if not wanted:
        return {}
    seen: dict[Member, date] = {}
    for table, day in ((STUDY_DAY, "day"), (ENTRY, "day"), (PLAN, "seen_on")):
        for member, last in await _last(tx, table, table.c[day], wanted):
            seen[member] = max(seen.get(member, last), last)
    away = await tx.execute(
        select(VACATION).where(
            tuple_(_V.guild_id, _V.user_id).in_(wanted),
            _V.first <= around + _NEAR,
            _V.last >= around - _NEAR,
        )
    )
    off: dict[Member, list[Vacation]] = {}
    for row in away:
        vacation = Vacation(first=row.first, last=row.last)
        off.setdefault((row.guild_id, row.user_id), []).append(vacation)
    return {
        member: Reader(preferences=mine, seen_on=seen.get(member), vacations=off.get(member, []))
        for member, mine in wanted.items()
    }


async def _last(
    tx: Tx, table: Table, day: ColumnElement[Any], members: Collection[Member]
) -> list[tuple[Member, date]]:
    key = (table.c.guild_id, table.c.user_id)
    rows = await tx.execute(
        select(*key, func.max(day).label("last")).where(tuple_(*key).in_(members)).group_by(*key)
    )
    return [((row.guild_id, row.user_id), row.last) for row in rows]
