"""`/mock status`: a member’s sessions with all that a thread would show, else where they stand."""

from bot.client import Client
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id, values
from cogs.mock import agreeing_views as views
from cogs.mock import routes
from cogs.mock.joining_views import status_view
from cogs.mock.session_parts import same_server


class StatusCog(Feature):
    """What is still to come of one’s sessions; the command stands in the one group `/mock`."""

    def __init__(self, client: Client) -> None:
        self.agreeing = client.services.agreeing
        self.joining = client.services.mock
        self.clock = client.services.clock

    @pressed(routes.STATUS)
    async def show(self, interaction: Interaction) -> None:
        """The newest session, else what the member chose."""
        await self._show(interaction, guild_id(interaction))

    @pressed(routes.SESSIONS)
    async def pick(self, interaction: Interaction, guild: int) -> None:
        """Another of several."""
        server = same_server(interaction, guild)
        await self._show(interaction, server, int(values(interaction)[0]))

    @pressed(routes.CHOICES)
    async def show_choices(self, interaction: Interaction) -> None:
        """What the member chose, and whether they take part."""
        server = guild_id(interaction)
        found = await self.joining.status(server, interaction.user.id)
        await replies.show(interaction, status_view(found))

    async def _show(self, interaction: Interaction, guild: int, picked: int | None = None) -> None:
        sessions = await self.agreeing.mine(guild, interaction.user.id)
        if not sessions:
            await self.show_choices(interaction)
            return
        ids = [session.id for session in sessions]
        at = ids.index(picked) if picked in ids else 0
        await replies.show(interaction, views.status_view(sessions, at, self.clock()))
