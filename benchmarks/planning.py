"""10,000 series due in one minute: the planner, beside one APScheduler job a series."""

import asyncio
import random
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import func, select

from benchmarks.lag import watched
from benchmarks.report import Bar, Report
from bot import app, content
from bot.client import settle
from bot.domain.daily.series import Post
from bot.domain.schedule import EVERY_DAY, Plan
from bot.services import Services
from bot.services.planner import CHUNK
from bot.storage import ids, migrations, schedules
from bot.storage.daily import posts, series
from bot.storage.database import Database
from bot.storage.tables.deliveries import DELIVERY

SERIES = 10_000
# A whole phase, as far back as the rules look.
ASKED_BEFORE = 28


async def fill(database: Database, now: datetime, questions: list[str]) -> None:
    """Series in as many servers, each with questions of its own behind it."""
    zone = "Europe/Berlin"
    plan = Plan(zone=zone, at=now.astimezone(ZoneInfo(zone)).time(), pattern=EVERY_DAY)
    started = now.date() - timedelta(days=ASKED_BEFORE)
    async with database.transaction() as tx:
        for guild_id in range(1, SERIES + 1):
            id = ids.new(now)
            asked = random.Random(guild_id).sample(questions, ASKED_BEFORE)
            await series.add(
                tx,
                guild_id=guild_id,
                id=id,
                channel_id=guild_id,
                place="text",
                threads=True,
                starts_on=started,
                created_by=1,
                now=now,
            )
            await schedules.add(
                tx, guild_id=guild_id, id=id, kind="daily", ref=id, plan=plan, next_run_at=now
            )
            await posts.add(
                tx, [before(guild_id, id, now, day, asked[day]) for day in range(ASKED_BEFORE)]
            )


def before(guild_id: int, series_id: int, now: datetime, day: int, question: str) -> Post:
    """A post of an earlier day."""
    then = now - timedelta(days=ASKED_BEFORE - day)
    return Post(
        guild_id=guild_id,
        id=ids.new(then),
        series_id=series_id,
        slot=then.date(),
        cycle=1,
        question_id=question,
        revision=1,
        channel_id=guild_id,
        place="text",
        threads=True,
        due_at=then,
        posted_at=then,
    )


async def planned() -> tuple[float, float, int]:
    """Seconds, worst loop lag in milliseconds, deliveries."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.db'}")
        await migrations.upgrade(database)
        library = content.load(app.CONTENT)
        now = datetime.now(UTC).replace(second=0, microsecond=0)
        services = Services.build(
            database,
            lambda: now,
            questions=library.questions,
            rubrics=library.rubrics,
            kits=library.kits,
            scorecards=library.scorecards,
            phases=library.plan,
        )
        await fill(database, now, list(library.questions))
        settle()
        async with watched() as lag:
            began = time.perf_counter()
            await services.planner.tick(now)
            seconds = time.perf_counter() - began
        async with database.reading() as tx:
            count = (await tx.execute(select(func.count()).select_from(DELIVERY))).scalar_one()
        await database.close()
    return seconds, lag.worst, count


async def one_job_each() -> tuple[float, float, int]:
    """APScheduler’s defaults, one job a series: seconds, worst lag, how many ran."""
    ran = 0

    async def job() -> None:
        nonlocal ran
        ran += 1

    scheduler = AsyncIOScheduler(timezone=UTC)
    due = datetime.now(UTC) + timedelta(seconds=4)
    for _ in range(SERIES):
        scheduler.add_job(job, "date", run_date=due)
    scheduler.start()
    await asyncio.sleep(max(0.0, (due - datetime.now(UTC)).total_seconds() - 0.2))
    async with watched() as lag:
        began = time.perf_counter()
        while scheduler.get_jobs() and time.perf_counter() - began < 30:
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.2)
        seconds = time.perf_counter() - began
    scheduler.shutdown(wait=False)
    return seconds, lag.worst, ran


async def measure() -> Report:
    """Both, one after the other."""
    seconds, lag, count = await planned()
    job_seconds, job_lag, ran = await one_job_each()
    return Report(
        title="10,000 series due in one minute",
        how=f"Each in its own server with {ASKED_BEFORE} questions behind it, on SQLite.",
        head=("way", "seconds", "worst loop lag", "done", "lost"),
        rows=[
            (f"the planner, chunks of {CHUNK}", f"{seconds:.2f}", f"{lag:.0f} ms", f"{count:,}",
             f"{SERIES - count:,}"),
            ("APScheduler, one job each, its defaults", f"{job_seconds:.2f}", f"{job_lag:.0f} ms",
             f"{ran:,}", f"{SERIES - ran:,}"),
        ],
        bars=[
            Bar("planned in under 2 s", f"{seconds:.2f} s", seconds < 2),
            Bar("loop lag under 50 ms", f"{lag:.0f} ms", lag < 50),
            Bar("none lost", str(SERIES - count), count == SERIES),
        ],
    )  # fmt: skip
