"""How the test post of `/setup` looks."""

from discord import ui

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.delivery import Delivery
from bot.domain.server import TEST
from bot.ui import kit
from bot.ui.components import button
from cogs.server import routes


def register(client: Client) -> None:
    """Say how a test post is rendered."""

    async def test(delivery: Delivery) -> Parcel | None:
        setup = await client.services.server.setup(delivery.guild_id)
        forum = setup.place == "forum"
        return Parcel(
            view=test_post_view(delivery.id),
            marker=routes.TEST_POST.id(delivery=delivery.id),
            thread_name="Questions will appear here" if forum or setup.threads else None,
            forum=forum,
        )

    client.renderers.register(TEST, test)


def test_post_view(delivery: int) -> ui.LayoutView:
    """A post that anybody may delete."""
    return kit.panel(
        "-# Setup · test",
        "## Questions will appear here",
        "One at a time, each with a place to answer before the outline opens.",
        kit.row(button("Works", routes.TEST_POST, delivery=delivery)),
        "-# This was a test. You can delete it.",
    )
