"""What is pressed while a session is held, in its thread, in a direct message or on one’s own screen."""

from bot.client import Client
from bot.delivery.parcel import Parcel
from bot.domain.delivery import Delivery
from bot.domain.mock import messages
from bot.domain.mock.absence import is_excused
from bot.services.mock.packets import Sheet
from bot.ui import replies
from bot.ui.feature import Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.routes import Fields, Interaction, StaleButton
from cogs.mock import holding_views as views
from cogs.mock import observer_views, routes
from cogs.mock.absent_views import excused_view
from cogs.mock.observer_views import SIGHTS, Sight, observer_view
from cogs.mock.packet_views import PAGES, Page, packet_view
from cogs.mock.session_parts import called, same_server


class HoldingCog(Feature):
    """Packets, presses that are stamped, and the end."""

    def __init__(self, client: Client) -> None:
        self.packets = client.services.packets
        self.service = client.services.holding

    @pressed(routes.PACKET)
    async def open(self, interaction: Interaction, session: int, guild: int) -> None:
        """What the person may see of the session now."""
        await _show(interaction, await self._sheet(interaction, session, guild))

    @pressed(routes.PAGE)
    async def turn(
        self, interaction: Interaction, session: int, page: str, leaf: int, guild: int
    ) -> None:
        """Another page of a packet."""
        if page not in PAGES:
            raise StaleButton
        sheet = await self._sheet(interaction, session, guild)
        await _show(interaction, sheet, page=page, leaf=leaf)

    @pressed(routes.SIGHT)
    async def look(self, interaction: Interaction, session: int, page: str, guild: int) -> None:
        """Another page of the observer’s sheet."""
        if page not in SIGHTS:
            raise StaleButton
        sheet = await self._sheet(interaction, session, guild)
        await _show(interaction, sheet, sight=page)

    @pressed(routes.START)
    async def start(self, interaction: Interaction, session: int, guild: int) -> None:
        """It begins."""
        server, member = same_server(interaction, guild), interaction.user.id
        await _show(interaction, await self.service.start(server, session, member))

    @pressed(routes.STEP)
    async def step(
        self, interaction: Interaction, session: int, half: int, place: int, guild: int
    ) -> None:
        """The next step of the agenda."""
        server, member = same_server(interaction, guild), interaction.user.id
        await _show(interaction, await self.service.step(server, session, member, half, place))

    @pressed(routes.HINT)
    async def hint(
        self, interaction: Interaction, session: int, half: int, n: int, guild: int
    ) -> None:
        """A hint is given: the page with it."""
        server, member = same_server(interaction, guild), interaction.user.id
        sheet = await self.service.hint(server, session, member, half, n)
        await _show(interaction, sheet, page="hints")

    @pressed(routes.SWAP)
    async def swap(self, interaction: Interaction, session: int, guild: int) -> None:
        """Half-time."""
        server, member = same_server(interaction, guild), interaction.user.id
        await _show(interaction, await self.service.swap(server, session, member))

    @pressed(routes.END)
    async def end(self, interaction: Interaction, session: int, guild: int) -> None:
        """It is over."""
        server, member = same_server(interaction, guild), interaction.user.id
        await _show(interaction, await self.service.end(server, session, member))

    @pressed(routes.MET)
    async def say_met(self, interaction: Interaction, session: int, guild: int) -> None:
        """They met, though nobody pressed Start."""
        await self._tell(interaction, session, guild, met=True)

    @pressed(routes.NOT_MET)
    async def say_not_met(self, interaction: Interaction, session: int, guild: int) -> None:
        """They did not."""
        await self._tell(interaction, session, guild, met=False)

    @pressed(routes.NOTE)
    async def open_note(self, interaction: Interaction, session: int, guild: int) -> None:
        """Open the observer’s modal, with what was written before."""
        sheet = await self._sheet(interaction, session, guild)
        if sheet.role == "observer":
            await ask(interaction, observer_views.note_modal(sheet))
        else:
            await _show(interaction, sheet)

    @submitted(routes.NOTE)
    async def save_note(
        self, interaction: Interaction, fields: Fields, session: int, guild: int
    ) -> None:
        """Keep it."""
        server, member = same_server(interaction, guild), interaction.user.id
        text = str(fields["note"])
        await _show(interaction, await self.service.note(server, session, member, text))

    async def _sheet(self, interaction: Interaction, session: int, guild: int) -> Sheet:
        server, member = same_server(interaction, guild), interaction.user.id
        return await self.packets.open(server, session, member)

    async def _tell(self, interaction: Interaction, session: int, guild: int, *, met: bool) -> None:
        server, member = same_server(interaction, guild), interaction.user.id
        found = await self.service.tell(server, session, member, met=met)
        view = views.met_view(found) if found.is_held else views.not_met_view(found)
        await replies.show(interaction, view)


async def _show(
    interaction: Interaction,
    sheet: Sheet,
    *,
    page: Page = "agenda",
    leaf: int = 0,
    sight: Sight = "sheet",
) -> None:
    """What the person may see, by what they do in the half that it is in."""
    session = sheet.session
    if session.state == "agreed" and not session.is_held and is_excused(session, sheet.seat):
        view = excused_view(session, sheet.seat.user_id)
    elif sheet.role == "observer":
        view = observer_view(sheet, sight)
    elif sheet.role == "interviewer" and sheet.question is not None:
        view = packet_view(sheet, page, leaf)
    elif sheet.is_running or session.state == "agreed":
        view = views.candidate_view(sheet)
    else:
        view = views.over_view(session)
    await replies.show(interaction, view)


def register(client: Client) -> None:
    """Say how it looks when cards are asked for."""

    async def cards(delivery: Delivery) -> Parcel | None:
        found = await client.services.holding.find(delivery.guild_id, delivery.ref)
        if found is None or found.state != "over":
            return None
        route = routes.CARD if found.is_held else routes.MET
        return Parcel(
            view=views.cards_view(found),
            marker=route.id(session=found.id, guild=found.guild_id),
            mentions=called(found.members if delivery.target.user_id is None else ()),
        )

    client.renderers.register(messages.CARDS, cards)
