"""Scheduled events as the real client makes, lists, changes and removes them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest

from tests.loopback import Loopback, online, plain_intents

EVENTS = "/guilds/*/scheduled-events"


@pytest.fixture
def guild(world: Loopback, client: discord.Client) -> discord.Guild:
    world.grant(world.guild, "create_events")
    return client.guilds[0]


def settings(**changes: Any) -> dict[str, Any]:
    start = discord.utils.utcnow() + timedelta(days=1)
    return {
        "name": "Mock interview",
        "description": "Ana and Ben",
        "start_time": start,
        "end_time": start + timedelta(hours=1),
        "entity_type": discord.EntityType.external,
        "privacy_level": discord.PrivacyLevel.guild_only,
        "location": "Anywhere",
        **changes,
    }


async def test_what_is_made_can_be_listed_read_changed_and_removed(
    world: Loopback, guild: discord.Guild
) -> None:
    made = await guild.create_scheduled_event(**settings())
    (listed,) = await guild.fetch_scheduled_events()
    assert (listed.id, listed.creator_id) == (made.id, world.state.bot.id)
    assert (listed.name, listed.description, listed.location) == (
        "Mock interview",
        "Ana and Ben",
        "Anywhere",
    )
    assert (listed.start_time, listed.end_time) == (made.start_time, made.end_time)
    assert listed.status is discord.EventStatus.scheduled
    await listed.edit(name="Moved", location="Elsewhere")
    read = await guild.fetch_scheduled_event(made.id)
    assert (read.name, read.location, read.description) == ("Moved", "Elsewhere", "Ana and Ben")
    await read.delete()
    assert await guild.fetch_scheduled_events() == []
    with pytest.raises(discord.NotFound) as refusal:
        await read.delete()
    assert refusal.value.code == 10070


async def test_asking_twice_makes_two(guild: discord.Guild) -> None:
    asked = settings()
    made = [await guild.create_scheduled_event(**asked) for _ in range(2)]
    assert made[0].id != made[1].id


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "n" * 101},
        {"description": "d" * 1001},
        {"location": "l" * 101},
        {"start_time": discord.utils.utcnow() - timedelta(days=1)},
        {"end_time": discord.utils.utcnow() + timedelta(hours=1)},
    ],
)
async def test_what_cannot_be_an_event_is_refused(
    guild: discord.Guild, changes: dict[str, Any]
) -> None:
    with pytest.raises(discord.HTTPException) as refusal:
        await guild.create_scheduled_event(**settings(**changes))
    assert refusal.value.code == 50035


async def test_rights_are_asked_for(world: Loopback, guild: discord.Guild) -> None:
    ana = world.add_member(world.guild, "Ana")
    own = await guild.create_scheduled_event(**settings())
    theirs = await guild.fetch_scheduled_event(world.add_event(world.guild, by=ana).id)
    await own.edit(name="Moved")
    for refused in (theirs.edit(name="Moved"), theirs.delete()):
        with pytest.raises(discord.Forbidden) as refusal:
            await refused
        assert refusal.value.code == 50013
    world.revoke(world.guild, "create_events")
    for refused in (guild.create_scheduled_event(**settings()), own.edit(name="a"), own.delete()):
        with pytest.raises(discord.Forbidden):
            await refused
    world.grant(world.guild, "manage_events")
    await theirs.edit(name="Moved")
    await own.delete()


async def test_a_server_has_no_room_for_more_events_than_its_cap(
    world: Loopback, guild: discord.Guild
) -> None:
    world.guild.event_cap = 1
    await guild.create_scheduled_event(**settings())
    with pytest.raises(discord.HTTPException) as refusal:
        await guild.create_scheduled_event(**settings())
    assert refusal.value.code == 30038


async def test_an_event_that_is_over_is_listed_no_more_and_cannot_be_changed(
    world: Loopback, guild: discord.Guild
) -> None:
    world.guild.event_cap = 1
    event = world.add_event(world.guild)
    read = await guild.fetch_scheduled_event(event.id)
    event.starts_at -= 3601
    assert (await guild.fetch_scheduled_event(event.id)).status is discord.EventStatus.active
    event.ends_at -= 7201
    assert await guild.fetch_scheduled_events() == []
    with pytest.raises(discord.HTTPException) as refusal:
        await read.edit(name="Moved")
    assert refusal.value.code == 180000
    await guild.create_scheduled_event(**settings())


async def test_a_lost_reply_leaves_the_event(world: Loopback, guild: discord.Guild) -> None:
    world.drop("POST", EVENTS, after=True)
    with pytest.raises(aiohttp.ClientError):
        await guild.create_scheduled_event(**settings())
    assert len(await guild.fetch_scheduled_events()) == 1


async def test_events_have_a_bucket_of_their_own_that_the_client_obeys(
    world: Loopback, guild: discord.Guild
) -> None:
    world.limits.bucket("POST", "/guilds/{guild}/scheduled-events", 1, 0.1)
    await asyncio.gather(*(guild.create_scheduled_event(**settings()) for _ in range(3)))
    assert len(await guild.fetch_scheduled_events()) == 3
    assert world.counters()["refused_by_route"] == 0


@pytest.fixture
async def listener(world: Loopback) -> AsyncIterator[discord.Client]:
    intents = plain_intents()
    intents.guild_scheduled_events = True
    client = discord.Client(intents=intents, guild_ready_timeout=0.05)
    async with online(client, world.token):
        yield client


async def test_only_who_asks_for_events_hears_of_them(
    world: Loopback, client: discord.Client, listener: discord.Client
) -> None:
    heard = listener.wait_for("scheduled_event_create", timeout=5)
    event = world.add_event(world.guild)
    assert (await heard).id == event.id
    heard = listener.wait_for("scheduled_event_delete", timeout=5)
    world.remove_event(event)
    assert (await heard).id == event.id
    world.add_event(world.guild)
    told = client.wait_for("guild_channel_create", timeout=5)
    world.add_channel(world.guild, "last")
    await told
    assert list(client.guilds[0].scheduled_events) == []
