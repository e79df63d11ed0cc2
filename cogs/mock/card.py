"""What is pressed to fill a card, wherever the button stands."""

from collections.abc import Mapping

from bot.client import Client
from bot.domain.mock.feedback import Filled
from bot.errors import CardOpen
from bot.services.mock.cards import Slip, Tray, pending
from bot.ui import replies
from bot.ui.feature import Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.routes import Fields, Interaction
from cogs.mock import card_views as views
from cogs.mock import routes
from cogs.mock.feedback_views import opened_view
from cogs.mock.session_parts import names, same_server

_TEXTS = ("keep", "change", "evidence")


class CardCog(Feature):
    """Members say what they saw before they read what others saw."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.service = client.services.cards
        self.feedback = client.services.feedback

    @pressed(routes.CARD)
    async def fill(self, interaction: Interaction, session: int, guild: int) -> None:
        """The page that comes next; once all are filled, how far the others are."""
        server, member = same_server(interaction, guild), interaction.user.id
        tray = await self.service.look(server, session, member)
        slip = tray.following
        if slip is None:
            await self._after(interaction, tray)
        elif slip.card is not None and not slip.ask.of_oneself:
            await self._ask_texts(interaction, tray, slip)
        else:
            await self._ask_grades(interaction, tray, slip)

    @pressed(routes.EDIT_CARD)
    async def edit(self, interaction: Interaction, session: int, guild: int) -> None:
        """Which page is to be changed; where there is one, that one."""
        server, member = same_server(interaction, guild), interaction.user.id
        tray = await self.service.look(server, session, member)
        sealed = [slip for slip in tray.slips if slip.whole and not slip.opened]
        if not sealed:
            await self._after(interaction, tray)
        elif len(tray.slips) == 1 and sealed[0].ask.of_oneself:
            await self._ask_grades(interaction, tray, sealed[0])
        else:
            await replies.show(interaction, views.edit_view(tray))

    @pressed(routes.GRADES)
    async def open_grades(
        self, interaction: Interaction, session: int, half: int, guild: int
    ) -> None:
        """The first page, as it was filled."""
        server, member = same_server(interaction, guild), interaction.user.id
        tray = await self.service.look(server, session, member)
        await self._ask_grades(interaction, tray, tray.slip(half))

    @submitted(routes.GRADES)
    async def grade(
        self, interaction: Interaction, fields: Fields, session: int, half: int, guild: int
    ) -> None:
        """Keep the first page."""
        server, member = same_server(interaction, guild), interaction.user.id
        given = {key: _number(value) for key, value in fields.items()}
        said = given.pop(views.VERDICT, None)
        graded = await self.service.grade(
            server, session, member, half, grades=given, recommendation=said
        )
        slip = graded.slip
        if graded.pending is not None or not slip.whole:
            await replies.show(interaction, views.half_view(graded))
        else:
            await self._after(interaction, graded.tray)

    @pressed(routes.TEXTS)
    async def open_texts(
        self, interaction: Interaction, session: int, half: int, grades: int, guild: int
    ) -> None:
        """The second page; first the grades, where there are none."""
        server, member = same_server(interaction, guild), interaction.user.id
        tray = await self.service.look(server, session, member)
        slip = tray.slip(half)
        if slip.card is None or slip.ask.of_oneself:
            await self._ask_grades(interaction, tray, slip)
        else:
            await self._ask_texts(interaction, tray, slip, pending(tray, slip, grades))

    @submitted(routes.TEXTS)
    async def write(
        self,
        interaction: Interaction,
        fields: Fields,
        *,
        session: int,
        half: int,
        grades: int,
        guild: int,
    ) -> None:
        """Keep the second page, which seals the card."""
        server, member = same_server(interaction, guild), interaction.user.id
        texts: Mapping[str, str] = {name: str(fields.get(name, "")) for name in _TEXTS}
        tray = await self.service.write(server, session, member, half, texts=texts, code=grades)
        await self._after(interaction, tray)

    async def _after(self, interaction: Interaction, tray: Tray) -> None:
        """The cards if they are open; else what is left to fill, or how far the others are."""
        if tray.following is not None:
            await replies.show(interaction, views.to_fill_view(tray))
        elif tray.opened:
            session = tray.session
            opened = await self.feedback.read(session.guild_id, session.id, tray.member)
            await replies.show(interaction, opened_view(opened))
        else:
            await replies.show(interaction, views.sealed_view(tray))

    async def _ask_grades(self, interaction: Interaction, tray: Tray, slip: Slip) -> None:
        _check_sealed(slip)
        name = None if slip.ask.of_oneself else await self._name(tray, slip)
        await ask(interaction, views.grades_modal(tray, slip, name))

    async def _ask_texts(
        self, interaction: Interaction, tray: Tray, slip: Slip, card: Filled | None = None
    ) -> None:
        _check_sealed(slip)
        name = await self._name(tray, slip)
        await ask(interaction, views.texts_modal(tray, slip, name, card))

    async def _name(self, tray: Tray, slip: Slip) -> str | None:
        about = slip.ask.about.user_id
        return (await names(self.client, tray.session.guild_id, [about])).get(about)


def _check_sealed(slip: Slip) -> None:
    if slip.opened:
        raise CardOpen


def _number(value: str | list[str]) -> int:
    """A grade as it was ticked; 0, which is none, where nothing was."""
    return int(value) if isinstance(value, str) and value.isdecimal() else 0
