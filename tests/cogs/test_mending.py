"""A held series is tried again when what it lacked comes back, and not before."""

from typing import Any

import discord
import pytest

from bot.storage.tables.deliveries import DELIVERY
from bot.ui.mending import can_post
from bot.ui.tags import lacking
from tests.cogs.asking import add_tags
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World


def _notices(person: Person) -> list[Screen]:
    return [Screen.of(message) for message in person.actor.user.dm_channel.history()]


@pytest.fixture
async def held(circle: Circle, world: World) -> Circle:
    """A series that could not post at nine, since nobody may write in its channel."""
    await circle.series()
    await world.forbid(world.daily, "send_messages")
    await world.pass_time(hours=9)
    assert circle.posts() == []
    return circle


async def _attempts(world: World) -> int:
    """How often the question was tried since it was last reopened."""
    async with world.house.database.reading() as tx:
        rows = await tx.execute(DELIVERY.select().where(DELIVERY.c.kind == "daily"))
        (row,) = rows.mappings().all()
    return row["attempt"] if row["state"] == "due" else -row["attempt"]


async def test_complaint_11_a_permission_that_is_given_back_brings_the_question_with_the_reason(
    held: Circle, world: World, mia: Person, ana: Person
) -> None:
    (notice,) = _notices(mia)
    assert notice.title == "A question could not be posted"
    assert "**Send Messages**, to post the question" in notice.text
    assert "Edit Channel → Permissions → Loopmate" in notice.text
    await world.sleep(hours=3)
    await world.forbid(world.daily)
    await world.tick()
    (post,) = held.posts()
    assert post.marks == "3 hours late, a permission was missing"
    assert "hint 1 of 4" in (await ana.presses(post, "Hint")).grey
    await world.pass_time(minutes=30)
    assert len(held.posts()) == 1
    assert len(_notices(mia)) == 1
    (series,) = await world.house.services.series.of(world.guild.id)
    assert series.held_at is None
    await world.pass_time(hours=20, minutes=30)
    assert held.posts()[1].marks == ""


async def test_complaint_11_a_question_whose_channel_is_gone_goes_out_in_the_one_it_is_given(
    circle: Circle, world: World, mia: Person
) -> None:
    series = await circle.series()
    await world.delete(world.daily)
    await world.pass_time(hours=9)
    (notice,) = _notices(mia)
    assert notice.title == "The channel is gone"
    await world.sleep(hours=2)
    await world.house.services.series.edit(
        world.guild.id, series.id, by=mia.id, channel_id=world.hall.id, place="text"
    )
    await world.tick()
    (post,) = circle.posts(world.hall)
    assert post.marks == "2 hours late, the channel was missing"


async def test_what_still_lacks_something_is_not_tried(held: Circle, world: World) -> None:
    before = await _attempts(world)
    await world.forbid(world.daily, "send_messages", "attach_files")
    await world.forbid(world.daily, "read_message_history")
    await world.tick()
    assert await _attempts(world) == before
    assert held.posts() == []


async def test_a_change_of_another_channel_changes_nothing(held: Circle, world: World) -> None:
    channel = world.house.client.get_channel(world.daily.id)
    # As if Discord had told of it only later: the permission is there, and no event said so.
    channel._overwrites.clear()  # type: ignore[union-attr]
    await world.forbid(world.hall, "attach_files")
    await world.tick()
    assert held.posts() == []


async def test_a_role_that_allows_it_brings_the_question(circle: Circle, world: World) -> None:
    everyone = world.guild.id
    backend = world.env.backend
    may = discord.Permissions(backend.get_role(everyone, everyone).permissions)
    for role in backend.get_member(everyone, backend.bot_user.id).role_ids:
        backend.edit_role(everyone, role, {"permissions": 0})
    backend.edit_role(everyone, everyone, {"permissions": 0})
    await circle.series()
    await world.pass_time(hours=9)
    assert circle.posts() == []
    may.update(
        view_channel=True,
        send_messages=True,
        read_message_history=True,
        create_public_threads=True,
        send_messages_in_threads=True,
    )
    backend.edit_role(everyone, everyone, {"permissions": may.value})
    await world.env.settle()
    await world.tick()
    assert len(circle.posts()) == 1


