"""`/mock now`: who is free meets the first who fits, and is told where they waited."""

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.delivery import Delivery
from bot.domain.mock.messages import MATCHED
from bot.services.mock.free import Seen
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id
from bot.ui.text import snippet
from cogs.mock import free_views as views
from cogs.mock import routes
from cogs.mock.agreeing_views import session_view
from cogs.mock.joining_views import status_view


class FreeCog(Feature):
    """A member’s own request; the command stands in the one group `/mock`."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.free
        self.joining = client.services.mock
        self.clock = client.services.clock

    @pressed(routes.NOW)
    async def ask(self, interaction: Interaction) -> None:
        """For the usual time."""
        await self.ask_for(interaction, views.USUAL)

    @pressed(routes.NOW_FOR)
    async def ask_for(self, interaction: Interaction, minutes: int) -> None:
        """For so many minutes from now on."""
        server, member = guild_id(interaction), interaction.user.id
        await self._show(interaction, await self.service.ask(server, member, minutes))

    @pressed(routes.NOW_LOOK)
    async def look(self, interaction: Interaction) -> None:
        """Whether anybody came."""
        server, member = guild_id(interaction), interaction.user.id
        await self._show(interaction, await self.service.look(server, member))

    @pressed(routes.NOW_STOP)
    async def stop(self, interaction: Interaction) -> None:
        """Wait no more."""
        seen = await self.service.cancel(guild_id(interaction), interaction.user.id)
        if seen.session is None:
            await replies.show(interaction, views.stopped_view())
        else:
            await self._show(interaction, seen)

    async def _show(self, interaction: Interaction, seen: Seen) -> None:
        now = self.clock()
        if seen.state != "in":
            found = await self.joining.status(guild_id(interaction), interaction.user.id)
            view = status_view(found)
        elif seen.session is not None:
            view = session_view(seen.session, now)
        elif seen.request is not None:
            view = views.waiting_view(seen.request, now)
        else:
            view = views.over_view()
        await replies.show(interaction, view)


def register(client: Client) -> None:
    """Say how those who waited are told."""

    async def matched(delivery: Delivery) -> Parcel | None:
        session = await client.services.agreeing.find(delivery.guild_id, delivery.ref)
        guild, member = client.get_guild(delivery.guild_id), delivery.target.user_id
        if session is None or guild is None or member is None or session.seat(member) is None:
            return None
        if session.state not in ("proposing", "agreed"):
            return None
        return Parcel(
            view=views.matched_view(session, member, snippet(guild.name)),
            marker=routes.SESSION.id(session=session.id, guild=guild.id),
        )

    client.renderers.register(MATCHED, matched)
