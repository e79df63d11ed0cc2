"""A server’s own questions as files: what is sent, pressed and handed out."""

import io

import discord

from bot.client import Client
from bot.domain.daily.own import FORMS
from bot.errors import FileGone
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id, slow
from cogs.daily import routes
from cogs.daily.export_views import export_view
from cogs.daily.import_views import (
    imported_view,
    kept_view,
    not_imported_view,
    preview_view,
    undo_view,
    undone_view,
)


class ImportingCog(Feature):
    """Import, undo and export; the commands stand in the one group `/bank`."""

    def __init__(self, client: Client) -> None:
        self.importing = client.services.importing
        self.undoing = client.services.import_undoing
        self.exporting = client.services.exporting

    async def preview(
        self, interaction: Interaction, file: discord.Attachment, *, replace: bool
    ) -> None:
        """Read a file and show what it would do."""
        self.importing.check(file.filename, file.size)
        try:
            content = await file.read()
        except discord.HTTPException:
            raise FileGone(file=file.filename) from None
        preview = await self.importing.preview(
            guild_id(interaction),
            by=interaction.user.id,
            file=file.filename,
            content=content,
            replace=replace,
        )
        await replies.show(interaction, preview_view(preview, interaction.user.id))

    @pressed(routes.IMPORT_PAGE)
    async def turn(self, interaction: Interaction, preview: int, page: int) -> None:
        """Another page of the preview."""
        member = interaction.user.id
        found = self.importing.find(guild_id(interaction), member, preview)
        await replies.show(interaction, preview_view(found, member, page))

    @pressed(routes.IMPORT)
    @slow
    async def confirm(self, interaction: Interaction, preview: int) -> None:
        """Write all of it."""
        server, member = guild_id(interaction), interaction.user.id
        found = self.importing.find(server, member, preview)
        await self.importing.confirm(server, by=member, id=preview)
        await replies.show(interaction, imported_view(found, member))

    @pressed(routes.IMPORT_CANCEL)
    async def cancel(self, interaction: Interaction, preview: int) -> None:
        """Write none of it."""
        server, member = guild_id(interaction), interaction.user.id
        self.importing.find(server, member, preview)
        self.importing.drop(server, member)
        await replies.show(interaction, not_imported_view())

    @pressed(routes.IMPORT_ASK_UNDO)
    async def ask_undo(self, interaction: Interaction) -> None:
        """Show what undoing the newest import would do."""
        made = await self.undoing.newest(guild_id(interaction))
        await replies.show(interaction, undo_view(made, interaction.user.id))

    @pressed(routes.IMPORT_UNDO)
    @slow
    async def undo(self, interaction: Interaction, made: int) -> None:
        """Undo it."""
        member = interaction.user.id
        change = await self.undoing.confirm(guild_id(interaction), by=member, id=made)
        await replies.show(interaction, undone_view(str(change.before["file"]), member))

    @pressed(routes.IMPORT_KEEP)
    async def keep(self, interaction: Interaction) -> None:
        """Undo nothing."""
        await replies.show(interaction, kept_view())

    @pressed(routes.EXPORT)
    @slow
    async def export(self, interaction: Interaction, form: str, page: int) -> None:
        """Hand out one file of the server’s own questions."""
        chosen = form if form in FORMS else FORMS[0]
        export = await self.exporting.export(guild_id(interaction), chosen, page)
        file = discord.File(io.BytesIO(export.content), filename=export.file)
        view = export_view(export, chosen, interaction.user.id)
        await replies.show(interaction, view, file=file)
