"""Posts: a question on a day in a channel."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter

from sqlalchemy import ColumnElement, RowMapping, func, select, type_coerce, update

from bot.domain.daily.series import Post
from bot.storage.bulk import execute_all
from bot.storage.database import Tx
from bot.storage.tables.daily import POST
from bot.storage.types import Big


async def add(tx: Tx, posts: Sequence[Post]) -> None:
    """Store posts before their messages exist; one a slot of a series."""
    await execute_all(tx, _ADD, _NAMES, [_values(post) for post in posts])


_ADD = POST.insert()
_NAMES = POST.c.keys()
_values = attrgetter(*_NAMES)


async def find(tx: Tx, *, guild_id: int, id: int) -> Post | None:
    """A post by its id."""
    rows = await tx.execute(select(POST).where(POST.c.guild_id == guild_id, POST.c.id == id))
    row = rows.mappings().one_or_none()
    return None if row is None else _post(row)


# What follows leaves out the channels that are hidden from the member who asks.


async def newest(
    tx: Tx, *, guild_id: int, within: timedelta, hidden: Collection[int]
) -> Sequence[Post]:
    """The newest post that went out and those shortly before it, newest first."""
    last = (
        select(func.max(type_coerce(POST.c.posted_at, Big)))
        .where(*_shown(guild_id, hidden))
        .scalar_subquery()
    )
    rows = await tx.execute(
        select(POST)
        .where(
            *_shown(guild_id, hidden),
            type_coerce(POST.c.posted_at, Big) > last - int(within.total_seconds() * 1000),
        )
        .order_by(POST.c.posted_at.desc(), POST.c.id.desc())
    )
    return [_post(row) for row in rows.mappings()]


async def count(tx: Tx, *, guild_id: int, hidden: Collection[int]) -> int:
    """How many posts went out in a server."""
    rows = await tx.execute(select(func.count()).where(*_shown(guild_id, hidden)))
    return rows.scalar_one()


async def page(
    tx: Tx, *, guild_id: int, limit: int, offset: int, hidden: Collection[int]
) -> Sequence[Post]:
    """One page of the posts that went out, newest first."""
    rows = await tx.execute(
        select(POST)
        .where(*_shown(guild_id, hidden))
        .order_by(POST.c.posted_at.desc(), POST.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [_post(row) for row in rows.mappings()]


def _shown(guild_id: int, hidden: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    return (
        POST.c.guild_id == guild_id,
        POST.c.posted_at.is_not(None),
        POST.c.channel_id.not_in(hidden),
    )


async def mark_posted(
    tx: Tx,
    *,
    guild_id: int,
    series_id: int,
    slot: date,
    now: datetime,
    message_id: int | None,
    thread_id: int | None,
    late_why: str | None = None,
) -> str | None:
    """Write down that the message stands in its channel; the question it asks, where there is a post."""
    rows = await tx.execute(
        update(POST)
        .where(POST.c.guild_id == guild_id, POST.c.series_id == series_id, POST.c.slot == slot)
        .values(posted_at=now, message_id=message_id, thread_id=thread_id, late_why=late_why)
        .returning(POST.c.question_id)
    )
    return rows.scalar_one_or_none()


async def withdraw(tx: Tx, *, guild_id: int, series_id: int, slot: date) -> str | None:
    """Delete a post that never went out; the question it would have asked."""
    rows = await tx.execute(
        POST.delete()
        .where(
            POST.c.guild_id == guild_id,
            POST.c.series_id == series_id,
            POST.c.slot == slot,
            POST.c.posted_at.is_(None),
        )
        .returning(POST.c.question_id)
    )
    return rows.scalar_one_or_none()


def _post(row: RowMapping) -> Post:
    return Post(**row)
