"""What is pressed when a partner does not come, and what the others are told of it."""

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.delivery import Delivery
from bot.domain.mock import messages
from bot.domain.mock.absence import is_excused, missing
from bot.domain.mock.session import Session
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction
from cogs.mock import absent_views as views
from cogs.mock import routes
from cogs.mock.session_parts import called, ids, same_server


class AbsentCog(Feature):
    """A seat that is empty, and who takes it."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.absence

    @pressed(routes.ABSENT)
    async def report(self, interaction: Interaction, session: int, guild: int) -> None:
        """The other is not there."""
        server, member = same_server(interaction, guild), interaction.user.id
        missed = await self.service.report(server, session, member)
        await replies.show(interaction, views.missed_view(missed))

    @pressed(routes.MISSING)
    async def report_one(
        self, interaction: Interaction, session: int, place: int, guild: int
    ) -> None:
        """An observer says who of the two is not there."""
        server, member = same_server(interaction, guild), interaction.user.id
        missed = await self.service.report(server, session, member, place)
        await replies.show(interaction, views.missed_view(missed))

    @pressed(routes.OFFER)
    async def offer(self, interaction: Interaction, session: int, guild: int) -> None:
        """Ask those who are free now."""
        server, member = same_server(interaction, guild), interaction.user.id
        missed = await self.service.offer(server, session, member)
        await replies.show(interaction, views.missed_view(missed))

    @pressed(routes.TAKE)
    async def take(self, interaction: Interaction, session: int, guild: int) -> None:
        """Sit in."""
        server, member = same_server(interaction, guild), interaction.user.id
        made = await self.service.take(server, session, member)
        await replies.show(interaction, views.taken_view(made, member))

    @pressed(routes.GO_ON)
    async def go_on(self, interaction: Interaction, session: int, guild: int) -> None:
        """Who observed sits in."""
        server, member = same_server(interaction, guild), interaction.user.id
        made = await self.service.go_on(server, session, member)
        await replies.show(interaction, views.taken_view(made, member))

    @pressed(routes.EXCUSE)
    async def excuse(self, interaction: Interaction, session: int, guild: int) -> None:
        """They cannot come."""
        server, member = same_server(interaction, guild), interaction.user.id
        found = await self.service.excuse(server, session, member)
        await replies.show(interaction, views.excused_view(found, member))

    @pressed(routes.COME)
    async def come(self, interaction: Interaction, session: int, guild: int) -> None:
        """They can after all."""
        server, member = same_server(interaction, guild), interaction.user.id
        found = await self.service.come(server, session, member)
        await replies.show(interaction, views.told_view(found, member))


def register(client: Client) -> None:
    """Say how these messages look."""
    looks = Looks(client)
    client.renderers.register(messages.ABSENT, looks.where_are_you)
    client.renderers.register(messages.EXCUSED, looks.excused)
    client.renderers.register(messages.OFFER, looks.offered)


class Looks:
    """Each reads the session again: what holds no longer is not sent."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.holding

    async def where_are_you(self, delivery: Delivery) -> Parcel | None:
        """To who has not come, unless they came or said that they cannot."""
        found, user_id = await self._agreed(delivery), delivery.target.user_id
        seat = None if found is None or user_id is None else found.seat(user_id)
        if found is None or seat is None or found.is_held:
            return None
        if seat not in missing(found) or is_excused(found, seat):
            return None
        return Parcel(
            view=views.where_are_you_view(found, seat.user_id),
            marker=routes.EXCUSE.id(**ids(found)),
            mentions=called([seat.user_id]),
        )

    async def excused(self, delivery: Delivery) -> Parcel | None:
        """To the others; the place of whom it is about stands first in the slot."""
        found, to = await self._agreed(delivery), delivery.target.user_id
        who = None if found is None else found.at_place(int(delivery.slot.split(":")[0]))
        if found is None or who is None:
            return None
        return Parcel(
            view=views.told_view(found, who.user_id),
            marker=routes.PACKET.id(**ids(found)),
            mentions=called([] if to is None else [to]),
        )

    async def offered(self, delivery: Delivery) -> Parcel | None:
        """To who is free now, while somebody is missing."""
        found = await self._agreed(delivery)
        absent = None if found is None else next(iter(missing(found)), None)
        if found is None or absent is None:
            return None
        return Parcel(
            view=views.offer_view(found, absent.role), marker=routes.TAKE.id(**ids(found))
        )

    async def _agreed(self, delivery: Delivery) -> Session | None:
        found = await self.service.find(delivery.guild_id, delivery.ref)
        return found if found is not None and found.state == "agreed" else None
