"""What is pressed on reviews, in a server or in a direct message, and how their deliveries look."""

import discord

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.daily.review import REVIEW, REVIEWED
from bot.domain.delivery import Delivery
from bot.errors import NoSuchReview
from bot.ui import replies
from bot.ui.feature import Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.routes import Fields, Interaction, guild_id, values
from cogs.daily import review_views as views
from cogs.daily import routes


class ReviewsCog(Feature):
    """Readers and authors."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.reviews

    async def show(self, interaction: Interaction, guild: int, page: int = 0) -> None:
        """What waits for a member to be read."""
        desk = await self.service.desk(guild, interaction.user.id, page)
        direct = interaction.guild_id is None
        await replies.show(interaction, views.desk_view(desk, guild, direct=direct))

    @pressed(routes.DESK)
    async def turn(self, interaction: Interaction, page: int, guild: int) -> None:
        """Another page of it."""
        await self.show(interaction, _same(interaction, guild), page)

    @pressed(routes.UNREAD)
    async def pick(self, interaction: Interaction, page: int, guild: int) -> None:
        """Open one of the list, whichever page of it."""
        await self._read(interaction, int(values(interaction)[0]), _same(interaction, guild))

    @pressed(routes.REVIEW)
    async def read(self, interaction: Interaction, review: int, guild: int) -> None:
        """The answer that was asked about."""
        await self._read(interaction, review, _same(interaction, guild))

    @pressed(routes.READ)
    async def read_on(self, interaction: Interaction, review: int, page: int, guild: int) -> None:
        """Another page of a long answer."""
        await self._read(interaction, review, _same(interaction, guild), page)

    @pressed(routes.TAKE)
    async def take_one(self, interaction: Interaction, guild: int) -> None:
        """Read unasked what waits longest."""
        member = interaction.user.id
        request = await self.service.take_one(_same(interaction, guild), member)
        await replies.show(interaction, views.reading_view(request))

    @pressed(routes.VOLUNTEER)
    async def volunteer(self, interaction: Interaction, post: int, author: int) -> None:
        """Read this answer unasked."""
        server, member = guild_id(interaction), interaction.user.id
        request = await self.service.take(server, post, author, member)
        await replies.show(interaction, views.reading_view(request))

    @pressed(routes.WRITE)
    async def open_form(self, interaction: Interaction, review: int, guild: int) -> None:
        """Open the modal, with what was written before."""
        server, member = _same(interaction, guild), interaction.user.id
        await ask(
            interaction, views.review_modal(await self.service.request(server, review, member))
        )

    @submitted(routes.WRITE)
    async def write(
        self, interaction: Interaction, fields: Fields, review: int, guild: int
    ) -> None:
        """Keep the review."""
        signals = {
            key: frozenset(int(n) for n in chosen)
            for key, chosen in fields.items()
            if isinstance(chosen, list)
        }
        server, text = _same(interaction, guild), str(fields[views.STRONGER])
        request = await self.service.write(server, review, interaction.user.id, signals, text)
        await replies.show(interaction, views.written_view(request))

    @pressed(routes.PASS_ON)
    async def pass_on(self, interaction: Interaction, review: int, guild: int) -> None:
        """Say no."""
        server, member = _same(interaction, guild), interaction.user.id
        request = await self.service.decline(server, review, member)
        await replies.show(interaction, views.passed_on_view(request))

    @pressed(routes.SEEN)
    async def see(self, interaction: Interaction, review: int, guild: int) -> None:
        """A review of one’s own answer."""
        server, member = _same(interaction, guild), interaction.user.id
        request = await self.service.received(server, review, member)
        await replies.show(interaction, views.review_view(request))

    async def _read(self, interaction: Interaction, review: int, guild: int, page: int = 0) -> None:
        request = await self.service.request(guild, review, interaction.user.id)
        await replies.show(interaction, views.reading_view(request, page))


def _same(interaction: Interaction, guild: int) -> int:
    """The server that a route names; in a server, only its own."""
    if interaction.guild_id not in (None, guild):
        raise NoSuchReview
    return guild


def register(client: Client) -> None:
    """Say how requests and notices of reviews are rendered."""

    async def request(delivery: Delivery) -> Parcel | None:
        found = await client.services.reviews.to_tell(delivery.guild_id, delivery.ref)
        if found is None or found.review.state != "open" or found.review.reviewer_id is None:
            return None
        private = delivery.target.user_id is not None
        return Parcel(
            view=views.request_view(found, private=private),
            marker=routes.REVIEW.id(review=delivery.ref, guild=delivery.guild_id),
            mentions=_only(found.review.reviewer_id, private=private),
        )

    async def notice(delivery: Delivery) -> Parcel | None:
        found = await client.services.reviews.to_tell(delivery.guild_id, delivery.ref)
        if found is None or found.review.state != "done":
            return None
        private = delivery.target.user_id is not None
        return Parcel(
            view=views.received_view(found, private=private),
            marker=routes.SEEN.id(review=delivery.ref, guild=delivery.guild_id),
            mentions=_only(found.review.author_id, private=private),
        )

    client.renderers.register(REVIEW, request)
    client.renderers.register(REVIEWED, notice)


def _only(member: int, *, private: bool) -> discord.AllowedMentions:
    """In a thread, one person is called and nobody else."""
    called = [] if private else [discord.Object(member)]
    return discord.AllowedMentions(everyone=False, users=called, roles=False, replied_user=False)
