"""What the real client posts, reads and is refused: messages, threads, forums, people."""

import io
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from discord import ui
from discord.http import Route

from tests.loopback import Kind, Loopback, moment_of, snowflake_at


def messageable(client: discord.Client, channel_id: int) -> discord.PartialMessageable:
    return client.get_partial_messageable(channel_id)


async def test_what_is_posted_can_be_read_edited_and_deleted(
    world: Loopback, client: discord.Client
) -> None:
    channel = messageable(client, world.channel.id)
    message = await channel.send("Good morning", embed=discord.Embed(title="Day 1"))
    assert [post.text for post in world.posts(world.channel)] == ["Good morning\nDay 1"]
    await message.edit(content="Good evening")
    assert (await channel.fetch_message(message.id)).content == "Good evening"
    await message.delete()
    assert world.posts(world.channel) == []
    with pytest.raises(discord.NotFound) as refusal:
        await channel.fetch_message(message.id)
    assert refusal.value.code == 10008


async def test_ids_carry_the_current_time(world: Loopback, client: discord.Client) -> None:
    first = await messageable(client, world.channel.id).send("one")
    second = await messageable(client, world.channel.id).send("two")
    assert first.id < second.id
    assert abs(moment_of(second.id) - discord.utils.utcnow().timestamp()) < 5


async def test_the_same_nonce_makes_one_message(world: Loopback, client: discord.Client) -> None:
    channel = messageable(client, world.channel.id)
    first = await channel.send("Question 7", nonce="slot-7")
    again = await channel.send("Question 7", nonce="slot-7")
    other = await channel.send("Question 8", nonce="slot-8")
    assert first.id == again.id != other.id
    assert first.nonce == "slot-7"
    assert len(world.posts(world.channel)) == 2
    assert world.counters()["dedupe_hits"] == 1


async def test_a_nonce_that_is_not_enforced_makes_two_messages(
    world: Loopback, client: discord.Client
) -> None:
    route = Route("POST", "/channels/{channel_id}/messages", channel_id=world.channel.id)
    body = {"content": "Question 7", "nonce": "slot-7"}
    made = [await client.http.request(route, json=body) for _ in range(2)]
    assert made[0]["id"] != made[1]["id"]


async def test_past_its_window_a_nonce_makes_a_second_message(
    world: Loopback, client: discord.Client
) -> None:
    world.nonce_window = 0
    channel = messageable(client, world.channel.id)
    first = await channel.send("Question 7", nonce="slot-7")
    again = await channel.send("Question 7", nonce="slot-7")
    assert first.id != again.id


async def test_the_nonce_of_a_deleted_message_is_refused(
    world: Loopback, client: discord.Client
) -> None:
    channel = messageable(client, world.channel.id)
    message = await channel.send("Question 7", nonce="slot-7")
    await message.delete()
    with pytest.raises(discord.NotFound) as refusal:
        await channel.send("Question 7", nonce="slot-7")
    assert refusal.value.code == 10008
    assert world.posts(world.channel) == []


async def numbers(history: AsyncIterator[discord.Message]) -> str:
    """The last character of each line."""
    return "".join([message.content[-1] async for message in history])


async def test_history_is_read_from_both_ends_and_the_middle(
    world: Loopback, client: discord.Client
) -> None:
    ana = world.add_member(world.guild, "Ana")
    said = [world.say(ana, world.channel, f"line {number}") for number in range(5)]
    channel = messageable(client, world.channel.id)
    middle = discord.Object(said[2].id)

    minute_earlier = discord.Object(snowflake_at(moment_of(said[0].id) - 60))
    assert await numbers(channel.history()) == "43210"
    assert await numbers(channel.history(limit=2)) == "43"
    assert await numbers(channel.history(after=middle)) == "34"
    assert await numbers(channel.history(after=minute_earlier)) == "01234"
    assert await numbers(channel.history(before=middle)) == "10"
    assert await numbers(channel.history(around=middle, limit=3)) in ("123", "321")


