"""Where the client connects, and that it comes back to the same place."""

import asyncio

import discord
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot import client as clients
from bot.client import Client
from tests.loopback import Loopback
from tests.wire.running import running, until


async def test_an_invalid_session_identifies_again_at_the_same_place(
    world: Loopback, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(world, address):
        before = world.counters()["identifies"]
        # discord.py waits 5 s before it identifies anew; the time is not what is tested.
        world.gateway.invalidate()
        await until(lambda: world.counters()["identifies"] > before, 15)
        assert str(DiscordWebSocket.DEFAULT_GATEWAY).startswith(world.gateway_url)


async def test_a_dropped_gateway_is_resumed(world: Loopback, address: str) -> None:
    async with running(world, address):
        world.gateway.drop()
        await until(lambda: world.counters()["resumes"] > 0, 15)


async def test_rest_and_gateway_follow_one_setting(world: Loopback) -> None:
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    try:
        clients.point_at(world.api)
        async with discord.Client(intents=discord.Intents.none()) as plain:
            await plain.login(world.token)
            await clients.follow_gateway(plain)
        assert world.api == Route.BASE
        assert str(DiscordWebSocket.DEFAULT_GATEWAY) == world.gateway_url
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


def puts(world: Loopback) -> int:
    return sum(one.method == "PUT" and one.path.endswith("/commands") for one in world.requests)


async def test_commands_are_registered_once_and_not_again(world: Loopback, address: str) -> None:
    async with running(world, address):
        assert puts(world) == 1
    async with running(world, address):
        assert puts(world) == 1
    world.state.commands.pop()
    async with running(world, address):
        assert puts(world) == 2


async def test_no_member_and_no_message_is_cached(world: Loopback, address: str) -> None:
    async with running(world, address) as house:
        client: Client = house.client
        assert client.intents == discord.Intents(guilds=True)
        assert not client.cached_messages
        assert all(member == guild.me for guild in client.guilds for member in guild.members)
        await asyncio.sleep(0)
