"""What is pressed while a session is held: each press is stamped once, whoever else presses it too."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.mock.session import Session
from bot.domain.mock.stamp import What
from bot.errors import CardsOpen, NotYourSession, StartLater
from bot.services.mock import ending
from bot.services.mock.course import plan
from bot.services.mock.packets import EARLY, Packets, Sheet
from bot.storage.database import Database, Tx
from bot.storage.mock import sessions, stamps

LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Holding:
    """Start, the steps of the agenda, hints, half-time and the end.

    A press that no longer fits, or that is another’s to make, changes nothing; whoever pressed gets the
    session as it stands. All raise `NotYourSession`, `NoTimeYet` and `SessionOff`.
    """

    database: Database
    clock: Clock
    packets: Packets

    async def start(self, guild_id: int, session_id: int, user_id: int) -> Sheet:
        """Begin; whoever was missed is there. Raises `StartLater`."""

        async def change(tx: Tx, sheet: Sheet) -> None:
            session, now = sheet.session, sheet.now
            if session.is_held or session.state != "agreed" or sheet.role == "observer":
                return
            if session.starts_at is not None and now < session.starts_at - EARLY:
                raise StartLater
            await sessions.change(tx, guild_id=guild_id, id=session_id, begun_at=now)
            await stamps.add(tx, session, "start", now, half=1)
            await ending.clear_absence(tx, session)
            await plan(tx, session)

        return await self._change(guild_id, session_id, user_id, change)

    async def step(
        self, guild_id: int, session_id: int, user_id: int, half: int, place: int
    ) -> Sheet:
        """Go on to a step of the agenda, by its place from 0; only the interviewer’s to press."""

        async def change(tx: Tx, sheet: Sheet) -> None:
            agenda = sheet.agenda
            follows = agenda is not None and agenda.place + 1 == place < len(agenda.steps)
            if follows:
                await self._stamp(tx, sheet, "step", half, place)

        return await self._change(guild_id, session_id, user_id, change)

    async def hint(self, guild_id: int, session_id: int, user_id: int, half: int, n: int) -> Sheet:
        """Note that the next hint was given; only the interviewer’s to press."""

        async def change(tx: Tx, sheet: Sheet) -> None:
            there = 0 if sheet.question is None else len(sheet.question.hints)
            if sheet.hints + 1 == n <= there:
                await self._stamp(tx, sheet, "hint", half, n)

        return await self._change(guild_id, session_id, user_id, change)

    async def swap(self, guild_id: int, session_id: int, user_id: int) -> Sheet:
        """Half-time: the roles change, and another question is chosen for who is interviewed now."""

        async def change(tx: Tx, sheet: Sheet) -> None:
            session = sheet.session
            may = session.swap and sheet.is_running and sheet.role != "observer"
            if may and sheet.stamps.half == 1:
                await stamps.add(tx, session, "swap", sheet.now, half=2)
                await self.packets.choose(tx, session, 2)

        return await self._change(guild_id, session_id, user_id, change)

    async def end(self, guild_id: int, session_id: int, user_id: int) -> Sheet:
        """End it before its hour is over, or what outlasted the hour."""

        async def change(tx: Tx, sheet: Sheet) -> None:
            session = sheet.session
            if sheet.is_running and sheet.role != "observer":
                await stamps.add(tx, session, "end", sheet.now, half=sheet.stamps.half)
                await ending.end(tx, session, sheet.now)

        return await self._change(guild_id, session_id, user_id, change)

    async def tell(self, guild_id: int, session_id: int, user_id: int, *, met: bool) -> Session:
        """Say of a session that nobody started whether it took place; the session as it stands then.

        The first word counts. Raises `NotYourSession`.
        """
        async with self.database.transaction() as tx:
            session = await sessions.find(tx, guild_id=guild_id, id=session_id, to_change=True)
            if session is None or session.seat(user_id) is None:
                raise NotYourSession
            if session.state == "over" and not session.is_held:
                await (ending.met if met else ending.call_off)(tx, session, self.clock())
            found = await sessions.find(tx, guild_id=guild_id, id=session_id)
            assert found is not None, "it was there"
            return found

    async def find(self, guild_id: int, session_id: int) -> Session | None:
        """A session, for who tells its members of it."""
        async with self.database.reading() as tx:
            return await sessions.find(tx, guild_id=guild_id, id=session_id)

    async def note(self, guild_id: int, session_id: int, user_id: int, text: str) -> Sheet:
        """Keep what an observer wrote, in place of what was there. Raises `CardsOpen`."""

        async def change(tx: Tx, sheet: Sheet) -> None:
            if sheet.session.state == "over" and sheet.session.next_step != "reveal":
                raise CardsOpen(quote=text)
            if sheet.role == "observer":
                await sessions.change_seat(
                    tx,
                    guild_id=guild_id,
                    session_id=session_id,
                    user_id=user_id,
                    note=text.strip() or None,
                )

        return await self._change(guild_id, session_id, user_id, change)

    async def _stamp(self, tx: Tx, sheet: Sheet, what: What, half: int, value: int) -> None:
        present = half == sheet.stamps.half and sheet.role == "interviewer"
        if sheet.is_running and present:
            await stamps.add(tx, sheet.session, what, sheet.now, half=half, value=value)

    async def _change(
        self,
        guild_id: int,
        session_id: int,
        user_id: int,
        change: Callable[[Tx, Sheet], Awaitable[None]],
    ) -> Sheet:
        async with self.database.transaction() as tx:
            await change(tx, await self.packets.within(tx, guild_id, session_id, user_id))
            return await self.packets.within(tx, guild_id, session_id, user_id)
