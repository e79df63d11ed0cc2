"""`/server doctor`, and what happens to a server that the bot leaves."""

from datetime import timedelta

from tests.cogs.conftest import Circle
from tests.cogs.people import Person
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
    assert "Edit channel → Permissions → Loopmate" in screen.text
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
    assert "`/series remove`, then `/series add` in another channel" in screen.text


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
    await world.forbid(world.daily)
    screen = await mia.runs("server doctor")
    assert "Last 7 days: 0 sent, 0 late, 0 skipped, 1 failed" in screen.text
    assert "✅ Last 7 days" not in screen.text
    await world.pass_time(days=1)
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


async def test_what_is_kept_of_a_server_goes_a_month_after_the_bot(
    world: World, circle: Circle, mia: Person
) -> None:
    await circle.question()
    server, guild = world.house.services.server, world.guild.id
    await server.left(guild)
    await server.sweep(world.now() + timedelta(days=29))
    assert len(await world.house.services.series.of(guild)) == 1
    await server.sweep(world.now() + timedelta(days=31))
    assert await world.house.services.series.of(guild) == []


async def test_coming_back_stops_the_clock(world: World, circle: Circle) -> None:
    await circle.question()
    server, guild = world.house.services.server, world.guild.id
    await server.left(guild)
    await server.present({guild: world.mia.id}, all_of_them=False)
    await server.sweep(world.now() + timedelta(days=365))
    assert len(await world.house.services.series.of(guild)) == 1
