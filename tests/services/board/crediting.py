"""Deeds credited in the fewest words, and what is read back of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Table, func, select, update

from bot.domain.board.deed import Dated, Deed
from bot.domain.board.points import Key, Line
from bot.services.board.checking import Checking
from bot.services.board.crediting import credit
from bot.storage.board import entries, totals
from bot.storage.database import Database
from bot.storage.tables.board import ENTRY
from tests.domain.lines import MONDAY
from tests.services.study import ANA, HERE


def dated(line: Line, user_id: int = ANA, guild_id: int = HERE) -> Dated:
    """A line as the deed it was made from."""
    deed = Deed(
        guild_id=guild_id,
        user_id=user_id,
        kind=line.kind,
        thing=line.thing,
        at=line.at,
        full=line.full,
        other_id=line.other_id,
        span=line.span,
    )
    return Dated(deed=deed, day=line.day)


async def credited(
    database: Database, *lines: Line, user_id: int = ANA, guild_id: int = HERE
) -> None:
    """Credit deeds of a member in one transaction."""
    async with database.transaction() as tx:
        await credit(tx, [dated(line, user_id, guild_id) for line in lines])


async def total(
    database: Database, window: str = "all", user_id: int = ANA, guild_id: int = HERE
) -> int:
    async with database.reading() as tx:
        found = await totals.of_member(tx, guild_id=guild_id, user_id=user_id)
    return found.get(window, 0)


async def earned(database: Database, user_id: int = ANA, guild_id: int = HERE) -> dict[Key, int]:
    """What each deed of a member earned, corrections included."""
    async with database.reading() as tx:
        found = await entries.of_member(
            tx, guild_id=guild_id, user_id=user_id, since=date(1970, 1, 1)
        )
    return {key: entry.points for key, entry in found.items()}


async def differences(database: Database) -> Sequence[str]:
    return await Checking(database).differences()


async def rows(database: Database, table: Table) -> Sequence[Any]:
    async with database.reading() as tx:
        return (await tx.execute(select(table).order_by(*table.primary_key.columns))).all()


async def forgotten(database: Database, other_id: int) -> None:
    """Somebody is no longer named in the entries of others."""
    async with database.transaction() as tx:
        await tx.execute(update(ENTRY).where(ENTRY.c.other_id == other_id).values(other_id=None))


async def written(database: Database) -> int:
    async with database.reading() as tx:
        return (await tx.execute(select(func.count()).select_from(ENTRY))).scalar_one()


WEEK = f"week:{MONDAY}"
