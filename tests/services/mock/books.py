"""The books of a circle, kept a second time at the end of each week, from the rows alone.

Streaks and balances are counted again from what happened; each message stands once; sealed cards were
sealed; nothing is left of who deleted everything.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.domain.delivery import Delivery, State
from bot.domain.mock import messages
from bot.domain.mock.feedback import Filled, all_in
from bot.domain.mock.session import Session
from bot.storage import ids
from bot.storage.mock import scorecards, sessions
from bot.storage.tables import metadata
from bot.storage.tables.mock import MOCK_MEMBER, ROUND, ROUND_MEMBER, SESSION, WAITING
from tests.services.mock.circle import Circle
from tests.services.mock.watching import proposals
from tests.services.study import HERE

TWO_DAYS = timedelta(hours=48)


async def check(circle: Circle) -> None:
    """Everything, as it stands now."""
    book = Book(circle)
    await book.open()
    book.streaks_and_balances()
    book.messages_once()
    book.reminders()
    book.releases()
    await book.cards()
    await book.nothing_left()
    book.waiting()


class Book:
    """One reading of everything."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle
        self.study = circle.study
        self.now = circle.clock()

    async def open(self) -> None:
        async with self.study.database.reading() as tx:
            rows = await tx.execute(select(SESSION).order_by(SESSION.c.id))
            self.sessions = await sessions.complete(tx, list(rows.all()))
        self.by_id = {session.id: session for session in self.sessions}
        self.orders: Sequence[Delivery] = await self.study.outbox(None)
        self.missed = {
            one.ref for one in self.orders if one.kind in (messages.ABSENT, messages.EXCUSED)
        }
        self.members = await self.study.rows(MOCK_MEMBER, "user_id")
        self.rounds = {row["id"]: row for row in await self.study.rows(ROUND)}
        self.places = await self.study.rows(ROUND_MEMBER)
        self.waits = await self.study.rows(WAITING)
        self.times = await proposals(self.circle)

    def of_kind(self, kind: str) -> list[Delivery]:
        return [one for one in self.orders if one.kind == kind]

    def is_passed_over(self, order: Delivery) -> bool:
        """Whether it tells that the next round, which its members are in, ended a search for a time."""
        sent = {round["sent_at"] for round in self.rounds.values()}
        return order.kind == messages.RELEASED and ids.moment(order.id) in sent

    # Who waited, and whose turn it is.

    def streaks_and_balances(self) -> None:
        """As recomputed from rounds, sessions and what was told."""
        streaks, balances = self._streaks(), self._balances()
        for row in self.members:
            id = row["user_id"]
            assert (id, row["streak"]) == (id, streaks[id])
            assert (id, row["balance"]) == (id, balances[id])

    def _streaks(self) -> Mapping[int, int]:
        happened: list[tuple[datetime, int, int, bool]] = []
        for place in self.places:
            round = self.rounds[place["round_id"]]
            if round["state"] == "sent":
                is_out = place["pair"] is None
                happened.append((round["sent_at"], 0, place["user_id"], is_out))
        for order in (*self.of_kind(messages.RELEASED), *self.of_kind(messages.CANCELLED)):
            session = self.by_id[order.ref]
            if self.is_passed_over(order):
                continue
            if session.origin == "round" and order.target.user_id is not None:
                happened.append((ids.moment(order.id), 1, order.target.user_id, True))
            elif session.origin == "round":
                at = ids.moment(order.id)
                happened += [(at, 1, member, True) for member in session.members]
        for order in self.of_kind(messages.MATCHED):
            if self.by_id[order.ref].origin == "round":
                assert order.target.user_id is not None
                happened.append((ids.moment(order.id), 2, order.target.user_id, False))
        found: Counter[int] = Counter()
        for _, _, member, waited in sorted(happened):
            found[member] = found[member] + 1 if waited else 0
        return found

    def _balances(self) -> Mapping[int, int]:
        found: Counter[int] = Counter()
        for session in self.sessions:
            if session.state == "over" and session.is_held and not session.swap:
                for place, turns in ((0, 1), (1, -1)):
                    seat = session.at_place(place)
                    if seat is not None:
                        found[seat.user_id] += turns
        return found

    def waiting(self) -> None:
        """Nobody waits who has a session in the round, and nobody in a round that is over."""
        newest = max(self.rounds.values(), key=lambda row: row["sends_at"])
        searching = {
            (session.round_id, member)
            for session in self.sessions
            if session.state == "proposing"
            for member in session.members
        }
        for row in self.waits:
            assert row["round_id"] == newest["id"]
            assert (row["round_id"], row["user_id"]) not in searching, row

    # What was sent.

    def messages_once(self) -> None:
        """One thread, one notice of the cards, one entry each; nothing failed that was not let fail."""
        threads = Counter(one.ref for one in self.of_kind(messages.THREAD))
        assert max(threads.values(), default=0) <= 1
        for session in self.sessions:
            if session.origin == "round":
                assert threads[session.id] == 1
        for kind in (messages.CARDS, messages.RELEASED):
            told = defaultdict[int, list[int | None]](list)
            for one in self.of_kind(kind):
                told[one.ref].append(one.target.user_id)
            for ref, whom in told.items():
                # In the thread once, or to each of them once.
                assert len(set(whom)) == len(whom), (kind, ref)
                assert None not in whom or len(whom) == 1
        cards = {one.ref for one in self.of_kind(messages.CARDS)}
        assert cards == {one.id for one in self.sessions if one.ended_at and one.id in cards}
        assert cards >= {one.id for one in self.sessions if one.state == "over"}
        sent = Counter(
            (one.delivery.kind, one.delivery.ref, one.delivery.slot) for one in self.circle.sent
        )
        assert max(sent.values()) == 1
        assert {one.kind for one in self.orders if one.state is State.FAILED} <= {messages.THREAD}

    def reminders(self) -> None:
        """Of the time that is agreed each member is reminded once a day and once a quarter before."""
        sent = defaultdict[tuple[int, str], Counter[int | None]](Counter)
        for one in self.circle.sent:
            order = one.delivery
            if order.kind == messages.REMINDER and order.ref in self.by_id:
                sequence, minutes, _ = order.slot.split(":")
                sent[order.ref, f"{sequence}:{minutes}"][order.target.user_id] += 1
                assert one.at == order.due_at
                assert order.expires_at == one.at + timedelta(minutes=int(minutes))
        for session in self.sessions:
            starts = session.starts_at
            if session.state != "over" or starts is None or session.origin == "now":
                continue
            for minutes in (24 * 60, 15):
                told = sent[session.id, f"{session.sequence}:{minutes}"]
                assert set(told.values()) <= {1}
                if minutes == 15:
                    assert set(session.members) <= told.keys(), session

    def releases(self) -> None:
        """Who finds no time is let go after three days, or two hours before the last start."""
        for order in self.of_kind(messages.RELEASED):
            session = self.by_id[order.ref]
            at = ids.moment(order.id)
            if self.is_passed_over(order):
                continue
            pressed = [seat for seat in session.seats if seat.released_at == at]
            # By a press only the others are told, and the seat of who pressed is marked.
            if order.target.user_id is None or len(pressed) == len(session.seats):
                latest = max(self.times[session.id]) - timedelta(hours=2)
                asked = session.asked_at
                assert at == max(asked, min(asked + timedelta(hours=72), latest)), session
        for session in self.sessions:
            assert session.state != "proposing" or session.times

    # Cards.

    async def cards(self) -> None:
        """None is open before its time, and who can read something new was told of it once."""
        async with self.study.database.reading() as tx:
            found = {
                session.id: await scorecards.of_session(tx, guild_id=HERE, session_id=session.id)
                for session in self.sessions
                if session.ended_at is not None
            }
        told = Counter((one.ref, one.target.user_id) for one in self.of_kind(messages.REVEALED))
        for id, cards in found.items():
            session = self.by_id[id]
            assert session.ended_at is not None
            for card in cards:
                self._sealed(session, cards, card)
            reveal = session.ended_at + TWO_DAYS
            if session.state == "over" and reveal <= self.now:
                assert session.next_step is None
                assert all(card.opened_at for card in cards if card.sent_at)
            # What opens together is told in one message; a card that is late opens by itself.
            opened = [card for card in cards if card.opened_at is not None]
            for seat in session.seats:
                mine = {
                    card.opened_at
                    for card in cards
                    if card.opened_at and card.about_id == seat.user_id != card.rater_id
                }
                assert len(mine) <= told[id, seat.user_id], session
                assert told[id, seat.user_id] <= len(opened) or not _is_whole(session), session

    def _sealed(self, session: Session, cards: Sequence[Filled], card: Filled) -> None:
        if card.opened_at is None:
            return
        assert card.sent_at is not None
        assert card.sent_at <= card.opened_at
        assert session.ended_at is not None
        if card.opened_at < session.ended_at + TWO_DAYS:
            then = [one for one in cards if one.sent_at and one.sent_at <= card.opened_at]
            # Who was said to be alone opens what they thought of themselves, and nobody reads it.
            alone = card.of_oneself and session.id in self.missed
            assert all_in(session, then) or alone or not _is_whole(session), session

    # Who is gone.

    async def nothing_left(self) -> None:
        """Of who deleted everything no column and no text of any table knows."""
        async with self.study.database.reading() as tx:
            for table in metadata.sorted_tables if self.circle.gone else ():
                for row in (await tx.execute(select(table))).mappings():
                    self._unknown(table.name, dict(row))

    def _unknown(self, name: str, row: dict[str, Any]) -> None:
        for column, value in row.items():
            for id in self.circle.gone:
                assert value != id, (name, column)
                assert str(id) not in str(value), (name, column, value)


def _is_whole(session: Session) -> bool:
    """Whether both of the pair are still there; the cards about who is gone went with them."""
    return all(session.at_place(place) is not None for place in (0, 1))
