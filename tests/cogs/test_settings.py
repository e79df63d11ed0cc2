"""`/server settings` as owners use it: each choice counts at once, and nothing is lost between two."""

from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World

LOG, ZONE, REPORT = "Log channel", "Usual time zone", "Weekly report"


def log_of(world: World) -> list[Screen]:
    """What stands in the log channel, the study hall."""
    return [Screen.of(message) for message in world.hall.history() if message.components]


async def test_at_first_everything_is_off_and_said_to_be_so(mia: Person) -> None:
    screen = await mia.runs("server settings")
    assert (screen.private, screen.title) == (True, "Settings")
    assert "**Log channel** none" in screen.text
    assert "**Time zone** as the newest series, UTC" in screen.text
    assert "**Weekly report** off" in screen.text
    assert screen.labels == []


async def test_a_choice_counts_at_once_and_can_be_taken_back_and_made_again(
    mia: Person, world: World
) -> None:
    screen = await mia.runs("server settings")
    screen = await mia.picks(screen, ZONE, "Europe/Berlin")
    assert "Changed: Time zone as the newest series → Europe/Berlin" in screen.text
    assert "**Time zone** Europe/Berlin" in (await mia.runs("server settings")).text
    screen = await mia.presses(screen, "Undo")
    assert "Taken back: Time zone Europe/Berlin → as the newest series" in screen.text
    screen = await mia.presses(screen, "Undo")
    assert "**Time zone** Europe/Berlin" in screen.text


async def test_a_zone_is_the_one_of_the_next_series(mia: Person, world: World) -> None:
    await mia.picks(await mia.runs("server settings"), ZONE, "Asia/Tokyo")
    assert await world.house.services.series.usual_zone(world.guild.id) == "Asia/Tokyo"


async def test_a_zone_can_be_typed_and_its_near_matches_are_offered(mia: Person) -> None:
    screen = await mia.runs("server settings")
    form = await mia.picks_to_open(screen, ZONE, "another")
    screen = await mia.submits(form, zone="Berln")
    assert screen.title == "Which of these is it?"
    screen = await mia.picks(screen, "Pick a time zone", "Europe/Berlin")
    assert "**Time zone** Europe/Berlin" in screen.text
    form = await mia.picks_to_open(screen, ZONE, "another")
    assert "Lisbon" in (await mia.submits(form, zone="lisbon")).text


async def test_a_zone_that_is_like_no_other_is_told_and_given_back(mia: Person) -> None:
    form = await mia.picks_to_open(await mia.runs("server settings"), ZONE, "another")
    screen = await mia.submits(form, zone="Qqqqqq")
    assert screen.title == "Which time zone is that?"
    assert "Qqqqqq" in screen.text


async def test_what_is_chosen_again_is_said_to_be_so_already(mia: Person) -> None:
    screen = await mia.picks(await mia.runs("server settings"), ZONE, "Europe/Berlin")
    screen = await mia.picks(screen, ZONE, "Europe/Berlin")
    assert "It was so already." in screen.text
    assert "Undo" not in screen.labels


async def test_changes_are_told_in_the_log_channel_without_a_ping(
    mia: Person, world: World
) -> None:
    screen = await mia.picks(await mia.runs("server settings"), LOG, world.hall)
    assert f"Log channel none → <#{world.hall.id}>" in screen.text
    await mia.picks(screen, ZONE, "Europe/Berlin")
    await world.tick()
    first, second = log_of(world)
    assert first.title == second.title == "Server settings changed"
    assert f"<@{mia.id}>" in second.text
    assert "Time zone as the newest series → Europe/Berlin" in second.text
    posted = [
        one.json
        for one in world.env.http_requests
        if one.method == "POST" and one.path == f"/channels/{world.hall.id}/messages"
    ]
    assert [one["allowed_mentions"] for one in posted] == [{"parse": []}] * 2


async def test_a_channel_that_cannot_be_written_to_is_not_taken(mia: Person, world: World) -> None:
    await world.forbid(world.hall, "send_messages")
    screen = await mia.picks(await mia.runs("server settings"), LOG, world.hall)
    assert (screen.grey, screen.title) == ("⚠️ Server settings", "Not allowed to write there yet")
    assert "**Send Messages**" in screen.text
    assert "Edit Channel → Permissions → Loopmate" in screen.text
    screen = await mia.presses(screen, "Back")
    assert "**Log channel** none" in screen.text
    await world.forbid(world.hall)
    screen = await mia.picks(screen, LOG, world.hall)
    assert f"**Log channel** <#{world.hall.id}>" in screen.text


