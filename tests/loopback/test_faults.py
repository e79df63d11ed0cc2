"""Faults on demand as the real client meets them."""

import asyncio

import aiohttp
import discord
import pytest

from tests.loopback import Loopback

POST = ("POST", "/channels/*/messages")


@pytest.fixture
def channel(world: Loopback, client: discord.Client) -> discord.PartialMessageable:
    return client.get_partial_messageable(world.channel.id)


async def test_a_planned_error_is_answered_as_often_as_planned(
    world: Loopback, channel: discord.PartialMessageable
) -> None:
    world.fail(*POST, status=403, code=50013, times=2)
    for _ in range(2):
        with pytest.raises(discord.Forbidden) as refusal:
            await channel.send("hello")
        assert (refusal.value.code, refusal.value.text) == (50013, "Missing Permissions")
    assert (await channel.send("hello")).content == "hello"


@pytest.mark.parametrize("status", [408, 503])
async def test_errors_that_the_client_does_not_retry_reach_the_caller(
    world: Loopback, channel: discord.PartialMessageable, status: int
) -> None:
    world.fail(*POST, status=status)
    with pytest.raises(discord.HTTPException) as refusal:
        await channel.send("hello")
    assert refusal.value.status == status
    assert world.posts() == []


async def test_a_server_error_is_retried_by_the_client(
    world: Loopback, channel: discord.PartialMessageable
) -> None:
    world.fail(*POST, status=500)
    await channel.send("hello")
    assert [entry.status for entry in world.requests.of(*POST)] == [500, 200]


async def test_a_refusal_for_haste_is_waited_out_by_the_client(
    world: Loopback, channel: discord.PartialMessageable
) -> None:
    world.fail(*POST, status=429, retry_after=0.01)
    await channel.send("hello")
    assert [entry.status for entry in world.requests.of(*POST)] == [429, 200]


async def test_a_refusal_made_by_a_proxy_is_raised_at_once(
    world: Loopback, channel: discord.PartialMessageable
) -> None:
    world.fail(*POST, status=429, proxy_made=True)
    with pytest.raises(discord.HTTPException) as refusal:
        await channel.send("hello")
    assert refusal.value.status == 429
    assert refusal.value.response.headers["generated-by-proxy"] == "true"
    assert "Via" not in refusal.value.response.headers


async def test_an_error_after_the_fact_leaves_the_message(
    world: Loopback, channel: discord.PartialMessageable
) -> None:
    world.fail(*POST, status=503, after=True)
    with pytest.raises(discord.DiscordServerError):
        await channel.send("Question 7", nonce="slot-7")
    assert len(world.posts()) == 1
    again = await channel.send("Question 7", nonce="slot-7")
    assert [post.id for post in world.posts()] == [again.id]


async def test_a_reply_can_be_lost_after_the_message_is_accepted(
    world: Loopback, channel: discord.PartialMessageable
) -> None:
    world.drop(*POST, after=True)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await channel.send("Question 7", nonce="slot-7")
    again = await channel.send("Question 7", nonce="slot-7")
    assert [post.id for post in world.posts()] == [again.id]
    assert world.counters()["dedupe_hits"] == 1


async def test_a_connection_can_be_cut_before_anything_happens(
    world: Loopback, channel: discord.PartialMessageable
) -> None:
    world.drop(*POST)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await channel.send("Question 7")
    assert world.posts() == []


async def test_a_request_can_hang_at_a_known_point(
    world: Loopback, channel: discord.PartialMessageable
) -> None:
    fault = world.hang(*POST, after=True)
    sending = asyncio.create_task(channel.send("Question 7"))
    await fault.reached()
    assert len(world.posts()) == 1
    assert not sending.done()
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    assert world.requests.of(*POST)[0].status is None


async def test_a_fault_meets_only_the_path_it_names(
    world: Loopback, channel: discord.PartialMessageable
) -> None:
    fault = world.fail("POST", "/channels/*/threads", status=503, times=None)
    await channel.send("hello")
    assert fault.struck == 0
