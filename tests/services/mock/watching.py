"""What must hold in every round, for every time that is proposed and whenever anybody looks.

Hours are judged here by the clock on each member’s wall, quarter by quarter, not by what the bot computes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.domain.mock import messages
from bot.domain.mock.course import following
from bot.domain.mock.joining import monday
from bot.domain.mock.rounds import WINDOW, on_the_grid
from bot.domain.mock.session import Session
from bot.storage.mock import sessions
from bot.storage.tables.mock import PROPOSAL, ROUND, ROUND_MEMBER, SESSION
from tests.services.mock.circle import HOME, Circle, Person
from tests.services.study import HERE

QUARTER = timedelta(minutes=15)
NOTICE = timedelta(hours=12)
LONGEST_RUN = 1
"""Rounds in a row in which somebody who could have met is left out: what `docs/benchmarks.md` measured."""


def is_free(person: Person, starts: datetime, week: date) -> bool:
    """Whether a whole session that starts then lies in their hours, by the clock on their wall."""
    home = ZoneInfo(person.zone)
    for n in range(4):
        shown = (starts + n * QUARTER).astimezone(home)
        minute = shown.hour * 60 + shown.minute
        day = shown.isoweekday()
        if not any(
            day == on and begins <= minute and minute + 15 <= ends
            for on, begins, ends in person.hours(week)
        ):
            return False
    return True


def could_meet(one: Person, other: Person) -> bool:
    """Whether anything but time keeps them apart."""
    willing = other.id not in one.never and one.id not in other.never
    return willing and bool(one.languages & other.languages)


class Watch:
    """Looks at rounds, proposals and sessions as they come to be."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle
        self.rounds: list[dict[str, object]] = []
        self.left_out = 0
        self._seen: set[object] = set()
        self._runs: Counter[int] = Counter()

    async def look(self) -> None:
        """Judge whatever is new."""
        async with self.circle.study.database.reading() as tx:
            sent = (await tx.execute(select(ROUND).where(ROUND.c.state == "sent"))).mappings().all()
            rows = await tx.execute(
                select(SESSION).where(SESSION.c.state.in_(["asked", "proposing", "agreed"]))
            )
            open_sessions = await sessions.complete(tx, list(rows.all()))
        by_id = {row["id"]: dict(row) for row in sent}
        for id, row in by_id.items():
            if id not in self._seen:
                self._seen.add(id)
                await self._round(row)
        for session in open_sessions:
            self._on_course(session)
            key = (session.id, session.set_number)
            if session.state == "proposing" and key not in self._seen:
                self._seen.add(key)
                self._proposed(session, by_id)
        self._one_each(open_sessions)

    def _on_course(self, session: Session) -> None:
        """What is open is looked after: it has a next step, and that is not past."""
        assert session.next_at is not None, session
        assert session.next_at > self.circle.clock(), session
        if session.state == "agreed":
            assert session.next_step == "end"
            assert session.starts_at is not None
            begins = max(session.starts_at, session.begun_at or session.starts_at)
            assert session.next_at == begins + timedelta(hours=1)
        else:
            assert following(session) is not None

    def _one_each(self, found: Iterable[Session]) -> None:
        """Nobody looks for two times in one round."""
        seats = Counter(
            (session.round_id, seat.user_id)
            for session in found
            if session.round_id is not None and session.sequence == 0
            for seat in session.seats
        )
        assert max(seats.values(), default=0) <= 1, seats

    # Times.

    def _proposed(self, session: Session, rounds: dict[int, dict[str, object]]) -> None:
        now, asked_at = self.circle.clock(), session.asked_at
        window = on_the_grid(asked_at)
        if session.round_id is not None and session.sequence == 0:
            began = rounds[session.round_id]["starts_at"]
            assert isinstance(began, datetime)
            window = began
        week = monday((window + WINDOW / 2).date())
        assert 1 <= len(session.times) <= 3
        assert sorted(set(session.times)) == list(session.times)
        for at in session.times:
            assert now + NOTICE <= at < window + WINDOW, (session, at)
            assert at == on_the_grid(at)
            for member in session.members:
                assert is_free(self.circle.people[member], at, week), (session, at, member)
        for one, other in combinations(session.members, 2):
            assert could_meet(self.circle.people[one], self.circle.people[other])

    # Rounds.

    async def _round(self, row: dict[str, object]) -> None:
        """Judge a round that was sent just now."""
        now = self.circle.clock()
        sends_at, starts_at, closes_at = row["sends_at"], row["starts_at"], row["closes_at"]
        assert isinstance(sends_at, datetime)
        assert isinstance(starts_at, datetime)
        assert isinstance(closes_at, datetime)
        assert sends_at == now
        local = sends_at.astimezone(ZoneInfo(HOME))
        assert (local.isoweekday(), local.hour, local.minute) == (7, 18, 0)
        self.rounds.append(row)
        present = self._present(now, closes_at)
        async with self.circle.study.database.reading() as tx:
            places = await tx.execute(
                select(ROUND_MEMBER).where(ROUND_MEMBER.c.round_id == row["id"])
            )
            listed = {one.user_id: one for one in places}
            found = await tx.execute(
                select(SESSION).where(
                    SESSION.c.round_id == row["id"], SESSION.c.state == "proposing"
                )
            )
            made = await sessions.complete(tx, list(found.all()))
        assert listed.keys() == present.keys()
        groups: dict[int, set[int]] = defaultdict(set)
        for id, one in listed.items():
            if one.pair is not None:
                groups[one.pair].add(id)
        assert all(len(group) in (2, 3) for group in groups.values())
        assert {frozenset(group) for group in groups.values()} <= {
            frozenset(session.members) for session in made
        }
        free = self._starts(present.values(), starts_at)
        self._left_out([one for one in listed.values() if one.pair is None], present, free)
        await self._told(row["id"], [id for id, one in listed.items() if one.pair is None])
        for person in self.circle.people.values():
            person.skips = False

    def _present(self, now: datetime, closes_at: datetime) -> dict[int, Person]:
        """Who takes part, by what they said themselves."""
        found: dict[int, Person] = {}
        for one in self.circle.people.values():
            today = now.astimezone(ZoneInfo(one.zone)).date()
            rests = one.paused_until is not None and today < one.paused_until
            if not (one.has_left or one.skips or rests) and one.joined_at <= closes_at:
                found[one.id] = one
        return found

    def _starts(self, people: Iterable[Person], week: datetime) -> dict[int, set[datetime]]:
        """Every moment of the round’s week at which each of them could begin."""
        monday_of = monday((week + WINDOW / 2).date())
        moments = [week + n * QUARTER for n in range(48, 672)]
        return {one.id: {at for at in moments if is_free(one, at, monday_of)} for one in people}

    def _left_out(
        self, rows: Sequence[object], people: dict[int, Person], free: dict[int, set[datetime]]
    ) -> None:
        """The reason is true, no two of them could have met, and nobody waits longer than measured."""
        meets = {
            id: {
                other
                for other in people
                if other != id and could_meet(people[id], people[other]) and free[id] & free[other]
            }
            for id in people
        }
        out = {row.user_id: row.reason for row in rows}  # type: ignore[attr-defined]
        for id, reason in out.items():
            assert not meets[id] & out.keys(), "two were left out who could have met"
            want = "no three" if meets[id] else "no partner" if free[id] else "no hour"
            assert reason == ("alone" if len(people) == 1 else want)
        for id in people:
            self._runs[id] = self._runs[id] + 1 if id in out and meets[id] else 0
            assert self._runs[id] <= LONGEST_RUN, id
        self.left_out += sum(1 for id in out if meets[id])
        self.circle.counts["left out"] += len(out)
        self.circle.counts["placed"] += len(people) - len(out)

    async def _told(self, round_id: object, out: Sequence[int]) -> None:
        orders = await self.circle.study.outbox(messages.LEFT_OUT)
        told = Counter(order.target.user_id for order in orders if order.ref == round_id)
        assert told == Counter(out)


async def proposals(circle: Circle) -> dict[int, list[datetime]]:
    """Every time that was ever proposed, by session; the last set alone where there were several."""
    found: dict[int, dict[int, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    for row in await circle.study.rows(PROPOSAL, "session_id", "proposals", "n"):
        found[row["session_id"]][row["proposals"]].append(row["starts_at"].astimezone(UTC))
    return {id: sets[max(sets)] for id, sets in found.items()}


def guild_of(session: Session) -> int:
    """There is one server."""
    assert session.guild_id == HERE
    return session.guild_id
