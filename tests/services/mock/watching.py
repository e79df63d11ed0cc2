"""What must hold in every round, for every time that is proposed and whenever anybody looks.

Hours are judged here by the clock on each member’s wall, quarter by quarter, not by what the bot computes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select

from bot.domain.mock import messages
from bot.domain.mock.joining import monday
from bot.domain.mock.rounds import WINDOW, KeptRound, on_the_grid
from bot.domain.mock.session import OPEN, Session
from bot.storage.mock import rounds, sessions
from bot.storage.tables.mock import PROPOSAL, ROUND_MEMBER, SESSION
from tests.services.mock.circle import HOME, Circle, Person
from tests.services.study import HERE

_S = SESSION.c
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


def would_meet(one: Person, other: Person) -> bool:
    """Whether neither would rather not."""
    return other.id not in one.never and one.id not in other.never


def could_meet(one: Person, other: Person) -> bool:
    """Whether anything but time keeps them apart."""
    return would_meet(one, other) and bool(one.languages & other.languages)


class Watch:
    """Looks at rounds, proposals and sessions as they come to be."""

    def __init__(self, circle: Circle) -> None:
        self.circle = circle
        self.rounds: list[KeptRound] = []
        self.left_out = 0
        self._seen: set[object] = set()
        self._runs: Counter[int] = Counter()

    async def look(self, rows: Sequence[Row[Any]]) -> None:
        """Judge whatever is new."""
        sent_at = rows[0].sent_at if rows else None
        if sent_at is not None and sent_at not in self._seen:
            self._seen.add(sent_at)
            await self._round()
        for row in rows:
            # What is open is looked after: it has a next step, and that is not past.
            assert row.next_at is not None, row
            assert row.next_at > self.circle.clock(), row
        fresh = [row.id for row in rows if row not in self._seen and row.state in OPEN]
        self._seen.update(rows)
        if fresh:
            await self._sessions(fresh)

    async def _sessions(self, fresh: Sequence[int]) -> None:
        async with self.circle.study.database.reading() as tx:
            rows = await tx.execute(select(SESSION).where(_S.state.in_(OPEN)))
            found = await sessions.complete(tx, list(rows.all()))
        self._one_each(found)
        for session in found:
            if session.id in fresh:
                self._on_course(session)
                if session.state == "proposing" and (session.id, session.times) not in self._seen:
                    self._seen.add((session.id, session.times))
                    self._proposed(session)

    def _on_course(self, session: Session) -> None:
        """An agreed session ends an hour after it began."""
        if session.state == "agreed":
            assert session.starts_at is not None
            begins = max(session.starts_at, session.begun_at or session.starts_at)
            assert (session.next_step, session.next_at) == ("end", begins + timedelta(hours=1))

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

    def _proposed(self, session: Session) -> None:
        """At an hour that suits all of them now, half a day ahead, in the week that is theirs."""
        now, asked_at = self.circle.clock(), session.asked_at
        window = on_the_grid(asked_at)
        if session.round_id is not None and session.sequence == 0:
            window = self.rounds[-1].starts_at
            assert session.round_id == self.rounds[-1].id
        week = monday((window + WINDOW / 2).date())
        assert 1 <= len(session.times) <= 3
        assert sorted(set(session.times)) == list(session.times)
        for at in session.times:
            assert now + NOTICE <= at < window + WINDOW, (session, at)
            assert at == on_the_grid(at)
            for member in session.members:
                assert is_free(self.circle.people[member], at, week), (session, at, member)
        # Whom they name later they can still meet once, or cancel.
        for one, other in combinations(session.members if session.set_number == 1 else (), 2):
            people = self.circle.people[one], self.circle.people[other]
            assert would_meet(*people), session
            # Who is asked by name and says yes has found a language.
            assert session.origin == "with" or could_meet(*people), session

    # Rounds.

    async def _round(self) -> None:
        """Judge a round that was sent just now."""
        now = self.circle.clock()
        async with self.circle.study.database.reading() as tx:
            round = await rounds.newest(tx, guild_id=HERE)
            assert round is not None
            rows = await tx.execute(select(ROUND_MEMBER).where(ROUND_MEMBER.c.round_id == round.id))
            places = {one.user_id: one for one in rows}
            made = await sessions.of_round(
                tx, guild_id=HERE, round_id=round.id, states=["proposing"]
            )
        assert round.sends_at == now
        local = now.astimezone(ZoneInfo(HOME))
        assert (local.isoweekday(), local.hour, local.minute) == (7, 18, 0)
        self.rounds.append(round)
        present = self._present(now, round.closes_at)
        assert places.keys() == present.keys()
        groups: dict[int, set[int]] = defaultdict(set)
        for id, one in places.items():
            if one.pair is not None:
                groups[one.pair].add(id)
        assert all(len(group) in (2, 3) for group in groups.values())
        assert {*map(frozenset, groups.values())} <= {frozenset(one.members) for one in made}
        out = {id: one.reason for id, one in places.items() if one.pair is None}
        self._left_out(out, present, self._starts(present.values(), round.starts_at))
        await self._told(round.id, list(out))
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
        self, out: dict[int, str], people: dict[int, Person], free: dict[int, set[datetime]]
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
