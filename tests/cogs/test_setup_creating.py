"""`/setup` creates what is missing where it is asked to, and takes it back."""

import asyncio
from typing import Any

import discord
import pytest
import simcord

from bot.domain.changes import Change
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.setting_up import CHANNEL, at_the_test
from tests.sim import World


async def offered(mia: Person) -> Screen:
    """The question which channel to create, with zone and time chosen."""
    screen = await mia.runs("setup", zone="Europe/Berlin")
    return await mia.presses(screen, "Create channel")


async def on_to_the_test(mia: Person, screen: Screen) -> Screen:
    return await mia.picks(screen, "Time of day", "09:00")


def place(world: World, name: str) -> Any:
    """The channel of this name, of which there is one."""
    found = [one for one in world.env.backend.channels.values() if one.name == name]
    assert len(found) == 1, f"{len(found)} channels are called {name}"
    return world.guild.channels[name]


async def changes(world: World) -> list[Change]:
    """What was changed, oldest first."""
    page = await world.house.services.changes.page(world.guild.id, world.mia.id)
    return [noted.change for noted in reversed(page.rows)]


@pytest.fixture
async def bare(world: World) -> World:
    """The server without the channels that setup would create."""
    await world.delete(world.daily)
    await world.delete(world.forum)
    return world


async def test_a_text_channel_is_created_and_goes_on_as_if_it_was_picked(
    mia: Person, bare: World, circle: Circle
) -> None:
    screen = await offered(mia)
    assert screen.title == "Create which channel?"
    screen = await mia.presses(screen, "Text channel")
    channel = place(bare, "daily-question")
    assert f"✅ **Channel** <#{channel.id}>" in screen.text
    screen = await on_to_the_test(mia, screen)
    screen = await mia.presses(screen, "Post a test")
    assert screen.title.startswith("First question")
    await bare.pass_time(hours=8)
    assert len(circle.posts(channel)) == 1
    created, added = await changes(bare)
    assert (created.what, created.ref, created.by) == ("channel-created", channel.id, mia.id)
    assert (created.before, created.after) == ({}, {"name": "daily-question"})
    assert added.what == "series-added"


async def test_a_forum_is_created_with_a_tag_for_each_kind_and_questions_carry_theirs(
    mia: Person, bare: World, circle: Circle
) -> None:
    screen = await mia.presses(await offered(mia), "Forum")
    forum = place(bare, "daily-questions")
    kinds = ["System design", "Technical depth", "Behavioural", "Coding"]
    stored = bare.env.backend.get_channel(forum.id)
    assert [tag["name"] for tag in stored.available_tags] == kinds
    screen = await on_to_the_test(mia, screen)
    await mia.presses(screen, "Start without")
    await bare.pass_time(hours=8)
    (thread,) = forum.threads
    (post,) = circle.posts(thread)
    names = {int(tag["id"]): tag["name"] for tag in stored.available_tags}
    applied = bare.env.backend.get_channel(thread.id).applied_tags
    assert [names[id] for id in applied] == [post.grey.split(" · ")[0].split(" ", 1)[1]]


async def test_the_bot_may_do_in_the_new_channel_what_it_needs(mia: Person, bare: World) -> None:
    everybody = bare.env.backend.get_role(bare.guild.id, bare.guild.id)
    bare.env.backend.edit_role(bare.guild.id, everybody.id, {"permissions": 0})
    screen = await mia.presses(await offered(mia), "Text channel")
    (overwrite,) = bare.env.backend.get_channel(place(bare, "daily-question").id).overwrites
    allowed = discord.Permissions(overwrite.allow)
    assert allowed.view_channel and allowed.send_messages and allowed.create_public_threads
    assert not allowed.manage_channels and not allowed.mention_everyone
    assert screen.title == "When should questions come?"


