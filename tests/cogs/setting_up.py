"""The panel of `/setup`, brought to a step."""

from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sim import World

CHANNEL = "Pick a text channel or forum"
ZONE = "Pick a time zone"


async def at_the_time(mia: Person, world: World) -> Screen:
    """The panel with channel and zone chosen."""
    screen = await mia.runs("setup", zone="Europe/Berlin")
    return await mia.picks(screen, CHANNEL, world.daily)


async def at_the_test(mia: Person, world: World, channel: object = None) -> Screen:
    """The panel with everything chosen: weekdays at nine, in Berlin."""
    screen = await mia.runs("setup", zone="Europe/Berlin")
    screen = await mia.picks(screen, CHANNEL, channel or world.daily)
    return await mia.picks(screen, "Time of day", "09:00")
