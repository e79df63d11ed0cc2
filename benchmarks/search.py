"""`/daily search` over ten years of posts: the use case on both engines, beside a plain scan.

A step a question is taken through the index, not one a post; the scan joins the newest post of each
question from all of them, as one would write it first.
"""

import os
import random
import secrets
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import asyncpg
from sqlalchemy import func, make_url, select

from benchmarks.report import Bar, Report
from bot import app, clock, content
from bot.domain.daily.search import Query, read_words
from bot.services.daily.answering import Daily
from bot.services.daily.searching import Searching
from bot.services.library import Library
from bot.services.plan.deeds import Deeds
from bot.services.plan.ticking import Ticking
from bot.storage import ids, migrations
from bot.storage.database import Database
from bot.storage.tables.daily import POST, SERIES

DAYS = 3650
MOST_MS = 20.0
ROUNDS, BATCHES = 15, 5
GUILD, MEMBER = 1, 7
POSTGRES = "LOOPMATE_TEST_POSTGRES"
"""The variable that names a PostgreSQL server; without it SQLite alone is measured."""

_CHUNK = 2000
_SEARCHES = {
    "one word": Query(words=read_words("cache")),
    "two beginnings": Query(words=read_words("des sca")),
    "a kind": Query(kind="coding"),
    "everything": Query(),
}


@asynccontextmanager
async def sqlite() -> AsyncIterator[Database]:
    """A new SQLite file."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.db'}")
        try:
            yield database
        finally:
            await database.close()


@asynccontextmanager
async def postgresql() -> AsyncIterator[Database]:
    """A new database on the PostgreSQL server, dropped afterwards."""
    server = os.environ[POSTGRES]
    name = f"loopmate_bench_{secrets.token_hex(6)}"
    connection = await asyncpg.connect(server)
    await connection.execute(f'CREATE DATABASE "{name}"')
    database = Database(make_url(server).set(database=name).render_as_string(hide_password=False))
    try:
        yield database
    finally:
        await database.close()
        await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        await connection.close()


async def fill(database: Database, series: int, questions: Sequence[str]) -> None:
    """So many series, each with a post a day for ten years in a channel of its own."""
    now = datetime(2026, 1, 1, 9, tzinfo=UTC)
    async with database.transaction() as tx:
        for id in range(1, series + 1):
            await tx.execute(
                SERIES.insert().values(
                    guild_id=GUILD, id=id, channel_id=_channel(id), place="text", threads=True,
                    starts_on=date(2016, 1, 1), created_at=now,
                )
            )  # fmt: skip
            draw = random.Random(id)
            order = list(questions)
            rows: list[dict[str, object]] = []
            for day in range(DAYS):
                if day % len(order) == 0:
                    draw.shuffle(order)
                then = now - timedelta(days=DAYS - day)
                rows.append(
                    {
                        "guild_id": GUILD, "id": ids.new(then), "series_id": id,
                        "slot": then.date(), "cycle": day // len(order) + 1,
                        "question_id": order[day % len(order)], "revision": 1,
                        "channel_id": _channel(id), "place": "text", "threads": True,
                        "due_at": then, "posted_at": then, "message_id": 1, "thread_id": 1,
                    }
                )  # fmt: skip
            for begin in range(0, DAYS, _CHUNK):
                await tx.execute(POST.insert(), rows[begin : begin + _CHUNK])
    if not database.embedded:
        # As the server itself does in the background.
        async with database.transaction() as tx:
            await tx.exec_driver_sql("ANALYZE")


def _channel(series: int) -> int:
    return 1000 + series


async def scanned(database: Database, hidden: Sequence[int]) -> int:
    """The newest post of each question from all posts there are; how many."""
    newest = (
        select(POST.c.question_id, func.max(POST.c.posted_at).label("at"))
        .where(POST.c.guild_id == GUILD, POST.c.channel_id.not_in(hidden))
        .group_by(POST.c.question_id)
    )
    async with database.reading() as tx:
        return len((await tx.execute(newest)).all())


async def timed(database: Database, hidden: Sequence[int]) -> tuple[float, float]:
    """Milliseconds of the slowest kind of search, and of a scan, warm."""
    shipped = content.load(app.CONTENT)
    library = Library(shipped.questions, shipped.rubrics)
    searching = Searching(
        database, Daily(database, library, clock.now, Deeds(Ticking((), library))), library
    )
    slowest = 0.0
    for query in _SEARCHES.values():

        async def search(query: Query = query) -> None:
            await searching.find(GUILD, MEMBER, query, hidden=hidden)

        slowest = max(slowest, await _best(search, ROUNDS, BATCHES))

    async def scan() -> None:
        await scanned(database, hidden)

    return slowest, await _best(scan, 3, 1)


async def _best(work: Callable[[], Awaitable[None]], rounds: int, batches: int) -> float:
    """Milliseconds: the median of a batch, and of several batches the least disturbed."""
    medians: list[float] = []
    for _ in range(batches):
        taken: list[float] = []
        for _ in range(rounds):
            began = time.perf_counter()
            await work()
            taken.append(time.perf_counter() - began)
        medians.append(statistics.median(taken))
    return min(medians) * 1000


async def measure() -> Report:
    """Servers with one series, five and fifty; in the last, with most channels hidden too."""
    questions = list(content.load(app.CONTENT).questions)
    engines = {"SQLite": sqlite} | ({"PostgreSQL": postgresql} if POSTGRES in os.environ else {})
    rows: list[tuple[str, ...]] = []
    bars: list[Bar] = []
    for name, engine in engines.items():
        worst = 0.0
        for series in (1, 5, 50):
            async with engine() as database:
                await migrations.upgrade(database)
                await fill(database, series, questions)
                views = {"all": []} | (
                    {"5 of 50": [_channel(n) for n in range(6, series + 1)]} if series == 50 else {}
                )
                for seen, hidden in views.items():
                    found, scan = await timed(database, hidden)
                    worst = max(worst, found)
                    rows.append(
                        (name, f"{series}", f"{series * DAYS:,}", seen, f"{found:.1f} ms",
                         f"{scan:.1f} ms")
                    )  # fmt: skip
        bars.append(Bar(f"a search on {name} in under 20 ms", f"{worst:.1f} ms", worst < MOST_MS))
    return Report(
        title="Searching ten years of questions",
        how=f"A post a day for {DAYS:,} days in each series, {len(questions)} questions; the slowest of "
        f"{len(_SEARCHES)} kinds of search, the median of {ROUNDS} in the best of {BATCHES} batches, warm, "
        "the member’s own state and the page included. The scan is the newest post of each question alone.",
        head=("engine", "series", "posts", "channels seen", "a search", "a scan"),
        rows=rows,
        bars=bars,
    )
