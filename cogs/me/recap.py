"""`/me recap`: a member’s own week, on request and, if they want it, on Monday morning."""

from datetime import date

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.delivery import Delivery
from bot.domain.plan.recap import RECAP
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id
from bot.ui.text import snippet
from cogs.me import recap_views as views


class RecapCog(Feature):
    """Last week; the command stands in the one group `/me`."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.recaps
        self.me = client.services.me

    async def show(self, interaction: Interaction) -> None:
        """The week before this one."""
        recap, comes = await self.service.last_week(guild_id(interaction), interaction.user.id)
        await replies.show(interaction, views.recap_view(recap, comes=comes))

    @pressed(views.BY_MESSAGE)
    async def choose(self, interaction: Interaction, choice: str) -> None:
        """Whether it comes by itself."""
        wanted = choice == views.ON
        await self.me.choose(guild_id(interaction), interaction.user.id, recap=wanted)
        await self.show(interaction)

    @pressed(views.STOP)
    async def stop(self, interaction: Interaction, guild: int) -> None:
        """From the message itself, where there is no server."""
        if (await self.me.preferences(guild, interaction.user.id)).recap:
            await self.me.choose(guild, interaction.user.id, recap=False)
        await replies.change(interaction, views.stopped_view())


def register(client: Client) -> None:
    """Say how a recap that is sent looks."""

    async def recap(delivery: Delivery) -> Parcel | None:
        guild = client.get_guild(delivery.guild_id)
        week = date.fromisoformat(delivery.slot)
        found = await client.services.recaps.to_tell(delivery.guild_id, delivery.ref, week)
        if guild is None or found is None:
            return None
        return Parcel(
            view=views.told_view(found, snippet(guild.name), guild.id),
            marker=views.STOP.id(guild=guild.id),
        )

    client.renderers.register(RECAP, recap)
