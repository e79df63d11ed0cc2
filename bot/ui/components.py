"""Buttons and selects that work on any message, after any restart."""

import re
from collections.abc import Sequence
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


def select_several(
    placeholder: str,
    options: list[discord.SelectOption],
    route: Route,
    *,
    none_too: bool = False,
    **ids: object,
) -> ui.Item[Any]:
    """A select of up to 25 options, any of them to choose, and `none_too` where that makes sense."""
    return Persistent(
        ui.Select[Any](
            placeholder=placeholder,
            options=options,
            custom_id=route.id(**ids),
            min_values=0 if none_too else 1,
            max_values=len(options),
        )
    )


def turns(route: Route, page: int, pages: int, **ids: Any) -> ui.ActionRow[Any] | None:
    """To the next page, the one before and, from the third on, the first; nothing for one page.

    Pages count from 0 and are the `page` of the route.
    """
    if pages < 2:
        return None
    turn = [
        button("Next", route, page=page + 1, **ids) if page + 1 < pages else None,
        button("Back", route, page=page - 1, **ids) if page else None,
        button("First page", route, page=0, **ids) if page > 1 else None,
    ]
    return ui.ActionRow(*(item for item in turn if item is not None))


def channel_select(placeholder: str, route: Route, **ids: object) -> ui.Item[Any]:
    """A select of the server’s text and announcement channels and forums."""
    return Persistent(
        ui.ChannelSelect[Any](
            placeholder=placeholder,
            channel_types=[
                discord.ChannelType.text,
                discord.ChannelType.news,
                discord.ChannelType.forum,
            ],
            custom_id=route.id(**ids),
        )
    )


def role_select(
    placeholder: str, route: Route, *, chosen: int | None = None, **ids: object
) -> ui.Item[Any]:
    """A select of one role of the server, or none."""
    return Persistent(
        ui.RoleSelect[Any](
            placeholder=placeholder,
            min_values=0,
            default_values=[] if chosen is None else [discord.Object(chosen, type=discord.Role)],
            custom_id=route.id(**ids),
        )
    )


def member_select(
    placeholder: str, route: Route, *, chosen: Sequence[int], most: int, **ids: object
) -> ui.Item[Any]:
    """A select of members of the server, up to so many; the chosen ones are shown in it."""
    return Persistent(
        ui.UserSelect[Any](
            placeholder=placeholder,
            min_values=0,
            max_values=most,
            default_values=[discord.Object(id, type=discord.User) for id in chosen],
            custom_id=route.id(**ids),
        )
    )
