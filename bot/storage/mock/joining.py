"""Who takes part in the mock interviews of a server, with what choices."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from bot.domain.mock.joining import Choices, Entry
from bot.storage.database import Tx, insert_once_all, insert_or_update
from bot.storage.tables.me import MEMBER
from bot.storage.tables.mock import MOCK_CHOICE, MOCK_MEMBER

_M = MOCK_MEMBER.c
_C = MOCK_CHOICE.c
_FIRST = {"streak": 0, "balance": 0, "version": 1}
# What coming back ends.
_ANEW = {"left_at": None, "skips": False, "paused_at": None, "paused_until": None}


async def find(tx: Tx, *, guild_id: int, user_id: int, to_change: bool = False) -> Entry | None:
    """What a member chose, whether or not they take part now; `to_change` keeps others out until then."""
    statement = select(MOCK_MEMBER).where(_M.guild_id == guild_id, _M.user_id == user_id)
    rows = await tx.execute(statement.with_for_update() if to_change else statement)
    row = rows.one_or_none()
    if row is None:
        return None
    chosen = await tx.execute(
        select(_C.what, _C.value).where(_C.guild_id == guild_id, _C.user_id == user_id)
    )
    return _entry(row, list(chosen.all()))


async def join(
    tx: Tx, *, guild_id: int, user_id: int, choices: Choices, zone: str, now: datetime
) -> None:
    """Keep what a member chose; they take part from now on, whatever was before."""
    values = {"level": choices.level, "wish": choices.wish, **_ANEW}
    thing = {"guild_id": guild_id, "user_id": user_id}
    await insert_or_update(
        tx, MOCK_MEMBER, {**thing, **_FIRST, **values, "joined_at": now, "zone": zone}, values
    )
    await choose(tx, **thing, what="kind", values=choices.kinds)


async def choose(
    tx: Tx, *, guild_id: int, user_id: int, what: str, values: Collection[str]
) -> None:
    """Keep these kinds or languages in place of those there are."""
    thing = {"guild_id": guild_id, "user_id": user_id, "what": what}
    await tx.execute(delete(MOCK_CHOICE).where(*(_C[name] == of for name, of in thing.items())))
    await insert_once_all(tx, MOCK_CHOICE, [{**thing, "value": value} for value in values])


async def change(tx: Tx, *, guild_id: int, user_id: int, **values: Any) -> None:
    """Change any of left_at, skips, paused_at, paused_until."""
    await tx.execute(
        update(MOCK_MEMBER).where(_M.guild_id == guild_id, _M.user_id == user_id).values(**values)
    )


async def wait_longer(tx: Tx, *, guild_id: int, user_ids: Collection[int]) -> None:
    """Count one round more in which these members were left out: they come first in the next one."""
    await tx.execute(
        update(MOCK_MEMBER)
        .where(_M.guild_id == guild_id, _M.user_id.in_(user_ids))
        .values(streak=_M.streak + 1)
    )


async def taking_part(tx: Tx, *, guild_id: int, limit: int) -> Sequence[tuple[int, str, Entry]]:
    """Members who have not left, each with their zone and entry; those who joined last first.

    Of the entries kinds and languages are left out.
    """
    rows = await tx.execute(
        select(MOCK_MEMBER, MEMBER.c.zone.label("home"))
        .outerjoin(MEMBER, (MEMBER.c.guild_id == _M.guild_id) & (MEMBER.c.user_id == _M.user_id))
        .where(_M.guild_id == guild_id, _M.left_at.is_(None))
        .order_by(_M.joined_at.desc(), _M.user_id)
        .limit(limit)
    )
    return [(row.user_id, row.home or row.zone, _entry(row, ())) for row in rows]


def _entry(row: Row[Any], chosen: Sequence[Any]) -> Entry:
    return Entry(
        choices=Choices(
            kinds=frozenset(value for what, value in chosen if what == "kind"),
            level=row.level,
            wish=row.wish,
        ),
        languages=frozenset(value for what, value in chosen if what == "language"),
        joined_at=row.joined_at,
        left_at=row.left_at,
        skips=row.skips,
        paused_at=row.paused_at,
        paused_until=row.paused_until,
        zone=row.zone,
        version=row.version,
    )
