"""Twelve simulated weeks of reviews among uneven members, through the real services and storage.

Everybody answers on days and at an hour of their own and reads what they were asked to once a day. Some
never read, some say no, some opt out half-way. Chance is seeded, so every run is the same.
"""

import random
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import select

from benchmarks.circle import A_DAY, A_WEEK, GUILD, START, THREE, Circle, Habit
from benchmarks.report import Bar, Report
from bot import app, content
from bot.domain.daily.review import OVERDUE, Review, monday
from bot.domain.daily.series import Post
from bot.domain.schedule import EVERY_DAY, Plan
from bot.services import Services
from bot.storage import migrations
from bot.storage.daily import posts
from bot.storage.daily.reviews import review_of
from bot.storage.database import Database
from bot.storage.tables.daily import ANSWER, REVIEW

WEEKS = 12

UNEVEN: Sequence[Habit] = (
    *(Habit(hour=hour, reads_at=at) for hour, at in ((0.5, 7), (2, 21), (5, 12), (11, 19))),
    Habit(hour=6, days=THREE, reads_at=20),
    Habit(hour=4, reads="never"),
    Habit(hour=8, reads="declines"),
    Habit(hour=7, reads="opts out"),
)


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


async def simulate(
    database: Database, habits: Sequence[Habit] = UNEVEN, *, weeks: int = WEEKS, seed: int = 2
) -> Outcome:
    """Let the weeks pass on an empty database of ours."""
    library = content.load(app.CONTENT)
    clock = START

    def now() -> datetime:
        return circle.now if circle is not None else clock

    circle: Circle | None = None
    services = Services.build(
        database,
        now,
        questions=library.questions,
        rubrics=library.rubrics,
        kits=library.kits,
        scorecards=library.scorecards,
        phases=library.plan,
    )
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
    await _ask(circle, series.id, list(library.questions), weeks)
    for member, habit in enumerate(habits, start=1):
        if habit.reads == "opts out":
            circle.at(START + 4 * A_WEEK, "opt out", member)
    began = datetime.now(UTC)
    await circle.live(START + weeks * A_WEEK + OVERDUE + A_DAY)
    return await _outcome(circle, weeks, (datetime.now(UTC) - began).total_seconds())


async def _ask(circle: Circle, series: int, questions: Sequence[str], weeks: int) -> None:
    """A question a day, and who will answer it when."""
    for day in range(weeks * 7):
        then = START + day * A_DAY
        post = Post(
            guild_id=GUILD,
            # Chance hangs on it, and is to be the same in every run.
            id=day + 1,
            series_id=series,
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
        async with circle.database.transaction() as tx:
            await posts.add(tx, [post])
        _answer(circle, post, then)


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
