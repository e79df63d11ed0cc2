"""A round with its pairs in SimCord: the threads they get, and what stands in them."""

from typing import Any

from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.cogs.test_mock import joins
from tests.sim import World

EVENINGS: dict[str, Any] = {"days": [str(n) for n in range(7)], "parts": ["1", "2"]}


async def round_sent(world: World, mia: Person, *people: Person, **options: Any) -> Screen:
    """Rounds on Sundays at 18:00 in the study hall; these join and the first is sent. Its notice."""
    await mia.runs("round schedule", **{"channel": world.hall, "zone": "UTC", **options})
    for person in people:
        await joins(person, **EVENINGS)
    await world.pass_time(days=3, hours=18)
    # The thread, then who is in it and its message, each at a tick of its own.
    for _ in range(3):
        await world.pass_time(seconds=1)
    return posts(world)[-1]


def posts(world: World) -> list[Screen]:
    """What stands in the study hall, oldest first."""
    return [Screen.of(message) for message in world.hall.history() if message.components]


def thread(world: World) -> Any:
    """The one thread of the study hall."""
    (found,) = world.hall.threads
    return found


def in_thread(world: World) -> list[Screen]:
    """What stands in it, oldest first, as it is now."""
    return [Screen.of(message) for message in thread(world).history() if message.components]
