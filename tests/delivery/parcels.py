"""What these tests send: small things that carry their delivery’s id, in nine shapes.

A delivery of a thing that stands already names it in its slot: `thread:user` for a member of a thread,
the event’s id where one is changed or removed.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Literal, get_args

import discord

from bot.delivery.parcel import (
    EventRemoval,
    Parcel,
    PrivateThread,
    Render,
    Renderers,
    ScheduledEvent,
    ThreadMember,
    Wanted,
)
from bot.domain.delivery import Delivery

MessageShape = Literal["message", "thread", "forum", "dm"]
OtherShape = Literal["private", "member", "event", "change", "removal"]
Shape = MessageShape | OtherShape
MESSAGES: tuple[MessageShape, ...] = get_args(MessageShape)
SHAPES: tuple[Shape, ...] = (*MESSAGES, *get_args(OtherShape))


def marker(id: int) -> str:
    """What stands in the message of this delivery and in no other."""
    return f"test:{id}"


def tag(id: int) -> str:
    """What stands in the thread’s name or the event’s description of this delivery alone."""
    return f"#{id}"


def parcel(delivery: Delivery, shape: MessageShape) -> Parcel:
    """A text with one button, as deep in it as our own messages have theirs."""
    view = discord.ui.LayoutView(timeout=None)
    button: discord.ui.Button[discord.ui.LayoutView] = discord.ui.Button(
        label="Answer", custom_id=marker(delivery.id)
    )
    text = discord.ui.TextDisplay(f"Question {delivery.ref} of {delivery.slot}")
    view.add_item(discord.ui.Container(text, discord.ui.ActionRow(button)))
    name = f"Question {delivery.ref}" if shape in ("thread", "forum") else None
    return Parcel(view=view, marker=marker(delivery.id), thread_name=name, forum=shape == "forum")


def private(delivery: Delivery) -> PrivateThread:
    """A thread for two."""
    return PrivateThread(name="Ana and Ben", tag=tag(delivery.id), archive_minutes=10_080)


def member(delivery: Delivery) -> ThreadMember:
    """The person that the slot names."""
    thread_id, user_id = delivery.slot.split(":")
    return ThreadMember(thread_id=int(thread_id), user_id=int(user_id))


def event(delivery: Delivery) -> ScheduledEvent:
    """An hour of the day after the delivery was due."""
    return ScheduledEvent(
        name="Mock interview",
        description="Ana and Ben practise.",
        tag=tag(delivery.id),
        starts_at=delivery.due_at + timedelta(days=1),
        ends_at=delivery.due_at + timedelta(days=1, hours=1),
        location="Wherever they like",
    )


def change(delivery: Delivery) -> ScheduledEvent:
    """The event that the slot names, two days later."""
    return ScheduledEvent(
        name="Mock interview, moved",
        description="Ana and Ben practise.",
        tag=tag(delivery.id),
        starts_at=delivery.due_at + timedelta(days=3),
        ends_at=delivery.due_at + timedelta(days=3, hours=1),
        location="Wherever they like",
        event_id=int(delivery.slot),
    )


def removal(delivery: Delivery) -> EventRemoval:
    """The event that the slot names."""
    return EventRemoval(event_id=int(delivery.slot))


_OTHERS: dict[OtherShape, Callable[[Delivery], Wanted]] = {
    "private": private,
    "member": member,
    "event": event,
    "change": change,
    "removal": removal,
}


def renderers() -> Renderers:
    """For deliveries whose kind is one of the shapes."""
    made = Renderers()
    for shape in MESSAGES:
        made.register(shape, _of(shape))
    for other, wanted in _OTHERS.items():
        made.register(other, rendering(wanted))
    return made


def rendering(wanted: Callable[[Delivery], Wanted]) -> Render:
    """A renderer that never has to wait."""

    async def render(delivery: Delivery) -> Wanted:
        return wanted(delivery)

    return render


def _of(shape: MessageShape) -> Render:
    return rendering(lambda delivery: parcel(delivery, shape))
