"""`/server doctor`: what needs somebody is named with the path of clicks, and looked at again."""

from dataclasses import replace

import discord

from bot.domain.daily.review import Backlog
from bot.services.doctor import Check
from cogs.server.findings import notes
from tests.cogs.asking import add_tags
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.samples import SERIES
from tests.cogs.screens import Screen
from tests.sim import World


async def test_before_the_first_series_it_points_to_setup(mia: Person) -> None:
    screen = await mia.runs("server doctor")
    assert (screen.private, screen.title) == (True, "Nothing is scheduled yet")
    assert "`/setup`" in screen.text


async def test_where_all_is_well_it_says_so_without_a_warning(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.question()
    screen = await mia.runs("server doctor")
    assert screen.title == "All well"
    assert "⚠️" not in screen.text
    assert "1 sent, 0 late, 0 skipped, 0 failed" in screen.text


async def test_what_needs_the_owner_is_named_with_the_path_of_clicks(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    await circle.series(world.forum)
    await world.forbid(world.daily, "send_messages", "create_public_threads")
    await world.forbid(world.forum, "read_message_history")
    screen = await mia.runs("server doctor")
    assert (screen.grey, screen.title) == ("⚠️ Server check", "2 things need you")
    needs = "**Send Messages**, **Create Public Threads**"
    assert f"In <#{world.daily.id}> the role **Loopmate** needs {needs}." in screen.text
    assert f"In <#{world.forum.id}> the role **Loopmate** needs **Read" in screen.text
    assert "Edit Channel → Permissions → Loopmate" in screen.text
    await world.forbid(world.daily)
    screen = await mia.presses(screen, "Check again")
    assert screen.title == "One thing needs you"
    await world.forbid(world.forum)
    assert (await mia.presses(screen, "Check again")).title == "All well"


async def test_a_channel_that_is_gone_is_named_before_its_question_is_due(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    await world.delete(world.daily)
    screen = await mia.runs("server doctor")
    assert "The channel of “Every day 09:00, UTC” is gone" in screen.text
    assert "`/series edit` gives it another channel" in screen.text


async def test_a_paused_series_needs_nobody(mia: Person, world: World, circle: Circle) -> None:
    await circle.series()
    await world.delete(world.daily)
    await mia.runs("series pause")
    screen = await mia.runs("server doctor")
    assert screen.title == "All well"
    assert "Every series is paused" in screen.text


async def test_what_failed_lately_is_marked(mia: Person, world: World, circle: Circle) -> None:
    await circle.series()
    await world.forbid(world.daily, "send_messages")
    await world.pass_time(hours=9)
    screen = await mia.runs("server doctor")
    assert "Last 7 days: 0 sent, 0 late, 0 skipped, 1 failed" in screen.text
    assert "✅ Last 7 days" not in screen.text
    await world.pass_time(days=1)
    await world.forbid(world.daily)
    await world.pass_time(days=7)
    screen = await mia.runs("server doctor")
    assert "✅ Last 7 days" in screen.text


async def test_the_check_answers_its_opener_for_a_quarter_of_an_hour(
    mia: Person, ana: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    world.promote(world.ana)
    screen = await mia.runs("server doctor")
    told = await ana.presses_late(await ana.runs("server doctor"), screen.id("Check again"))
    assert told.title == "This panel is not yours"
    await world.sleep(minutes=16)
    told = await mia.presses(screen, "Check again")
    assert "run `/server doctor` again" in told.text


async def test_series_that_share_a_broken_channel_are_one_thing_to_do(
    mia: Person, world: World, circle: Circle
) -> None:
    for _ in range(3):
        await circle.series()
    await world.forbid(world.daily, "send_messages")
    screen = await mia.runs("server doctor")
    assert screen.title == "One thing needs you"
    await world.delete(world.daily)
    screen = await mia.presses(screen, "Check again")
    assert "The channel of 3 series is gone." in screen.text


async def test_fifty_broken_series_fit_one_screen(
    mia: Person, world: World, circle: Circle
) -> None:
    for n in range(50):
        channel = world.guild.create_text_channel(f"room-{n}")
        await world.env.settle()
        await circle.series(channel)
        await world.forbid(channel, "send_messages", "view_channel", "create_public_threads")
    screen = await mia.runs("server doctor")
    assert screen.title == "50 things need you"
    assert "And 42 more." in screen.text


async def test_what_discord_refused_once_goes_out_when_it_is_looked_at_again(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    world.env.inject_error("POST", "/channels/*/messages", status=400, code=50035)
    await world.pass_time(hours=9)
    assert circle.posts() == []
    screen = await mia.runs("server doctor")
    assert screen.title == "All well"
    assert f"<#{world.daily.id}> is mended: what waits goes out at once" in screen.text
    await world.tick()
    assert len(circle.posts()) == 1
    screen = await mia.presses(screen, "Check again")
    assert "is mended" not in screen.text


async def test_what_is_still_missing_is_not_tried(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    await world.forbid(world.daily, "send_messages")
    await world.pass_time(hours=9)
    screen = await mia.presses(await mia.runs("server doctor"), "Check again")
    nine = int(world.now().timestamp())
    assert f"needs **Send Messages** since <t:{nine}:R>." in screen.text
    assert "is mended" not in screen.text
    await world.tick()
    assert circle.posts() == []


async def test_a_forum_that_asks_for_a_tag_it_does_not_have_is_named(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series(world.forum)
    channel = world.house.client.get_channel(world.forum.id)
    assert isinstance(channel, discord.ForumChannel)
    # SimCord has no flags of channels.
    channel._flags = discord.ChannelFlags(require_tag=True).value
    screen = await mia.runs("server doctor")
    assert "asks for a tag on every post and has none that fits" in screen.text
    assert "Require people to select tags when posting" in screen.text
    await add_tags(world, "coding")
    assert (await mia.presses(screen, "Check again")).title == "All well"


async def test_a_role_to_ping_that_is_gone_or_notifies_nobody_is_named(
    mia: Person, world: World, circle: Circle
) -> None:
    role = world.guild.create_role("Readers")
    series = await circle.series()
    await world.house.services.series.edit(
        world.guild.id, series.id, by=mia.id, ping_role_id=role.id
    )
    await world.forbid(world.daily, "mention_everyone")
    screen = await mia.runs("server doctor")
    assert f"<@&{role.id}> is named and nobody is notified" in screen.text
    assert "**Mention @everyone, @here, and All Roles**" in screen.text
    world.env.backend.delete_role(world.guild.id, role.id)
    await world.env.settle()
    screen = await mia.presses(screen, "Check again")
    assert "The role that “Every day 09:00, UTC” should ping is gone" in screen.text


async def test_the_log_channel_is_looked_at_as_well(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    settings = world.house.services.settings
    await settings.log_to(world.guild.id, world.hall.id, by=mia.id)
    await world.forbid(world.hall, "send_messages")
    screen = await mia.runs("server doctor")
    assert f"In the log channel <#{world.hall.id}> the role **Loopmate** needs" in screen.text
    study = world.guild.create_text_channel("somewhere")
    await world.env.settle()
    await world.delete(world.hall)
    screen = Screen.of((await world.mia.slash(study, "server doctor")).response)
    assert "The log channel is gone." in screen.text


async def test_who_set_a_series_and_left_is_named_with_who_is_told_instead(
    mia: Person, ana: Person, world: World, circle: Circle
) -> None:
    await circle.series(by=ana)
    assert "has left" not in (await mia.runs("server doctor")).text
    world.env.backend.remove_member(world.guild.id, ana.id)
    screen = await mia.runs("server doctor")
    told = f"Who set “Every day 09:00, UTC” has left; <@{mia.id}> is told what it needs."
    assert told in screen.text
    assert screen.title == "All well"


def test_few_questions_left_and_answers_without_a_reader_are_said_in_passing() -> None:
    check = Check(
        series=[SERIES],
        counts={},
        left={SERIES.id: 1},
        reviews=Backlog(waiting=2, overdue=1),
    )
    stock, unread = notes(check, frozenset())
    assert stock.startswith(f"“{SERIES.plan}” has 1 question left that it asked least;")
    assert unread == "2 answers without a reader, 1 overdue."
    enough = replace(check, left={SERIES.id: 8}, reviews=Backlog())
    assert notes(enough, frozenset()) == []


def test_where_nobody_is_left_to_tell_it_says_what_to_do() -> None:
    check = Check(series=[SERIES], counts={}, left={}, reviews=Backlog())
    (note,) = notes(check, frozenset({SERIES.created_by or 0}))
    assert "nobody would be told what it needs. `/server settings` takes a log channel." in note
    (note,) = notes(replace(check, log_channel_id=5), frozenset({SERIES.created_by or 0}))
    assert "<#5> is told what it needs." in note
