"""A member’s own sessions that are over, and for owners how many there were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.clock import Clock
from bot.domain.daily.question import Question
from bot.domain.mock.feedback import Filled, Tally, asks, pages
from bot.domain.mock.kit import Kit
from bot.domain.mock.session import Seat, Session
from bot.domain.mock.stamp import Stamps
from bot.errors import NotYourSession
from bot.services.library import Library
from bot.storage.database import Database, Tx
from bot.storage.mock import history, scorecards, sessions, stamps

PAGE = 5
COUNTED = timedelta(weeks=4)
"""What owners are told of reaches back so far."""
_OBSERVER = 2

CardState = Literal["none", "missing", "sealed", "open"]
"""Of a member’s part in a session: nothing to fill, something, all of it filled, something to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """One half as it was: who asked whom what, with how many hints; None of who deleted their data."""

    number: int
    interviewer: Seat | None
    candidate: Seat | None
    question: Question | None
    hints: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A session that a member looks back on."""

    session: Session
    seat: Seat
    halves: Sequence[Half]
    cards: CardState

    @property
    def partners(self) -> Sequence[int]:
        """Who else sat in it, without those who deleted their data or whose seat was taken by another."""
        others = self.session.others(self.seat.user_id)
        return [seat.user_id for seat in others if seat.place <= _OBSERVER]

    @property
    def alone(self) -> bool:
        """Whether it was a drill."""
        return self.session.is_drill

    @property
    def replaced(self) -> bool:
        """Whether another took the member’s seat when they did not come."""
        return self.seat.place > _OBSERVER

    @property
    def missed(self) -> bool:
        """Whether somebody did not come or excused themselves."""
        return any(seat.absent_at or seat.excused_at for seat in self.session.seats)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A page of a member’s sessions, the newest first."""

    rows: Sequence[Past]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """One session with all that was stamped in it, by the steps of its kit."""

    past: Past
    stamps: Stamps
    kit: Kit


@dataclass(frozen=True, slots=True)
class History:
    """Looking back."""

    database: Database
    clock: Clock
    library: Library
    kits: Mapping[str, Kit]

    async def look(self, guild_id: int, user_id: int, page: int = 0) -> Look:
        """A page of a member’s sessions; one that is past the end is the last."""
        thing = {"guild_id": guild_id, "user_id": user_id}
        async with self.database.reading() as tx:
            total = await history.count(tx, **thing)
            number = max(1, -(-total // PAGE))
            page = min(max(page, 0), number - 1)
            found = await history.page(tx, **thing, offset=page * PAGE, limit=PAGE)
            rows = await self._past(tx, found, user_id)
        return Look(rows=rows, total=total, page=page, pages=number)

    async def recall(self, guild_id: int, session_id: int, user_id: int) -> Recalled:
        """One session. Raises `NotYourSession`."""
        async with self.database.reading() as tx:
            session = await sessions.find(tx, guild_id=guild_id, id=session_id)
            if session is None or session.seat(user_id) is None:
                raise NotYourSession
            (past,) = await self._past(tx, [session], user_id)
            found = await stamps.of(tx, guild_id=guild_id, session_id=session_id)
        return Recalled(past=past, stamps=found, kit=self.kits[f"kit.{session.kind}"])

    async def counts(self, guild_id: int, since: datetime | None = None) -> Tally:
        """How many sessions were held, cards are in and are missing: of the last four weeks, or since then."""
        since = self.clock() - COUNTED if since is None else since
        async with self.database.reading() as tx:
            return await history.tally(tx, guild_id=guild_id, since=since)

    async def _past(self, tx: Tx, found: Sequence[Session], user_id: int) -> Sequence[Past]:
        if not found:
            return []
        guild_id = found[0].guild_id
        ids = [session.id for session in found]
        bank = await self.library.of(tx, guild_id)
        hints = await history.hints(tx, guild_id=guild_id, session_ids=ids)
        cards = await scorecards.of_sessions(tx, guild_id=guild_id, session_ids=ids)
        return [
            Past(
                session=session,
                seat=seat,
                halves=_halves(session, bank.questions, hints),
                cards=_state(session, cards.get(session.id, ()), user_id),
            )
            for session in found
            if (seat := session.seat(user_id)) is not None
        ]


def _halves(
    session: Session,
    questions: Mapping[str, Question],
    hints: Mapping[tuple[int, int], int],
) -> Sequence[Half]:
    found: list[Half] = []
    for number in (1, 2) if session.swap else (1,):
        interviewer = session.interviewer(number)
        # In a drill the one seat is a candidate’s, and has the question.
        asked = None if interviewer is None else interviewer.question_id
        half = Half(
            number=number,
            interviewer=interviewer,
            candidate=session.candidate(number),
            question=None if asked is None else questions.get(asked),
            hints=hints.get((session.id, number), 0),
        )
        found.append(half)
    return found


def _state(session: Session, cards: Sequence[Filled], user_id: int) -> CardState:
    wanted = asks(session, user_id) if session.state == "over" else ()
    if not wanted:
        return "none"
    if pages(cards, user_id):
        return "open"
    sent = {card.about_id for card in cards if card.rater_id == user_id and card.sent_at}
    return "sealed" if all(ask.about.user_id in sent for ask in wanted) else "missing"
