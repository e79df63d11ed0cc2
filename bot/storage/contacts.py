"""Who can be told of trouble in a server, and when they sleep."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from bot.domain.delivery import Target
from bot.domain.me import Preferences
from bot.storage.database import Tx
from bot.storage.tables.me import MEMBER
from bot.storage.tables.server import GUILD, SETTINGS


async def of_guilds(tx: Tx, guild_ids: Sequence[int]) -> Mapping[int, Target]:
    """The owner and then the log channel of each of these servers, where known."""
    rows = await tx.execute(
        select(GUILD.c.guild_id, GUILD.c.owner_id, SETTINGS.c.log_channel_id)
        .join_from(GUILD, SETTINGS, GUILD.c.guild_id == SETTINGS.c.guild_id, isouter=True)
        .where(GUILD.c.guild_id.in_(guild_ids))
    )
    return {
        row.guild_id: Target(other_user_id=row.owner_id, channel_id=row.log_channel_id)
        for row in rows
    }


async def quiet_hours(
    tx: Tx, guild_ids: Collection[int], user_ids: Collection[int]
) -> Mapping[tuple[int, int], Preferences]:
    """The zone and the quiet hours of those who chose any, by (guild, user)."""
    rows = await tx.execute(
        select(
            MEMBER.c.guild_id,
            MEMBER.c.user_id,
            MEMBER.c.zone,
            MEMBER.c.quiet_from,
            MEMBER.c.quiet_until,
        ).where(MEMBER.c.guild_id.in_(guild_ids), MEMBER.c.user_id.in_(user_ids))
    )
    return {
        (row.guild_id, row.user_id): Preferences(
            zone=row.zone, quiet_from=row.quiet_from, quiet_until=row.quiet_until
        )
        for row in rows
    }
