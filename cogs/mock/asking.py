"""`/mock with`: a question to one member, their answer, and how both are told."""

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.daily.question import KINDS, Kind
from bot.domain.delivery import Delivery
from bot.domain.mock import asking as questions
from bot.domain.mock.messages import ANSWERED, ASKED
from bot.domain.mock.session import Session
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction, guild_id, values
from bot.ui.text import snippet
from cogs.mock import asking_views as views
from cogs.mock import routes
from cogs.mock.agreeing_views import session_view
from cogs.mock.joining_views import status_view
from cogs.mock.session_parts import same_server


class AskingCog(Feature):
    """Questions by name; the command stands in the one group `/mock`."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.asking
        self.joining = client.services.mock
        self.clock = client.services.clock

    async def ask(
        self,
        interaction: Interaction,
        other_id: int,
        *,
        is_bot: bool = False,
        kind: Kind | None = None,
    ) -> None:
        """Ask somebody; who chose several kinds says which."""
        server, member = guild_id(interaction), interaction.user.id
        came = await self.service.ask(server, member, other_id, is_bot=is_bot, kind=kind)
        if came.state != "in":
            view = status_view(await self.joining.status(server, member))
        elif came.session is None:
            view = views.kind_view(other_id, came.kinds)
        else:
            view = views.asked_view(came.session)
        await replies.show(interaction, view)

    @pressed(routes.ASK)
    async def pick_kind(self, interaction: Interaction, member: int) -> None:
        """The kind is known."""
        kind: Kind | None = next((one for one in KINDS if one in values(interaction)), None)
        await self.ask(interaction, member, kind=kind)

    async def list(self, interaction: Interaction) -> None:
        """What is open."""
        server, member = guild_id(interaction), interaction.user.id
        mine = await self.service.mine(server, member)
        to_me = await self.service.to_me(server, member)
        await replies.show(interaction, views.asks_view(mine, to_me, server))

    @pressed(routes.ASKS)
    async def pick(self, interaction: Interaction, guild: int) -> None:
        """One of them."""
        (picked,) = values(interaction)
        await self.show(interaction, int(picked), guild)

    @pressed(routes.ASK_SHOW)
    async def show(self, interaction: Interaction, session: int, guild: int) -> None:
        """How it stands."""
        server, member = same_server(interaction, guild), interaction.user.id
        await self._answer(interaction, await self.service.show(server, session, member))

    @pressed(routes.ASK_BACK)
    async def take_back(self, interaction: Interaction, session: int, guild: int) -> None:
        """Ask no more."""
        server, member = same_server(interaction, guild), interaction.user.id
        await self._answer(interaction, await self.service.take_back(server, session, member))

    @pressed(routes.ASK_YES)
    async def accept(self, interaction: Interaction, session: int, guild: int) -> None:
        """Yes."""
        server, member = same_server(interaction, guild), interaction.user.id
        await self._answer(interaction, await self.service.accept(server, session, member))

    @pressed(routes.ASK_NO)
    async def decline(self, interaction: Interaction, session: int, guild: int) -> None:
        """No, which nobody is told."""
        server, member = same_server(interaction, guild), interaction.user.id
        await self._answer(interaction, await self.service.decline(server, session, member))

    async def _answer(self, interaction: Interaction, session: Session) -> None:
        """The question, or the session that it became."""
        direct = interaction.guild_id is None
        if session.state == "asked" or questions.came_to_nothing(session):
            view = views.question_view(session, interaction.user.id, direct)
        else:
            view = session_view(session, self.clock())
        await (replies.change if direct else replies.show)(interaction, view)


def register(client: Client) -> None:
    """Say how a question and its end are told."""

    async def asked(delivery: Delivery) -> Parcel | None:
        session = await client.services.agreeing.find(delivery.guild_id, delivery.ref)
        guild = client.get_guild(delivery.guild_id)
        if session is None or guild is None or not questions.waits(session):
            return None
        return Parcel(
            view=views.to_answer_view(session, snippet(guild.name)),
            marker=routes.ASK_YES.id(session=session.id, guild=guild.id),
        )

    async def answered(delivery: Delivery) -> Parcel | None:
        session = await client.services.agreeing.find(delivery.guild_id, delivery.ref)
        member = delivery.target.user_id
        if session is None or member is None or session.seat(member) is None:
            return None
        hours = session.state == "asked" and questions.said_yes(session)
        if not hours and session.state != "declined":
            return None
        return Parcel(
            view=views.question_view(session, member, True),
            marker=routes.ASK_SHOW.id(session=session.id, guild=session.guild_id) if hours else "",
        )

    client.renderers.register(ASKED, asked)
    client.renderers.register(ANSWERED, answered)