async def test_without_the_right_to_history_there_is_none(
    world: Loopback, client: discord.Client
) -> None:
    channel = messageable(client, world.channel.id)
    await channel.send("here")
    world.forbid(world.channel, "read_message_history")
    assert [message async for message in channel.history()] == []


async def test_rights_are_computed_alike_on_both_sides(
    world: Loopback, client: discord.Client
) -> None:
    seen = client.guilds[0].text_channels[0]
    assert seen.permissions_for(seen.guild.me).send_messages
    update = client.wait_for("guild_channel_update", timeout=5)
    world.forbid(world.channel, "send_messages")
    await update
    assert not seen.permissions_for(seen.guild.me).send_messages
    with pytest.raises(discord.Forbidden) as refusal:
        await seen.send("hello")
    assert refusal.value.code == 50013
    world.forbid(world.channel, "view_channel")
    for hidden in (client.fetch_channel(seen.id), seen.send("hello")):
        with pytest.raises(discord.Forbidden) as refusal:
            await hidden
        assert refusal.value.code == 50001
    world.permit(world.channel, "view_channel", "send_messages")
    assert (await seen.send("hello")).id


async def test_a_right_can_be_withdrawn_behind_the_clients_back(
    world: Loopback, client: discord.Client
) -> None:
    world.forbid(world.channel, "send_messages", tell=False)
    seen = client.guilds[0].text_channels[0]
    with pytest.raises(discord.Forbidden):
        await seen.send("hello")
    assert seen.permissions_for(seen.guild.me).send_messages


async def test_a_message_has_one_thread_with_its_own_id(
    world: Loopback, client: discord.Client
) -> None:
    message = await client.guilds[0].text_channels[0].send("Question 7")
    thread = await message.create_thread(name="Question 7")
    assert thread.id == message.id
    await thread.send("Discuss")
    with pytest.raises(discord.HTTPException) as refusal:
        await message.create_thread(name="Question 7")
    assert (refusal.value.status, refusal.value.code) == (400, 160004)


async def test_active_and_archived_threads_are_listed_apart(
    world: Loopback, client: discord.Client
) -> None:
    guild = client.guilds[0]
    channel = guild.text_channels[0]
    old, new = [await (await channel.send(name)).create_thread(name=name) for name in "ab"]
    await old.edit(archived=True)
    assert [each.id for each in await guild.active_threads()] == [new.id]
    assert [each.id async for each in channel.archived_threads()] == [old.id]
    await old.send("Back again")
    assert {each.id for each in await guild.active_threads()} == {old.id, new.id}
    world.forbid(world.channel, "view_channel")
    assert await guild.active_threads() == []


async def test_a_server_has_no_room_for_more_threads_than_its_cap(
    world: Loopback, client: discord.Client
) -> None:
    world.guild.thread_cap = 0
    message = await client.guilds[0].text_channels[0].send("Question 7")
    with pytest.raises(discord.HTTPException) as refusal:
        await message.create_thread(name="Question 7")
    assert refusal.value.code == 160006


async def test_the_right_to_open_threads_is_asked_for(
    world: Loopback, client: discord.Client
) -> None:
    message = await client.guilds[0].text_channels[0].send("Question 7")
    world.forbid(world.channel, "create_public_threads")
    with pytest.raises(discord.Forbidden) as refusal:
        await message.create_thread(name="Question 7")
    assert refusal.value.code == 50013


async def test_a_forum_post_knows_no_nonce(world: Loopback, client: discord.Client) -> None:
    forum = world.add_channel(world.guild, "questions", Kind.FORUM)
    message = {"content": "Why?", "nonce": "slot-7", "enforce_nonce": True}
    body = {"name": "Question 7", "message": message}
    route = Route("POST", "/channels/{channel_id}/threads", channel_id=forum.id)
    made = [await client.http.request(route, json=body) for _ in range(2)]
    assert made[0]["id"] != made[1]["id"]
    assert made[0]["message"]["id"] == made[0]["id"]


