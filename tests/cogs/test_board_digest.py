"""The weekly digest in its channel: what all did, who agreed to be thanked, and silence otherwise."""

from tests.cogs.conftest import Circle
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.test_board import LONG
from tests.cogs.test_report import messages
from tests.sim import World

CHANNEL = "Channel of the weekly digest"


def digests(world: World) -> list[Screen]:
    shown = [Screen.of(message) for message in world.hall.history() if message.components]
    return [screen for screen in shown if screen.grey == "Weekly digest"]


async def switched_on(world: World, mia: Person) -> None:
    """Midnight on Thursday, 1 January 2026; the first Monday is the fifth."""
    await mia.picks(await mia.runs("server boards"), CHANNEL, world.hall)


async def test_it_tells_what_was_done_and_leads_on(
    world: World, circle: Circle, mia: Person, ana: Person, ben: Person
) -> None:
    await switched_on(world, mia)
    question = await circle.question()
    for person in (ana, ben):
        saved = await person.submits(await person.opens(question, "Answer"), text=LONG)
        await person.presses(saved, "Reveal")
    await world.pass_time(days=4)
    (digest,) = digests(world)
    assert digest.title == "What you did together"
    assert "**2** answers" in digest.text
    assert "reviews" not in digest.text, "of what was not done nothing is said"
    assert "Thank you" not in digest.text
    assert "<@" not in digest.text
    assert "**Coming up**\nNext question <t:" in digest.text
    assert digest.labels == ["My week", "Join mocks"]
    mine = await ana.presses(digest, "My week")
    assert (mine.private, mine.title) == (True, "Together")
    assert (await ana.presses(digest, "Join mocks")).private


async def test_a_week_in_which_nobody_did_anything_is_passed_over(
    world: World, circle: Circle, mia: Person
) -> None:
    await switched_on(world, mia)
    await circle.series()
    for _ in range(12):
        await world.pass_time(days=1)
    assert digests(world) == []
    assert messages(mia) == []


async def test_where_it_cannot_be_posted_its_owner_is_told_once(
    world: World, circle: Circle, mia: Person, ana: Person
) -> None:
    await switched_on(world, mia)
    question = await circle.question()
    await ana.submits(await ana.opens(question, "Answer"), text=LONG)
    await world.forbid(world.hall, "send_messages")
    await world.pass_time(days=4)
    await world.pass_time(hours=9)
    (notice,) = messages(mia)
    assert notice.title == "The digest could not be posted"
    assert f"<#{world.hall.id}>" in notice.text