async def test_what_the_bot_lacks_itself_is_not_handed_on_and_named_at_the_permissions(
    mia: Person, bare: World
) -> None:
    everybody = bare.env.backend.get_role(bare.guild.id, bare.guild.id)
    bare.env.backend.edit_role(bare.guild.id, everybody.id, {"permissions": 0})
    await bare.forbid_everywhere("create_public_threads")
    screen = await mia.presses(await offered(mia), "Text channel")
    screen = await on_to_the_test(mia, screen)
    assert screen.title == "One permission is missing"
    assert "**Create Public Threads**" in screen.text


@pytest.mark.parametrize("kind", ["text", "forum"])
async def test_a_channel_of_that_name_is_offered_instead_of_a_second_one(
    mia: Person, world: World, kind: str
) -> None:
    there = world.daily
    label = "Use text channel"
    if kind == "forum":
        there, label = world.guild.create_forum_channel("daily-questions"), "Use forum"
        await world.env.settle()
    screen = await offered(mia)
    assert f"<#{there.id}> is there already" in screen.text
    screen = await mia.presses(screen, label)
    assert f"✅ **Channel** <#{there.id}>" in screen.text
    assert place(world, there.name).id == there.id
    assert await changes(world) == []


async def test_a_channel_that_appears_meanwhile_is_taken(mia: Person, bare: World) -> None:
    screen = await offered(mia)
    there = bare.guild.create_text_channel("daily-question")
    await bare.env.settle()
    screen = await mia.presses(screen, "Text channel")
    assert f"✅ **Channel** <#{there.id}>" in screen.text
    assert place(bare, "daily-question").id == there.id


async def test_a_double_press_creates_one_channel(mia: Person, bare: World) -> None:
    screen = await offered(mia)
    await asyncio.gather(
        mia.presses_late(screen, "Text channel"), mia.presses_late(screen, "Text channel")
    )
    place(bare, "daily-question")
    assert len(await changes(bare)) == 1


async def test_without_the_permission_it_says_where_to_allow_it_and_an_existing_channel_works(
    mia: Person, world: World
) -> None:
    await world.forbid_everywhere("manage_channels")
    screen = await offered(mia)
    assert (screen.grey, screen.title) == ("⚠️ Setup · step 1 of 4", "One permission is missing")
    assert "allow **Manage Channels** for the role **Loopmate**" in screen.text
    path = "Server Settings → Roles → Loopmate → Permissions → Manage Channels"
    assert path in screen.text
    again = await mia.presses(screen, "Check again")
    assert again.title == "One permission is missing"
    screen = await mia.picks(again, CHANNEL, world.hall)
    assert f"✅ **Channel** <#{world.hall.id}>" in screen.text


async def test_once_it_is_allowed_it_goes_on(mia: Person, bare: World) -> None:
    await bare.forbid_everywhere("manage_channels")
    screen = await offered(mia)
    await bare.forbid_everywhere()
    screen = await mia.presses(screen, "Check again")
    assert screen.title == "Create which channel?"


async def test_a_permission_taken_between_offer_and_press_is_named(
    mia: Person, bare: World
) -> None:
    screen = await offered(mia)
    await bare.forbid_everywhere("manage_channels")
    screen = await mia.presses(screen, "Text channel")
    assert screen.title == "One permission is missing"
    assert await changes(bare) == []


async def test_a_refusal_of_discord_is_told_and_leaves_no_trace(mia: Person, bare: World) -> None:
    screen = await offered(mia)
    bare.env.inject_error("POST", "/guilds/*/channels", status=400, code=30013)
    screen = await mia.presses(screen, "Text channel")
    assert screen.title == "The channel was not created"
    assert "500 channels" in screen.text
    assert await changes(bare) == []
    screen = await mia.presses(await mia.presses(screen, "Try again"), "Text channel")
    assert screen.title == "When should questions come?"


async def test_where_forums_need_a_community_server_it_says_so(mia: Person, bare: World) -> None:
    screen = await offered(mia)
    bare.env.inject_error("POST", "/guilds/*/channels", status=400, code=50024)
    screen = await mia.presses(screen, "Forum")
    assert "Server Settings → Enable Community" in screen.text