async def test_a_role_that_the_bot_is_given_brings_the_question(held: Circle, world: World) -> None:
    backend, guild_id = world.env.backend, world.guild.id
    strong = world.guild.create_role("Strong", permissions=discord.Permissions(administrator=True))
    await world.env.settle()
    backend.add_member_role(guild_id, backend.bot_user.id, strong.id)
    guild = world.house.client.get_guild(guild_id)
    assert guild is not None
    # SimCord tells members’ changes to the members intent alone; Discord tells a bot of its own.
    payload: Any = {
        "guild_id": str(guild_id),
        "user": {"id": str(guild.me.id), "username": guild.me.name, "discriminator": "0",
                 "avatar": None},
        "roles": [str(role) for role in backend.get_member(guild_id, guild.me.id).role_ids],
    }  # fmt: skip
    world.house.client._connection.parse_guild_member_update(payload)
    await world.env.settle()
    await world.tick()
    assert len(held.posts()) == 1


async def test_a_tag_that_is_added_brings_the_question(
    circle: Circle, world: World, mia: Person
) -> None:
    await circle.series(world.forum)
    world.env.inject_error("POST", "/channels/*/threads", status=400, code=40067)
    await world.pass_time(hours=9)
    (notice,) = _notices(mia)
    for name in ("System design", "Technical depth", "Behavioural", "Coding"):
        assert f"“{name}”" in notice.text
    assert "Require people to select tags" in notice.text
    await world.sleep(hours=2)
    await add_tags(world, "Coding")
    await world.tick()
    (thread,) = world.forum.threads
    (post,) = circle.posts(thread)
    assert post.marks == "2 hours late, a forum tag was missing"


async def test_what_was_mended_while_the_bot_was_away_is_tried_when_it_is_back(
    held: Circle, world: World
) -> None:
    await world.stop()
    await world.sleep(hours=2)
    world.env.backend.delete_overwrite(world.daily.id, world.env.backend.bot_user.id)
    await world.restart()
    client = world.house.client
    # As discord.py does for each server once it is connected, and SimCord does not.
    client.dispatch("guild_available", client.get_guild(world.guild.id))
    await world.env.settle()
    await world.tick()
    (post,) = held.posts()
    assert post.marks == "2 hours late, a permission was missing"


async def test_after_its_next_time_only_the_newest_is_sent(held: Circle, world: World) -> None:
    await world.sleep(days=1)
    await world.tick()
    await world.forbid(world.daily)
    await world.tick()
    assert len(held.posts()) == 1


async def test_a_burst_of_events_costs_two_reads_each_where_nothing_is_held(
    circle: Circle, question: Screen, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    database = world.house.database
    for name in ("reading", "transaction"):

        def note(name: str = name, real: Any = getattr(database, name)) -> Any:
            opened.append(name)
            return real()

        monkeypatch.setattr(database, name, note)
    for n in range(10):
        await world.forbid(world.daily, *(["attach_files"] if n % 2 else ["embed_links"]))
    # A new topic is no matter of permissions.
    world.env.backend.edit_channel(world.daily.id, {"topic": "Questions"})
    await world.env.settle()
    # Whether a series is held, and whether the notice of a round was refused.
    assert opened == ["reading", "reading"] * 10


async def test_a_forum_that_requires_a_tag_must_have_one_for_each_kind_that_is_asked(
    circle: Circle, world: World
) -> None:
    series = await circle.series(world.forum)
    guild = world.house.client.get_guild(world.guild.id)
    channel = world.house.client.get_channel(world.forum.id)
    assert guild is not None
    assert isinstance(channel, discord.ForumChannel)

    async def can_with(*names: str) -> bool:
        await add_tags(world, *names)
        # SimCord knows no such rule.
        channel._flags = discord.ChannelFlags(require_tag=True).value
        return can_post(guild, series)

    assert can_post(guild, series)
    assert not await can_with()
    assert not await can_with(" coding ", "System design", "technical-depth")
    assert lacking(channel) == ["behavioral"]
    assert lacking(channel, ["coding"]) == []
    assert await can_with("Coding", "System design", "Technical depth", "Behavioural")
    assert await can_with("L4", "L5", "L6", "L7")
