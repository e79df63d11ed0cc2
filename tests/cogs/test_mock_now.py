"""`/mock now`: who is free this minute finds a partner, or waits for one and is told."""

from typing import Any

import pytest

from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.test_mock import joins
from tests.cogs.test_reviews import told
from tests.sim import World


async def waits(person: Person, **options: Any) -> Screen:
    screen = await person.runs("mock now", **options)
    assert (screen.private, screen.title) == (True, "Looking for a partner")
    return screen


async def test_the_second_one_sees_the_session_at_once_and_the_first_is_told(
    world: World, ana: Person, ben: Person
) -> None:
    for person in (ana, ben):
        await joins(person)
    waiting = await waits(ana)
    assert waiting.labels[:2] == ["Refresh", "Cancel"]
    met = await ben.runs("mock now", **{"for": 120})
    assert (met.private, met.title) == (True, "✅ It’s agreed")
    assert f"<@{ana.id}>" in met.text
    await world.tick()
    message = next(one for one in told(ana) if one.title == "You have a partner now")
    assert f"<@{ben.id}> is free as well." in message.text
    assert "Study circle" in message.grey
    assert not [one for one in told(ben) if one.title == "You have a partner now"]
    assert (await ana.presses(waiting, "Refresh")).title == "✅ It’s agreed"
    assert (await ana.runs("mock status")).title == "✅ It’s agreed"


async def test_who_has_not_joined_is_shown_the_way_in(ana: Person) -> None:
    screen = await ana.runs("mock now")
    assert screen.title == "You have not joined yet"
    await joins(ana)
    await waits(ana)


@pytest.mark.parametrize(
    ("command", "title"),
    [("mock pause", "Paused until you resume"), ("mock leave", "You have left")],
)
async def test_who_takes_no_part_is_shown_how_to_go_on(
    ana: Person, command: str, title: str
) -> None:
    await joins(ana)
    waiting = await waits(ana)
    await ana.runs(command)
    for screen in (await ana.runs("mock now"), await ana.presses(waiting, "Refresh")):
        assert screen.title == title


async def test_waiting_is_cancelled_and_taken_up_again(
    world: World, ana: Person, ben: Person
) -> None:
    for person in (ana, ben):
        await joins(person)
    stopped = await ana.presses(await waits(ana), "Cancel")
    assert stopped.title == "You are not waiting"
    await ben.presses(await waits(ben), "Cancel")
    await world.restart()
    assert (await ana.presses(stopped, "Look again")).title == "Looking for a partner"


async def test_who_is_faster_than_a_cancel_stays_the_partner(ana: Person, ben: Person) -> None:
    for person in (ana, ben):
        await joins(person)
    waiting = await waits(ana)
    await ben.runs("mock now")
    assert (await ana.presses(waiting, "Cancel")).title == "✅ It’s agreed"


async def test_that_nobody_came_is_told_on_refresh(world: World, ana: Person) -> None:
    await joins(ana)
    waiting = await waits(ana)
    await world.pass_time(minutes=29)
    assert "Any level is near enough" in (await ana.presses(waiting, "Refresh")).text
    await world.pass_time(minutes=2)
    over = await ana.presses(waiting, "Refresh")
    assert over.title == "Nobody came in time"
    longer = await ana.presses(over, "Look again")
    assert (await ana.presses(longer, "3 hours")).title == "Looking for a partner"
    await world.pass_time(minutes=119)
    assert (await ana.runs("mock status")).title == "You’re in"
    assert (await ana.presses(longer, "Refresh")).title == "Looking for a partner"


async def test_far_levels_are_paired_after_five_minutes_and_both_are_told(
    world: World, ana: Person, ben: Person
) -> None:
    await joins(ana, level=["L7"])
    await joins(ben, level=["L4"])
    for person in (ana, ben):
        await waits(person)
    await world.pass_time(minutes=5)
    for person in (ana, ben):
        assert "You have a partner now" in [one.title for one in told(person)]


async def test_no_screen_tells_who_waits_or_how_many_or_that_somebody_would_rather_not(
    world: World, ana: Person, ben: Person
) -> None:
    for person in (ana, ben):
        await joins(person)
    alone = await waits(ana)
    await ben.runs("mock never", member=ana.actor)
    other = await waits(ben)
    assert alone.text == other.text
    await world.pass_time(minutes=6)
    assert (await ana.presses(alone, "Refresh")).text == (await ben.presses(other, "Refresh")).text
