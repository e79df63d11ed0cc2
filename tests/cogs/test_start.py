"""`/start`: one screen, a few taps, nothing required but the time zone."""

from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.test_mock import joins
from tests.sim import World


def chosen(screen: Screen, select: str) -> str:
    """What a select shows."""
    (found,) = [one for one in screen.selects if one.placeholder == select]
    (option,) = [one for one in found.options if one.get("default")]
    return option["label"]


async def test_done_alone_is_enough(world: World, ana: Person) -> None:
    first = await ana.runs("start")
    assert (first.title, first.private) == ("Ready in four taps", True)
    assert chosen(first, "Your time zone") == "UTC · UTC+0 · 00:00"
    assert chosen(first, "Target level") == "Target level L6"
    assert chosen(first, "First day of your plan") == "Plan: next Monday 5 January"
    assert first.labels == ["Mocks", "Boards", "Reminders", "Done"]
    ready = await ana.presses(first, "Done")
    assert ready.title == "You’re set"
    assert "**Time zone** UTC" in ready.text
    assert "**Plan** L6, from <t:" in ready.text
    assert "**Boards** you are on none" in ready.text
    assert "**Reminders** none" in ready.text
    assert ready.labels == ["Today’s question", "My plan"]
    assert (await ana.presses(ready, "My plan")).title.startswith("Starts <t:")


async def test_every_tap_is_shown_and_kept(world: World, ana: Person) -> None:
    screen = await ana.runs("start")
    screen = await ana.picks(screen, "Your time zone", "Asia/Tokyo")
    assert chosen(screen, "Your time zone").startswith("Tokyo · UTC+9")
    screen = await ana.picks(screen, "Target level", "L7")
    screen = await ana.picks(screen, "First day of your plan", _of(screen, "Plan: this Monday"))
    for label in ("Mocks", "Boards", "Reminders"):
        screen = await ana.presses(screen, label)
        assert f"✓ {label}" in screen.labels
    assert chosen(screen, "Target level") == "Target level L7"
    ready = await ana.presses(screen, "Done")
    assert "**Time zone** Tokyo" in ready.text
    assert "**Plan** L7, from <t:" in ready.text
    assert "**Boards** you are seen on them" in ready.text
    assert "**Reminders** one message a week" in ready.text
    assert (await ana.opens(ready, "Join mocks")).title == "Join mock interviews"
    week = await ana.presses(ready, "My plan")
    assert week.grey == "Plan · week 1 of 12 · Foundation"


async def test_what_was_turned_on_is_turned_off_again(world: World, ana: Person) -> None:
    screen = await ana.runs("start")
    for label in ("Mocks", "Boards", "Reminders"):
        screen = await ana.presses(await ana.presses(screen, label), f"✓ {label}")
        assert label in screen.labels
    screen = await ana.picks(screen, "First day of your plan", "0")
    ready = await ana.presses(screen, "Done")
    assert "**Plan** none yet" in ready.text
    assert "Join mocks" not in ready.labels
    assert (await ana.presses(ready, "My plan")).title == "No plan yet"


async def test_whoever_has_a_plan_keeps_it(world: World, ana: Person) -> None:
    await ana.presses(await ana.runs("start"), "Done")
    again = await ana.runs("start")
    assert [select.placeholder for select in again.selects] == ["Your time zone"]
    assert (await ana.presses(again, "Done")).title == "You’re set"
    plan = await ana.runs("plan start")
    assert plan.title == "You have a plan"


async def test_who_takes_part_in_the_mocks_is_not_asked_again(world: World, ana: Person) -> None:
    await joins(ana)
    screen = await ana.runs("start")
    assert screen.labels == ["Boards", "Reminders", "Done"]
    ready = await ana.presses(screen, "Done")
    assert "Join mocks" not in ready.labels


async def test_an_old_or_forged_screen_does_no_harm(world: World, ana: Person) -> None:
    first = await ana.runs("start")
    await world.pass_time(days=30)
    for picked in ("l9-99999999999999-7", "x", "l6-abc-1"):
        assert (
            await ana.presses_late(first, f"start:mocks:{picked}")
        ).title == "Ready in four taps"
    late = await ana.presses_late(first, "start:done:l6-700000-0")
    assert late.title == "That day has passed"
    zone = await ana.presses_late(first, "start:zone:l6-0-0", "Mars/Olympus")
    assert zone.title == "Which time zone is that?"
    assert (await ana.presses(await ana.runs("start"), "Done")).title == "You’re set"


def _of(screen: Screen, words: str) -> str:
    (found,) = [one for one in screen.selects if one.placeholder == "First day of your plan"]
    (value,) = [one["value"] for one in found.options if one["label"].startswith(words)]
    return value
