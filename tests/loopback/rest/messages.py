"""Messages of a channel: post, read, edit, delete, look back."""

from tests.loopback.messages import Message
from tests.loopback.permissions import demand, may, right_to_send
from tests.loopback.places import Channel, Kind, Thread
from tests.loopback.refusals import Refusal
from tests.loopback.rest.door import Call
from tests.loopback.wire import Json

PAGE, LONGEST_PAGE = 50, 100


def post(call: Call) -> Json:
    channel = call.state.channel(call.id("channel"))
    if channel.kind is Kind.FORUM:
        raise Refusal(50024)
    if channel.recipient and not channel.recipient.dms_open:
        raise Refusal(50007)
    demand(channel, call.state.bot.id, right_to_send(channel))
    locked = isinstance(channel, Thread) and channel.locked
    if locked and not may(channel, call.state.bot.id, "manage_threads"):
        raise Refusal(160005)
    if call.uploads:
        demand(channel, call.state.bot.id, "attach_files")
    message = call.state.post(channel, call.state.bot, call.body, call.uploads)
    return message.payload() | ({"nonce": message.nonce} if message.nonce else {})


def seen(call: Call) -> tuple[Channel, Message]:
    channel = call.state.channel(call.id("channel"))
    demand(channel, call.state.bot.id)
    return channel, call.state.message_in(channel, call.id("message"))


def get(call: Call) -> Json:
    channel, message = seen(call)
    demand(channel, call.state.bot.id, "read_message_history")
    return message.payload()


def edit(call: Call) -> Json:
    _, message = seen(call)
    if message.author is not call.state.bot:
        raise Refusal(50005)
    return call.state.edit(message, call.body, call.uploads).payload()


def delete(call: Call) -> None:
    channel, message = seen(call)
    if message.author is not call.state.bot:
        demand(channel, call.state.bot.id, "manage_messages")
    call.state.delete(message)


def history(call: Call) -> list[Json]:
    """Newest first; without READ_MESSAGE_HISTORY there is simply nothing."""
    channel = call.state.channel(call.id("channel"))
    demand(channel, call.state.bot.id)
    if not may(channel, call.state.bot.id, "read_message_history"):
        return []
    limit = int(call.query.get("limit", PAGE))
    if not 1 <= limit <= LONGEST_PAGE:
        raise Refusal(50035)
    return [message.payload() for message in reversed(page(channel, call, limit))]


def page(channel: Channel, call: Call, limit: int) -> list[Message]:
    """The messages asked for, oldest first."""
    posts = sorted(channel.posts, key=lambda message: message.id)
    if "after" in call.query:
        return [each for each in posts if each.id > int(call.query["after"])][:limit]
    if "before" in call.query:
        return [each for each in posts if each.id < int(call.query["before"])][-limit:]
    if "around" in call.query:
        middle = int(call.query["around"])
        older = [each for each in posts if each.id < middle][-(limit // 2) :]
        return older + [each for each in posts if each.id >= middle][: limit - limit // 2]
    return posts[-limit:]


def typing(call: Call) -> None:
    channel = call.state.channel(call.id("channel"))
    demand(channel, call.state.bot.id, right_to_send(channel))