async def test_a_crash_between_creating_and_writing_down_leaves_a_channel_and_no_lie(
    mia: Person, bare: World, monkeypatch: pytest.MonkeyPatch, log: Any
) -> None:
    async def crash(*_: object, **__: object) -> None:
        raise RuntimeError("the machine stops")

    screen = await offered(mia)
    with monkeypatch.context() as broken:
        broken.setattr(type(bare.house.services.setup), "channel_created", crash)
        await mia.presses(screen, "Text channel")
    log.take("failed")
    channel = place(bare, "daily-question")
    assert await changes(bare) == []
    screen = await mia.presses(await mia.runs("setup"), "Create channel")
    screen = await mia.presses(screen, "Use text channel")
    assert f"✅ **Channel** <#{channel.id}>" in screen.text


# The role to ping


async def test_a_role_is_created_that_allows_nothing_and_nobody_else_can_ping(
    mia: Person, world: World
) -> None:
    screen = await mia.presses(await at_the_test(mia, world), "Create role")
    roles = world.env.backend.get_guild(world.guild.id).roles.values()
    (role,) = [role for role in roles if role.name == "Daily question"]
    assert (role.permissions, role.mentionable) == (0, False)
    assert f"Each question pings <@&{role.id}>; the test does not." in screen.text
    assert "Create role" not in screen.labels
    await mia.presses(screen, "Start without")
    (series,) = await world.house.services.series.of(world.guild.id)
    assert series.ping_role_id == role.id


async def test_a_role_is_picked_and_left_out_again(mia: Person, world: World) -> None:
    role = world.guild.create_role("Readers", mentionable=True)
    await world.env.settle()
    screen = await at_the_test(mia, world)
    screen = await mia.picks(screen, "Ping a role (optional)", role)
    assert f"Each question pings <@&{role.id}>; the test does not." in screen.text
    screen = await mia.picks_all(screen, "Ping a role (optional)")
    assert "pings <@&" not in screen.text
    await mia.presses(screen, "Start without")
    (series,) = await world.house.services.series.of(world.guild.id)
    assert series.ping_role_id is None


async def test_everybody_is_no_role_to_ping(mia: Person, world: World) -> None:
    screen = await at_the_test(mia, world)
    role = world.env.backend.get_role(world.guild.id, world.guild.id)
    everybody = simcord.RoleHandle(world.env, world.guild, role)
    told = await mia.picks(screen, "Ping a role (optional)", everybody)
    assert told.title == "Not everyone at once"


async def test_a_role_that_would_notify_nobody_is_told_with_what_to_allow(
    mia: Person, world: World
) -> None:
    role = world.guild.create_role("Readers")
    await world.forbid(world.daily, "mention_everyone")
    screen = await at_the_test(mia, world)
    screen = await mia.picks(screen, "Ping a role (optional)", role)
    assert "nobody notified: allow **Mention @everyone, @here, and All Roles**" in screen.text


async def test_a_role_that_is_deleted_before_the_start_is_named(mia: Person, world: World) -> None:
    role = world.guild.create_role("Readers", mentionable=True)
    await world.env.settle()
    screen = await mia.picks(await at_the_test(mia, world), "Ping a role (optional)", role)
    world.env.backend.delete_role(world.guild.id, role.id)
    await world.env.settle()
    screen = await mia.runs("setup")
    assert "The role to ping is gone." in screen.text


async def test_without_manage_roles_it_says_where_to_allow_it_and_goes_on_without(
    mia: Person, world: World
) -> None:
    await world.forbid_everywhere("manage_roles")
    screen = await mia.presses(await at_the_test(mia, world), "Create role")
    assert screen.title == "One permission is missing"
    path = "Server Settings → Roles → Loopmate → Permissions → Manage Roles"
    assert path in screen.text
    screen = await mia.presses(screen, "Back")
    assert screen.title == "Post a test?"


async def test_a_role_of_that_name_is_taken_instead_of_a_second_one(
    mia: Person, world: World
) -> None:
    role = world.guild.create_role("Daily question", mentionable=True)
    await world.env.settle()
    screen = await mia.presses(await at_the_test(mia, world), "Create role")
    assert f"Each question pings <@&{role.id}>; the test does not." in screen.text
    assert await changes(world) == []
