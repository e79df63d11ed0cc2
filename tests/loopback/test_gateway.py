"""The real client connects, loses its line or its session, and finds its way back."""

import asyncio

import aiohttp
import discord
import pytest

from tests.loopback import Kind, Loopback, online, plain_intents, pointed_at
from tests.loopback.wire import shard_of


def bare_client() -> discord.Client:
    return discord.Client(intents=plain_intents(), guild_ready_timeout=0.01)


async def test_a_bare_client_gets_ready_with_five_servers() -> None:
    async with Loopback(guilds=5, channels=3, roles=2) as world:
        world.add_channel(world.guild, "questions", Kind.FORUM)
        with pointed_at(world):
            async with online(bare_client(), world.token) as client:
                assert len(client.guilds) == 5
                first = client.guilds[0]
                assert [type(channel) for channel in first.channels] == [
                    *[discord.TextChannel] * 3,
                    discord.ForumChannel,
                ]
                assert {role.name for role in first.roles} >= {"Role 1", "Role 2"}
                assert first.me.id == world.state.bot.id
        assert world.counters()["identifies"] == 1


async def test_a_dropped_connection_is_resumed_with_what_it_missed(
    world: Loopback, client: discord.Client
) -> None:
    resumed = client.wait_for("resumed", timeout=5)
    world.gateway.drop()
    world.add_channel(world.guild, "made-meanwhile")
    await resumed
    assert client.guilds[0].channels[-1].name == "made-meanwhile"
    assert (world.counters()["identifies"], world.counters()["resumes"]) == (1, 1)


async def test_a_client_that_is_asked_to_reconnect_resumes(
    world: Loopback, client: discord.Client
) -> None:
    resumed = client.wait_for("resumed", timeout=5)
    world.gateway.reconnect()
    await resumed
    assert world.counters()["connections"] == 2


async def test_an_invalidated_session_is_begun_again_at_the_same_place(
    world: Loopback, client: discord.Client
) -> None:
    ready = client.wait_for("ready", timeout=5)
    world.gateway.invalidate()
    await ready
    assert world.counters()["identifies"] == 2
    assert world.counters()["resumes"] == 0


async def test_an_invalid_session_that_may_be_resumed_is(
    world: Loopback, client: discord.Client
) -> None:
    resumed = client.wait_for("resumed", timeout=5)
    world.gateway.invalidate(resumable=True)
    await resumed
    assert world.counters()["identifies"] == 1


async def test_a_forgotten_session_is_refused_and_begun_again(
    world: Loopback, client: discord.Client
) -> None:
    ready = client.wait_for("ready", timeout=5)
    world.gateway.forget()
    world.gateway.drop()
    await ready
    assert world.counters()["refused_resumes"] == 1
    assert world.counters()["identifies"] == 2


async def test_heartbeats_are_acknowledged() -> None:
    async with Loopback(heartbeat=0.05) as world:
        with pointed_at(world):
            async with online(bare_client(), world.token) as client:
                await asyncio.sleep(0.15)
                assert world.counters()["heartbeats"] >= 3
                assert 0 < client.latency < 1


async def test_shards_share_the_servers_between_them() -> None:
    async with Loopback(guilds=4) as world:
        with pointed_at(world):
            half = discord.Client(
                intents=plain_intents(), guild_ready_timeout=0.01, shard_id=1, shard_count=2
            )
            async with online(half, world.token):
                assert {guild.shard_id for guild in half.guilds} == {1}
                assert len(half.guilds) == 2
                added = [world.add_guild(f"Later {number}") for number in range(4)]
                last = [guild for guild in added if shard_of(guild.id, 2) == 1][-1]
                await half.wait_for("guild_join", check=lambda guild: guild.id == last.id)
                assert {guild.shard_id for guild in half.guilds} == {1}
                assert len(half.guilds) == 4


async def test_a_client_without_the_guilds_intent_hears_of_no_server(world: Loopback) -> None:
    quiet = discord.Client(intents=discord.Intents.none(), guild_ready_timeout=0.01)
    async with online(quiet, world.token):
        assert [guild.name for guild in quiet.guilds] == [""]


async def test_a_wrong_token_is_turned_away(world: Loopback) -> None:
    async with bare_client() as client:
        with pytest.raises(discord.LoginFailure):
            await client.login("somebody-else")


async def test_a_server_is_joined_and_left_while_connected(
    world: Loopback, client: discord.Client
) -> None:
    joined = client.wait_for("guild_join", timeout=5)
    guild = world.add_guild("New here")
    assert (await joined).name == "New here"
    left = client.wait_for("guild_remove", timeout=5)
    world.remove_guild(guild)
    assert (await left).id == guild.id


async def test_a_session_ends_with_a_clean_goodbye_alone(world: Loopback) -> None:
    async with aiohttp.ClientSession() as http:
        for code, left in ((4000, 1), (1000, 1), (1000, 1)):
            async with http.ws_connect(world.gateway_url) as socket:
                assert (await socket.receive_json())["op"] == 10
                asked = {"token": world.token, "intents": 0}
                await socket.send_json({"op": 2, "d": asked})
                assert (await socket.receive_json())["t"] == "READY"
                await socket.close(code=code)
            while any(session.connection for session in world.gateway.sessions.values()):
                await asyncio.sleep(0.01)
            assert len(world.gateway.sessions) == left
