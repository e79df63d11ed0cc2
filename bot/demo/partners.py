"""What the pretend partners do in mock interviews, as a person would by pressing.

What they accept they press in the thread, so that everybody there sees it change. The rest is theirs
alone to see, and goes to the use case behind the button.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import discord

from bot.demo import words
from bot.demo.host.world import World
from bot.domain.mock import votes
from bot.domain.mock.card import needs_evidence
from bot.domain.mock.session import Session
from bot.errors import SeatTaken
from bot.services import Services
from bot.services.mock.cards import Slip, Tray
from cogs.mock import routes

_FREE = 90  # minutes
_GRADES = ((3, 4, 2, 3), (2, 3, 3, 4), (3, 2, 4, 3))
"""By who grades: what they give, criterion by criterion."""
_OWN = ((2, 3, 2, 3), (3, 3, 2, 2), (3, 2, 3, 4))
"""And what they give themselves."""
_WOULD = 3  # yes, if a close one


@dataclass(frozen=True, slots=True)
class Partners:
    """Everybody but the person at the page."""

    world: World
    services: Services

    async def accept(self, session: Session, viewer: int) -> int | None:
        """Accept the time that the viewer accepted, else the first; its number, None where all are over."""
        some = [n for n, _ in votes.left(session, self.services.clock())]
        if not some:
            return None
        n = next((n for n in some if viewer in session.votes.get(n, ())), some[0])
        for seat in session.others(viewer):
            if seat.user_id in votes.missing(session, n):
                await self._accept(session, seat.user_id, n)
        return n

    async def _accept(self, session: Session, member: int, n: int) -> None:
        post = self._post(session, member)
        if post is None:
            await self.services.agreeing.accept(
                session.guild_id, session.id, member, set_number=session.set_number, n=n
            )
            return
        custom_id = routes.ACCEPT.id(
            session=session.id, set=session.set_number, n=n, guild=session.guild_id
        )
        await self.world.member(member).click(post, custom_id=custom_id)

    def _post(self, session: Session, member: int) -> discord.Message | None:
        """The message in the thread on which times are accepted; none where it was taken away."""
        if session.thread_id is None or not self.world.reads(member, session.thread_id):
            return None
        history = self.world.place(session.thread_id).history()
        return next((one for one in history if one.id == session.message_id), None)

    async def say_yes(self, session: Session) -> Session:
        """Let whom somebody asked by name say yes. Raises what `Asking.accept` does."""
        asked = session.at_place(1)
        assert asked is not None, "somebody was asked"
        return await self.services.asking.accept(session.guild_id, session.id, asked.user_id)

    async def come(self, viewer: int) -> Session | None:
        """Let somebody be free now who fits the viewer, who waits; the session that comes of it."""
        for member in self.world.others(viewer):
            found = (await self.services.free.ask(self.world.guild.id, member.id, _FREE)).session
            if found is not None and found.seat(viewer) is not None:
                return found
            await self.services.free.cancel(self.world.guild.id, member.id)
        return None

    async def sit_in(self, session: Session, viewer: int) -> Session | None:
        """Let somebody who is free take the seat of who did not come; the session that begins."""
        guild_id = session.guild_id
        for member in self.world.others(viewer):
            if session.seat(member.id) is not None:
                continue
            waits = await self.services.free.ask(guild_id, member.id, _FREE)
            if waits.request is None:
                continue
            await self.services.absence.offer(guild_id, session.id, viewer)
            try:
                return await self.services.absence.take(guild_id, session.id, member.id)
            except SeatTaken:
                await self.services.free.cancel(guild_id, member.id)
        return None

    async def start(self, session: Session, viewer: int) -> None:
        """Let a partner open what they may read, and begin."""
        first = next(seat for seat in session.others(viewer) if seat.role != "observer")
        await self.services.packets.open(session.guild_id, session.id, first.user_id)
        await self.services.holding.start(session.guild_id, session.id, first.user_id)

    async def swap(self, session: Session, viewer: int) -> None:
        """Let a partner press it at half-time; nothing where somebody did."""
        first = next(seat for seat in session.others(viewer) if seat.role != "observer")
        await self.services.holding.swap(session.guild_id, session.id, first.user_id)

    async def fill(self, session: Session, members: Iterable[int]) -> None:
        """Let these fill every card that is asked of them."""
        for member in members:
            tray = await self.services.cards.look(session.guild_id, session.id, member)
            while (slip := tray.following) is not None:
                tray = await self._fill(tray, slip)

    async def _fill(self, tray: Tray, slip: Slip) -> Tray:
        session, member = tray.session, tray.member
        turn = session.members.index(member)
        given = (_OWN if slip.ask.of_oneself else _GRADES)[turn % len(_GRADES)]
        grades = dict(zip(tray.forms.criteria, given, strict=True))
        half = slip.ask.half
        graded = await self.services.cards.grade(
            session.guild_id, session.id, member, half, grades=grades, recommendation=_WOULD
        )
        if slip.ask.of_oneself:
            return graded.tray
        keep, change, moment = words.card(session.kind, turn)
        evident = needs_evidence(grades, tray.forms.scorecard)
        texts = {"keep": keep, "change": change, "evidence": moment if evident else ""}
        return await self.services.cards.write(
            session.guild_id, session.id, member, half, texts=texts
        )
