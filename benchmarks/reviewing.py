"""Twelve simulated weeks of reviews among uneven members, through the real services and storage.

Everybody answers on days and at an hour of their own and reads what they were asked to once a day. Some
never read, some say no, some opt out half-way. Chance is seeded, so every run is the same.
"""

import heapq
import random
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import select

from benchmarks.report import Bar, Report
from bot import app, content
from bot.domain.daily.review import OVERDUE, Review, monday
from bot.domain.daily.review import REVIEW as KIND
from bot.domain.daily.series import Post
from bot.domain.schedule import EVERY_DAY, Plan
from bot.services import Services
from bot.storage import ids, migrations
from bot.storage.daily import posts, reviews
from bot.storage.daily.reviews import review_of
from bot.storage.database import Database
from bot.storage.tables.daily import ANSWER, REVIEW
from bot.storage.tables.deliveries import DELIVERY

WEEKS = 12
GUILD = 1
# A Monday; questions come at 06:00, weeks are counted from midnight.
START = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
EVERY, THREE = "1234567", "135"

Reads = Literal["always", "never", "declines", "opts out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """When somebody answers (hours after the question), and what they do when asked to read."""

    hour: float
    days: str = EVERY
    misses: float = 0.1
    reads: Reads = "always"
    reads_at: float = 18  # hour of the day


UNEVEN: Sequence[Habit] = (
    *(Habit(hour=hour, reads_at=at) for hour, at in ((0.5, 7), (2, 21), (5, 12), (11, 19))),
    Habit(hour=6, days=THREE, reads_at=20),
    Habit(hour=4, reads="never"),
    Habit(hour=8, reads="declines"),
    Habit(hour=7, reads="opts out"),
)
"""Early and late, daily and rarely; one never reads, one says no half of the time, one opts out."""
BEAT = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it: hours until each review, and the spread of loads of each week.

    `unread` are answers that a willing peer could have read. `spreads` compare willing members who opened
    the same questions, `wider` those who opened as many, which need not be the same ones.
    """

    answers: int
    hours: Sequence[float]
    unread: int
    spreads: Sequence[int]
    wider: Sequence[int]
    asked: Mapping[int, int]
    declined: int
    lapsed: int
    seconds: float

    @property
    def slowest(self) -> float:
        """Hours until the last review of any answer."""
        return max(self.hours)


@dataclass
class Circle:
    """A group on a database, and the events that are still to come."""

    database: Database
    services: Services
    habits: Sequence[Habit]
    chance: random.Random
    now: datetime = START
    events: list[tuple[datetime, int, str, int, int]] = field(default_factory=list[Any])
    told: set[int] = field(default_factory=set[int])
    turn: "count[int]" = field(default_factory=count)

    def at(self, moment: datetime, what: str, member: int, thing: int = 0) -> None:
        """Let something happen then."""
        heapq.heappush(self.events, (moment, next(self.turn), what, member, thing))

    async def live(self, until: datetime) -> None:
        """Let all of it happen; readers are looked for within the minute."""
        beat = self.now
        while self.now < until:
            beat += BEAT
            while self.events and self.events[0][0] <= beat:
                await self._lapse(self.events[0][0])
                self.now, _, what, member, thing = heapq.heappop(self.events)
                await self._happen(what, member, thing)
                if what != "read":
                    await self._tick(self.now + timedelta(seconds=30))
            await self._lapse(beat)
            self.now = beat
            await self._tick(beat)

    async def _lapse(self, until: datetime) -> None:
        """Let pass what readers let pass before then: the bot looks every 15 seconds."""
        while True:
            async with self.database.reading() as tx:
                due = await reviews.next_lapse(tx)
            if due is None or due >= until:
                return
            # Once to take it back, once more for the next reader.
            for _ in range(2):
                await self._tick(due + timedelta(seconds=15))

    async def _tick(self, moment: datetime) -> None:
        self.now = max(self.now, moment)
        await self.services.reviews.tick(self.now)
        async with self.database.reading() as tx:
            rows = await tx.execute(
                select(DELIVERY.c.ref, DELIVERY.c.user_id).where(
                    DELIVERY.c.kind == KIND, DELIVERY.c.id >= ids.earliest(self.now)
                )
            )
            told = {row.ref: row.user_id for row in rows if row.ref not in self.told}
        self.told |= told.keys()
        for id, reader in told.items():
            self._react(id, reader)

    def _react(self, id: int, reader: int) -> None:
        habit = self.habits[reader - 1]
        session = self.now.replace(hour=0, minute=0, second=0) + timedelta(hours=habit.reads_at)
        session += timedelta(minutes=20)
        if session <= self.now:
            session += A_DAY
        if habit.reads == "declines" and self.chance.random() < 0.5:
            self.at(session, "decline", reader, id)
        elif habit.reads != "never":
            self.at(session, "read", reader, id)

    async def _happen(self, what: str, member: int, thing: int) -> None:
        match what:
            case "answer":
                await self.services.daily.answer(GUILD, thing, member, "Mine.", review=True)
                await self.services.daily.reveal(GUILD, thing, member)
            case "opt out":
                await self.services.me.choose(GUILD, member, reviews=False)
            case "decline":
                await self.services.reviews.decline(GUILD, thing, member)
            case _:
                await self._read(thing, member)

    async def _read(self, id: int, member: int) -> None:
        async with self.database.reading() as tx:
            state = await tx.execute(select(REVIEW.c.state).where(REVIEW.c.id == id))
            if state.scalar_one() != "open":
                return
        request = await self.services.reviews.request(GUILD, id, member)
        ticks = {key: {0} for key in request.question.signals}
        await self.services.reviews.write(GUILD, id, member, ticks, "It would help. " * 5)


async def simulate(
    database: Database, habits: Sequence[Habit] = UNEVEN, *, weeks: int = WEEKS, seed: int = 2
) -> Outcome:
    """Let the weeks pass on an empty database of ours."""
    library = content.load(app.CONTENT)
    clock = START

    def now() -> datetime:
        return circle.now if circle is not None else clock

    circle: Circle | None = None
    services = Services.build(database, now, questions=library.questions, rubrics=library.rubrics)
    circle = Circle(database, services, habits, random.Random(seed))
    await services.server.present({GUILD: None}, all_of_them=False)
    series = await services.series.add(
        GUILD,
        by=1,
        channel_id=1,
        place="text",
        threads=False,
        plan=Plan(zone="UTC", at=time(6), pattern=EVERY_DAY),
    )
    questions = list(library.questions)
    for day in range(weeks * 7):
        then = START + day * A_DAY
        post = Post(
            guild_id=GUILD,
            # Chance hangs on it, and is to be the same in every run.
            id=day + 1,
            series_id=series.id,
            slot=then.date(),
            cycle=day // len(questions) + 1,
            question_id=questions[day % len(questions)],
            revision=1,
            channel_id=1,
            place="text",
            threads=False,
            due_at=then,
            posted_at=then,
        )
        async with database.transaction() as tx:
            await posts.add(tx, [post])
        _answer(circle, post, then)
    for member, habit in enumerate(habits, start=1):
        if habit.reads == "opts out":
            circle.at(START + 4 * A_WEEK, "opt out", member)
    began = datetime.now(UTC)
    await circle.live(START + weeks * A_WEEK + OVERDUE + A_DAY)
    return await _outcome(circle, weeks, (datetime.now(UTC) - began).total_seconds())


def _answer(circle: Circle, post: Post, then: datetime) -> None:
    for member, habit in enumerate(circle.habits, start=1):
        if str(then.isoweekday()) in habit.days and circle.chance.random() >= habit.misses:
            minutes = circle.chance.randrange(40)
            moment = then + timedelta(hours=habit.hour, minutes=minutes)
            circle.at(moment, "answer", member, post.id)


async def _outcome(circle: Circle, weeks: int, seconds: float) -> Outcome:
    async with circle.database.reading() as tx:
        found = [review_of(row) for row in await tx.execute(select(REVIEW))]
        rows = (await tx.execute(select(ANSWER))).all()
    written = {(one.post_id, one.author_id): one for one in found if one.state == "done"}
    revealed = {(row.post_id, row.user_id): row.revealed_at for row in rows}
    hours = [
        ((one.ended_at or circle.now) - revealed[key]).total_seconds() / 3600
        for key, one in written.items()
    ]
    willing = [n for n, habit in enumerate(circle.habits, start=1) if habit.reads == "always"]
    readable = {
        (post_id, author)
        for post_id, author in revealed
        if any((post_id, member) in revealed for member in willing if member != author)
    }
    mondays = [monday(START) + week * A_WEEK for week in range(weeks)]
    loads = [_loads(found, first) for first in mondays]
    opened = [_opened(revealed, first) for first in mondays]
    return Outcome(
        answers=len(revealed),
        hours=sorted(hours),
        unread=len(readable - written.keys()),
        spreads=[_spread(*week, willing) for week in zip(loads, opened, strict=True)],
        wider=[
            _spread(load, {member: len(theirs) for member, theirs in posts.items()}, willing)
            for load, posts in zip(loads, opened, strict=True)
        ],
        asked=Counter(one.reviewer_id or 0 for one in found),
        declined=sum(one.state == "declined" for one in found),
        lapsed=sum(one.state == "lapsed" for one in found),
        seconds=seconds,
    )


def _loads(found: Sequence[Review], first: datetime) -> Mapping[int | None, int]:
    """How much each member had to read in a week, without what they declined."""
    return Counter(
        one.reviewer_id
        for one in found
        if one.state != "declined" and first <= one.assigned_at < first + A_WEEK
    )


def _opened(
    revealed: Mapping[tuple[int, int], datetime], first: datetime
) -> Mapping[int, frozenset[int]]:
    """The questions that each member opened in a week."""
    found: dict[int, set[int]] = {}
    for (post_id, member), moment in revealed.items():
        if first <= moment < first + A_WEEK:
            found.setdefault(member, set()).add(post_id)
    return {member: frozenset(theirs) for member, theirs in found.items()}


def _spread(
    loads: Mapping[int | None, int], alike: Mapping[int, object], willing: Sequence[int]
) -> int:
    """How far loads of a week are apart, of willing members who are alike; the widest."""
    groups: dict[object, list[int]] = {}
    for member in willing:
        if member in alike:
            groups.setdefault(alike[member], []).append(loads.get(member, 0))
    return max((max(group) - min(group) for group in groups.values()), default=0)


async def measure() -> Report:
    """On SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.db'}")
        await migrations.upgrade(database)
        outcome = await simulate(database)
        await database.close()
    median = outcome.hours[len(outcome.hours) // 2]
    return Report(
        title="Reviews by peers over 12 weeks",
        how=f"{len(UNEVEN)} members who answer a question a day: early and late, daily and three days a "
        "week; one never reads, one says no half of the time, one opts out after four weeks. Readers "
        "look once a day. Through the services, on SQLite.",
        head=("answers", "reviewed", "median", "slowest", "declined", "lapsed", "seconds"),
        rows=[
            (str(outcome.answers), str(len(outcome.hours)), f"{median:.1f} h",
             f"{outcome.slowest:.1f} h", str(outcome.declined), str(outcome.lapsed),
             f"{outcome.seconds:.1f}"),
        ],
        bars=[
            Bar("every answer that a willing peer could read reviewed within 72 h",
                f"{outcome.slowest:.1f} h, {outcome.unread} unread",
                outcome.slowest <= 72 and not outcome.unread),
            Bar("loads of a week within 1 among the willing who opened the same questions",
                _told(outcome.spreads), max(outcome.spreads) <= 1),
            Bar("in 10 of 12 weeks also among the willing who opened as many",
                _told(outcome.wider), sum(one <= 1 for one in outcome.wider) >= 10),
        ],
    )  # fmt: skip


def _told(spreads: Sequence[int]) -> str:
    return f"{sum(one <= 1 for one in spreads)} of {len(spreads)} weeks, widest {max(spreads)}"
