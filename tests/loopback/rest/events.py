"""Scheduled events: list, make, change, remove. Making one twice makes two."""

from tests.loopback.events import EXTERNAL, GUILD_ONLY, Event
from tests.loopback.permissions import bits, guild_bits
from tests.loopback.refusals import Refusal
from tests.loopback.rest.door import Call
from tests.loopback.wire import Json


def listed(call: Call) -> list[Json]:
    """Those that are not over."""
    now = call.state.now()
    events = call.state.guild(call.id("guild")).events.values()
    return [event.payload(now) for event in events if not event.is_over(now)]


def create(call: Call) -> Json:
    guild, body = call.state.guild(call.id("guild")), call.body
    if not guild_bits(guild, call.state.bot.id) & bits("create_events"):
        raise Refusal(50013)
    if (body.get("entity_type"), body.get("privacy_level")) != (EXTERNAL, GUILD_ONLY):
        raise Refusal(50035)
    return call.state.add_event(guild, call.state.bot, body).payload(call.state.now())


def found(call: Call) -> Event:
    event = call.state.guild(call.id("guild")).events.get(call.id("event"))
    if event is None:
        raise Refusal(10070)
    return event


def get(call: Call) -> Json:
    return found(call).payload(call.state.now())


def own(call: Call) -> Event:
    """One that the bot may change: its own, or any with MANAGE_EVENTS."""
    event = found(call)
    rights = guild_bits(call.state.guild(event.guild_id), call.state.bot.id)
    needed = "create_events" if event.creator_id == call.state.bot.id else "manage_events"
    if not rights & (bits(needed) | bits("manage_events")):
        raise Refusal(50013)
    return event


def edit(call: Call) -> Json:
    event, now = own(call), call.state.now()
    if event.is_over(now):
        raise Refusal(180000)
    event.change(call.body, now)
    call.state.announce("GUILD_SCHEDULED_EVENT_UPDATE", event.payload(now), event.guild_id)
    return event.payload(now)


def delete(call: Call) -> None:
    call.state.remove_event(own(call))
