"""What the drills look for afterwards: each thing stands once, and the outbox knows which it is."""

from collections.abc import Callable

from bot.domain.delivery import Delivery
from tests.delivery.parcels import marker, tag
from tests.loopback import Event, Loopback, Message, Thread


def posted(world: Loopback, id: int) -> list[Message]:
    """Every message of a delivery, wherever it stands."""
    return [each for each in world.posts() if marker(id) in each.custom_ids]


def threads(world: Loopback, id: int) -> list[Thread]:
    """Every private thread of a delivery."""
    return [each for each in world.guild.threads.values() if each.name.split()[-1] == tag(id)]


def events(world: Loopback, id: int) -> list[Event]:
    """Every scheduled event of a delivery."""
    listed = world.guild.events.values()
    return [each for each in listed if tag(id) in (each.description or "").split()]


def wrong(world: Loopback, found: Delivery) -> list[str]:
    """What is not as it should be, in a few words each."""
    faults = [] if found.state == "done" else [f"is {found.state}"]
    faults += _LOOKS.get(found.kind, _message)(world, found)
    return [f"{found.kind} {found.id} {fault}" for fault in faults]


def _message(world: Loopback, found: Delivery) -> list[str]:
    """One message, one thread if wanted, both known to the outbox."""
    messages = posted(world, found.id)
    if len(messages) != 1:
        return [f"came {len(messages)} times"]
    faults: list[str] = []
    (message,) = messages
    thread = message.channel if found.kind == "forum" else message.thread
    if found.message_id != message.id:
        faults.append("is recorded as another message")
    if (thread is not None) != (found.kind in ("forum", "thread")):
        faults.append(f"has the thread {thread}")
    if found.thread_id != (thread.id if thread else None):
        faults.append("is recorded with another thread")
    return faults


def _private(world: Loopback, found: Delivery) -> list[str]:
    made = [each.id for each in threads(world, found.id)]
    return [] if made == [found.thread_id] else [f"made {made}, recorded is {found.thread_id}"]


def _member(world: Loopback, found: Delivery) -> list[str]:
    thread_id, user_id = map(int, found.slot.split(":"))
    inside = world.guild.threads[thread_id].member_ids
    return [] if user_id in inside and found.thread_id == thread_id else [f"left {inside} inside"]


def _event(world: Loopback, found: Delivery) -> list[str]:
    made = [each.id for each in events(world, found.id)]
    return [] if made == [found.message_id] else [f"made {made}, recorded is {found.message_id}"]


def _change(world: Loopback, found: Delivery) -> list[str]:
    names = [each.name for each in events(world, found.id)]
    changed = names == ["Mock interview, moved"] and found.message_id == int(found.slot)
    return [] if changed else [f"left {names}, recorded is {found.message_id}"]


def _removal(world: Loopback, found: Delivery) -> list[str]:
    return ["left the event standing"] if int(found.slot) in world.guild.events else []


_LOOKS: dict[str, Callable[[Loopback, Delivery], list[str]]] = {
    "private": _private,
    "member": _member,
    "event": _event,
    "change": _change,
    "removal": _removal,
}
