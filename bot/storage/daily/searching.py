"""Which questions were asked in a server, without reading the thousands of posts that asked them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import CTE, func, select

from bot.domain.daily.series import Post
from bot.storage.database import Tx
from bot.storage.tables.daily import POST


class LastAsked(NamedTuple):
    """The newest post of a question."""

    question_id: str
    post_id: int
    at: datetime


async def last_asked(
    tx: Tx, *, guild_id: int, among: Collection[str], hidden: Collection[int]
) -> Sequence[LastAsked]:
    """Those of these questions that were asked outside the hidden channels, with the newest post there."""
    asked = _questions(guild_id)
    newest = POST.alias()
    last = (
        select(newest.c.id)
        .where(
            newest.c.guild_id == guild_id,
            newest.c.question_id == asked.c.question_id,
            newest.c.posted_at.is_not(None),
            newest.c.channel_id.not_in(hidden),
        )
        .order_by(newest.c.posted_at.desc(), newest.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = await tx.execute(
        select(POST.c.question_id, POST.c.id, POST.c.posted_at)
        .select_from(asked)
        .join(POST, POST.c.id == last)
        .where(POST.c.guild_id == guild_id, asked.c.question_id.in_(among))
    )
    return [LastAsked(*row) for row in rows]


async def any_asked(tx: Tx, *, guild_id: int, hidden: Collection[int]) -> bool:
    """Whether anything was asked outside the hidden channels."""
    rows = await tx.execute(
        select(POST.c.id)
        .where(
            POST.c.guild_id == guild_id,
            POST.c.posted_at.is_not(None),
            POST.c.channel_id.not_in(hidden),
        )
        .limit(1)
    )
    return rows.first() is not None


def _questions(guild_id: int) -> CTE:
    """The questions of a server, each found from the one before it: a step a question, not a post."""
    first = select(func.min(POST.c.question_id).label("question_id"))
    asked = first.where(POST.c.guild_id == guild_id).cte("asked", recursive=True)
    following = (
        select(func.min(POST.c.question_id))
        .where(POST.c.guild_id == guild_id, POST.c.question_id > asked.c.question_id)
        .scalar_subquery()
    )
    return asked.union_all(select(following).where(asked.c.question_id.is_not(None)))


async def of_ids(tx: Tx, *, guild_id: int, ids: Sequence[int]) -> Sequence[Post]:
    """These posts, in the order in which they are named."""
    rows = await tx.execute(select(POST).where(POST.c.guild_id == guild_id, POST.c.id.in_(ids)))
    found = {row["id"]: Post(**row) for row in rows.mappings()}
    return [found[id] for id in ids if id in found]
