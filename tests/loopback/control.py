"""The same world for other processes: look at it and act in it over plain HTTP and JSON.

Ids are text. A refused act is answered with 400 and `{"error": …}`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from aiohttp import web

from tests.loopback.answers import NoAnswer
from tests.loopback.desk import Person
from tests.loopback.faults import Fault
from tests.loopback.places import Channel, Kind
from tests.loopback.refusals import Refusal
from tests.loopback.wire import Json

if TYPE_CHECKING:
    from tests.loopback.world import Loopback

Verb = Callable[["Loopback", Json], Awaitable[Json]]


def snapshot(world: Loopback) -> Json:
    """Everything there is: servers, channels and threads with their messages, and the counters."""
    state = world.state
    return {
        "api": world.api,
        "bot": state.bot.payload(),
        "guilds": [
            guild.payload()
            | {
                "members": [each.payload() for each in guild.members.values()],
                "events": [each.payload(state.now()) for each in guild.events.values()],
            }
            for guild in state.guilds.values()
        ],
        "channels": {
            str(channel.id): channel.payload()
            | {"messages": [message.payload() for message in channel.posts]}
            for channel in state.channels.values()
        },
        "commands": state.commands,
        "counters": world.counters(),
    }


async def fail(world: Loopback, asked: Json) -> Json:
    """The fields of Fault; `how` may be status, drop or hang, `times` stands for `left`."""
    fields = {"left": asked.pop("times", 1), **asked}
    world.faults.plan(Fault(**fields))
    return {}


async def calm(world: Loopback, _: Json) -> Json:
    world.faults.clear()
    return {}


async def turn(world: Loopback, asked: Json) -> Json:
    """Changes `latency`, `nonce_window`, `per_second` or `per_channel`."""
    world.latency = asked.get("latency", world.latency)
    world.nonce_window = asked.get("nonce_window", world.nonce_window)
    if "per_second" in asked:
        world.limits.set_global(asked["per_second"])
    if "per_channel" in asked:
        world.limits.bucket("POST", "/channels/{channel}/messages", *asked["per_channel"])
    return {}


async def gateway(world: Loopback, asked: Json) -> Json:
    """`{"do": "drop" | "reconnect" | "invalidate" | "forget"}`, with `resumable` if wanted."""
    if asked["do"] == "invalidate":
        world.gateway.invalidate(resumable=asked.get("resumable", False))
    else:
        acts = {
            "drop": world.gateway.drop,
            "reconnect": world.gateway.reconnect,
            "forget": world.gateway.forget,
        }
        acts[asked["do"]]()
    return {}


async def add_guild(world: Loopback, asked: Json) -> Json:
    return world.add_guild(asked["name"]).payload()


async def add_channel(world: Loopback, asked: Json) -> Json:
    guild = world.state.guild(int(asked["guild"]))
    return world.add_channel(guild, asked["name"], Kind[asked.get("kind", "TEXT")]).payload()


async def add_member(world: Loopback, asked: Json) -> Json:
    guild = world.state.guild(int(asked["guild"]))
    return world.add_member(guild, asked["name"], *asked.get("permissions", [])).payload()


async def permissions(world: Loopback, asked: Json) -> Json:
    """`forbid` and `permit` are lists of names."""
    channel, tell = channel_of(world, asked), asked.get("tell", True)
    world.forbid(channel, *asked.get("forbid", []), tell=tell)
    world.permit(channel, *asked.get("permit", []), tell=tell)
    return channel.payload()


async def dms(world: Loopback, asked: Json) -> Json:
    user = world.state.user(int(asked["user"]))
    user.dms_open = asked["open"]
    return user.payload()


async def remove(world: Loopback, asked: Json) -> Json:
    """A message of a channel, or the whole channel."""
    channel = channel_of(world, asked)
    if "message" in asked:
        world.remove_message(world.state.message_in(channel, int(asked["message"])))
    else:
        world.remove_channel(channel)
    return {}


async def slash(world: Loopback, asked: Json) -> Json:
    channel = channel_of(world, asked)
    options = asked.get("options", {})
    answer = await world.slash(person_in(world, channel, asked), channel, asked["command"], options)
    return answer.payload() | {"token": answer.token}


async def suggest(world: Loopback, asked: Json) -> Json:
    channel = channel_of(world, asked)
    person = person_in(world, channel, asked)
    option, typed = asked["option"], asked.get("typed", "")
    return {"choices": await world.suggest(person, channel, asked["command"], option, typed)}


async def press(world: Loopback, asked: Json) -> Json:
    message = world.state.messages[int(asked["message"])]
    person = person_in(world, message.channel, asked)
    answer = await world.press(person, message, asked["target"], asked.get("values"))
    return answer.payload() | {"token": answer.token}


async def submit(world: Loopback, asked: Json) -> Json:
    """`form` is the token of the answer that opened the modal."""
    form = world.answers[asked["form"]]
    person = person_in(world, form.channel, asked)
    answer = await world.submit(person, form, asked["values"])
    return answer.payload() | {"token": answer.token}


def channel_of(world: Loopback, asked: Json) -> Channel:
    return world.state.channel(int(asked["channel"]))


def person_in(world: Loopback, channel: Channel, asked: Json) -> Person:
    """The member in a server's channel, the plain user in direct messages."""
    user_id = int(asked["person"])
    return channel.guild.members[user_id] if channel.guild else world.state.user(user_id)


VERBS: dict[str, Verb] = {
    "fail": fail,
    "calm": calm,
    "set": turn,
    "gateway": gateway,
    "guild": add_guild,
    "channel": add_channel,
    "member": add_member,
    "permissions": permissions,
    "dms": dms,
    "remove": remove,
    "slash": slash,
    "suggest": suggest,
    "press": press,
    "submit": submit,
}


def control_routes(world: Loopback) -> list[web.RouteDef]:
    async def state(_: web.Request) -> web.Response:
        return web.json_response(snapshot(world))

    async def requests(_: web.Request) -> web.Response:
        return web.json_response([entry.payload() for entry in world.requests])

    async def act(request: web.Request) -> web.Response:
        verb = VERBS.get(request.match_info["verb"])
        if verb is None:
            return web.json_response({"error": f"there is {sorted(VERBS)}"}, status=404)
        asked: Json = await request.json() if request.can_read_body else {}
        try:
            return web.json_response(await verb(world, asked))
        except (LookupError, TypeError, Refusal, NoAnswer) as error:
            return web.json_response({"error": str(error)}, status=400)

    return [
        web.get("/control/state", state),
        web.get("/control/requests", requests),
        web.post("/control/{verb}", act),
    ]
