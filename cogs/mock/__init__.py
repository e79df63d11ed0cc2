"""Mock interviews with peers: `/mock`."""

from bot.client import Client
from cogs.mock.mock import MockCog
from cogs.mock.never import NeverCog
from cogs.mock.times import TimesCog


async def setup(client: Client) -> None:
    """Load the commands."""
    times = TimesCog(client)
    await client.add_cog(times)
    never = NeverCog(client)
    await client.add_cog(never)
    await client.add_cog(MockCog(client, times, never))
