"""Private threads as the real client makes, fills, archives and loses them."""

import discord
import pytest

from tests.loopback import Kind, Loopback, Thread


@pytest.fixture
def channel(client: discord.Client) -> discord.TextChannel:
    return client.guilds[0].text_channels[0]


async def private(channel: discord.TextChannel, name: str = "Mock") -> discord.Thread:
    return await channel.create_thread(
        name=name, type=discord.ChannelType.private_thread, invitable=False
    )


def stored(world: Loopback, thread: discord.Thread) -> Thread:
    return world.guild.threads[thread.id]


async def test_a_private_thread_is_made_with_nobody_but_the_bot(
    world: Loopback, channel: discord.TextChannel
) -> None:
    thread = await private(channel)
    made = stored(world, thread)
    assert (made.kind, made.invitable) == (Kind.PRIVATE_THREAD, False)
    assert made.member_ids == {world.state.bot.id}
    assert (thread.is_private(), thread.invitable) == (True, False)


async def test_asking_twice_makes_two(channel: discord.TextChannel) -> None:
    assert (await private(channel)).id != (await private(channel)).id


async def test_only_a_text_channel_takes_private_threads(
    world: Loopback, client: discord.Client
) -> None:
    for kind, code in ((Kind.ANNOUNCEMENT, 50024), (Kind.FORUM, 50035)):
        place = world.add_channel(world.guild, "elsewhere", kind)
        with pytest.raises(discord.HTTPException) as refusal:
            await client.http.start_thread_without_message(
                place.id, name="Mock", auto_archive_duration=60, type=12
            )
        assert refusal.value.code == code


async def test_private_threads_have_a_right_of_their_own(
    world: Loopback, channel: discord.TextChannel
) -> None:
    world.forbid(world.channel, "create_public_threads")
    await private(channel)
    world.forbid(world.channel, "create_private_threads")
    with pytest.raises(discord.Forbidden) as refusal:
        await private(channel)
    assert refusal.value.code == 50013


async def test_a_private_thread_counts_towards_the_cap(
    world: Loopback, channel: discord.TextChannel
) -> None:
    world.guild.thread_cap = 1
    await private(channel)
    with pytest.raises(discord.HTTPException) as refusal:
        await private(channel)
    assert refusal.value.code == 160006


async def test_who_is_put_in_twice_is_in_it_once(
    world: Loopback, channel: discord.TextChannel
) -> None:
    ana = world.add_member(world.guild, "Ana")
    thread = await private(channel)
    for _ in range(2):
        await thread.add_user(discord.Object(ana.id))
    assert stored(world, thread).member_ids == {world.state.bot.id, ana.id}


async def test_nobody_is_put_in_without_the_right_to_write_there(
    world: Loopback, channel: discord.TextChannel
) -> None:
    ana = world.add_member(world.guild, "Ana")
    thread = await private(channel)
    world.forbid(world.channel, "send_messages_in_threads")
    with pytest.raises(discord.Forbidden) as refusal:
        await thread.add_user(discord.Object(ana.id))
    assert refusal.value.code == 50013


async def test_who_left_and_who_never_was_cannot_be_put_in(
    world: Loopback, channel: discord.TextChannel
) -> None:
    ana = world.add_member(world.guild, "Ana")
    thread = await private(channel)
    world.remove_member(ana)
    with pytest.raises(discord.NotFound) as refusal:
        await thread.add_user(discord.Object(ana.id))
    assert refusal.value.code == 10007
    world.forget_user(ana.user)
    with pytest.raises(discord.NotFound) as refusal:
        await thread.add_user(discord.Object(ana.id))
    assert refusal.value.code == 10013


async def test_an_archived_thread_takes_nobody_until_it_is_woken(
    world: Loopback, channel: discord.TextChannel
) -> None:
    ana = world.add_member(world.guild, "Ana")
    thread = await private(channel)
    await thread.edit(archived=True)
    with pytest.raises(discord.HTTPException) as refusal:
        await thread.add_user(discord.Object(ana.id))
    assert refusal.value.code == 50083
    await thread.edit(archived=False)
    await thread.add_user(discord.Object(ana.id))
    assert ana.id in stored(world, thread).member_ids


async def test_a_message_wakes_an_archived_thread_and_not_a_locked_one(
    world: Loopback, channel: discord.TextChannel
) -> None:
    thread = await private(channel)
    await thread.edit(archived=True)
    await thread.send("hello")
    assert not stored(world, thread).archived
    await thread.edit(archived=True, locked=True)
    with pytest.raises(discord.HTTPException) as refusal:
        await thread.send("hello")
    assert refusal.value.code == 160005
    world.permit(world.channel, "manage_threads")
    await thread.send("hello")


async def test_whoever_is_not_in_a_private_thread_does_not_see_it(
    world: Loopback, client: discord.Client, channel: discord.TextChannel
) -> None:
    thread = await private(channel)
    assert [each.id for each in await client.guilds[0].active_threads()] == [thread.id]
    stored(world, thread).member_ids.clear()
    assert await client.guilds[0].active_threads() == []
    with pytest.raises(discord.Forbidden) as refusal:
        await thread.send("hello")
    assert refusal.value.code == 50001
    world.permit(world.channel, "manage_threads")
    assert [each.id for each in await client.guilds[0].active_threads()] == [thread.id]
    await thread.send("hello")


async def test_threads_and_their_members_have_buckets_that_the_client_obeys(
    world: Loopback, channel: discord.TextChannel
) -> None:
    world.limits.bucket("POST", "/channels/{channel}/threads", 1, 0.1)
    world.limits.bucket("PUT", "/channels/{channel}/thread-members/{user}", 1, 0.1)
    ana, ben = (world.add_member(world.guild, name) for name in ("Ana", "Ben"))
    first, second = [await private(channel) for _ in range(2)]
    for person in (ana, ben):
        await first.add_user(discord.Object(person.id))
    assert stored(world, first).member_ids > {ana.id, ben.id}
    assert stored(world, second).member_ids == {world.state.bot.id}
    assert world.counters()["refused_by_route"] == 0
