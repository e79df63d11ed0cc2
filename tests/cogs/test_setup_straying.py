"""`/setup` off its path: what is missing, refused, gone, pressed twice, by another or too late."""

import discord

from bot.domain import zone as zones
from tests.cogs.asking import add_tags
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.setting_up import CHANNEL, at_the_test, at_the_time
from tests.sim import World


async def test_what_is_missing_is_named_and_checked_again(mia: Person, world: World) -> None:
    await world.forbid(world.daily, "send_messages", "create_public_threads")
    screen = await at_the_test(mia, world)
    assert screen.title == "Two permissions are missing"
    assert "**Send Messages**, to post the question" in screen.text
    assert "**Create Public Threads**, one thread per question" in screen.text
    assert "⚠️ **Permissions** 3 of 5" in screen.text
    assert "Edit Channel → Permissions → Loopmate" in screen.text
    assert screen.labels == ["Check again", "Back"]
    await world.forbid(world.daily, "create_public_threads")
    screen = await mia.presses(screen, "Check again")
    assert screen.title == "One permission is missing"
    await world.forbid(world.daily)
    screen = await mia.presses(screen, "Check again")
    assert screen.title == "Post a test?"


async def test_threads_can_be_skipped_where_they_alone_are_missing(
    mia: Person, world: World, circle: Circle
) -> None:
    await world.forbid(world.daily, "create_public_threads")
    screen = await at_the_test(mia, world)
    assert screen.labels == ["Check again", "Skip threads", "Back"]
    screen = await mia.presses(screen, "Skip threads")
    screen = await mia.presses(screen, "Post a test")
    assert screen.title.startswith("First question")
    await world.pass_time(hours=8)
    assert len(circle.posts()) == 1
    assert world.daily.threads == []


async def test_a_test_that_is_refused_says_what_was_taken_away(mia: Person, world: World) -> None:
    screen = await at_the_test(mia, world)
    await world.forbid(world.daily, "send_messages")
    screen = await mia.presses(screen, "Post a test")
    assert screen.title == "The test did not arrive"
    assert "**Send Messages**" in screen.text
    await world.forbid(world.daily)
    screen = await mia.presses(screen, "Try again")
    assert screen.title.startswith("First question")


async def test_a_test_that_discord_does_not_take_can_be_tried_again(
    mia: Person, world: World
) -> None:
    screen = await at_the_test(mia, world)
    world.env.inject_error("POST", "/channels/*/messages", status=400, code=50035)
    screen = await mia.presses(screen, "Post a test")
    assert screen.title == "The test did not arrive"
    assert "Discord did not take it" in screen.text
    assert (await mia.presses(screen, "Try again")).title.startswith("First question")


async def test_a_forum_that_asks_for_a_tag_is_named_as_the_reason(
    mia: Person, world: World
) -> None:
    screen = await at_the_test(mia, world, world.forum)
    world.env.inject_error("POST", "/channels/*/threads", status=400, code=40067)
    screen = await mia.presses(screen, "Post a test")
    assert "The forum asks for a tag" in screen.text


async def test_what_is_taken_away_before_the_start_is_named(mia: Person, world: World) -> None:
    screen = await at_the_test(mia, world)
    await world.forbid(world.daily, "send_messages")
    screen = await mia.presses(screen, "Start without")
    assert screen.title == "One permission is missing"


async def test_a_channel_that_was_deleted_is_chosen_anew(mia: Person, world: World) -> None:
    screen = await at_the_test(mia, world)
    await world.delete(world.daily)
    for pressed in (
        await mia.presses(screen, "Post a test"),
        await mia.presses_late(screen, "Start without"),
        await mia.runs("setup"),
    ):
        assert pressed.title == "Where should questions go?"
        assert "The channel you chose is gone" in pressed.text
    screen = await mia.picks(pressed, CHANNEL, world.hall)
    assert screen.title == "Post a test?"


async def test_a_second_click_makes_no_second_series(mia: Person, world: World) -> None:
    screen = await at_the_test(mia, world)
    await mia.presses(screen, "Start without")
    for label in ("Start without", "Post a test"):
        assert (await mia.presses_late(screen, label)).title == "A step is still open"
    assert len(await world.house.services.series.of(world.guild.id)) == 1


async def test_a_panel_answers_its_opener_alone(mia: Person, ana: Person, world: World) -> None:
    world.promote(world.ana)
    screen = await at_the_test(mia, world)
    # Nobody else sees the panel; the id of its button is all that could be sent.
    theirs = await ana.runs("setup")
    told = await ana.presses_late(theirs, screen.id("Start without"))
    assert told.title == "This panel is not yours"
    assert await world.house.services.series.of(world.guild.id) == []


