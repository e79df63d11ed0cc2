"""Servers: which the bot is in, who owns each, and what holds for the whole of it."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlalchemy import select, update

from bot.domain.server import Settings
from bot.storage.database import Tx, insert_or_update, insert_or_update_all
from bot.storage.tables import metadata
from bot.storage.tables.server import GUILD, SETTINGS


async def present(tx: Tx, *, owners: Mapping[int, int | None], now: datetime) -> None:
    """Servers the bot is in, by their owner: new ones, and any that came back in time.

    Of one that is unavailable the owner is not known, and the one stored before is kept.
    """
    rows = [
        {"guild_id": guild_id, "owner_id": owner_id, "joined_at": now, "removed_at": None}
        for guild_id, owner_id in owners.items()
    ]
    known = [row for row in rows if row["owner_id"] is not None]
    await insert_or_update_all(tx, GUILD, known, ["owner_id", "removed_at"])
    unknown = [row for row in rows if row["owner_id"] is None]
    await insert_or_update_all(tx, GUILD, unknown, ["removed_at"])


async def left_all_but(tx: Tx, *, guild_ids: AbstractSet[int], now: datetime) -> None:
    """The bot is in these servers and in no other."""
    rows = await tx.execute(select(GUILD.c.guild_id).where(GUILD.c.removed_at.is_(None)))
    for guild_id in set(rows.scalars()) - guild_ids:
        await left(tx, guild_id=guild_id, now=now)


async def left(tx: Tx, *, guild_id: int, now: datetime) -> None:
    """The bot was removed from a server."""
    await tx.execute(update(GUILD).where(GUILD.c.guild_id == guild_id).values(removed_at=now))


async def left_before(tx: Tx, *, moment: datetime) -> Sequence[int]:
    """Servers the bot was removed from before a moment."""
    rows = await tx.execute(select(GUILD.c.guild_id).where(GUILD.c.removed_at < moment))
    return list(rows.scalars())


async def owner(tx: Tx, *, guild_id: int) -> int | None:
    """The owner of a server, where known."""
    rows = await tx.execute(select(GUILD.c.owner_id).where(GUILD.c.guild_id == guild_id))
    return rows.scalar_one_or_none()


async def lock(tx: Tx, *, guild_ids: Sequence[int]) -> None:
    """Let no other process plan for these servers until this transaction ends."""
    if tx.dialect.name == "sqlite":
        return  # there is one writer
    await tx.execute(
        select(GUILD.c.guild_id)
        .where(GUILD.c.guild_id.in_(guild_ids))
        .order_by(GUILD.c.guild_id)
        .with_for_update()
    )


async def forget(tx: Tx, *, guild_id: int) -> None:
    """Delete every row about a server, children before their parents."""
    for table in reversed(metadata.sorted_tables):
        if "guild_id" in table.c:
            await tx.execute(table.delete().where(table.c.guild_id == guild_id))


async def settings(tx: Tx, *, guild_id: int) -> Settings:
    """What holds for a whole server."""
    rows = await tx.execute(select(SETTINGS).where(SETTINGS.c.guild_id == guild_id))
    row = rows.mappings().one_or_none()
    if row is None:
        return Settings()
    return Settings(**{name: value for name, value in row.items() if name != "guild_id"})


async def save_settings(tx: Tx, *, guild_id: int, version: int, **choices: object) -> None:
    """Write down any of log_channel_id, zone, report_to, as the settings of this version."""
    values = {**choices, "guild_id": guild_id, "version": version}
    await insert_or_update(tx, SETTINGS, values, [*choices, "version"])