async def test_a_forum_takes_posts_and_files(world: Loopback, client: discord.Client) -> None:
    update = client.wait_for("guild_channel_create", timeout=5)
    forum = world.add_channel(world.guild, "questions", Kind.FORUM)
    seen = await update
    assert isinstance(seen, discord.ForumChannel)
    made = await seen.create_thread(
        name="Question 7", content="Why?", file=discord.File(io.BytesIO(b"plan"), "plan.txt")
    )
    (post,) = world.guild.threads.values()
    assert (post.parent, post.owner_id, post.id) == (forum, world.state.bot.id, made.thread.id)
    assert post.messages[post.id].files == {"plan.txt": b"plan"}
    assert made.message.attachments[0].filename == "plan.txt"


async def test_a_layout_comes_back_numbered_and_with_addresses(
    world: Loopback, client: discord.Client
) -> None:
    view = ui.LayoutView()
    view.add_item(ui.Container[ui.LayoutView](ui.TextDisplay("# Export"), ui.Separator()))
    view.add_item(ui.File("attachment://plan.txt"))
    file = discord.File(io.BytesIO(b"plan"), "plan.txt")
    await messageable(client, world.channel.id).send(view=view, file=file)
    (post,) = world.posts()
    assert (post.text, post.files) == ("# Export", {"plan.txt": b"plan"})
    container, attached = post.payload()["components"]
    ids = [each["id"] for each in (container, *container["components"], attached)]
    assert len(set(ids)) == 4
    assert attached["file"]["url"] == post.attachments[0].url


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, 50006),
        ({"content": "x" * 2001}, 50035),
        ({"content": "x", "flags": 1 << 15, "components": [{"type": 10, "content": "y"}]}, 50035),
    ],
)
async def test_what_cannot_be_a_message_is_refused(
    world: Loopback, client: discord.Client, body: dict[str, Any], code: int
) -> None:
    route = Route("POST", "/channels/{channel_id}/messages", channel_id=world.channel.id)
    with pytest.raises(discord.HTTPException) as refusal:
        await client.http.request(route, json=body)
    assert refusal.value.code == code


async def test_threads_keep_their_members(world: Loopback, client: discord.Client) -> None:
    ana = world.add_member(world.guild, "Ana")
    channel = client.guilds[0].text_channels[0]
    thread = await channel.create_thread(name="Mock", type=discord.ChannelType.private_thread)
    await thread.add_user(discord.Object(ana.id))
    assert {each.id for each in await thread.fetch_members()} == {ana.id, world.state.bot.id}
    await thread.remove_user(discord.Object(ana.id))
    assert {each.id for each in await thread.fetch_members()} == {world.state.bot.id}


async def test_closed_direct_messages_are_refused(world: Loopback, client: discord.Client) -> None:
    ana = world.add_member(world.guild, "Ana")
    person = await client.fetch_user(ana.id)
    await person.send("Your turn")
    assert [post.content for post in world.posts(world.dm(ana))] == ["Your turn"]
    ana.user.dms_open = False
    with pytest.raises(discord.Forbidden) as refusal:
        await person.send("Your turn")
    assert refusal.value.code == 50007


async def test_who_left_and_who_never_was_are_told_apart(
    world: Loopback, client: discord.Client
) -> None:
    ana = world.add_member(world.guild, "Ana")
    guild = client.guilds[0]
    assert (await guild.fetch_member(ana.id)).display_name == "Ana"
    world.remove_member(ana)
    with pytest.raises(discord.NotFound) as refusal:
        await guild.fetch_member(ana.id)
    assert refusal.value.code == 10007
    world.forget_user(ana.user)
    with pytest.raises(discord.NotFound) as refusal:
        await guild.fetch_member(ana.id)
    assert refusal.value.code == 10013


async def test_a_removed_channel_is_unknown(world: Loopback, client: discord.Client) -> None:
    channel = world.channel
    world.remove_channel(channel)
    with pytest.raises(discord.NotFound) as refusal:
        await messageable(client, channel.id).send("hello")
    assert refusal.value.code == 10003


async def test_every_request_is_on_record(world: Loopback, client: discord.Client) -> None:
    await messageable(client, world.channel.id).send("hello")
    (entry,) = world.requests.of("POST", "/channels/*/messages")
    assert entry.body["content"] == "hello"
    assert entry.status == 200