async def test_a_panel_closes_after_a_quarter_of_an_hour(mia: Person, world: World) -> None:
    screen = await at_the_test(mia, world)
    await world.sleep(minutes=15)
    screen = await mia.presses(screen, "Back")
    assert screen.title == "When should questions come?"
    await world.sleep(seconds=1)
    told = await mia.picks(screen, "Time of day", "10:00")
    assert told.title == "This panel has closed"
    assert "run `/setup` again" in told.text


async def test_a_panel_goes_on_after_a_restart(mia: Person, world: World) -> None:
    screen = await at_the_time(mia, world)
    await world.restart()
    screen = await mia.picks(screen, "Time of day", "09:00")
    assert screen.title == "Post a test?"


async def test_a_time_typed_before_a_restart_is_taken_after_it(mia: Person, world: World) -> None:
    screen = await at_the_time(mia, world)
    form = await mia.opens(screen, "Other time")
    await world.restart()
    screen = await mia.submits(form, time="7:15", days="every day")
    assert "Every day 07:15, Europe/Berlin" in screen.text


async def test_the_button_of_a_test_post_works_for_everybody_and_after_a_restart(
    mia: Person, ana: Person, world: World
) -> None:
    await mia.presses(await at_the_test(mia, world), "Post a test")
    (test,) = [Screen.of(m) for m in world.daily.history() if m.components]
    await world.restart()
    screen = await ana.presses(test, "Works")
    assert (screen.private, screen.title) == (True, "It works")


async def test_a_forum_that_asks_for_a_tag_it_does_not_have_is_named_before_the_test(
    mia: Person, world: World
) -> None:
    channel = world.house.client.get_channel(world.forum.id)
    assert isinstance(channel, discord.ForumChannel)
    # SimCord has no flags of channels.
    channel._flags = discord.ChannelFlags(require_tag=True).value
    screen = await at_the_test(mia, world, world.forum)
    assert screen.title == "The forum asks for a tag"
    assert "“System design”, “Technical depth”, “Behavioural”, “Coding”" in screen.text
    assert "Edit Channel → Overview → Require people to select tags when posting" in screen.text
    await add_tags(world, "Anything", "behavioural")
    assert (await mia.presses(screen, "Check again")).title == "Post a test?"


async def test_the_test_post_carries_a_tag_that_fits(mia: Person, world: World) -> None:
    await add_tags(world, "Anything", "behavioural")
    screen = await at_the_test(mia, world, world.forum)
    await mia.presses(screen, "Post a test")
    (thread,) = world.forum.threads
    assert world.env.backend.get_channel(thread.id).applied_tags == [2]


async def test_in_an_announcement_channel_it_says_that_followers_get_nothing(
    mia: Person, world: World, circle: Circle
) -> None:
    made = world.env.backend.create_channel(world.guild.id, "news", type=5)
    await world.env.settle()
    channel = world.guild.channels["news"]
    screen = await at_the_test(mia, world, channel)
    assert "Followers of this channel get nothing" in screen.text
    await mia.presses(screen, "Post a test")
    await world.pass_time(hours=8)
    assert channel.id == made.id
    assert len(circle.posts(channel)) == 1


async def test_without_any_permission_in_the_server_it_still_answers_and_names_them_all(
    mia: Person, world: World
) -> None:
    everybody = world.env.backend.get_role(world.guild.id, world.guild.id)
    world.env.backend.edit_role(world.guild.id, everybody.id, {"permissions": 0})
    await world.forbid_everywhere(*discord.Permissions.VALID_FLAGS)
    told = await mia.presses(await mia.runs("setup"), "Create channel")
    assert told.title == "One permission is missing"
    screen = await at_the_test(mia, world)
    assert screen.title == "Five permissions are missing"
    assert "⚠️ **Permissions** 0 of 5" in screen.text
    assert screen.labels == ["Check again", "Back"]


async def test_likely_zones_come_first_and_none_is_chosen(mia: Person, world: World) -> None:
    screen = await mia.picks(await mia.runs("setup"), CHANNEL, world.daily)
    (select,) = screen.selects
    assert [option["value"] for option in select.options[:4]] == [
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
    ]
    assert len(select.options) == 25
    assert not any(option.get("default") for option in select.options)


async def test_the_zone_of_the_server_comes_before_the_likely_ones(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series(zone="Asia/Kolkata")
    screen = await mia.picks(await mia.runs("setup"), CHANNEL, world.daily)
    values = [option["value"] for option in screen.selects[0].options]
    assert values[:2] == ["Asia/Kolkata", "America/New_York"]
    assert values.count("Asia/Kolkata") == 1


def test_every_language_of_discord_has_likely_zones() -> None:
    assert [one for one in discord.Locale if not zones.likely([one.value])] == []
