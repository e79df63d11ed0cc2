"""Sessions of mock interviews as rounds make them, stored without one."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.mock import course
from bot.domain.mock.session import Facts, Seat, Session
from bot.storage import ids
from bot.storage.database import Database
from bot.storage.mock import sessions

A_DAY = timedelta(days=1)


def session(guild_id: int, now: datetime, *members: int, **given: Any) -> Session:
    """One in which a time is looked for: tomorrow, or a day or two later; the first member interviews."""
    roles = ("interviewer", "candidate", "observer")
    values: dict[str, Any] = {
        "origin": "round",
        "state": "proposing",
        "kind": "system-design",
        "swap": False,
        "created_at": now,
        "asked_at": now,
        "set_number": 1,
        "times": tuple(now + n * A_DAY for n in (1, 2, 3)),
        "facts": Facts(starts=12, weeks_ago=None, kinds=("system-design",), levels=("L5", "L6")),
        "seats": tuple(
            Seat(user_id=member, place=place, role=role, level=level)
            for place, (member, role, level) in enumerate(
                zip(members, roles, ("L5", "L6", "L5"), strict=False)
            )
        ),
    }
    made = Session(guild_id=guild_id, id=ids.new(now), **values | given)
    at, step = course.following(made) or (None, None)
    return replace(made, next_at=at, next_step=step)


async def stored(database: Database, made: Session) -> Session:
    """The same, as it is stored."""
    async with database.transaction() as tx:
        await sessions.add(tx, made)
        found = await sessions.find(tx, guild_id=made.guild_id, id=made.id)
    assert found is not None
    return found
