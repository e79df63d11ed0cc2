"""Answering: one private message that changes, instead of many."""

import re
from collections.abc import Mapping

import discord
from discord import ui

from bot.ui.routes import Interaction


async def show(
    interaction: Interaction, view: ui.LayoutView, *, file: discord.File | None = None
) -> None:
    """Show a screen to the person alone.

    A press on a screen of their own changes that screen; anything else gets a new one.
    """
    make_clickable(view, interaction.client.command_ids)
    own = interaction.message is not None and interaction.message.flags.ephemeral
    files = [] if file is None else [file]
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, attachments=files)
    elif own:
        await interaction.response.edit_message(view=view, attachments=files)
    elif file is not None:
        await interaction.response.send_message(view=view, ephemeral=True, file=file)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


async def change(interaction: Interaction, view: ui.LayoutView) -> None:
    """Let the message that was pressed show this instead, for everybody who sees it.

    After a command, it is shown to the person alone.
    """
    if interaction.message is None or interaction.response.is_done():
        await show(interaction, view)
        return
    make_clickable(view, interaction.client.command_ids)
    await interaction.response.edit_message(view=view)


async def show_new(
    interaction: Interaction, view: ui.LayoutView, *, file: discord.File | None = None
) -> None:
    """Show a screen beside the one that was pressed, which stays as it is."""
    make_clickable(view, interaction.client.command_ids)
    files = [] if file is None else [file]
    if interaction.response.is_done():
        await interaction.followup.send(view=view, ephemeral=True, files=files)
    else:
        await interaction.response.send_message(view=view, ephemeral=True, files=files)


async def show_all(
    interaction: Interaction, view: ui.LayoutView, *, file: discord.File | None = None
) -> None:
    """Show a screen to everybody in the channel, at the wish of the person who pressed."""
    make_clickable(view, interaction.client.command_ids)
    files = [] if file is None else [file]
    if interaction.response.is_done():
        await interaction.followup.send(view=view, files=files)
    else:
        await interaction.response.send_message(view=view, files=files)


_COMMAND = re.compile(r"`/([a-z-]+)((?: [a-z-]+)*)`")


def make_clickable(view: ui.LayoutView, ids: Mapping[str, int]) -> None:
    """Turn commands named in our texts into mentions, once their ids are known."""

    def mention(command: re.Match[str]) -> str:
        id = ids.get(command[1])
        return command[0] if id is None else f"</{command[1]}{command[2]}:{id}>"

    for item in view.walk_children():
        # A quotation or a block to copy holds what a member typed, and that stays as it is.
        if isinstance(item, ui.TextDisplay) and not item.content.startswith((">", "```")):
            item.content = _COMMAND.sub(mention, item.content)
