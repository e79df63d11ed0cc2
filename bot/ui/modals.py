"""Modals, sent so that discord.py keeps none of them.

It would drop a text typed before a restart, and of two members with the same modal open the second
one’s too, since it finds modals by `custom_id` alone. A stopped modal is not stored; what is submitted
reaches the router by its route.
"""

from typing import Any

import discord
from discord import ui

from bot.ui.routes import Interaction


def form(title: str, custom_id: str, *fields: ui.Item[Any]) -> ui.Modal:
    """A modal of one to five fields; the title has at most 20 characters to fit a phone."""
    modal = ui.Modal(title=title, custom_id=custom_id)
    for field in fields:
        modal.add_item(field)
    modal.stop()
    return modal


async def ask(interaction: Interaction, modal: ui.Modal) -> None:
    """Open a modal; only possible as the first answer."""
    await interaction.response.send_modal(modal)


def text_field(
    name: str,
    label: str,
    *,
    description: str | None = None,
    placeholder: str | None = None,
    long: bool = False,
    default: str | None = None,
    longest: int = 100,
    shortest: int | None = None,
    required: bool = True,
) -> ui.Item[Any]:
    """A field to type in; `name` is its key among the submitted fields."""
    return ui.Label(
        text=label,
        description=description,
        component=ui.TextInput[Any](
            custom_id=name,
            style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
            placeholder=placeholder,
            default=default,
            min_length=shortest,
            max_length=longest,
            required=required,
        ),
    )


def box_field(name: str, label: str, *, ticked: bool) -> ui.Item[Any]:
    """One box; what is submitted is true where it is ticked, and empty where it is not."""
    return ui.Label(text=label, component=ui.Checkbox[Any](custom_id=name, default=ticked))


def check_field(
    name: str,
    label: str,
    options: list[tuple[str, bool]],
    *,
    description: str | None = None,
    required: bool = False,
) -> ui.Item[Any]:
    """A group of boxes; values are the positions that are ticked, one at least where `required`."""
    return ui.Label(
        text=label,
        description=description,
        component=ui.CheckboxGroup[Any](
            custom_id=name,
            required=required,
            min_values=int(required),
            max_values=len(options),
            options=[
                discord.CheckboxGroupOption(label=text, value=str(position), default=ticked)
                for position, (text, ticked) in enumerate(options)
            ],
        ),
    )


def radio_field(name: str, label: str, options: list[tuple[str, str, bool]]) -> ui.Item[Any]:
    """One of a few, each a text, its value, and whether it is the one that holds."""
    return ui.Label(
        text=label,
        component=ui.RadioGroup[Any](
            custom_id=name,
            options=[
                discord.RadioGroupOption(label=text, value=value, default=chosen)
                for text, value, chosen in options
            ],
        ),
    )


def select_field(
    name: str, label: str, options: list[discord.SelectOption], *, description: str | None = None
) -> ui.Item[Any]:
    """One of up to 25; what is submitted is a list of its value."""
    return ui.Label(
        text=label,
        description=description,
        component=ui.Select[Any](custom_id=name, options=options),
    )
