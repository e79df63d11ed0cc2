"""The member’s own: `/me`."""

from bot.client import Client
from cogs.me.cog import MeCog


async def setup(client: Client) -> None:
    """Load the commands."""
    await client.add_cog(MeCog(client))
