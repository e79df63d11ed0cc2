"""What a member chose, and everything held about them, found by the columns that hold a member."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Row,
    Select,
    Table,
    and_,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
    update,
)

from bot.domain.me import Preferences
from bot.domain.retention import Counts
from bot.storage.database import Tx, insert_or_update
from bot.storage.tables import metadata
from bot.storage.tables.me import MEMBER


async def zone(tx: Tx, *, guild_id: int, user_id: int) -> str | None:
    """The time zone a member chose."""
    rows = await tx.execute(
        select(MEMBER.c.zone).where(MEMBER.c.guild_id == guild_id, MEMBER.c.user_id == user_id)
    )
    return rows.scalar_one_or_none()


async def preferences(tx: Tx, *, guild_id: int, user_id: int) -> Preferences:
    """What a member chose; as for everybody where they chose nothing."""
    rows = await tx.execute(
        select(MEMBER).where(MEMBER.c.guild_id == guild_id, MEMBER.c.user_id == user_id)
    )
    row = rows.one_or_none()
    return Preferences() if row is None else preferences_of(row)


def preferences_of(row: Row[Any]) -> Preferences:
    """What a row of a member holds of them."""
    return Preferences(
        zone=row.zone,
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        reach=row.reach or "dm",
        reviews=row.reviews,
        recap=row.recap,
    )


async def set_zone(tx: Tx, *, guild_id: int, user_id: int, zone: str, now: datetime) -> None:
    """Remember a member’s time zone."""
    await choose(tx, guild_id=guild_id, user_id=user_id, now=now, zone=zone)


async def choose(tx: Tx, *, guild_id: int, user_id: int, now: datetime, **choices: Any) -> None:
    """Remember choices of a member: zone, quiet_from, quiet_until, reach, reviews, recap."""
    first: dict[str, Any] = {"reviews": True, "recap": False}
    thing = {"guild_id": guild_id, "user_id": user_id, "first_seen_at": now}
    await insert_or_update(tx, MEMBER, {**first, **choices, **thing}, list(choices))


def member_columns() -> Iterator[tuple[Table, Column[Any]]]:
    """Every column of every table that holds a member, children before their parents."""
    for table in reversed(metadata.sorted_tables):
        for column in table.c:
            if "member" in column.info:
                yield table, column


def _told(columns: Sequence[Column[Any]]) -> Sequence[Column[Any]]:
    """Those by which a row is a member’s to see."""
    return [column for column in columns if "secret" not in column.info]


def _theirs(column: Column[Any], user_id: int) -> ColumnElement[bool]:
    """Whether a row is theirs to see by this column: a sealed card is not, before it opens."""
    once: str | None = column.info.get("once")
    mine = column == user_id
    return mine if once is None else and_(mine, column.table.c[once].is_not(None))


async def counts(tx: Tx, *, guild_id: int, user_id: int) -> Counts:
    """How many rows are about a member in a server; a table without any is not listed."""
    statements: list[Select[str, str, int]] = []
    for table, pairs in groupby(member_columns(), key=itemgetter(0)):
        statements += _counting(table, [column for _, column in pairs], guild_id, user_id)
    found: dict[str, dict[str, int]] = {"goes": {}, "stays": {}}
    for row in await tx.execute(union_all(*statements)):
        if row.number:
            found[row.end][row.name] = row.number
    return Counts(found["goes"], found["stays"])


def _counting(
    table: Table, members: Sequence[Column[Any]], guild_id: int, user_id: int
) -> Iterator[Select[str, str, int]]:
    """How many rows of a table go with a member, and how many stay without their name."""
    owning = [column for column in _told(members) if column.info["member"] == "delete"]
    naming = [column for column in _told(members) if column.info["member"] == "clear"]
    goes = or_(false(), *(column == user_id for column in owning))
    named = or_(false(), *(column == user_id for column in naming))
    others = (column.is_distinct_from(user_id) for column in owning)
    for end, where in (("goes", goes), ("stays", and_(named, *others))):
        yield (
            select(
                literal(end).label("end"),
                literal(table.name).label("name"),
                func.count().label("number"),
            )
            .select_from(table)
            .where(table.c.guild_id == guild_id, where)
        )


async def export(tx: Tx, *, guild_id: int, user_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every row about a member in a server, by table; ids of other members are left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table, pairs in groupby(member_columns(), key=itemgetter(0)):
        members = [column for _, column in pairs]
        theirs = or_(false(), *(_theirs(column, user_id) for column in _told(members)))
        rows = await tx.execute(select(table).where(table.c.guild_id == guild_id, theirs))
        # Members’ ids by their own column; what one of them alone may read by that member’s.
        of = {column.name: column.name for column in members}
        of |= {column.name: column.info["of"] for column in table.c if "of" in column.info}
        for row in rows.mappings():
            shown = {
                name: value
                for name, value in row.items()
                if name not in of or row[of[name]] == user_id
            }
            found.setdefault(table.name, []).append(shown)
    return dict(sorted(found.items()))


async def delete(tx: Tx, *, guild_id: int, user_id: int) -> None:
    """Delete a member’s own rows; empty the column where the row is about more than them."""
    for table, column in member_columns():
        theirs = (table.c.guild_id == guild_id, column == user_id)
        if column.info["member"] == "delete":
            await tx.execute(table.delete().where(*theirs))
        else:
            await tx.execute(update(table).where(*theirs).values({column.name: None}))
