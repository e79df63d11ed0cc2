"""What each member of a session may look at while it is held: the packet, the agenda, the note sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock
from bot.domain.daily.question import Question, Rubric
from bot.domain.mock.absence import missing
from bot.domain.mock.agenda import Agenda, agenda
from bot.domain.mock.kit import Kit
from bot.domain.mock.packet import Turn, pick
from bot.domain.mock.session import Role, Seat, Session
from bot.domain.mock.stamp import Stamps
from bot.errors import NoPacket, NoTimeYet, NotYourSession, SessionOff
from bot.services.library import Library
from bot.storage.database import Database, Tx
from bot.storage.mock import given, sessions, stamps

EARLY: Final = timedelta(hours=1)
"""How long before its time a session may be started."""
PATIENCE: Final = timedelta(minutes=5)
"""How long one waits for a partner before anything is offered."""
GRACE: Final = timedelta(minutes=30)
"""How long a conversation that outlasts its hour is still stamped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A session as one of its members sees it at a moment.

    `question` is what is asked in the half that is shown, once it was chosen. `beside`: it suits another
    level than the candidate’s. `again`: the candidate had met it.
    """

    session: Session
    seat: Seat
    kit: Kit
    rubric: Rubric
    stamps: Stamps
    now: datetime
    question: Question | None = None
    beside: bool = False
    again: bool = False

    @property
    def half(self) -> int:
        """The half that is shown: the present one, and after the end the one they interviewed in."""
        if self.session.state == "over" and self.session.swap and not self.is_running:
            return 2 if self.seat.place == 1 else 1
        return self.stamps.half

    @property
    def role(self) -> Role:
        """What they do in that half."""
        if self.seat.role == "observer":
            return "observer"
        return "interviewer" if self.session.interviewer(self.half) == self.seat else "candidate"

    @property
    def is_running(self) -> bool:
        """Whether presses are stamped: it was begun, and it has not ended or only by the clock."""
        if not self.session.is_held or not self.stamps.is_started:
            return False
        if self.session.state == "agreed":
            return True
        ended_at = self.session.ended_at
        within = ended_at is not None and self.now < ended_at + GRACE
        return self.session.state == "over" and within and not self.stamps.is_ended

    @property
    def agenda(self) -> Agenda | None:
        """The half that it is in, once it was begun."""
        begun_at = self.session.begun_at
        if begun_at is None:
            return None
        return agenda(
            self.kit,
            swap=self.session.swap,
            begun_at=begun_at,
            swapped_at=self.stamps.swapped_at,
            place=self.stamps.place(self.stamps.half),
        )

    @property
    def hints(self) -> int:
        """How many hints were given in that half."""
        return self.stamps.hints(self.half)

    @property
    def may_miss_somebody(self) -> bool:
        """Whether they can say so: from five minutes on, or once a partner said it, until something was held."""
        starts_at, ends_at = self.session.starts_at, self.session.ends_at
        if self.session.state != "agreed" or starts_at is None or ends_at is None:
            return False
        early = not self.session.is_held or self.stamps.place(1) == 0
        said = any(seat != self.seat for seat in missing(self.session))
        return early and self.now < ends_at and (said or starts_at + PATIENCE <= self.now)


@dataclass(frozen=True, slots=True)
class Packets:
    """Opens them. A question is chosen once, when its interviewer first looks or half-time comes."""

    database: Database
    clock: Clock
    library: Library
    kits: Mapping[str, Kit]

    async def open(self, guild_id: int, session_id: int, user_id: int) -> Sheet:
        """What a member sees of a session.

        Raises `NotYourSession`, `NoTimeYet`, `SessionOff`, and `NoPacket` to who would need one.
        """
        async with self.database.reading() as tx:
            sheet = await self.sheet(tx, guild_id, session_id, user_id)
        if sheet.session.state != "agreed" or sheet.role != "interviewer" or sheet.question:
            return sheet
        async with self.database.transaction() as tx:
            return await self.within(tx, guild_id, session_id, user_id)

    async def within(self, tx: Tx, guild_id: int, session_id: int, user_id: int) -> Sheet:
        """The same in a transaction that is open; a question that is missing is chosen."""
        await sessions.find(tx, guild_id=guild_id, id=session_id, to_change=True)
        sheet = await self.sheet(tx, guild_id, session_id, user_id)
        if sheet.session.state == "agreed" and sheet.role == "interviewer" and not sheet.question:
            await self.choose(tx, sheet.session, sheet.half)
            return await self.sheet(tx, guild_id, session_id, user_id)
        return sheet

    async def choose(self, tx: Tx, session: Session, half: int) -> None:
        """Choose what is asked in a half, of a session that is locked. Raises `NoPacket`."""
        interviewer, candidate = session.interviewer(half), session.candidate(half)
        if interviewer is None or candidate is None:
            raise SessionOff
        guild_id = session.guild_id
        bank = await self.library.of(tx, guild_id)
        found = pick(
            bank.asked.values(),
            Turn(
                guild_id=guild_id,
                session_id=session.id,
                half=half,
                kind=session.kind,
                level=candidate.level,
            ),
            met=await given.met(tx, guild_id=guild_id, user_id=candidate.user_id),
            known=await given.met(tx, guild_id=guild_id, user_id=interviewer.user_id),
            used=await given.used(tx, guild_id=guild_id),
        )
        if found is None:
            raise NoPacket
        await sessions.change_seat(
            tx,
            guild_id=guild_id,
            session_id=session.id,
            user_id=interviewer.user_id,
            question_id=found.question.id,
            revision=found.question.revision,
            given_at=self.clock(),
        )

    async def sheet(self, tx: Tx, guild_id: int, session_id: int, user_id: int) -> Sheet:
        """A session as it stands. Raises `NotYourSession`, `NoTimeYet`, `SessionOff`."""
        session = await sessions.find(tx, guild_id=guild_id, id=session_id)
        seat = None if session is None else session.seat(user_id)
        if session is None or seat is None:
            raise NotYourSession
        if session.state in ("asked", "proposing"):
            raise NoTimeYet
        if session.state not in ("agreed", "over"):
            raise SessionOff
        kit = self.kits[f"kit.{session.kind}"]
        sheet = Sheet(
            session=session,
            seat=seat,
            kit=kit,
            rubric=self.library.rubrics[kit.rubric],
            stamps=await stamps.of(tx, guild_id=guild_id, session_id=session_id),
            now=self.clock(),
        )
        return await self._with_question(tx, sheet)

    async def _with_question(self, tx: Tx, sheet: Sheet) -> Sheet:
        session = sheet.session
        interviewer, candidate = session.interviewer(sheet.half), session.candidate(sheet.half)
        if interviewer is None or candidate is None or interviewer.question_id is None:
            return sheet
        bank = await self.library.of(tx, session.guild_id)
        question = bank.questions.get(interviewer.question_id)
        if question is None:
            return sheet  # no longer shipped: another one is chosen
        met = await given.met(
            tx, guild_id=session.guild_id, user_id=candidate.user_id, apart_from=session.id
        )
        return replace(
            sheet,
            question=question,
            beside=candidate.level not in question.levels,
            again=question.id in met,
        )
