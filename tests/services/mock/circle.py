"""A server whose members live on a moving clock: they come and go, and what is due happens when it is due.

What each of them chose is kept here a second time, so that the bot’s doing can be judged without it.
"""

import heapq
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from sqlalchemy import Row, func, select

from bot.delivery.hold import Hold
from bot.domain.daily.question import KINDS, LEVELS
from bot.domain.delivery import Delivery, State, Timings
from bot.domain.mock import messages
from bot.domain.mock.joining import Choices
from bot.domain.mock.member import WISHES
from bot.errors import UserError
from bot.services.mock.round_settings import Wanted
from bot.storage import deliveries
from bot.storage.tables.deliveries import DELIVERY
from bot.storage.tables.mock import ROUND, SESSION
from bot.storage.tables.schedules import SCHEDULE
from tests.services.study import CHANNEL, HERE, MIA, Study

ZONES = {
    "Europe/Berlin": 8,
    "Europe/London": 6,
    "America/New_York": 7,
    "America/Los_Angeles": 3,
    "Asia/Kolkata": 4,
    "Australia/Sydney": 2,
}
"""The clock changes on 8 March in America, on 29 March in Europe, on 5 April in Sydney."""
LOCALES = {"Europe/Berlin": "de", "Asia/Kolkata": "hi"}
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HOME = "Europe/Berlin"
FIRST_ID = 810_000_000_000_000_000
"""Ids as long as Discord’s, so that one can be looked for in any text."""

Act = Callable[[], Awaitable[object]]
Look = Callable[[Sequence[Row[Any]]], Awaitable[None]]
_S = SESSION.c
Span = tuple[int, int, int]
"""A weekday (1-7), and from when until when, in minutes of the day."""
SATURDAY: tuple[Span, ...] = ((6, 8 * 60, 12 * 60),)
"""What the form of joining calls its morning; the exact hours are written after it."""


@dataclass
class Person:
    """A member as they see themselves."""

    id: int
    zone: str
    spans: tuple[Span, ...]
    choices: Choices
    languages: frozenset[str]
    joined_at: datetime
    weeks: dict[date, tuple[Span, ...]] = field(default_factory=dict)
    never: set[int] = field(default_factory=set)
    skips: bool = False
    has_left: bool = False
    paused_until: date | None = None
    is_gone: bool = False

    def hours(self, week: date) -> tuple[Span, ...]:
        """When they are free in the week that begins on this Monday."""
        return self.weeks.get(week, self.spans)


@dataclass
class Sent:
    """Something that reached Discord."""

    delivery: Delivery
    at: datetime


