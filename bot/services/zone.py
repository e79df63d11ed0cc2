"""The time zone that holds in a server where nobody named another."""

from bot.storage import server
from bot.storage.daily import series
from bot.storage.database import Tx


async def usual(tx: Tx, guild_id: int) -> str:
    """The zone of the server’s settings, else of its newest series, else UTC."""
    settings = await server.settings(tx, guild_id=guild_id)
    if settings.zone is not None:
        return settings.zone
    found = await series.of_guild(tx, guild_id=guild_id)
    return found[-1].plan.zone if found else "UTC"
