"""`/me vacation`: announced with two words, shown, and cancelled with one press."""

import pytest

from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World


async def test_nothing_is_planned_at_first(ana: Person) -> None:
    screen = await ana.runs("me vacation")
    assert (screen.private, screen.title) == (True, "No vacation is planned")
    assert screen.footer == "Any twelve weeks hold 14 days; around today you have 14 left."
    assert screen.labels == []


async def test_it_is_announced_shown_and_cancelled(world: World, ana: Person) -> None:
    screen = await ana.runs("me vacation", **{"from": "Monday", "until": "1 week"})
    assert screen.title == "Vacation is planned"
    # The world begins on Thursday, 1 January 2026; noon of the 5th, and of the 11th.
    assert "**<t:1767614400:D>** to **<t:1768132800:D>**, 7 days" in screen.text
    assert "around today you have 7 left" in screen.footer
    later = await ana.runs("me vacation")
    assert later.text == screen.text
    assert (await ana.presses(later, "Cancel vacation")).title == "No vacation is planned"
    assert (await ana.presses_late(screen, "Cancel vacation")).title == "Nothing to cancel"


async def test_on_its_days_it_says_so_and_what_is_over_is_gone(world: World, ana: Person) -> None:
    await ana.runs("me vacation", until="tomorrow")
    await ana.runs("me vacation", **{"from": "in 2 weeks"})
    screen = await ana.runs("me vacation")
    assert screen.title == "You are away"
    assert screen.footer.endswith("The nearest is cancelled first.")
    await world.pass_time(days=2)
    screen = await ana.runs("me vacation")
    assert (screen.title, screen.text.count("1 day")) == ("Vacation is planned", 1)


@pytest.mark.parametrize(
    ("begins", "until", "title"),
    [
        ("2025-12-31", "", "That day has passed"),
        ("today", "3 weeks", "That is too long"),
        ("some time", "", "Which date is that?"),
        ("in 4 months", "", "That is far ahead"),
        ("Friday", "today", "Which days are those?"),
    ],
)
async def test_what_cannot_be_is_told_in_a_sentence(
    ana: Person, begins: str, until: str, title: str
) -> None:
    assert (await ana.runs("me vacation", **{"from": begins, "until": until})).title == title


async def test_usual_lengths_are_suggested(ana: Person) -> None:
    assert "1 week" in (await ana.types("me vacation", "until", "week")).values()


async def test_a_forged_press_cancels_nothing(ana: Person, ben: Person) -> None:
    planned = await ana.runs("me vacation", **{"from": "Monday"})
    theirs: Screen = await ben.runs("me vacation")
    for id in (planned.id("Cancel vacation"), "me:vacation-off:0", "me:vacation-off:99999999999"):
        assert (await ben.presses_late(theirs, id)).title == "Nothing to cancel"
    assert (await ana.runs("me vacation")).title == "Vacation is planned"
