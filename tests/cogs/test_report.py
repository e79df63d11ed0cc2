"""`/server report`: a week in numbers, one sentence on what needs someone, and sent on request."""

from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World


def messages(person: Person) -> list[Screen]:
    """The direct messages that somebody has from the bot."""
    return [Screen.of(message) for message in person.actor.user.dm_channel.history()]


def close(world: World, person: Person) -> None:
    path = f"/channels/{person.actor.user.dm_channel.id}/messages"
    world.env.inject_error("POST", path, status=403, code=50007, times=None)


async def test_before_the_first_series_it_leads_to_the_setup(mia: Person) -> None:
    screen = await mia.runs("server report")
    assert (screen.private, screen.title) == (True, "Nothing to report yet")
    assert "Setup" in (await mia.presses(screen, "Set up")).grey


async def test_a_calm_week_needs_nobody(mia: Person, world: World, circle: Circle) -> None:
    await circle.question()
    for _ in range(2):
        await world.pass_time(days=1)
    await world.sleep(minutes=1)
    screen = await mia.runs("server report")
    assert (screen.grey, screen.title) == ("Report · last 7 days", "Nothing needs you")
    assert "3 sent, 0 late, 0 skipped, 0 held, 0 messages refused, 0 unreviewed." in screen.text
    assert f"<#{world.daily.id}> · Every day 09:00, UTC\n-# 3 sent" in screen.text


async def test_complaint_19_what_went_wrong_is_told_with_its_reasons_and_where(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    await world.sleep(days=3, hours=12)
    await world.tick()
    await world.forbid(world.daily, "send_messages")
    close(world, mia)
    await world.pass_time(days=1)
    await world.sleep(minutes=1)
    screen = await mia.runs("server report")
    assert (screen.grey, screen.title) == ("⚠️ Report · last 7 days", "2 things need you")
    assert "1 sent, 1 late, 3 skipped, 1 held, 1 message refused, 0 unreviewed." in screen.text
    assert "1 series is held: `/server doctor` says what to change." in screen.text
    assert "1 direct message was refused by closed doors." in screen.text
    row = "1 sent, 1 late (the bot was away), 3 skipped (the bot was away), 1 held (a permission was missing)"
    assert f"-# {row}" in screen.text
    assert (await mia.presses(screen, "Doctor")).title == "One thing needs you"


async def test_weeks_are_turned_back_and_forth(mia: Person, world: World, circle: Circle) -> None:
    await circle.series()
    for _ in range(2):
        await world.pass_time(days=1)
    await world.house.services.series.pause(
        world.guild.id, (await world.house.services.series.of(world.guild.id))[0].id, by=mia.id
    )
    await world.sleep(days=7)
    screen = await mia.runs("server report")
    assert "0 sent" in screen.text
    screen = await mia.presses(screen, "Before")
    assert screen.grey == "Report · 1 week before"
    assert "2 sent" in screen.text
    assert "0 sent" in (await mia.presses(screen, "Last 7 days")).text


async def test_fifty_series_are_turned_page_by_page(
    mia: Person, world: World, circle: Circle
) -> None:
    for _ in range(50):
        await circle.series()
    screen = await mia.runs("server report")
    assert screen.text.count("nothing was due") == 5
    screen = await mia.presses(await mia.presses(screen, "Next"), "Next")
    assert screen.text.count("nothing was due") == 5
    assert "First page" in screen.labels


async def test_it_is_sent_to_who_asks_for_it(
    mia: Person, ana: Person, world: World, circle: Circle
) -> None:
    world.promote(world.ana)
    await circle.question()
    await world.sleep(minutes=1)
    screen = await ana.presses(await ana.runs("server report"), "Send to me")
    assert screen.title == "It is in your messages"
    (message,) = messages(ana)
    assert (message.grey, message.title) == ("Report · weekly", "Nothing needs you")
    assert "**Study circle**" in message.text
    assert "1 sent" in message.text
    assert messages(mia) == []
    # A second press within the minute sends nothing more.
    await ana.presses(await ana.presses(screen, "Back"), "Send to me")
    assert len(messages(ana)) == 1


async def test_closed_messages_are_told_with_what_to_do(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.question()
    close(world, mia)
    screen = await mia.presses(await mia.runs("server report"), "Send to me")
    assert screen.title == "Your messages are closed"
    assert "privacy settings" in screen.text


async def test_every_week_it_comes_by_itself_to_who_asked_for_it(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    screen = await mia.presses(await mia.runs("server report"), "Send weekly")
    await mia.picks(screen, "Weekly report", "dm")
    # Midnight on Thursday, 1 January 2026; the first Monday is the fifth.
    for _ in range(4):
        await world.pass_time(days=1)
    assert messages(mia) == []
    await world.pass_time(hours=9)
    (message,) = messages(mia)
    assert message.title == "Nothing needs you"
    # The question of Monday is of the next week: it went out at the same moment.
    assert "4 sent" in message.text
    await world.pass_time(days=6, hours=23)
    assert len(messages(mia)) == 1
    await world.pass_time(hours=1)
    assert len(messages(mia)) == 2


async def test_every_week_it_comes_to_the_log_channel(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.series()
    screen = await mia.picks(await mia.runs("server settings"), "Log channel", world.hall)
    await mia.picks(screen, "Weekly report", "log")
    await world.pass_time(days=4, hours=9)
    shown = [Screen.of(message) for message in world.hall.history() if message.components]
    (report,) = [screen for screen in shown if screen.grey == "Report · weekly"]
    assert report.buttons == []
    assert str(mia.id) not in report.text


async def test_a_closed_door_leads_the_weekly_report_to_the_log_channel(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.question()
    screen = await mia.picks(await mia.runs("server settings"), "Log channel", world.hall)
    await mia.picks(screen, "Weekly report", "dm")
    close(world, mia)
    await world.pass_time(days=4)
    shown = [Screen.of(message) for message in world.hall.history() if message.components]
    assert [screen.grey for screen in shown if "Report" in screen.grey] == ["Report · weekly"]


async def test_the_report_knows_nothing_of_another_server(
    mia: Person, world: World, circle: Circle
) -> None:
    await circle.question()
    elsewhere = await world.house.services.report.of(world.guild.id + 1)
    assert elsewhere.lines == []
