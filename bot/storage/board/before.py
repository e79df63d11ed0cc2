"""Everything that was done in a server, a piece at a time, in the order of its ids."""

from collections.abc import Sequence

from sqlalchemy import select, tuple_

from bot.domain.daily.review import Review
from bot.domain.daily.series import Answer, Post
from bot.domain.mock.session import Session
from bot.storage.daily import posts
from bot.storage.daily.reviews import review_of
from bot.storage.database import Tx
from bot.storage.mock import sessions
from bot.storage.tables.daily import ANSWER, REVIEW
from bot.storage.tables.mock import SESSION

_A = ANSWER.c
_R = REVIEW.c
_S = SESSION.c


async def answers(
    tx: Tx, *, guild_id: int, after: tuple[int, int], limit: int
) -> Sequence[tuple[Post, Answer]]:
    """Answers with a text, after this post and member."""
    rows = await tx.execute(
        select(_A.post_id, _A.user_id, _A.text, _A.answered_at)
        .where(
            _A.guild_id == guild_id,
            _A.text.is_not(None),
            tuple_(_A.post_id, _A.user_id) > after,
        )
        .order_by(_A.post_id, _A.user_id)
        .limit(limit)
    )
    found: list[tuple[Post, Answer]] = []
    for row in rows.all():
        post = found[-1][0] if found and found[-1][0].id == row.post_id else None
        post = post or await posts.find(tx, guild_id=guild_id, id=row.post_id)
        assert post is not None, "an answer goes with its post"
        answer = Answer(user_id=row.user_id, text=row.text, answered_at=row.answered_at)
        found.append((post, answer))
    return found


async def reviews(tx: Tx, *, guild_id: int, after: int, limit: int) -> Sequence[Review]:
    """Reviews that were written by somebody who is still known, after this one."""
    rows = await tx.execute(
        select(REVIEW)
        .where(
            _R.guild_id == guild_id,
            _R.id > after,
            _R.state == "done",
            _R.reviewer_id.is_not(None),
        )
        .order_by(_R.id)
        .limit(limit)
    )
    return [review_of(row) for row in rows]


async def mocks(tx: Tx, *, guild_id: int, after: int, limit: int) -> Sequence[Session]:
    """Sessions that were held, after this one."""
    rows = await tx.execute(
        select(SESSION)
        .where(
            _S.guild_id == guild_id,
            _S.id > after,
            _S.state == "over",
            _S.begun_at.is_not(None),
        )
        .order_by(_S.id)
        .limit(limit)
    )
    return await sessions.complete(tx, list(rows.all()))
