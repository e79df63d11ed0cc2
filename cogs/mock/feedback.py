"""What is pressed on cards that are open, and how the message that says so looks."""

from typing import Any

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.delivery import Delivery
from bot.domain.mock.messages import REVEALED
from bot.errors import NoSuchCard
from bot.services.mock.feedback import Opened
from bot.services.mock.revealing import reader
from bot.ui import replies
from bot.ui.feature import Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.routes import Fields, Interaction, StaleButton, guild_id
from cogs.mock import feedback_views as views
from cogs.mock import growth_views, routes
from cogs.mock.session_parts import called, same_server


class FeedbackCog(Feature):
    """Cards beside one another; `/mock feedback` stands in the one group `/mock`."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.feedback

    @pressed(routes.FEEDBACK)
    async def show(self, interaction: Interaction, session: int, page: int, guild: int) -> None:
        """A page of what is open, or how far the cards are."""
        server, member = same_server(interaction, guild), interaction.user.id
        opened = await self.service.read(server, session, member)
        await replies.show(interaction, views.opened_view(opened, page))

    @pressed(routes.OPENED)
    async def open(self, interaction: Interaction, card: int, place: int, guild: int) -> None:
        """From the message: the session of a card that opened."""
        server, member = same_server(interaction, guild), interaction.user.id
        opened = await self.service.of_card(server, card, member)
        await replies.show(interaction, views.opened_view(opened))

    @pressed(routes.VAGUE)
    async def ask_what(self, interaction: Interaction, card: int, guild: int) -> None:
        """Which of the two was missing."""
        server, member = same_server(interaction, guild), interaction.user.id
        found = await self.service.find(server, card, member)
        await replies.show(interaction, views.vague_view(found))

    @pressed(routes.RATE)
    async def rate(self, interaction: Interaction, card: int, mark: int, guild: int) -> None:
        """Whether it was of use."""
        server, member = same_server(interaction, guild), interaction.user.id
        if mark > views.USEFUL:
            raise StaleButton
        opened = await self.service.rate(
            server,
            card,
            member,
            specific=bool(mark & views.ONLY_SPECIFIC),
            usable=bool(mark & views.ONLY_USABLE),
        )
        await replies.show(interaction, views.opened_view(opened, _page(opened, card)))

    @pressed(routes.SAY)
    async def open_line(self, interaction: Interaction, card: int, guild: int) -> None:
        """One’s own sentence, as it stands."""
        server, member = same_server(interaction, guild), interaction.user.id
        found = await self.service.find(server, card, member)
        if found.rater_id != member:
            raise NoSuchCard
        await ask(interaction, views.line_modal(found))

    @submitted(routes.SAY)
    async def say(self, interaction: Interaction, fields: Fields, card: int, guild: int) -> None:
        """Keep it."""
        server, member = same_server(interaction, guild), interaction.user.id
        opened = await self.service.say(server, card, member, str(fields[views.LINE]))
        await replies.show(interaction, views.opened_view(opened, _page(opened, card)))

    async def show_growth(self, interaction: Interaction) -> None:
        """What all cards say together."""
        await self._growth(interaction, guild_id(interaction))

    @pressed(routes.GROWTH)
    async def turn(self, interaction: Interaction, page: int, guild: int) -> None:
        """A page of it."""
        await self._growth(interaction, same_server(interaction, guild), page)

    async def _growth(self, interaction: Interaction, guild: int, page: int = 0) -> None:
        growth = await self.service.growth(guild, interaction.user.id)
        labels: growth_views.Labels = {
            one.kind: {
                each.key: each.label for each in self.service.forms(one.kind).rubric.criteria
            }
            for one in growth.standings
        }
        await replies.show(interaction, growth_views.growth_view(growth, guild, labels, page))


def _page(opened: Opened, card: int) -> int:
    """Where a card stands among those that are read."""
    cards: list[Any] = [(page.peer.id, page.own.id if page.own else None) for page in opened.pages]
    return next((n for n, ids in enumerate(cards) if card in ids), 0)


def register(client: Client) -> None:
    """Say how the message that cards are open looks."""

    async def revealed(delivery: Delivery) -> Parcel | None:
        member = reader(delivery.slot)
        first = int(delivery.slot.split(":", 1)[0])
        opened = await client.services.feedback.to_tell(delivery.guild_id, delivery.ref, member)
        if opened is None:
            return None
        seat = opened.tray.session.seat(member)
        assert seat is not None, "they have a seat"
        return Parcel(
            view=views.message_view(opened, first),
            marker=routes.OPENED.id(card=first, place=seat.place, guild=delivery.guild_id),
            mentions=called([member]),
        )

    client.renderers.register(REVEALED, revealed)
