"""Answers to interactions: the first one, and what the webhook of an interaction adds to it."""

from tests.loopback.answers import Ack, Answer
from tests.loopback.messages import EPHEMERAL, LOADING, Message, Upload, check
from tests.loopback.places import Channel
from tests.loopback.refusals import Refusal
from tests.loopback.rest.door import Call
from tests.loopback.state import State
from tests.loopback.wire import Json


def callback(call: Call) -> Json | None:
    """The first answer; a second one is refused with 40060."""
    answer = call.answers.get(call.parts["token"])
    if answer is None or answer.id != call.id("interaction"):
        raise Refusal(10062)
    if answer.ack is not None:
        raise Refusal(40060)
    ack = Ack(call.body["type"])
    body: Json = call.body.get("data") or {}
    if ack is Ack.MESSAGE:
        answer.original = write(call.state, answer, body, call.uploads)
    elif ack is Ack.DEFER:
        waiting: Json = {"flags": LOADING | body.get("flags", 0) & EPHEMERAL}
        answer.original = put(call.state, answer, waiting, [])
    elif ack in (Ack.UPDATE, Ack.DEFER_UPDATE):
        answer.original = answer.source
    if ack is Ack.UPDATE and answer.source:
        call.state.edit(answer.source, body, call.uploads)
    answer.ack, answer.body = ack, body
    answer.changed()
    return receipt(answer) if call.query.get("with_response") in ("1", "true") else None


def receipt(answer: Answer) -> Json:
    assert answer.ack is not None, "a receipt is for an answer"
    interaction: Json = {"id": str(answer.id), "type": answer.asked}
    told: Json = {"interaction": interaction}
    if answer.original and answer.ack is not Ack.DEFER_UPDATE:
        interaction |= {
            "response_message_id": str(answer.original.id),
            "response_message_loading": answer.ack is Ack.DEFER,
            "response_message_ephemeral": answer.original.ephemeral,
        }
        told["resource"] = {"type": answer.ack, "message": answer.original.payload()}
    return told


def write(state: State, answer: Answer, body: Json, uploads: list[Upload]) -> Message:
    check(body, len(uploads))
    return put(state, answer, body, uploads)


def put(state: State, answer: Answer, body: Json, uploads: list[Upload]) -> Message:
    """A message in answer to an interaction: an ephemeral one stands in no channel."""
    metadata = {
        "id": str(answer.id),
        "type": answer.asked,
        "user": answer.user.payload(),
        "authorizing_integration_owners": {},
    }
    origin: Json = {
        "webhook_id": str(state.bot.id),
        "application_id": str(state.bot.id),
        "interaction_metadata": metadata,
    }
    channel: Channel = answer.channel
    if body.get("flags", 0) & EPHEMERAL:
        message = state.draft(channel, state.bot, body, uploads, origin=origin)
        message.seen_by = answer.user.id
        return message
    return state.write(channel, state.bot, body, uploads, origin=origin)


def opened(call: Call) -> Answer:
    """The interaction whose webhook is used; it opens with the first answer."""
    answer = call.answers.get(call.parts["token"])
    if answer is None or answer.ack is None:
        raise Refusal(10015)
    return answer


def wanted(call: Call, answer: Answer) -> Message:
    if call.parts["message"] == "@original":
        message = answer.original
    else:
        own = [answer.original, *answer.followups]
        wanted_id = call.id("message")
        message = next((each for each in own if each and each.id == wanted_id), None)
    if message is None or message.deleted:
        raise Refusal(10008)
    return message


def follow_up(call: Call) -> Json:
    """After a deferral the first follow-up takes the place of the waiting message."""
    answer = opened(call)
    check(call.body, len(call.uploads))
    if answer.original and answer.original.flags & LOADING:
        message = call.state.edit(answer.original, call.body, call.uploads)
    else:
        message = put(call.state, answer, call.body, call.uploads)
        answer.followups.append(message)
    answer.changed()
    return message.payload()


def get(call: Call) -> Json:
    return wanted(call, opened(call)).payload()


def edit(call: Call) -> Json:
    answer = opened(call)
    message = call.state.edit(wanted(call, answer), call.body, call.uploads)
    answer.edits += 1
    answer.changed()
    return message.payload()


def delete(call: Call) -> None:
    answer = opened(call)
    call.state.delete(wanted(call, answer))
    answer.changed()
