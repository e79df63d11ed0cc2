"""An agreed session of people in the server, and the screens that lead into it."""

from datetime import timedelta
from typing import Any

from bot.domain.mock.session import Session
from bot.ui.routes import Route
from cogs.mock import routes
from tests.cogs.people import Person
from tests.cogs.screens import Screen
from tests.sessions import session, stored
from tests.sim import World


async def agreed(world: World, *people: Person, minutes: int = 60, **given: Any) -> Session:
    """The first interviews the second, so many minutes from now; a third observes."""
    now = world.now()
    values: dict[str, Any] = {
        "state": "agreed",
        "starts_at": now + timedelta(minutes=minutes),
        "sequence": 1,
        "set_number": 0,
        "times": (),
    } | given
    made = session(world.guild.id, now, *(person.id for person in people), **values)
    return await stored(world.house.database, made)


async def presses(person: Person, of: Session, route: Route, **values: Any) -> Screen:
    """A button of a session, wherever it stands."""
    somewhere = await person.runs("help")
    id = route.id(session=of.id, guild=of.guild_id, **values)
    return await person.presses_late(somewhere, id)


async def packet(person: Person, of: Session) -> Screen:
    """What a person sees who presses Packet."""
    return await presses(person, of, routes.PACKET)
