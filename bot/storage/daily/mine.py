"""A member’s own answers, counted."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import func, select

from bot.storage.database import Tx
from bot.storage.tables.daily import ANSWER, REVIEW, SIGNAL


class Tally(NamedTuple):
    """How many answers a member wrote, scored, and had reviewed."""

    answered: int
    scored: int
    reviewed: int


async def tally(tx: Tx, *, guild_id: int, user_id: int) -> Tally:
    """All answers of a member in a server; a try without a text is none."""
    answers = select(func.count(), func.count(ANSWER.c.scored_at)).where(
        ANSWER.c.guild_id == guild_id, ANSWER.c.user_id == user_id, ANSWER.c.text.is_not(None)
    )
    reviewed = select(func.count(REVIEW.c.post_id.distinct())).where(
        REVIEW.c.guild_id == guild_id, REVIEW.c.author_id == user_id, REVIEW.c.state == "done"
    )
    answered, scored = (await tx.execute(answers)).one()
    return Tally(answered, scored, (await tx.execute(reviewed)).scalar_one())


async def ticked(
    tx: Tx, *, guild_id: int, user_id: int, post_ids: Sequence[int]
) -> Mapping[int, Mapping[str, frozenset[int]]]:
    """The signals a member ticked in each of these posts, by criterion; none ticked is not listed."""
    rows = await tx.execute(
        select(SIGNAL.c.post_id, SIGNAL.c.criterion, SIGNAL.c.n).where(
            SIGNAL.c.guild_id == guild_id,
            SIGNAL.c.user_id == user_id,
            SIGNAL.c.post_id.in_(post_ids),
        )
    )
    found: dict[int, dict[str, frozenset[int]]] = {}
    for post_id, criterion, n in rows:
        criteria = found.setdefault(post_id, {})
        criteria[criterion] = criteria.get(criterion, frozenset()) | {n}
    return found


async def reviews(
    tx: Tx, *, guild_id: int, user_id: int, post_ids: Sequence[int]
) -> Mapping[int, int]:
    """How many reviews a member’s answers to these posts received; none is not listed."""
    rows = await tx.execute(
        select(REVIEW.c.post_id, func.count().label("received"))
        .where(
            REVIEW.c.guild_id == guild_id,
            REVIEW.c.author_id == user_id,
            REVIEW.c.state == "done",
            REVIEW.c.post_id.in_(post_ids),
        )
        .group_by(REVIEW.c.post_id)
    )
    return {row.post_id: row.received for row in rows}
