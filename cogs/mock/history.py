"""`/mock history`: a member’s own sessions."""

from bot.client import Client
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id, values
from cogs.mock import history_views as views
from cogs.mock import routes
from cogs.mock.session_parts import same_server


class HistoryCog(Feature):
    """Looking back; the command stands in the one group `/mock`."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.history

    async def show(self, interaction: Interaction) -> None:
        """The newest ones."""
        await self._show(interaction, guild_id(interaction))

    @pressed(routes.HISTORY)
    async def turn(self, interaction: Interaction, page: int, guild: int) -> None:
        """Another page."""
        await self._show(interaction, same_server(interaction, guild), page)

    @pressed(routes.PAST)
    async def pick(self, interaction: Interaction, page: int, guild: int) -> None:
        """One of the list."""
        await self._recall(
            interaction, int(values(interaction)[0]), same_server(interaction, guild)
        )

    async def _show(self, interaction: Interaction, guild: int, page: int = 0) -> None:
        look = await self.service.look(guild, interaction.user.id, page)
        await replies.show(interaction, views.history_view(look, guild))

    async def _recall(self, interaction: Interaction, session: int, guild: int) -> None:
        recalled = await self.service.recall(guild, session, interaction.user.id)
        await replies.show(interaction, views.recalled_view(recalled))
