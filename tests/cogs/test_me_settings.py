"""`/me show`: zone, quiet hours, how a member is reached, and whether they review."""

from datetime import time

import pytest

from bot.domain.me import Preferences
from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Form
from tests.sim import World

HOURS = {"quiet_from": time(22), "quiet_until": time(7)}


async def _preferences(person: Person) -> Preferences:
    guild = person.world.guild.id
    return await person.world.house.services.me.preferences(guild, person.id)


async def _quiet_form(person: Person) -> Form:
    return await person.opens(await person.runs("me show"), "Quiet hours")


async def test_quiet_hours_are_written_as_one_option(ana: Person) -> None:
    shown = await ana.runs("me show", zone="Tokyo", quiet="22-7")
    assert "**Quiet hours** 22:00 to 07:00, Tokyo time" in shown.text
    assert await _preferences(ana) == Preferences(zone="Asia/Tokyo", **HOURS)
    assert "**Quiet hours** none" in (await ana.runs("me show", quiet="off")).text
    assert await _preferences(ana) == Preferences(zone="Asia/Tokyo")


async def test_without_a_zone_of_their_own_it_says_whose_holds(
    ana: Person, circle: Circle, world: World
) -> None:
    text = (await ana.runs("me show", quiet="22:00-07:00")).text
    assert "22:00 to 07:00, UTC time, which is usual in this server" in text
    await circle.series(zone="Europe/Berlin")
    assert "07:00, Berlin time, which is usual in this server" in (await ana.runs("me show")).text


@pytest.mark.parametrize("text", ["night", "22:00-22:00", "**22-7**", "x" * 6000])
async def test_hours_that_are_none_are_given_back_and_change_nothing(
    ana: Person, text: str
) -> None:
    await ana.runs("me show", quiet="22-7")
    told = await ana.runs("me show", quiet=text)
    assert told.title == "Which hours are quiet?"
    assert told.private
    assert await _preferences(ana) == Preferences(**HOURS)


async def test_one_wrong_option_does_not_take_the_right_one_with_it(ana: Person) -> None:
    told = await ana.runs("me show", zone="Tokyo", quiet="night")
    assert told.title == "Which hours are quiet?"
    assert await _preferences(ana) == Preferences(zone="Asia/Tokyo")
    told = await ana.runs("me show", zone="Atlantis", quiet="22-7")
    assert told.title == "Which time zone is that?"
    assert await _preferences(ana) == Preferences(zone="Asia/Tokyo", **HOURS)


async def test_of_two_wrong_options_both_are_given_back(ana: Person) -> None:
    told = await ana.runs("me show", zone="Atlantis", quiet="night")
    assert "> Atlantis\n> night" in told.texts
    assert await _preferences(ana) == Preferences()


async def test_the_modal_opens_with_the_hours_that_hold(ana: Person) -> None:
    form = await _quiet_form(ana)
    assert [field.get("value") for field in form.fields.values()] == [None, None]
    shown = await ana.submits(form, quiet_from="22", quiet_until="07:00")
    assert "22:00 to 07:00" in shown.text
    form = await _quiet_form(ana)
    assert [field["value"] for field in form.fields.values()] == ["22:00", "07:00"]
    assert "none" in (await ana.submits(form, quiet_from="", quiet_until="")).text
    assert await _preferences(ana) == Preferences()


async def test_a_modal_with_half_of_the_hours_changes_nothing(ana: Person) -> None:
    await ana.runs("me show", quiet="22-7")
    told = await ana.submits(await _quiet_form(ana), quiet_from="23:00", quiet_until="")
    assert told.title == "Which hours are quiet?"
    assert "23:00-" in told.text
    assert await _preferences(ana) == Preferences(**HOURS)


async def test_how_one_is_reached_is_chosen_from_a_list(ana: Person) -> None:
    screen = await ana.runs("me show")
    assert [one.get("default", False) for one in screen.selects[0].options] == [True, False]
    screen = await ana.picks(screen, "How you are reached", "thread")
    assert [one.get("default", False) for one in screen.selects[0].options] == [False, True]
    assert (await _preferences(ana)).reach == "thread"
    await ana.presses_late(screen, screen.id("How you are reached"), "dm")
    assert (await _preferences(ana)).reach == "dm"


async def test_a_way_to_be_reached_that_is_none_is_by_direct_message(ana: Person) -> None:
    screen = await ana.runs("me show")
    await ana.presses_late(screen, screen.id("How you are reached"), "pigeon")
    assert (await _preferences(ana)).reach == "dm"


async def test_reviews_are_switched_off_and_on(ana: Person) -> None:
    screen = await ana.presses(await ana.runs("me show"), "No reviews")
    assert "you are not asked to read" in screen.text
    assert not (await _preferences(ana)).reviews
    # A second click on the same button says the same.
    await ana.presses_late(screen, "me:reviews:off")
    assert not (await _preferences(ana)).reviews
    screen = await ana.presses(screen, "Ask me to review")
    assert screen.labels[:2] == ["Quiet hours", "No reviews"]
    assert (await _preferences(ana)).reviews


async def test_a_choice_leaves_the_others_as_they_are(ana: Person) -> None:
    await ana.runs("me show", zone="Tokyo", quiet="22-7")
    await ana.presses(await ana.runs("me show"), "No reviews")
    await ana.picks(await ana.runs("me show"), "How you are reached", "thread")
    everything = Preferences(zone="Asia/Tokyo", **HOURS, reach="thread", reviews=False)
    assert await _preferences(ana) == everything


async def test_choices_are_deleted_with_the_rest(ana: Person) -> None:
    await ana.runs("me show", quiet="22-7")
    await ana.presses(await ana.runs("me show"), "No reviews")
    await ana.presses(await ana.runs("me delete"), "Delete all")
    assert await _preferences(ana) == Preferences()
