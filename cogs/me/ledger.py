"""`/me ledger`: what a member’s points came from."""

from bot.client import Client
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id
from cogs.me import ledger_views as views


class PointsCog(Feature):
    """Points and their reasons; the command stands in the one group `/me`."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.points

    @pressed(views.LEDGER)
    async def show(self, interaction: Interaction, page: int = 0) -> None:
        """The newest ones, or another page."""
        account = await self.service.account(guild_id(interaction), interaction.user.id, page)
        await replies.show(interaction, views.ledger_view(account))

    @pressed(views.COUNTS)
    async def show_rules(self, interaction: Interaction) -> None:
        """What counts."""
        await replies.show(interaction, views.rules_view())
