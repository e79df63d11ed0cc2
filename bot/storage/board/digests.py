"""What a group did in a week, by number, and who helped most of those who may be named."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from bot.storage import ids
from bot.storage.database import Tx
from bot.storage.tables.board import BOARD_MEMBER, BOARD_SETTINGS
from bot.storage.tables.daily import ANSWER, POST, REVIEW
from bot.storage.tables.me import MEMBER
from bot.storage.tables.mock import SEAT, SESSION
from bot.storage.tables.plan import TASK

# What is done in a week was asked, assigned or arranged at most so long before it.
_BEFORE = timedelta(weeks=4)


async def channels(tx: Tx, *, guild_ids: Sequence[int]) -> Mapping[int, int]:
    """Where the digest of each of these servers goes, where there is one."""
    of = BOARD_SETTINGS.c
    rows = await tx.execute(
        select(of.guild_id, of.digest_channel_id).where(
            of.guild_id.in_(guild_ids), of.digest_channel_id.is_not(None)
        )
    )
    return {row.guild_id: row.digest_channel_id for row in rows}


async def setter(tx: Tx, *, guild_id: int) -> int | None:
    """Who chose what holds for boards."""
    of = BOARD_SETTINGS.c
    rows = await tx.execute(select(of.set_by).where(of.guild_id == guild_id))
    return rows.scalar_one_or_none()


async def counts(tx: Tx, *, guild_id: int, since: datetime, until: datetime) -> Mapping[str, int]:
    """How many answers, reviews, mocks and tasks there were, `since` included and `until` not."""
    statements = {
        "answers": _answers(guild_id, since, until),
        "reviews": select(func.count()).where(*_reviews(guild_id, since, until)),
        "mocks": _mocks(guild_id, since, until),
        "tasks": select(func.count()).where(
            TASK.c.guild_id == guild_id, TASK.c.done_at >= since, TASK.c.done_at < until
        ),
    }
    return {name: (await tx.execute(one)).scalar_one() for name, one in statements.items()}


def _answers(guild_id: int, since: datetime, until: datetime) -> Any:
    joined = POST.join(
        ANSWER, (ANSWER.c.guild_id == POST.c.guild_id) & (ANSWER.c.post_id == POST.c.id)
    )
    return (
        select(func.count())
        .select_from(joined)
        .where(
            POST.c.guild_id == guild_id,
            POST.c.slot >= (since - _BEFORE).date(),
            ANSWER.c.text.is_not(None),
            ANSWER.c.answered_at >= since,
            ANSWER.c.answered_at < until,
        )
    )


def _reviews(guild_id: int, since: datetime, until: datetime) -> Sequence[Any]:
    return (
        REVIEW.c.guild_id == guild_id,
        # An id holds the moment it was made at, so that the key finds them.
        REVIEW.c.id >= ids.first(since - _BEFORE),
        REVIEW.c.state == "done",
        REVIEW.c.ended_at >= since,
        REVIEW.c.ended_at < until,
    )


def _mocks(guild_id: int, since: datetime, until: datetime) -> Any:
    """Those that two were at; who practised alone held none."""
    joined = SESSION.join(
        SEAT, (SEAT.c.guild_id == SESSION.c.guild_id) & (SEAT.c.session_id == SESSION.c.id)
    )
    held = (
        select(SESSION.c.id)
        .select_from(joined)
        .where(
            SESSION.c.guild_id == guild_id,
            SESSION.c.id >= ids.first(since - _BEFORE),
            SESSION.c.begun_at >= since,
            SESSION.c.begun_at < until,
            SEAT.c.released_at.is_(None),
            SEAT.c.absent_at.is_(None),
        )
        .group_by(SESSION.c.id)
        .having(func.count() > 1)
    )
    return select(func.count()).select_from(held.subquery())


async def helpful(
    tx: Tx, *, guild_id: int, since: datetime, until: datetime, fewest: int, most: int
) -> Sequence[int]:
    """Who wrote most reviews, of those who agreed to be thanked and are still there."""
    reviewer = REVIEW.c.reviewer_id
    agreed = (BOARD_MEMBER.c.guild_id == REVIEW.c.guild_id) & (BOARD_MEMBER.c.user_id == reviewer)
    known = (MEMBER.c.guild_id == REVIEW.c.guild_id) & (MEMBER.c.user_id == reviewer)
    rows = await tx.execute(
        select(reviewer)
        .select_from(REVIEW.join(BOARD_MEMBER, agreed).outerjoin(MEMBER, known))
        .where(
            *_reviews(guild_id, since, until),
            BOARD_MEMBER.c.thanked.in_([True]),  # PostgreSQL keeps it as a number
            MEMBER.c.left_at.is_(None),
        )
        .group_by(reviewer)
        .having(func.count() >= fewest)
        .order_by(func.count().desc(), reviewer)
        .limit(most)
    )
    return list(rows.scalars())
