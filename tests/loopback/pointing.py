"""Points discord.py at a loopback, and back at Discord afterwards."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.loopback.world import Loopback


@contextmanager
def pointed_at(world: Loopback) -> Generator[None]:
    """For clients of this process; a bot in its own process is told by LOOPMATE_DISCORD_API."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = world.api, yarl.URL(world.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


def plain_intents() -> discord.Intents:
    """Guilds alone, as the bot itself asks for."""
    intents = discord.Intents.none()
    intents.guilds = True
    return intents


@asynccontextmanager
async def online(client: discord.Client, token: str) -> AsyncGenerator[discord.Client]:
    """A client that is ready, and closed afterwards.

    Give it a short `guild_ready_timeout`: discord.py waits that long after the last server.
    """
    async with client:
        await client.login(token)
        connection = asyncio.create_task(client.connect())
        await client.wait_until_ready()
        try:
            yield client
        finally:
            await client.close()
            await connection
