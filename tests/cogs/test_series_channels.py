"""Where the questions of a series may go, whom they may ping, and what is missing for it."""

from typing import Any

import discord
import pytest

from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.sim import World


async def _series(world: World) -> int:
    return len(await world.house.services.series.of(world.guild.id))


def _cached(world: World, channel: Any) -> Any:
    """A channel as the bot knows it."""
    guild = world.house.client.get_guild(world.guild.id)
    assert guild is not None
    return guild.get_channel(channel.id)


async def test_in_a_forum_each_question_is_a_post(
    mia: Person, world: World, circle: Circle
) -> None:
    await mia.runs("series add", channel=world.forum, days="every day")
    await world.pass_time(days=2)
    await world.pass_time(days=1)
    posts = [circle.posts(thread) for thread in world.forum.threads]
    assert [len(found) for found in posts] == [1, 1]


async def test_in_an_announcement_channel_it_works_and_followers_are_told_of(
    mia: Person, world: World, circle: Circle
) -> None:
    news = world.guild.create_news_channel("news")
    screen = await mia.runs("series add", channel=news, days="every day")
    assert "follow this announcement channel do not get the questions" in screen.text
    assert screen.grey == "Series"
    await world.pass_time(days=1)
    assert len(circle.posts(news)) == 1


async def test_what_is_missing_for_it_is_said_when_it_is_added(mia: Person, world: World) -> None:
    await world.forbid(world.hall, "send_messages", "send_messages_in_threads")
    screen = await mia.runs("series add", channel=world.hall)
    assert screen.grey == "⚠️ Series"
    assert "**Send Messages**" in screen.text
    assert "**Send Messages in Threads**" in screen.text
    assert await _series(world) == 1


async def test_a_forum_that_wants_tags_and_has_none_is_said_with_what_to_do(
    mia: Person, world: World
) -> None:
    _cached(world, world.forum)._flags = discord.ChannelFlags(require_tag=True).value
    screen = await mia.runs("series add", channel=world.forum, kinds="coding")
    assert screen.grey == "⚠️ Series"
    assert "Add the tags “Coding”, or switch off" in screen.text
    assert "Edit channel → Overview → Tags" in screen.text


async def test_a_forum_that_wants_tags_and_has_them_is_fine(mia: Person, world: World) -> None:
    forum = _cached(world, world.forum)
    forum._flags = discord.ChannelFlags(require_tag=True).value
    tag = discord.ForumTag(name="coding")
    tag.id = 5
    forum._available_tags = {5: tag}
    screen = await mia.runs("series add", channel=world.forum, kinds="coding")
    assert screen.grey == "Series"
    wider = await mia.runs("series edit", kinds="all")
    assert "“System design”, “Technical depth”, “Behavioural”, or" in wider.text


async def test_a_role_that_cannot_be_mentioned_is_said_at_once(mia: Person, world: World) -> None:
    await world.forbid(world.hall, "mention_everyone")
    quiet = world.guild.create_role("Quiet")
    screen = await mia.runs("series add", channel=world.hall, role=quiet)
    assert screen.grey == "⚠️ Series"
    assert f"<@&{quiet.id}> is shown and pings nobody" in screen.text
    loud = world.guild.create_role("Loud", mentionable=True)
    assert (await mia.runs("series edit", role=loud)).grey == "Series · edit"


async def test_everyone_is_never_pinged(mia: Person, world: World) -> None:
    told = await mia.runs("series add", channel=world.hall, role=world.guild.default_role)
    assert told.title == "Not everyone at once"
    assert await _series(world) == 0


async def test_a_series_whose_channel_is_gone_says_so(
    mia: Person, world: World, circle: Circle
) -> None:
    series = await circle.series()
    await world.delete(world.daily)
    opened = await mia.picks(await mia.runs("series list"), "Open a series", str(series.id))
    assert "The channel is gone." in opened.text
    panel = await mia.presses(opened, "Edit")
    moved = await mia.picks(panel, "Channel", world.hall)
    assert (moved.grey, moved.title) == ("Series · edit", "Changed")


@pytest.mark.parametrize("kind", ["voice", "category"])
async def test_another_kind_of_channel_is_refused_with_a_sentence(
    mia: Person, world: World, circle: Circle, kind: str
) -> None:
    other = getattr(world.guild, {"voice": "create_voice_channel"}.get(kind, "create_category"))(
        "other"
    )
    await circle.series()
    panel = await mia.runs("series edit")
    told = await mia.picks(panel, "Channel", other)
    assert told.title == "Not that channel"


async def test_a_thread_is_refused_with_a_sentence(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.question()
    (thread,) = world.daily.threads
    panel = await mia.runs("series edit")
    told = await mia.picks(panel, "Channel", thread)
    assert told.title == "Not that channel"


async def test_a_forum_of_pictures_is_refused_with_a_sentence(mia: Person, world: World) -> None:
    _cached(world, world.forum)._type = discord.ChannelType.media.value
    told = await mia.runs("series add", channel=world.forum)
    assert told.title == "Not that channel"
    assert await _series(world) == 0


async def test_a_channel_that_is_gone_by_the_time_is_told(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    panel = await mia.runs("series edit")
    gone = _cached(world, world.hall).guild._channels.pop(world.hall.id)
    assert (await mia.runs("series add", channel=world.hall)).title == "No such channel"
    assert (await mia.picks(panel, "Channel", world.hall)).title == "No such channel"
    gone.guild._channels[gone.id] = gone
