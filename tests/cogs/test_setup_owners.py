"""Two owners at `/setup` at once: the second sees what is so now, and nothing is lost."""

import pytest

from tests.cogs.people import Person
from tests.cogs.setting_up import CHANNEL, ZONE, at_the_test, at_the_time
from tests.sim import World


@pytest.fixture
def ana(world: World, ana: Person) -> Person:
    """A second owner."""
    world.promote(world.ana)
    return ana


async def test_another_owner_reads_who_began_and_goes_on(
    mia: Person, ana: Person, world: World
) -> None:
    await at_the_time(mia, world)
    await world.pass_time(hours=2)
    await world.restart()
    screen = await ana.runs("setup")
    assert screen.title == "Somebody is at this already"
    assert f"<@{mia.id}> chose last <t:" in screen.text
    assert f"✅ **Channel** <#{world.daily.id}>" in screen.text
    screen = await ana.presses(screen, "Go on")
    assert screen.title == "When should questions come?"
    screen = await ana.picks(screen, "Time of day", "09:00")
    assert screen.title == "Post a test?"


async def test_another_owner_begins_anew(mia: Person, ana: Person, world: World) -> None:
    await at_the_time(mia, world)
    screen = await ana.presses(await ana.runs("setup"), "Begin anew")
    assert screen.title == "Where should questions go?"
    assert "is gone" not in screen.text
    screen = await ana.picks(screen, CHANNEL, world.hall)
    assert screen.title == "Which time zone is it?"


async def test_a_press_on_a_panel_that_another_owner_went_on_with_changes_nothing(
    mia: Person, ana: Person, world: World
) -> None:
    older = await at_the_time(mia, world)
    theirs = await ana.presses(await ana.runs("setup"), "Go on")
    theirs = await ana.picks(theirs, "Time of day", "20:00")
    screen = await mia.picks(older, "Time of day", "09:00")
    assert screen.title == "Somebody is at this already"
    assert "✅ **Time** Weekdays 20:00, Europe/Berlin" in screen.text
    screen = await mia.presses(screen, "Go on")
    assert screen.title == "Post a test?"
    assert "Weekdays 20:00, Europe/Berlin" in screen.text


async def test_what_is_typed_on_such_a_panel_changes_nothing_either(
    mia: Person, ana: Person, world: World
) -> None:
    older = await at_the_time(mia, world)
    form = await mia.opens(older, "Other time")
    await ana.presses(await ana.runs("setup"), "Go on")
    screen = await mia.submits(form, time="7:15", days="every day")
    assert screen.title == "Somebody is at this already"
    assert (await world.house.services.setup.of(world.guild.id)).at is None


async def test_two_who_open_it_at_once_do_not_overwrite_each_other(
    mia: Person, ana: Person, world: World
) -> None:
    first, second = await mia.runs("setup"), await ana.runs("setup")
    await mia.picks(first, CHANNEL, world.daily)
    screen = await ana.picks(second, CHANNEL, world.hall)
    assert screen.title == "Somebody is at this already"
    assert f"✅ **Channel** <#{world.daily.id}>" in screen.text


async def test_who_comes_back_to_a_setup_that_was_finished_meanwhile_is_told(
    mia: Person, ana: Person, world: World
) -> None:
    screen = await mia.picks(await mia.runs("setup"), CHANNEL, world.daily)
    theirs = await ana.presses(await ana.runs("setup"), "Go on")
    theirs = await ana.picks(theirs, ZONE, "Europe/Berlin")
    theirs = await ana.picks(theirs, "Time of day", "09:00")
    await ana.presses(theirs, "Start without")
    screen = await mia.picks(screen, ZONE, "Europe/Paris")
    assert screen.title == "Where should questions go?"
    assert "This setup was finished or begun anew meanwhile." in screen.text
    assert (await world.house.services.setup.of(world.guild.id)).zone is None


async def test_only_one_of_two_owners_starts_the_series(
    mia: Person, ana: Person, world: World
) -> None:
    older = await at_the_test(mia, world)
    theirs = await ana.presses(await ana.runs("setup"), "Go on")
    screen = await mia.presses(older, "Start without")
    assert screen.title == "Somebody is at this already"
    await ana.presses(theirs, "Start without")
    told = await mia.presses_late(older, "Start without")
    assert told.title == "A step is still open"
    assert len(await world.house.services.series.of(world.guild.id)) == 1
