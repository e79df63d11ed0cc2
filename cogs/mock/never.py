"""`/mock never`: a private list."""

from typing import Any

from bot.client import Client
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id, values
from cogs.mock import never_views as views
from cogs.mock import routes


class NeverCog(Feature):
    """Whom a member does not want to meet; the command stands in the one group `/mock`."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.mock_never

    async def show(self, interaction: Interaction) -> None:
        """The list."""
        others = await self.service.mine(guild_id(interaction), interaction.user.id)
        await replies.show(interaction, views.never_view(others))

    async def add(self, interaction: Interaction, other_id: int, *, is_bot: bool) -> None:
        """One more, who can be taken off at once."""
        others = await self.service.add(
            guild_id(interaction), interaction.user.id, other_id, is_bot=is_bot
        )
        await replies.show(interaction, views.never_view(others, other_id))

    @pressed(routes.NEVER)
    async def put(self, interaction: Interaction) -> None:
        """Exactly those who were picked."""
        picked = {int(value) for value in values(interaction)}
        data: dict[str, Any] = dict(interaction.data or {})
        people: dict[str, Any] = data.get("resolved", {}).get("users", {})
        bots = {int(id) for id, person in people.items() if person.get("bot")}
        others = await self.service.put(
            guild_id(interaction), interaction.user.id, picked, bots=bots & picked
        )
        await replies.show(interaction, views.never_view(others))

    @pressed(routes.NEVER_NOT)
    async def remove(self, interaction: Interaction, member: int) -> None:
        """One off the list."""
        others = await self.service.remove(guild_id(interaction), interaction.user.id, member)
        await replies.show(interaction, views.never_view(others))
