"""`/me recap`: last week on request, and by message on Monday morning to who wants it."""

from collections.abc import Sequence

from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.test_progress import studies
from tests.cogs.test_reviews import at_home
from tests.sim import World


def _messages(person: Person) -> Sequence[Screen]:
    """Direct messages from the bot, oldest first."""
    channel = person.actor.user.dm_channel
    return [] if channel is None else [Screen.of(m) for m in channel.history() if m.components]


async def test_a_week_without_anything_is_quiet_and_has_one_next_step(ana: Person) -> None:
    screen = await ana.runs("me recap")
    assert (screen.private, screen.title) == (True, "A quiet week")
    assert "Nothing is lost, and nothing waits for you." in screen.text
    assert "**Next:** A plan of twelve weeks, if you like" in screen.text
    assert screen.labels == ["My progress", "Send on Mondays"]
    assert screen.footer == "Nothing is sent unless you ask for it."


async def test_it_comes_on_monday_once_it_was_asked_for_and_stops_with_a_press(
    world: World, ana: Person, ben: Person
) -> None:
    screen = await ana.presses(await ana.runs("me recap"), "Send on Mondays")
    assert screen.labels == ["My progress", "Stop messages"]
    # From Thursday, 1 January 2026.
    await world.sleep(days=2)
    await studies(world, ana, 0, 1)
    await studies(world, ben, 0, 1)
    await world.pass_time(days=2, hours=8, minutes=59)
    assert _messages(ana) == []
    await world.pass_time(minutes=1)
    (message,) = _messages(ana)
    assert (message.title, message.labels) == ("2 study days", ["No more of these"])
    assert message.footer == "In Study circle you asked for this."
    assert _messages(ben) == []
    await world.pass_time(hours=1)
    assert len(_messages(ana)) == 1
    stopped = await at_home(ana).presses(message, "No more of these")
    assert stopped.title == "No more recaps"
    assert (await ana.runs("me recap")).labels == ["My progress", "Send on Mondays"]
    await studies(world, ana, 0)
    await world.pass_time(days=7)
    assert len(_messages(ana)) == 1


async def test_it_leads_to_the_picture(ana: Person) -> None:
    screen = await ana.runs("me recap")
    assert len((await ana.presses(screen, "My progress")).files) == 1


async def test_a_forged_stop_touches_nobody(world: World, ana: Person, ben: Person) -> None:
    await ana.presses(await ana.runs("me recap"), "Send on Mondays")
    theirs = await ben.runs("me recap")
    for server in (world.guild.id, 1):
        assert (
            await ben.presses_late(theirs, f"me:recap-stop:g{server}")
        ).title == "No more recaps"
    assert "Stop messages" in (await ana.runs("me recap")).labels
    counts = await world.house.services.me.counts(1, ben.id)
    assert not counts.all
