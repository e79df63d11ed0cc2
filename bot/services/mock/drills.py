"""Solo drills: an interview by oneself, timed, with hints, then the outline and one’s own score.

A drill is a session of one seat that is over from its first minute: nobody is met, no card is waited for,
and the history shows it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from bot.clock import Clock
from bot.domain.daily.question import KINDS, Kind, Level, Question, Rubric
from bot.domain.daily.series import Score
from bot.domain.mock.agenda import Agenda, agenda
from bot.domain.mock.kit import Kit
from bot.domain.mock.packet import Turn, pick
from bot.domain.mock.session import Facts, Seat, Session
from bot.domain.mock.stamp import Stamps, What
from bot.errors import NoPacket, NotYourSession
from bot.services.library import Library
from bot.storage import ids, server
from bot.storage.database import Database, Tx
from bot.storage.mock import given, joining, sessions, stamps

LASTS: Final = timedelta(hours=3)
"""So long a drill that was begun is gone on with; after it a new one is begun."""
_USUAL: Level = "L5"
_LOOKED_AT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """A drill as it stands. `again`: its question was met before, since no other is left."""

    session: Session
    kit: Kit
    rubric: Rubric
    question: Question
    stamps: Stamps
    again: bool = False

    @property
    def agenda(self) -> Agenda:
        """Its steps, without the last one: there is nobody to score apart from."""
        begun_at = self.session.begun_at
        assert begun_at is not None, "a drill begins as it is made"
        whole = agenda(self.kit, swap=False, begun_at=begun_at, place=self.stamps.place(1))
        return replace(whole, steps=whole.steps[:-1])

    @property
    def hints(self) -> int:
        """How many hints were opened."""
        return self.stamps.hints(1)

    @property
    def is_closed(self) -> bool:
        """Whether the outline is open, and time no longer runs."""
        return self.session.ended_at is not None

    @property
    def score(self) -> Score | None:
        """Which signals were there, once they were ticked."""
        keys = [one.key for one in self.rubric.criteria]
        of = {key: len(self.question.signals.get(key, ())) for key in keys}
        ticked = {key: self.stamps.ticked.get(n, frozenset[int]()) for n, key in enumerate(keys, 1)}
        return Score(ticked=ticked, of=of) if any(ticked.values()) else None

    @property
    def note(self) -> str | None:
        """What was written afterwards."""
        return self.session.seats[0].note


@dataclass(frozen=True, slots=True)
class Drills:
    """Of each member one at a time."""

    database: Database
    clock: Clock
    library: Library
    kits: Mapping[str, Kit]

    async def present(self, guild_id: int, user_id: int) -> Drill | None:
        """The drill that a member is at."""
        async with self.database.reading() as tx:
            return await self._present(tx, guild_id, user_id)

    async def kinds(self, guild_id: int, user_id: int) -> Sequence[Kind]:
        """What a member would like to practise: as they joined, else all there is."""
        async with self.database.reading() as tx:
            entry = await joining.find(tx, guild_id=guild_id, user_id=user_id)
        chosen = entry.choices.kinds if entry is not None else frozenset[Kind]()
        return [kind for kind in KINDS if kind in chosen] or list(KINDS)

    async def begin(self, guild_id: int, user_id: int, kind: Kind) -> Drill:
        """Begin one of a kind, or go on with the one there is. Raises `NoPacket`."""
        async with self.database.transaction() as tx:
            entry = await joining.find(tx, guild_id=guild_id, user_id=user_id)
            level = entry.choices.level if entry is not None else _USUAL
            return await self._begin(tx, guild_id, user_id, kind, level)

    async def begin_instead(self, guild_id: int, session_id: int, user_id: int) -> Drill:
        """Begin one in place of a session whose partner is missing. Raises `NotYourSession`, `NoPacket`."""
        async with self.database.transaction() as tx:
            session = await sessions.find(tx, guild_id=guild_id, id=session_id)
            seat = None if session is None else session.seat(user_id)
            if session is None or seat is None:
                raise NotYourSession
            return await self._begin(tx, guild_id, user_id, session.kind, seat.level)

    async def look(self, guild_id: int, session_id: int, user_id: int) -> Drill:
        """A drill as it stands. Raises `NotYourSession`."""
        async with self.database.reading() as tx:
            return await self._find(tx, guild_id, session_id, user_id)

    async def step(self, guild_id: int, session_id: int, user_id: int, place: int) -> Drill:
        """Go on to a step; a press that no longer fits changes nothing. Raises `NotYourSession`."""
        return await self._stamp(guild_id, session_id, user_id, "step", place)

    async def hint(self, guild_id: int, session_id: int, user_id: int, n: int) -> Drill:
        """Open the next hint. Raises `NotYourSession`."""
        return await self._stamp(guild_id, session_id, user_id, "hint", n)

    async def close(self, guild_id: int, session_id: int, user_id: int) -> Drill:
        """Stop the time and open the outline. Raises `NotYourSession`."""
        now = self.clock()
        async with self.database.transaction() as tx:
            drill = await self._find(tx, guild_id, session_id, user_id, to_change=True)
            if not drill.is_closed:
                await sessions.change(tx, guild_id=guild_id, id=session_id, ended_at=now)
                await stamps.add(tx, drill.session, "end", now, half=1)
            return await self._find(tx, guild_id, session_id, user_id)

    async def tick(
        self, guild_id: int, session_id: int, user_id: int, ticked: Mapping[str, frozenset[int]]
    ) -> Drill:
        """Keep which signals were there, by criterion; only once it is closed. Raises `NotYourSession`."""
        async with self.database.transaction() as tx:
            drill = await self._find(tx, guild_id, session_id, user_id, to_change=True)
            if drill.is_closed:
                found = {
                    n: frozenset(
                        signal
                        for signal in ticked.get(one.key, ())
                        if signal < len(drill.question.signals.get(one.key, ()))
                    )
                    for n, one in enumerate(drill.rubric.criteria, 1)
                }
                await stamps.tick(tx, drill.session, found, self.clock())
            return await self._find(tx, guild_id, session_id, user_id)

    async def write(self, guild_id: int, session_id: int, user_id: int, text: str) -> Drill:
        """Keep a note for oneself. Raises `NotYourSession`."""
        async with self.database.transaction() as tx:
            await self._find(tx, guild_id, session_id, user_id, to_change=True)
            await sessions.change_seat(
                tx,
                guild_id=guild_id,
                session_id=session_id,
                user_id=user_id,
                note=text.strip() or None,
            )
            return await self._find(tx, guild_id, session_id, user_id)

    async def _stamp(
        self, guild_id: int, session_id: int, user_id: int, what: What, value: int
    ) -> Drill:
        async with self.database.transaction() as tx:
            drill = await self._find(tx, guild_id, session_id, user_id, to_change=True)
            at, most = (
                (drill.hints, len(drill.question.hints))
                if what == "hint"
                else (drill.agenda.place, len(drill.agenda.steps) - 1)
            )
            if not drill.is_closed and at + 1 == value <= most:
                await stamps.add(tx, drill.session, what, self.clock(), half=1, value=value)
            return await self._find(tx, guild_id, session_id, user_id)

    async def _begin(self, tx: Tx, guild_id: int, user_id: int, kind: Kind, level: Level) -> Drill:
        # Two presses at once begin one.
        await server.lock(tx, guild_ids=[guild_id])
        there = await self._present(tx, guild_id, user_id)
        if there is not None:
            return there
        session = await self._made(tx, guild_id, user_id, kind, level)
        await sessions.add(tx, session)
        await stamps.add(tx, session, "start", session.created_at, half=1)
        return await self._find(tx, guild_id, session.id, user_id)

    async def _made(self, tx: Tx, guild_id: int, user_id: int, kind: Kind, level: Level) -> Session:
        now = self.clock()
        id = ids.new(now)
        bank = await self.library.of(tx, guild_id)
        met = await given.met(tx, guild_id=guild_id, user_id=user_id)
        used = await given.used(tx, guild_id=guild_id)
        turn = Turn(guild_id=guild_id, session_id=id, half=1, kind=kind, level=level)
        found = pick(bank.asked.values(), turn, met=met, used=used)
        if found is None:
            raise NoPacket
        seat = Seat(
            user_id=user_id,
            place=0,
            role="candidate",
            level=level,
            question_id=found.question.id,
            revision=found.question.revision,
            given_at=now,
        )
        return Session(
            guild_id=guild_id,
            id=id,
            origin="now",
            state="over",
            kind=kind,
            swap=False,
            created_at=now,
            asked_at=now,
            starts_at=now,
            begun_at=now,
            facts=Facts(starts=0, weeks_ago=None, kinds=(kind,), levels=(level, level)),
            seats=(seat,),
        )

    async def _present(self, tx: Tx, guild_id: int, user_id: int) -> Drill | None:
        found = await sessions.of_member(
            tx, guild_id=guild_id, user_id=user_id, states=["over"], limit=_LOOKED_AT
        )
        since = self.clock() - LASTS
        for one in found:
            if one.is_drill and one.ended_at is None and one.created_at > since:
                return await self._find(tx, guild_id, one.id, user_id)
        return None

    async def _find(
        self, tx: Tx, guild_id: int, session_id: int, user_id: int, *, to_change: bool = False
    ) -> Drill:
        session = await sessions.find(tx, guild_id=guild_id, id=session_id, to_change=to_change)
        seat = None if session is None else session.seat(user_id)
        if session is None or seat is None or not session.is_drill:
            raise NotYourSession
        bank = await self.library.of(tx, guild_id)
        question = bank.questions.get(seat.question_id or "")
        if question is None:
            raise NotYourSession
        kit = self.kits[f"kit.{session.kind}"]
        met = await given.met(tx, guild_id=guild_id, user_id=user_id, apart_from=session_id)
        return Drill(
            session=session,
            kit=kit,
            rubric=self.library.rubrics[kit.rubric],
            question=question,
            stamps=await stamps.of(tx, guild_id=guild_id, session_id=session_id),
            again=question.id in met,
        )
