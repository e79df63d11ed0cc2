"""The question of the day: `/daily` for members, `/series` for owners."""

from bot.client import Client
from cogs.daily import posts
from cogs.daily.daily import DailyCog
from cogs.daily.series import SeriesCog


async def setup(client: Client) -> None:
    """Load the commands, and say how this feature’s deliveries look."""
    await client.add_cog(DailyCog(client))
    await client.add_cog(SeriesCog(client))
    posts.register(client)
