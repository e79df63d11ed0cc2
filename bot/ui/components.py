"""Buttons and selects that work on any message, after any restart."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.ui import door
from bot.ui.routes import Interaction, Route


class Persistent(ui.DynamicItem[ui.Item[Any]], template=r"[a-z]+:[a-z-]+(?::[a-z0-9-]+)*"):
    """Every component outside a modal: it hands the press to the router, and errors to the door.

    discord.py only logs what a dynamic item raises, so nothing may leave `callback`.
    """

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Wrap the component as it stands in the message."""
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        """Answer the press, or say what went wrong."""
        try:
            await interaction.client.router.press(interaction)
        except Exception as error:  # noqa: BLE001 - the door for presses
            await door.report(interaction, error)


def button(
    label: str,
    route: Route,
    *,
    primary: bool = False,
    danger: bool = False,
    here: bool = False,
    **ids: object,
) -> ui.Item[Any]:
    """A button; `here` marks the present tab, which cannot be pressed."""
    style = discord.ButtonStyle.secondary
    if primary:
        style = discord.ButtonStyle.primary
    elif danger:
        style = discord.ButtonStyle.danger
    return Persistent(
        ui.Button[Any](label=label, style=style, custom_id=route.id(**ids), disabled=here)
    )


def select(
    placeholder: str, options: list[discord.SelectOption], route: Route, **ids: object
) -> ui.Item[Any]:
    """A select of up to 25 options, one to choose."""
    return Persistent(
        ui.Select[Any](placeholder=placeholder, options=options, custom_id=route.id(**ids))
    )


def channel_select(placeholder: str, route: Route, **ids: object) -> ui.Item[Any]:
    """A select of the server’s text channels and forums."""
    return Persistent(
        ui.ChannelSelect[Any](
            placeholder=placeholder,
            channel_types=[discord.ChannelType.text, discord.ChannelType.forum],
            custom_id=route.id(**ids),
        )
    )
