"""`/me vacation`: announcing some days off, and taking them back."""

from datetime import date

from bot.client import Client
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id
from cogs.me import vacation_views as views


class VacationCog(Feature):
    """Days on which nothing is expected; the command stands in the one group `/me`."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.vacations

    async def show(self, interaction: Interaction, begins: str, ends: str) -> None:
        """What is planned, after what was announced with it."""
        server, member = guild_id(interaction), interaction.user.id
        if begins.strip() or ends.strip():
            away = await self.service.announce(server, member, begins, ends)
        else:
            away = await self.service.look(server, member)
        await replies.show(interaction, views.vacation_view(away))

    @pressed(views.CANCEL)
    async def cancel(self, interaction: Interaction, first: int) -> None:
        """What is ahead of it."""
        day = date.fromordinal(min(max(first, 1), date.max.toordinal()))
        away = await self.service.cancel(guild_id(interaction), interaction.user.id, day)
        await replies.show(interaction, views.vacation_view(away))
