"""What is pressed in a solo drill."""

from bot.client import Client
from bot.domain.daily.question import KINDS
from bot.services.mock.drills import Drill
from bot.ui import replies
from bot.ui.feature import Feature, pressed, submitted
from bot.ui.modals import ask
from bot.ui.routes import Fields, Interaction, StaleButton
from cogs.mock import drill_views as views
from cogs.mock import routes
from cogs.mock.drill_views import PAGES, Page
from cogs.mock.session_parts import same_server


class DrillCog(Feature):
    """An interview by oneself."""

    def __init__(self, client: Client) -> None:
        self.service = client.services.drills

    @pressed(routes.SOLO)
    async def solo(self, interaction: Interaction, guild: int) -> None:
        """Go on with the drill there is, or choose what to practise."""
        server, member = same_server(interaction, guild), interaction.user.id
        drill = await self.service.present(server, member)
        if drill is None:
            kinds = await self.service.kinds(server, member)
            await replies.show(interaction, views.kinds_view(kinds, server))
        else:
            await _show(interaction, drill)

    @pressed(routes.SOLO_KIND)
    async def begin(self, interaction: Interaction, kind: str, guild: int) -> None:
        """Begin one of a kind."""
        if kind not in KINDS:
            raise StaleButton
        server, member = same_server(interaction, guild), interaction.user.id
        await _show(interaction, await self.service.begin(server, member, kind))

    @pressed(routes.INSTEAD)
    async def begin_instead(self, interaction: Interaction, session: int, guild: int) -> None:
        """Begin one in place of a session."""
        server, member = same_server(interaction, guild), interaction.user.id
        await _show(interaction, await self.service.begin_instead(server, session, member))

    @pressed(routes.DRILL_PAGE)
    async def turn(
        self, interaction: Interaction, session: int, page: str, leaf: int, guild: int
    ) -> None:
        """Another page."""
        if page not in PAGES:
            raise StaleButton
        drill = await self._find(interaction, session, guild)
        await _show(interaction, drill, page, leaf)

    @pressed(routes.DRILL_STEP)
    async def step(self, interaction: Interaction, session: int, place: int, guild: int) -> None:
        """The next step."""
        server, member = same_server(interaction, guild), interaction.user.id
        await _show(interaction, await self.service.step(server, session, member, place))

    @pressed(routes.DRILL_HINT)
    async def hint(self, interaction: Interaction, session: int, n: int, guild: int) -> None:
        """The next hint."""
        server, member = same_server(interaction, guild), interaction.user.id
        await _show(interaction, await self.service.hint(server, session, member, n), "hints")

    @pressed(routes.DRILL_END)
    async def end(self, interaction: Interaction, session: int, guild: int) -> None:
        """The outline."""
        server, member = same_server(interaction, guild), interaction.user.id
        await _show(interaction, await self.service.close(server, session, member))

    @pressed(routes.DRILL_TICK)
    async def open_score(self, interaction: Interaction, session: int, guild: int) -> None:
        """Open the modal of signals, with what was ticked before."""
        drill = await self._find(interaction, session, guild)
        if drill.is_closed:
            await ask(interaction, views.score_modal(drill))
        else:
            await _show(interaction, drill)

    @submitted(routes.DRILL_TICK)
    async def score(
        self, interaction: Interaction, fields: Fields, session: int, guild: int
    ) -> None:
        """Keep what was ticked."""
        server, member = same_server(interaction, guild), interaction.user.id
        ticked = {
            key: frozenset(int(n) for n in chosen)
            for key, chosen in fields.items()
            if isinstance(chosen, list)
        }
        await _show(interaction, await self.service.tick(server, session, member, ticked))

    @pressed(routes.DRILL_NOTE)
    async def open_note(self, interaction: Interaction, session: int, guild: int) -> None:
        """Open the modal of the note."""
        await ask(interaction, views.note_modal(await self._find(interaction, session, guild)))

    @submitted(routes.DRILL_NOTE)
    async def note(
        self, interaction: Interaction, fields: Fields, session: int, guild: int
    ) -> None:
        """Keep it."""
        server, member = same_server(interaction, guild), interaction.user.id
        text = str(fields["note"])
        await _show(interaction, await self.service.write(server, session, member, text))

    async def _find(self, interaction: Interaction, session: int, guild: int) -> Drill:
        server, member = same_server(interaction, guild), interaction.user.id
        return await self.service.look(server, session, member)


async def _show(
    interaction: Interaction, drill: Drill, page: Page | None = None, leaf: int = 0
) -> None:
    await replies.show(interaction, views.drill_view(drill, page, leaf))
