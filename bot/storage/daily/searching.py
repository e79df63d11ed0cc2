"""Which questions were asked in a server, without reading the thousands of posts that asked them."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Text, bindparam, desc, select, type_coerce

from bot.domain.daily.series import Post
from bot.storage.bulk import among, each
from bot.storage.database import Tx
from bot.storage.tables.daily import POST
from bot.storage.types import Big


async def last_asked(
    tx: Tx, *, guild_id: int, questions: Collection[str], hidden: Collection[int]
) -> Sequence[str]:
    """Those of these questions that were asked outside the hidden channels, the latest first."""
    asking = {"guild_id": guild_id, "questions": questions, "hidden": hidden}
    rows: list[Any] = [*(await tx.execute(_LAST_ASKED, asking)).all()]
    return [id for id, at in rows if at is not None]


async def newest(
    tx: Tx, *, guild_id: int, questions: Sequence[str], hidden: Collection[int]
) -> Sequence[Post]:
    """The newest post of each of these questions outside the hidden channels, in the same order."""
    rows = await tx.execute(
        _NEWEST, {"guild_id": guild_id, "questions": questions, "hidden": hidden}
    )
    found = {row["question_id"]: Post(**row) for row in rows.mappings()}
    return [found[id] for id in questions if id in found]


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


async def of_ids(tx: Tx, *, guild_id: int, ids: Sequence[int]) -> Sequence[Post]:
    """These posts, in the order in which they are named."""
    rows = await tx.execute(select(POST).where(POST.c.guild_id == guild_id, POST.c.id.in_(ids)))
    found = {row["id"]: Post(**row) for row in rows.mappings()}
    return [found[id] for id in ids if id in found]


# A step through the index for each question, not one for each post.
_QUESTIONS = each("questions", Text())
_NEW = POST.alias()
_SEEN = (
    select(_NEW.c.id)
    .where(
        _NEW.c.guild_id == bindparam("guild_id"),
        _NEW.c.question_id == _QUESTIONS.c.value,
        _NEW.c.posted_at.is_not(None),
        _NEW.c.channel_id.not_in(among("hidden")),
    )
    .order_by(_NEW.c.posted_at.desc())
    .limit(1)
)
# As a number: what it is needed for is the order alone.
_AT = _SEEN.with_only_columns(type_coerce(_NEW.c.posted_at, Big)).scalar_subquery()
_LAST_ASKED = select(_QUESTIONS.c.value, _AT.label("at")).order_by(desc("at"), _QUESTIONS.c.value)
_ID = _SEEN.order_by(_NEW.c.id.desc()).scalar_subquery()
_NEWEST = select(POST).where(
    POST.c.guild_id == bindparam("guild_id"), POST.c.id.in_(select(_ID).select_from(_QUESTIONS))
)
