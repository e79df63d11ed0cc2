"""Roles that the bot gave to somebody, taken from them at their own wish."""

from collections.abc import Collection

import discord

from bot import log
from bot.ui.routes import Interaction

_log = log.get(__name__)


async def take_roles(interaction: Interaction, role_ids: Collection[int]) -> None:
    """Take these from who pressed, as far as Discord lets the bot: what they asked for is done already."""
    http, server = interaction.client.http, interaction.guild_id
    for role_id in role_ids:
        try:
            await http.remove_role(
                server, interaction.user.id, role_id, reason="They asked to be forgotten"
            )
        except discord.HTTPException as error:
            _log.info("role not taken", guild_id=server, why=error.code)
