"""`/me`: show, export, delete."""

import io

import discord
from discord import app_commands

from bot.client import Client
from bot.files.export import export as as_file
from bot.ui import replies
from bot.ui.feature import IN_SERVERS, Feature, pressed
from bot.ui.routes import Interaction, guild_id, slow
from bot.ui.suggestions import zone_suggestions
from cogs.me import views


class MeCog(Feature):
    """What a member may see, take along and delete."""

    me = app_commands.Group(
        name="me",
        description="Your settings and your data",
        guild_only=True,
        allowed_contexts=IN_SERVERS,
    )

    def __init__(self, client: Client) -> None:
        self.service = client.services.me
        self.clock = client.services.clock

    @me.command(name="show")
    @app_commands.describe(zone="Your time zone, if you want to change it")
    async def show(self, interaction: Interaction, zone: str = "") -> None:
        """See your settings, and set your time zone."""
        server, member = guild_id(interaction), interaction.user.id
        if zone:
            await self.service.set_zone(server, member, zone)
        mine = await self.service.zone(server, member)
        held = await self.service.held(server, member)
        await replies.show(interaction, views.show_view(mine, held, self.clock()))

    @show.autocomplete("zone")
    async def suggest_zones(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Zones with their present offset."""
        return zone_suggestions(current, self.clock())

    @me.command(name="export")
    async def export(self, interaction: Interaction) -> None:
        """Get everything kept about you as one file."""
        await self._offer_export(interaction)

    @me.command(name="delete")
    async def delete(self, interaction: Interaction) -> None:
        """Delete everything kept about you in this server."""
        held = await self.service.held(guild_id(interaction), interaction.user.id)
        await replies.show(interaction, views.delete_view(held))

    @pressed(views.EXPORT)
    async def offer_export(self, interaction: Interaction) -> None:
        """From the other screens to the export."""
        await self._offer_export(interaction)

    @pressed(views.SEND)
    @slow
    async def send_export(self, interaction: Interaction) -> None:
        """The file, for the member alone."""
        server, member = guild_id(interaction), interaction.user.id
        held = await self.service.held(server, member)
        document = as_file(held, guild_id=server, user_id=member, now=self.clock())
        file = discord.File(io.BytesIO(document), filename=views.FILE)
        await replies.show(interaction, views.sent_view(), file=file)

    @pressed(views.KEEP)
    async def keep(self, interaction: Interaction) -> None:
        """Nothing is deleted."""
        await replies.show(interaction, views.kept_view())

    @pressed(views.DELETE)
    async def really_delete(self, interaction: Interaction) -> None:
        """Everything goes."""
        await self.service.delete(guild_id(interaction), interaction.user.id)
        await replies.show(interaction, views.deleted_view())

    async def _offer_export(self, interaction: Interaction) -> None:
        held = await self.service.held(guild_id(interaction), interaction.user.id)
        await replies.show(interaction, views.export_view(held))
