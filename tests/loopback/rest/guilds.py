"""Servers, their members, and direct messages."""

from tests.loopback.permissions import channel_bits, may
from tests.loopback.refusals import Refusal
from tests.loopback.rest.door import Call
from tests.loopback.wire import Json


def guild(call: Call) -> Json:
    return call.state.guild(call.id("guild")).payload()


def channels(call: Call) -> list[Json]:
    return [each.payload() for each in call.state.guild(call.id("guild")).channels.values()]


def roles(call: Call) -> list[Json]:
    return [each.payload() for each in call.state.guild(call.id("guild")).roles.values()]


def member(call: Call) -> Json:
    """Refused with 10013 for nobody's id, with 10007 for somebody who is not there."""
    found = call.state.guild(call.id("guild")).members.get(call.id("user"))
    if found is None:
        call.state.user(call.id("user"))
        raise Refusal(10007)
    return found.payload()


def active_threads(call: Call) -> Json:
    """Those the bot can see, and its own membership of them."""
    bot_id = call.state.bot.id
    seen = [
        each
        for each in call.state.guild(call.id("guild")).active_threads
        if may(each, bot_id, "view_channel")
    ]
    return {
        "threads": [each.payload() for each in reversed(seen)],
        "members": [each.member_payload(bot_id) for each in seen if bot_id in each.member_ids],
        "has_more": False,
    }


def open_dm(call: Call) -> Json:
    return call.state.dm_with(call.state.user(int(call.body["recipient_id"]))).payload()


def channel(call: Call) -> Json:
    found = call.state.channel(call.id("channel"))
    if not may(found, call.state.bot.id, "view_channel"):
        raise Refusal(50001)
    return found.payload() | {"permissions": str(channel_bits(found, call.state.bot.id))}
