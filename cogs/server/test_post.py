"""How the test post of `/setup` looks."""

import discord
from discord import ui

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.delivery import Delivery
from bot.domain.server import TEST
from bot.ui import kit, replies
from bot.ui.components import button
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction
from bot.ui.tags import of_any_kind
from cogs.server import routes


class TestPostCog(Feature):
    """The button of a test post."""

    @pressed(routes.TEST_POST)
    async def works(self, interaction: Interaction, delivery: int) -> None:
        """It answers, so buttons work."""
        await replies.show(interaction, works_view())


def register(client: Client) -> None:
    """Say how a test post is rendered."""

    async def test(delivery: Delivery) -> Parcel | None:
        setup = await client.services.setup.of(delivery.guild_id)
        forum = setup.place == "forum"
        channel = client.get_channel(setup.channel_id or 0)
        tags = of_any_kind(channel) if isinstance(channel, discord.ForumChannel) else ()
        return Parcel(
            view=test_post_view(delivery.id),
            marker=routes.TEST_POST.id(delivery=delivery.id),
            thread_name="Questions will appear here" if forum or setup.threads else None,
            forum=forum,
            # A test is of no kind; a forum may ask for a tag all the same.
            tags=tags[:1],
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


def works_view() -> ui.LayoutView:
    """Buttons work here."""
    return kit.panel(
        "-# Setup · test",
        "## It works",
        "Only you see this. Your answer to a question is yours alone until you reveal.",
    )
