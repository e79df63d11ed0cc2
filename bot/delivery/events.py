"""Scheduled events of a server: made once, changed, taken from the list.

Discord checks no nonce for an event. One that may exist is looked for in the server’s list: by the bot,
with its tag in the description. Changing and removing come to the same however often they are asked for.
"""

from functools import partial
from typing import Any

from discord import EntityType, PrivacyLevel
from discord.http import Route
from discord.utils import snowflake_time

from bot.delivery import once
from bot.delivery.hold import Hold
from bot.delivery.line import Line
from bot.delivery.outcome import Made, Refused, Removed, Unsure, leave_it
from bot.delivery.parcel import LONGEST_NAME, EventRemoval, ScheduledEvent, cut
from bot.delivery.recovery import Absent, Found, Unreadable


async def schedule(line: Line, hold: Hold, event: ScheduledEvent) -> Found:
    """Put an event into the server’s list, or change the one that stands there."""
    if event.event_id is not None:
        return await once.repeat(hold, partial(_change, line, hold, event, event.event_id))
    return await once.make(
        hold, partial(_look, line, hold, event), partial(_create, line, hold, event)
    )


async def remove(line: Line, hold: Hold, removal: EventRemoval) -> Found:
    """Take an event from the list; one that is gone already, or over, is as good as removed."""
    made = Made(message_id=removal.event_id)

    async def delete() -> Made:
        await line.client.http.delete_scheduled_event(hold.delivery.guild_id, removal.event_id)
        return made

    outcome = await once.repeat(hold, partial(line.ask, delete))
    gone = isinstance(outcome, Removed) or outcome == Refused("event-over")
    return made if gone else outcome


async def _create(
    line: Line, hold: Hold, event: ScheduledEvent
) -> Made | Refused | Removed | Unsure:
    guild_id = hold.delivery.guild_id
    route = Route("POST", "/guilds/{guild_id}/scheduled-events", guild_id=guild_id)

    async def create() -> Made:
        made = await line.client.http.request(route, json=_body(event), raise_for_status=leave_it)
        return Made(message_id=int(made["id"]))

    return await line.ask(create)


async def _change(
    line: Line, hold: Hold, event: ScheduledEvent, event_id: int
) -> Made | Refused | Removed | Unsure:
    async def change() -> Made:
        guild_id = hold.delivery.guild_id
        await line.client.http.edit_scheduled_event(guild_id, event_id, **_body(event))
        return Made(message_id=event_id)

    return await line.ask(change)


async def _look(line: Line, hold: Hold, event: ScheduledEvent) -> Found:
    async def read() -> list[Any]:
        return await line.client.http.get_scheduled_events(hold.delivery.guild_id, False)

    listed = await line.ask(read)
    if listed == Refused("permissions"):
        return Unreadable()
    if not isinstance(listed, list):
        return listed
    for each in listed:
        if _is_it(line, hold, event, each):
            return Made(message_id=int(each["id"]))
    # What is over is no longer listed.
    return Unreadable() if event.ends_at <= hold.clock() else Absent()


def _is_it(line: Line, hold: Hold, event: ScheduledEvent, listed: Any) -> bool:
    bot = line.client.user
    return (
        bot is not None
        and int(listed.get("creator_id") or 0) == bot.id
        and snowflake_time(int(listed["id"])) >= hold.since
        and event.tag in (listed.get("description") or "").split()
    )


def _body(event: ScheduledEvent) -> dict[str, Any]:
    return {
        "name": cut(event.name, LONGEST_NAME),
        "description": event.full_description,
        "privacy_level": PrivacyLevel.guild_only.value,
        "entity_type": EntityType.external.value,
        "entity_metadata": {"location": cut(event.location, LONGEST_NAME)},
        "scheduled_start_time": event.starts_at.isoformat(),
        "scheduled_end_time": event.ends_at.isoformat(),
    }
