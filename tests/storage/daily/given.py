"""A series and a post to begin with."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.domain.daily.series import Post
from bot.domain.schedule import WEEKDAYS, Plan
from bot.storage import schedules
from bot.storage.daily import posts, series
from bot.storage.database import Database

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)
PLAN = Plan(zone="Europe/Berlin", at=time(10, 0), pattern=WEEKDAYS)
POST = Post(
    guild_id=1,
    id=500,
    series_id=10,
    slot=DAY,
    cycle=1,
    question_id="td.caching",
    revision=1,
    channel_id=50,
    place="text",
    threads=True,
    due_at=NOW,
)


async def add_series(
    database: Database, id: int = 10, *, guild_id: int = 1, later: int = 0
) -> None:
    """A series with its schedule, made so many minutes later than others."""
    async with database.transaction() as tx:
        await series.add(
            tx,
            guild_id=guild_id,
            id=id,
            channel_id=50,
            place="text",
            threads=True,
            starts_on=DAY,
            created_by=7,
            now=NOW + timedelta(minutes=later),
        )
        await schedules.add(
            tx, guild_id=guild_id, id=id, kind=series.KIND, ref=id, plan=PLAN, next_run_at=NOW
        )


async def add_post(database: Database, id: int = 500, **given: Any) -> Post:
    """A post of series 10 unless said otherwise."""
    post = replace(POST, id=id, **given)
    async with database.transaction() as tx:
        await posts.add(tx, [post])
    return post
