"""A session as a file for a calendar."""

import io

import discord

from bot.client import Client
from bot.domain.mock.session import Session
from bot.files.calendar import Appointment, invitation
from bot.ui import kit, replies
from bot.ui.feature import Feature, pressed
from bot.ui.links import channel_link
from bot.ui.routes import Interaction
from cogs.mock import agreeing_views, routes
from cogs.mock.agreed_views import FILE, calendar_view
from cogs.mock.session_parts import names, same_server


class CalendarCog(Feature):
    """Each of a session has the file, as often as they like."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.service = client.services.agreeing
        self.clock = client.services.clock

    @pressed(routes.CALENDAR)
    async def send(self, interaction: Interaction, session: int, guild: int) -> None:
        """The file as the session stands now; without a time there is none."""
        member = interaction.user.id
        found = await self.service.show(same_server(interaction, guild), session, member)
        if found.starts_at is None:
            view = agreeing_views.session_view(found, self.clock())
            await replies.show_new(interaction, view)
            return
        document = await self._document(found, member)
        file = discord.File(io.BytesIO(document), filename=FILE)
        await replies.show_new(interaction, calendar_view(found), file=file)

    async def _document(self, session: Session, member: int) -> bytes:
        assert session.starts_at is not None
        assert session.ends_at is not None
        others = [seat.user_id for seat in session.others(member)]
        known = await names(self.client, session.guild_id, others)
        appointment = Appointment(
            guild_id=session.guild_id,
            session_id=session.id,
            sequence=session.sequence,
            stamp=self.clock(),
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            summary=f"Mock interview: {kit.KINDS[session.kind].label.lower()}",
            names=list(known.values()),
            link=channel_link(session.guild_id, session.thread_id) if session.thread_id else None,
            cancelled=session.state not in ("agreed", "over"),
        )
        return invitation(appointment)
