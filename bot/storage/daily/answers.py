"""What members did with a post: answer, hints, self-score."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, Select, and_, case, func, literal, or_, select, update

from bot.domain.daily.series import Answer
from bot.storage.database import Tx, insert_once
from bot.storage.tables.daily import ANSWER, HINT, POST, SIGNAL
from bot.storage.types import Instant

_A = ANSWER.c


async def add(
    tx: Tx,
    *,
    guild_id: int,
    post_id: int,
    user_id: int,
    text: str | None,
    now: datetime,
    review: bool = False,
    revision: int | None = None,
) -> bool:
    """Store a first answer, or that a member tried; false where there is one already.

    `review`: whether the author asks for a review by a peer. `revision`: that of the question they met.
    """
    values = {
        "guild_id": guild_id,
        "post_id": post_id,
        "user_id": user_id,
        "text": text,
        "answered_at": now,
        "review": "asked" if review and text is not None else None,
        "revision": revision,
    }
    return await insert_once(tx, ANSWER, values) is not None


async def edit(
    tx: Tx,
    *,
    guild_id: int,
    post_id: int,
    user_id: int,
    text: str,
    now: datetime,
    review: bool = False,
) -> bool:
    """Change an answer that is not revealed yet; false where it is."""
    result = await tx.execute(
        update(ANSWER)
        .where(*_one(guild_id, post_id, user_id), _A.revealed_at.is_(None))
        .values(text=text, edited_at=now, review="asked" if review else None)
    )
    return result.rowcount == 1


async def reveal(tx: Tx, *, guild_id: int, post_id: int, user_id: int, now: datetime) -> bool:
    """Open the outline to a member who answered or tried; false where they did neither.

    An answer for which a review was asked waits for a reader from now on.
    """
    first = and_(_A.revealed_at.is_(None), _A.review == "asked")
    result = await tx.execute(
        update(ANSWER)
        .where(*_one(guild_id, post_id, user_id))
        .values(
            revealed_at=func.coalesce(_A.revealed_at, literal(now, Instant)),
            review=case((first, "waiting"), else_=_A.review),
        )
    )
    return result.rowcount == 1


async def set_review(
    tx: Tx,
    *,
    guild_id: int,
    post_id: int,
    user_id: int,
    review: Literal["asked", "waiting", "assigned", "done"],
    before: Collection[str],
) -> bool:
    """Write down how far a review has come; false where it stood elsewhere than `before`."""
    result = await tx.execute(
        update(ANSWER)
        .where(*_one(guild_id, post_id, user_id), _A.review.in_(before))
        .values(review=review)
    )
    return result.rowcount == 1


async def find(tx: Tx, *, guild_id: int, post_id: int, user_id: int) -> Answer | None:
    """A member’s answer."""
    rows = await tx.execute(_with_hints().where(*_one(guild_id, post_id, user_id)))
    row = rows.one_or_none()
    return None if row is None else _answer(row)


async def others(
    tx: Tx, *, guild_id: int, post_id: int, user_id: int, offset: int
) -> tuple[Answer | None, int]:
    """One answer in reading order, those without a review first and the own last; how many in all.

    Others’ answers count once their authors revealed: until then they may still change.
    """
    written = [
        _A.guild_id == guild_id,
        _A.post_id == post_id,
        _A.text.is_not(None),
        or_(_A.revealed_at.is_not(None), _A.user_id == user_id),
    ]
    total = (await tx.execute(select(func.count()).where(*written))).scalar_one()
    rows = await tx.execute(
        _with_hints()
        .where(*written)
        .order_by(_A.user_id == user_id, _reviewed(), _A.answered_at, _A.user_id)
        .limit(1)
        .offset(offset)
    )
    row = rows.one_or_none()
    return (None if row is None else _answer(row)), total


async def states(
    tx: Tx, *, guild_id: int, user_id: int, post_ids: Sequence[int]
) -> Mapping[int, Answer]:
    """What a member did with each of these posts."""
    rows = await tx.execute(
        _with_hints().where(
            _A.guild_id == guild_id, _A.user_id == user_id, _A.post_id.in_(post_ids)
        )
    )
    return {row.post_id: _answer(row) for row in rows}


async def met(tx: Tx, *, guild_id: int, user_id: int, question_id: str) -> int | None:
    """The first revision in which a member met a question, over all its posts; none if they never did."""
    rows = await tx.execute(
        select(func.min(func.coalesce(_A.revision, POST.c.revision)))
        .join(POST, and_(POST.c.guild_id == _A.guild_id, POST.c.id == _A.post_id))
        .where(_A.guild_id == guild_id, _A.user_id == user_id, POST.c.question_id == question_id)
    )
    return rows.scalar_one()


async def written(
    tx: Tx, *, guild_id: int, user_id: int, limit: int, offset: int
) -> Sequence[tuple[int, Answer]]:
    """What a member wrote, newest first, each with its post’s id; a try without a text is none."""
    rows = await tx.execute(
        _with_hints()
        .where(_A.guild_id == guild_id, _A.user_id == user_id, _A.text.is_not(None))
        .order_by(_A.answered_at.desc(), _A.post_id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [(row.post_id, _answer(row)) for row in rows]


async def add_hint(
    tx: Tx, *, guild_id: int, post_id: int, user_id: int, step: int, now: datetime
) -> bool:
    """Write down that a hint was opened; false where it was already."""
    values = {
        "guild_id": guild_id,
        "post_id": post_id,
        "user_id": user_id,
        "step": step,
        "at": now,
    }
    return await insert_once(tx, HINT, values) is not None


async def hints(tx: Tx, *, guild_id: int, post_id: int, user_id: int) -> int:
    """How many hints a member opened."""
    rows = await tx.execute(
        select(func.count()).where(
            HINT.c.guild_id == guild_id, HINT.c.post_id == post_id, HINT.c.user_id == user_id
        )
    )
    return rows.scalar_one()


async def hints_of(
    tx: Tx, *, guild_id: int, user_id: int, post_ids: Sequence[int]
) -> Mapping[int, int]:
    """How many hints a member opened of each of these posts; none is not listed."""
    rows = await tx.execute(
        select(HINT.c.post_id, func.count().label("opened"))
        .where(
            HINT.c.guild_id == guild_id,
            HINT.c.user_id == user_id,
            HINT.c.post_id.in_(post_ids),
        )
        .group_by(HINT.c.post_id)
    )
    return {row.post_id: row.opened for row in rows}


async def score(
    tx: Tx,
    *,
    guild_id: int,
    post_id: int,
    user_id: int,
    ticked: Mapping[str, frozenset[int]],
    now: datetime,
) -> bool:
    """Store which signals were in the answer, in place of an earlier score; false before reveal."""
    result = await tx.execute(
        update(ANSWER)
        .where(*_one(guild_id, post_id, user_id), _A.revealed_at.is_not(None))
        .values(scored_at=now)
    )
    if result.rowcount == 0:
        return False
    thing = {"guild_id": guild_id, "post_id": post_id, "user_id": user_id}
    await tx.execute(SIGNAL.delete().where(*(SIGNAL.c[name] == id for name, id in thing.items())))
    rows = [
        {**thing, "criterion": criterion, "n": n} for criterion, ns in ticked.items() for n in ns
    ]
    if rows:
        await tx.execute(SIGNAL.insert(), rows)
    return True


async def scored(
    tx: Tx, *, guild_id: int, post_id: int, user_id: int
) -> Mapping[str, frozenset[int]]:
    """The signals a member ticked, by criterion."""
    rows = await tx.execute(
        select(SIGNAL.c.criterion, SIGNAL.c.n).where(
            SIGNAL.c.guild_id == guild_id,
            SIGNAL.c.post_id == post_id,
            SIGNAL.c.user_id == user_id,
        )
    )
    ticked: dict[str, set[int]] = {}
    for criterion, n in rows:
        ticked.setdefault(criterion, set()).add(n)
    return {criterion: frozenset(ns) for criterion, ns in ticked.items()}


def _one(guild_id: int, post_id: int, user_id: int) -> tuple[Any, ...]:
    return (_A.guild_id == guild_id, _A.post_id == post_id, _A.user_id == user_id)


def _reviewed() -> Any:
    # An empty column would stand first on one engine and last on the other.
    return case((_A.review == "done", 1), else_=0)


def _with_hints() -> Select[Any]:
    opened = (
        select(func.count())
        .where(
            HINT.c.guild_id == _A.guild_id,
            HINT.c.post_id == _A.post_id,
            HINT.c.user_id == _A.user_id,
        )
        .correlate(ANSWER)
        .scalar_subquery()
    )
    return select(ANSWER, opened.label("hints"))


def _answer(row: Row[Any]) -> Answer:
    return Answer(
        user_id=row.user_id,
        text=row.text,
        answered_at=row.answered_at,
        edited_at=row.edited_at,
        revealed_at=row.revealed_at,
        scored_at=row.scored_at,
        hints=row.hints,
        review=row.review,
        revision=row.revision,
    )
