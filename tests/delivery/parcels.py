"""What these tests send: a small message that carries its delivery’s id, in four shapes."""

from typing import Literal, get_args

import discord

from bot.delivery.parcel import Parcel, Render, Renderers
from bot.domain.delivery import Delivery

Shape = Literal["message", "thread", "forum", "dm"]
SHAPES: tuple[Shape, ...] = get_args(Shape)


def marker(id: int) -> str:
    """What stands in the message of this delivery and in no other."""
    return f"test:{id}"


def parcel(delivery: Delivery, shape: Shape) -> Parcel:
    """A text with one button, as deep in it as our own messages have theirs."""
    view = discord.ui.LayoutView(timeout=None)
    button: discord.ui.Button[discord.ui.LayoutView] = discord.ui.Button(
        label="Answer", custom_id=marker(delivery.id)
    )
    text = discord.ui.TextDisplay(f"Question {delivery.ref} of {delivery.slot}")
    view.add_item(discord.ui.Container(text, discord.ui.ActionRow(button)))
    name = f"Question {delivery.ref}" if shape in ("thread", "forum") else None
    return Parcel(view=view, marker=marker(delivery.id), thread_name=name, forum=shape == "forum")


def renderers() -> Renderers:
    """For deliveries whose kind is one of the shapes."""
    made = Renderers()
    for shape in SHAPES:
        made.register(shape, _of(shape))
    return made


def _of(shape: Shape) -> Render:
    async def render(delivery: Delivery) -> Parcel:
        return parcel(delivery, shape)

    return render
