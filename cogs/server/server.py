"""The `/server` group, for the people who run a server."""

import discord
from discord import app_commands

from bot.ui.feature import IN_SERVERS, Feature
from bot.ui.routes import Interaction, slow
from cogs.server import doctor
from cogs.server.board_settings import open_boards, open_roles
from cogs.server.change_list import open_changes
from cogs.server.report import open_report
from cogs.server.settings import open_settings


class ServerCog(Feature):
    """What owners look at and set for the whole server."""

    server = app_commands.Group(
        name="server",
        description="Checks, settings and reports for the people who run this server",
        guild_only=True,
        allowed_contexts=IN_SERVERS,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @server.command(name="doctor")
    @slow
    async def doctor(self, interaction: Interaction) -> None:
        """Check channels, permissions and the next posts."""
        await doctor.examine(interaction)

    @server.command(name="settings")
    async def settings(self, interaction: Interaction) -> None:
        """Choose the log channel, the time zone and the weekly report."""
        await open_settings(interaction)

    @server.command(name="changes")
    async def changes(self, interaction: Interaction) -> None:
        """See who changed what, and take your last change back."""
        await open_changes(interaction)

    @server.command(name="report")
    async def report(self, interaction: Interaction) -> None:
        """See what was sent, late, skipped and held, week by week."""
        await open_report(interaction)

    @server.command(name="boards")
    async def boards(self, interaction: Interaction) -> None:
        """Choose the roles that boards leave out, and the weekly digest."""
        await open_boards(interaction)

    @server.command(name="roles")
    async def roles(self, interaction: Interaction) -> None:
        """Choose a role for each phase of the plan."""
        await open_roles(interaction)