class Circle:
    """The members of one server, what they mean to do and when, and what was sent to them."""

    def __init__(self, study: Study, seed: int) -> None:
        self.study = study
        self.services = study.services
        self.clock = study.clock
        self.chance = random.Random(seed)
        self.people: dict[int, Person] = {}
        self.gone: set[int] = set()
        self.sent: list[Sent] = []
        self.counts: Counter[str] = Counter()
        self.after: list[Look] = []
        """Called whenever something may have changed."""
        self._ahead: list[tuple[datetime, int, str, Act]] = []
        self._numbers = count(1)
        self._messages = count(60_001)

    async def found(self, size: int) -> None:
        """Rounds on Sunday evenings, and the first members."""
        await self.study.arrive(HERE)
        await self.services.server.present({HERE: MIA}, all_of_them=False)
        wanted = Wanted(channel_id=CHANNEL, day=7, at=time(18), zone=HOME, events=True)
        await self.services.round_settings.choose(HERE, wanted, by=MIA)
        for _ in range(size):
            await self.join()

    async def join(self) -> None:
        """Somebody new takes part."""
        person = self._born()
        thing = (HERE, person.id)
        spans, languages = person.spans, person.languages
        locale = LOCALES.get(person.zone, "en")
        person.spans, person.languages = SATURDAY, frozenset({"en", locale})
        self.people[person.id] = person
        await self.services.me.set_zone(*thing, person.zone)
        await self.services.mock.join(
            *thing, person.choices, days={6}, parts={"morning"}, locale=locale
        )
        await self.changed()  # they may have met somebody at once
        person.languages = languages
        await self.services.mock.speak(*thing, languages)
        await self.write(person, spans)

    async def write(self, person: Person, spans: tuple[Span, ...], week: date = date.min) -> None:
        """They change their hours, of every week or of one."""
        if week == date.min:
            person.spans = spans
        else:
            person.weeks[week] = spans
        await self.services.mock_times.write(HERE, person.id, week, _typed(spans))

    def _born(self) -> Person:
        chance = self.chance
        zone = chance.choices(list(ZONES), list(ZONES.values()))[0]
        kinds = [kind for kind in KINDS if chance.random() < 0.55] or [chance.choice(KINDS)]
        spoken = {"en"} if chance.random() < 0.93 else set[str]()
        local = LOCALES.get(zone)
        if local is not None and (not spoken or chance.random() < 0.5):
            spoken.add(local)
        return Person(
            id=FIRST_ID + next(self._numbers),
            zone=zone,
            spans=self.spans(),
            choices=Choices(
                kinds=frozenset(kinds),
                level=chance.choices(LEVELS, (2, 4, 3, 1))[0],
                wish=chance.choices(WISHES, (15, 25, 60))[0],
            ),
            languages=frozenset(spoken or {"en"}),
            joined_at=self.clock(),
        )

    def spans(self) -> tuple[Span, ...]:
        """Some evenings and some of the weekend; of a few one night, when hardly anybody is awake."""
        chance = self.chance
        if chance.random() < 0.1:
            return ((chance.randint(1, 7), 3 * 60, 4 * 60 + 30),)
        evenings = sorted(chance.sample(range(1, 6), chance.randint(2, 4)))
        found = [(day, 60 * chance.randint(17, 19), 60 * 22 - 30) for day in evenings]
        for day in (6, 7):
            if chance.random() < 0.7:
                begins = 60 * chance.randint(8, 14) + 30 * chance.randint(0, 1)
                found.append((day, begins, begins + 60 * chance.randint(2, 5)))
        return tuple(found)

    def here(self) -> list[Person]:
        """Everybody who takes part, paused or not."""
        return [one for one in self.people.values() if not one.has_left]

    # Time.

    def at(self, moment: datetime, what: str, act: Act) -> None:
        """Let something be done then, or now where that is past."""
        heapq.heappush(self._ahead, (max(moment, self.clock()), next(self._numbers), what, act))

    def later(self, what: str, act: Act, **delta: float) -> None:
        """The same so much later."""
        self.at(self.clock() + timedelta(**delta), what, act)

    async def play(self, until: datetime) -> None:
        """Let everything happen that is due or meant to be done until then."""
        session, round, delivery = await self._due()
        while True:
            dues = (session, round, delivery, self._next_act())
            moment = min(filter(None, dues), default=until)
            self.clock.now = max(self.clock.now, min(moment, until))
            if moment > until:
                return
            await self._tick(session, round)
            for what, act in self._acts():
                await self._do(what, act)
            session, round, delivery = await self._deliver()

    async def _tick(self, session: datetime | None, round: datetime | None) -> None:
        if round is not None and round <= self.clock():
            await self.services.planner.tick(self.clock())
            await self.services.rounds.tick(self.clock())
        if session is not None and session <= self.clock():
            await self.services.sessions.tick(self.clock())
        if any(due is not None and due <= self.clock() for due in (session, round)):
            await self.changed()

    async def _do(self, what: str, act: Act) -> None:
        try:
            await act()
            self.counts[what] += 1
        except UserError as error:
            self.counts[f"{what}: {type(error).__name__}"] += 1
        await self.changed()

    async def changed(self) -> None:
        """Let everybody look who watches: at the sessions that want something done."""
        statement = select(
            _S.id,
            _S.state,
            _S.proposals,
            _S.sequence,
            _S.next_at,
            select(func.max(ROUND.c.sent_at)).scalar_subquery().label("sent_at"),
        ).where(_S.state.in_(("asked", "proposing", "agreed")) | _S.next_at.is_not(None))
        async with self.study.database.reading() as tx:
            rows = (await tx.execute(statement.order_by(_S.id))).all()
        for look in self.after:
            await look(rows)

    def _next_act(self) -> datetime | None:
        return self._ahead[0][0] if self._ahead else None

    def _acts(self) -> Iterator[tuple[str, Act]]:
        while self._ahead and self._ahead[0][0] <= self.clock():
            _, _, what, act = heapq.heappop(self._ahead)
            yield what, act

    async def _due(self) -> list[datetime | None]:
        """When the next step of a session is due, the next round, the next delivery."""
        waits = DELIVERY.c.state == State.DUE
        statement = select(
            select(func.min(SESSION.c.next_at)).scalar_subquery(),
            select(func.min(SCHEDULE.c.next_run_at)).scalar_subquery(),
            select(func.min(DELIVERY.c.due_at)).where(waits).scalar_subquery(),
        )
        async with self.study.database.reading() as tx:
            return list((await tx.execute(statement)).one())

    # What is sent.

    async def _deliver(self) -> list[datetime | None]:
        """Everything that is due goes out, and what follows from that; what is due then."""
        now = self.clock()
        while (due := await self._due())[2] is not None and due[2] <= now:
            await self.study.expire()
            async with self.study.database.transaction() as tx:
                taken = await deliveries.claim(
                    tx, owner="test", now=now, lease=Timings().lease, limit=32
                )
            for delivery in taken:
                await self._send(delivery)
            await self.changed()
        return due

    async def _send(self, delivery: Delivery) -> None:
        hold = Hold(
            delivery,
            database=self.study.database,
            clock=self.clock,
            timings=Timings(),
            ended=self.services.ended,
        )
        if delivery.kind == messages.THREAD and self.chance.random() < 0.1:
            await hold.end(State.FAILED, "permissions")
            self.counts["thread refused"] += 1
            return
        where = {"channel_id": delivery.target.channel_id or CHANNEL}
        if delivery.kind == messages.THREAD:
            where["thread_id"] = next(self._messages)
        elif delivery.kind != messages.ENTRY:
            where["message_id"] = next(self._messages)
        await hold.end(State.DONE, **where)
        self.sent.append(Sent(delivery, self.clock()))


def _typed(spans: tuple[Span, ...]) -> str:
    """As a member would write it."""
    return ", ".join(
        f"{DAYS[day - 1]} {begins // 60:02}:{begins % 60:02}-{ends // 60:02}:{ends % 60:02}"
        for day, begins, ends in spans
    )
