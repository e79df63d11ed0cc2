"""Boards: who stands where among those who want to be seen, and what all do together."""

from bot.client import Client
from cogs.board import digest
from cogs.board.board import BoardCog


async def setup(client: Client) -> None:
    """Load the command, and say how this feature’s deliveries look."""
    await client.add_cog(BoardCog(client))
    digest.register(client)
