"""`/server report`: one week of a server in numbers, on a screen and as a message."""

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.delivery import Delivery, State
from bot.domain.report import REPORT
from bot.services.report import until
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id, slow
from bot.ui.text import snippet
from cogs.server import report_views as views
from cogs.server import routes


async def open_report(interaction: Interaction, week: int = 0, page: int = 0) -> None:
    """Show a week, counted back from now; series that do not fit are on further pages."""
    report = await interaction.client.services.report.of(guild_id(interaction), week)
    await replies.show(interaction, views.report_view(report, week, page, interaction.user.id))


class ReportCog(Feature):
    """The presses of the report; its command stands in the group of `/server`."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.report
        self.sender = client.sender

    @pressed(routes.REPORT)
    async def turn(self, interaction: Interaction, week: int, page: int) -> None:
        """Another week, or further series."""
        await open_report(interaction, week, page)

    @pressed(routes.SEND_REPORT)
    @slow
    async def send(self, interaction: Interaction) -> None:
        """The last seven days, by direct message to who presses."""
        server, person = guild_id(interaction), interaction.user.id
        id = await self.service.order(server, person)
        arrived = id is None or (await self.sender.deliver(server, id)).state is State.DONE
        await replies.show(
            interaction, views.sent_view(person) if arrived else views.closed_view(person)
        )


def register(client: Client) -> None:
    """Say how a report that is sent looks."""

    async def report(delivery: Delivery) -> Parcel | None:
        guild = client.get_guild(delivery.guild_id)
        if guild is None:
            return None
        found = await client.services.report.before(delivery.guild_id, until(delivery))
        return Parcel(view=views.weekly_view(found, snippet(guild.name)), marker="")

    client.renderers.register(REPORT, report)
