"""From when a server counts its seasons, and whether what was done before was credited."""

from datetime import date, datetime

from sqlalchemy import select, update

from bot.storage.database import Tx, insert_once, insert_or_update
from bot.storage.tables.board import BOARD_SETTINGS
from bot.storage.tables.server import GUILD

_B = BOARD_SETTINGS.c


async def season_from(tx: Tx, *, guild_id: int) -> date | None:
    """The Monday from which seasons are counted; nothing before the first deed."""
    rows = await tx.execute(select(_B.season_from).where(_B.guild_id == guild_id))
    return rows.scalar_one_or_none()


async def begin(tx: Tx, *, guild_id: int, monday: date) -> date:
    """Count seasons from this Monday on, unless they are counted from another; what holds."""
    found = await season_from(tx, guild_id=guild_id)
    if found is not None:
        return found
    await insert_once(tx, BOARD_SETTINGS, {"guild_id": guild_id, "version": 0})
    await tx.execute(
        update(BOARD_SETTINGS)
        .where(_B.guild_id == guild_id, _B.season_from.is_(None))
        .values(season_from=monday)
    )
    found = await season_from(tx, guild_id=guild_id)
    assert found is not None, "it was set just now, here or by another"
    return found


async def uncredited(tx: Tx) -> int | None:
    """A server whose earlier deeds are not credited yet."""
    rows = await tx.execute(
        select(GUILD.c.guild_id)
        .outerjoin(BOARD_SETTINGS, _B.guild_id == GUILD.c.guild_id)
        .where(GUILD.c.removed_at.is_(None), _B.credited_at.is_(None))
        .order_by(GUILD.c.guild_id)
        .limit(1)
    )
    return rows.scalar_one_or_none()


async def credited(tx: Tx, *, guild_id: int, now: datetime) -> None:
    """Note that everything that was done before is credited."""
    values = {"guild_id": guild_id, "version": 0, "credited_at": now}
    await insert_or_update(tx, BOARD_SETTINGS, values, ["credited_at"])
