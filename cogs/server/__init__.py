"""For owners: `/setup` and `/server`; and `/help` for everybody."""

from bot.client import Client
from cogs.server import test_post
from cogs.server.help import HelpCog
from cogs.server.server import ServerCog
from cogs.server.setup import SetupCog


async def setup(client: Client) -> None:
    """Load the commands, and say how the test post looks."""
    await client.add_cog(SetupCog(client))
    await client.add_cog(ServerCog(client))
    await client.add_cog(HelpCog())
    test_post.register(client)