async def test_a_log_channel_that_lost_its_permissions_is_marked_and_the_owner_told_once(
    mia: Person, world: World
) -> None:
    screen = await mia.picks(await mia.runs("server settings"), LOG, world.hall)
    await world.tick()
    await world.forbid(world.hall, "send_messages")
    for zone in ("Europe/Berlin", "Asia/Tokyo"):
        screen = await mia.picks(screen, ZONE, zone)
        await world.tick()
    assert f"⚠️ **Log channel** <#{world.hall.id}>, which lacks Send Messages" in screen.text
    (notice,) = [Screen.of(message) for message in mia.actor.user.dm_channel.history()]
    assert notice.title == "The log cannot be written"
    assert "in **Study circle**" in notice.text
    # What could not be told there is in the list all the same.
    assert "Asia/Tokyo" in (await mia.runs("server changes")).text


async def test_a_log_channel_that_was_deleted_is_said_to_be_gone(mia: Person, world: World) -> None:
    await mia.picks(await mia.runs("server settings"), LOG, world.hall)
    await world.tick()
    await world.delete(world.hall)
    world.hall = world.daily
    screen = await mia.runs("server settings")
    assert "which is gone" in screen.text
    screen = await mia.presses(screen, "No log")
    assert "**Log channel** none" in screen.text


async def test_the_second_of_two_owners_sees_who_was_faster_and_nothing_is_lost(
    mia: Person, ana: Person, world: World
) -> None:
    world.promote(world.ana)
    mias, anas = await mia.runs("server settings"), await ana.runs("server settings")
    await mia.picks(mias, LOG, world.hall)
    screen = await ana.picks(anas, ZONE, "Europe/Berlin")
    assert f"<@{mia.id}> changed this <t:" in screen.text
    assert f"**Log channel** <#{world.hall.id}>" in screen.text
    assert "**Time zone** as the newest series" in screen.text
    screen = await ana.picks(screen, ZONE, "Europe/Berlin")
    assert "**Time zone** Europe/Berlin" in screen.text
    assert f"**Log channel** <#{world.hall.id}>" in screen.text


async def test_what_was_typed_on_an_older_panel_is_given_back(
    mia: Person, ana: Person, world: World
) -> None:
    world.promote(world.ana)
    form = await ana.picks_to_open(await ana.runs("server settings"), ZONE, "another")
    await mia.picks(await mia.runs("server settings"), LOG, world.hall)
    screen = await ana.submits(form, zone="lisbon")
    assert "You chose “lisbon”." in screen.text
    assert "**Time zone** as the newest series" in screen.text


async def test_what_was_changed_again_since_is_not_taken_back(
    mia: Person, ana: Person, world: World
) -> None:
    world.promote(world.ana)
    mias = await mia.picks(await mia.runs("server settings"), ZONE, "Europe/Berlin")
    await ana.picks(await ana.runs("server settings"), ZONE, "Asia/Tokyo")
    screen = await mia.presses(mias, "Undo")
    assert f"<@{ana.id}> changed this" in screen.text
    assert "**Time zone** Asia/Tokyo" in screen.text


async def test_the_report_is_chosen_with_its_day_and_time(mia: Person, world: World) -> None:
    screen = await mia.runs("server settings")
    told = await mia.picks(screen, REPORT, "log")
    assert told.title == "No log channel yet"
    screen = await mia.picks(await mia.runs("server settings"), REPORT, "dm")
    assert "**Weekly report** Mondays 09:00, UTC, to you, by direct message" in screen.text
    screen = await mia.presses(screen, "Report time")
    screen = await mia.picks(screen, "Day", "5")
    assert "Report on Mondays → Fridays" in screen.text
    screen = await mia.presses(screen, "Report time")
    screen = await mia.picks(screen, "Time of day", "17:00")
    assert "**Weekly report** Fridays 17:00, UTC" in screen.text
    screen = await mia.picks(screen, REPORT, "off")
    assert "Report time" not in screen.labels


async def test_a_report_to_someone_else_names_them(mia: Person, ana: Person, world: World) -> None:
    world.promote(world.ana)
    await mia.picks(await mia.runs("server settings"), REPORT, "dm")
    screen = await ana.runs("server settings")
    assert f"to <@{mia.id}>, by direct message" in screen.text
    screen = await ana.picks(screen, REPORT, "off")
    assert "by direct message to someone else → off" in screen.text
    assert (await ana.presses(screen, "Undo")).title == "This one stays"


async def test_the_panel_answers_its_opener_alone(
    mia: Person, ana: Person, world: World, circle: Circle
) -> None:
    screen = await mia.runs("server settings")
    world.promote(world.ana)
    told = await ana.presses_late(
        await ana.runs("server settings"), screen.id(ZONE), "Europe/Berlin"
    )
    assert told.title == "This panel is not yours"
    await world.sleep(minutes=16)
    told = await mia.picks(screen, ZONE, "Europe/Berlin")
    assert "`/server settings`" in told.text
