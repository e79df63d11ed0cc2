"""What a post says of the posts before it."""

from datetime import date

from sqlalchemy import func, select

from bot.domain.daily.series import Earlier, Post
from bot.storage.database import Tx
from bot.storage.tables.daily import ANSWER, POST, REVIEW


async def earlier(tx: Tx, post: Post) -> Earlier | None:
    """The post of the same series before this one, with what came of it.

    Answers count from when they are written, revealed or not; reviews once they are done.
    """
    answers = select(func.count()).where(
        ANSWER.c.guild_id == POST.c.guild_id,
        ANSWER.c.post_id == POST.c.id,
        ANSWER.c.text.is_not(None),
    )
    reviewed = select(func.count(REVIEW.c.author_id.distinct())).where(
        REVIEW.c.guild_id == POST.c.guild_id,
        REVIEW.c.post_id == POST.c.id,
        REVIEW.c.state == "done",
    )
    rows = await tx.execute(
        select(
            POST,
            answers.correlate(POST).scalar_subquery().label("answers"),
            reviewed.correlate(POST).scalar_subquery().label("reviewed"),
        )
        .where(
            POST.c.guild_id == post.guild_id,
            POST.c.series_id == post.series_id,
            POST.c.slot < post.slot,
            POST.c.posted_at.is_not(None),
        )
        .order_by(POST.c.slot.desc())
        .limit(1)
    )
    row = rows.mappings().one_or_none()
    if row is None:
        return None
    values = {name: row[name] for name in POST.c.keys()}  # noqa: SIM118 - iterating gives columns
    return Earlier(post=Post(**values), answers=row["answers"], reviewed=row["reviewed"])


async def last_asked(tx: Tx, post: Post) -> date | None:
    """The day on which the same series asked this question before."""
    rows = await tx.execute(
        select(func.max(POST.c.slot)).where(
            POST.c.guild_id == post.guild_id,
            POST.c.series_id == post.series_id,
            POST.c.question_id == post.question_id,
            POST.c.cycle < post.cycle,
            POST.c.posted_at.is_not(None),
        )
    )
    return rows.scalar_one()
