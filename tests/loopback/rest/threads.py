"""Threads from messages, threads on their own, forum posts, and who is in them."""

from tests.loopback.messages import check
from tests.loopback.permissions import demand, right_to_open, right_to_send
from tests.loopback.places import REQUIRE_TAG, Channel, Kind, Thread
from tests.loopback.refusals import Refusal
from tests.loopback.rest.door import Call
from tests.loopback.wire import Json

LONGEST_NAME = 100
THREADED = (Kind.TEXT, Kind.ANNOUNCEMENT)


def named(settings: Json) -> Json:
    if not 1 <= len(settings.get("name") or "") <= LONGEST_NAME:
        raise Refusal(50035)
    return settings


def from_message(call: Call) -> Json:
    channel = call.state.channel(call.id("channel"))
    if channel.kind not in THREADED:
        raise Refusal(50024)
    demand(channel, call.state.bot.id, right_to_open(Kind.PUBLIC_THREAD))
    starter = call.state.message_in(channel, call.id("message"))
    settings = named(call.body)
    return call.state.open_thread(channel, call.state.bot, settings, starter=starter).payload()


def in_channel(call: Call) -> Json:
    """A forum post, or a thread that no message starts; neither knows a nonce."""
    channel = call.state.channel(call.id("channel"))
    if channel.kind is Kind.FORUM:
        return forum_post(call, channel)
    settings = {"type": Kind.PRIVATE_THREAD} | named(call.body)
    wanted = (Kind.TEXT,) if settings["type"] == Kind.PRIVATE_THREAD else THREADED
    if channel.kind not in wanted:
        raise Refusal(50024)
    demand(channel, call.state.bot.id, right_to_open(Kind(settings["type"])))
    return call.state.open_thread(channel, call.state.bot, settings).payload()


def forum_post(call: Call, forum: Channel) -> Json:
    bot = call.state.bot
    demand(forum, bot.id, right_to_send(forum))
    if "message" not in call.body:
        raise Refusal(50035)
    body: Json = call.body["message"]
    # discord.py puts the tags of a new post into its message
    settings = named({"applied_tags": body.get("applied_tags", []), **call.body})
    if forum.flags & REQUIRE_TAG and not settings["applied_tags"]:
        raise Refusal(40067)
    check(body, len(call.uploads))
    thread = call.state.open_thread(forum, bot, settings)
    starter = call.state.write(thread, bot, body, call.uploads, message_id=thread.id)
    return thread.payload() | {"message": starter.payload()}


def edit(call: Call) -> Json:
    """A new name, archived or locked; only threads can be changed here."""
    thread = joined(call)
    thread.name = call.body.get("name", thread.name)
    thread.archived = call.body.get("archived", thread.archived)
    thread.locked = call.body.get("locked", thread.locked)
    call.state.announce("THREAD_UPDATE", thread.payload(), thread.guild_id)
    return thread.payload()


def archived(call: Call) -> Json:
    """The public ones of a channel, newest first."""
    parent = call.state.channel(call.id("channel"))
    demand(parent, call.state.bot.id, "read_message_history")
    threads = parent.guild.threads.values() if parent.guild else ()
    found = [
        each
        for each in threads
        if each.parent is parent and each.archived and each.kind is Kind.PUBLIC_THREAD
    ]
    newest_first = sorted(found, key=lambda thread: thread.id, reverse=True)
    return {"threads": [each.payload() for each in newest_first], "members": [], "has_more": False}


def joined(call: Call) -> Thread:
    thread = call.state.thread(call.id("channel"))
    demand(thread, call.state.bot.id)
    return thread


def members(call: Call) -> list[Json]:
    thread = joined(call)
    return [thread.member_payload(user_id) for user_id in sorted(thread.member_ids)]


def member(call: Call) -> Json:
    thread = joined(call)
    if call.id("user") not in thread.member_ids:
        raise Refusal(10007)
    return thread.member_payload(call.id("user"))


def active(call: Call) -> Thread:
    """Who is in a thread is changed only while it is not archived."""
    thread = joined(call)
    if thread.archived:
        raise Refusal(50083)
    return thread


def add_member(call: Call) -> None:
    """Nothing happens to who is in it already."""
    thread, user = joined(call), call.state.user(call.id("user"))
    demand(thread, call.state.bot.id, right_to_send(thread))
    if thread.guild is None or user.id not in thread.guild.members:
        raise Refusal(10007)
    active(call).member_ids.add(user.id)


def remove_member(call: Call) -> None:
    active(call).member_ids.discard(call.id("user"))
