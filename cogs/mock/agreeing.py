"""What is pressed while two agree on a time, and on what they agreed, in the thread or directly."""

import discord

from bot import log
from bot.client import Client
from bot.domain.mock.session import Session
from bot.services.mock.agreeing import Shown
from bot.ui import replies
from bot.ui.feature import Feature, pressed
from bot.ui.routes import Interaction
from cogs.mock import agreed_views, routes
from cogs.mock import agreeing_views as views
from cogs.mock.session_parts import same_server
from cogs.mock.why_views import why_view

_log = log.get(__name__)


class AgreeingCog(Feature):
    """One message in the thread shows how far they are; each press changes it for both."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.service = client.services.agreeing
        self.clock = client.services.clock

    @pressed(routes.SESSION)
    async def show(self, interaction: Interaction, session: int, guild: int) -> None:
        """A session as it stands."""
        server, member = same_server(interaction, guild), interaction.user.id
        found = await self.service.show(server, session, member)
        await self._answer(interaction, Shown(session=found))

    @pressed(routes.ACCEPT)
    async def accept(
        self, interaction: Interaction, session: int, set: int, n: int, guild: int
    ) -> None:
        """Yes to a time."""
        server, member = same_server(interaction, guild), interaction.user.id
        shown = await self.service.accept(server, session, member, set_number=set, n=n)
        await self._answer(interaction, shown)

    @pressed(routes.OTHER_TIMES)
    async def other_times(
        self, interaction: Interaction, session: int, set: int, guild: int
    ) -> None:
        """None of these."""
        server, member = same_server(interaction, guild), interaction.user.id
        shown = await self.service.other_times(server, session, member, set_number=set)
        await self._answer(interaction, shown)

    @pressed(routes.CANNOT)
    async def cannot(self, interaction: Interaction, session: int, guild: int) -> None:
        """Not this week."""
        server, member = same_server(interaction, guild), interaction.user.id
        await self._answer(interaction, await self.service.cannot(server, session, member))

    @pressed(routes.WHY)
    async def why(self, interaction: Interaction, session: int, set: int, guild: int) -> None:
        """What speaks for this pair, to who asks alone."""
        server, member = same_server(interaction, guild), interaction.user.id
        found = await self.service.show(server, session, member)
        await replies.show_new(interaction, why_view(found))

    @pressed(routes.MOVE)
    async def move(self, interaction: Interaction, session: int, sequence: int, guild: int) -> None:
        """Another time than the one that is agreed."""
        server, member = same_server(interaction, guild), interaction.user.id
        shown = await self.service.move(server, session, member, sequence=sequence)
        await self._answer(interaction, shown)

    @pressed(routes.CANCEL)
    async def ask_to_cancel(self, interaction: Interaction, session: int, guild: int) -> None:
        """Once more before it is called off."""
        server, member = same_server(interaction, guild), interaction.user.id
        found = await self.service.show(server, session, member)
        if found.state != "agreed" or found.begun_at is not None:
            await self._answer(interaction, Shown(session=found))
        else:
            await replies.show(interaction, agreed_views.cancel_view(found, member))

    @pressed(routes.CALL_OFF)
    async def call_off(
        self, interaction: Interaction, session: int, sequence: int, guild: int
    ) -> None:
        """It does not take place."""
        server, member = same_server(interaction, guild), interaction.user.id
        shown = await self.service.cancel(server, session, member, sequence=sequence)
        await self._answer(interaction, shown)

    async def _answer(self, interaction: Interaction, shown: Shown) -> None:
        """What holds now: on what was pressed where it is about this session, and in the thread."""
        session, now = shown.session, self.clock()
        view = views.session_view(session, now)
        in_server = interaction.guild_id is not None
        if in_server and interaction.channel_id != session.thread_id:
            await replies.show(interaction, view)
        else:
            await replies.change(interaction, view)
        if shown.note is not None:
            note = views.note_view(session, shown.note, direct=not in_server)
            await replies.show_new(interaction, note)
        await self._refresh(interaction, session)

    async def _refresh(self, interaction: Interaction, session: Session) -> None:
        """Bring the message in the thread up to date, unless that is what was pressed."""
        thread_id, message_id = session.thread_id, session.message_id
        pressed_on = interaction.message.id if interaction.message is not None else None
        if thread_id is None or message_id is None or message_id == pressed_on:
            return
        view = views.session_view(session, self.clock())
        replies.make_clickable(view, self.client.command_ids)
        channel = self.client.get_partial_messageable(thread_id)
        try:
            await channel.get_partial_message(message_id).edit(view=view)
        except discord.HTTPException as error:
            # It is brought up to date by the next press on it.
            _log.info("thread not up to date", ref=session.id, code=error.code)
