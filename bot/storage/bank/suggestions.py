"""Questions that members suggest, and what owners make of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, text, update

from bot.domain.daily.suggestion import Idea, State, Suggestion
from bot.storage.database import Tx
from bot.storage.tables.bank import OPEN, SUGGESTION
from bot.storage.tables.daily import ANSWER, POST

_OPEN = text(OPEN)
_S = SUGGESTION.c


async def add(tx: Tx, suggestion: Suggestion) -> None:
    """Store what a member typed."""
    await tx.execute(
        SUGGESTION.insert().values(
            guild_id=suggestion.guild_id,
            id=suggestion.id,
            user_id=suggestion.user_id,
            data=_written(suggestion.idea),
            at=suggestion.at,
            state=suggestion.state,
        )
    )


async def count_since(tx: Tx, *, guild_id: int, user_id: int, since: datetime) -> int:
    """How many suggestions a member made from then on, whatever became of them."""
    rows = await tx.execute(
        select(func.count()).where(_S.guild_id == guild_id, _S.user_id == user_id, _S.at > since)
    )
    return rows.scalar_one()


async def count_open(tx: Tx, *, guild_id: int, user_id: int | None = None) -> int:
    """How many suggestions wait for an owner, in all or of one member."""
    where = [_S.guild_id == guild_id, _OPEN]
    if user_id is not None:
        where.append(_S.user_id == user_id)
    return (await tx.execute(select(func.count()).where(*where))).scalar_one()


async def page(tx: Tx, *, guild_id: int, limit: int, offset: int) -> Sequence[Suggestion]:
    """Suggestions that wait for an owner, the oldest first."""
    rows = await tx.execute(
        select(SUGGESTION)
        .where(_S.guild_id == guild_id, _OPEN)
        .order_by(_S.at, _S.id)
        .limit(limit)
        .offset(offset)
    )
    return [_suggestion(row) for row in rows]


async def of_member(tx: Tx, *, guild_id: int, user_id: int, limit: int) -> Sequence[Suggestion]:
    """A member’s newest suggestions, but for those they took back."""
    rows = await tx.execute(
        select(SUGGESTION)
        .where(_S.guild_id == guild_id, _S.user_id == user_id, _S.state != "withdrawn")
        .order_by(_S.at.desc(), _S.id.desc())
        .limit(limit)
    )
    return [_suggestion(row) for row in rows]


async def find(tx: Tx, *, guild_id: int, id: int) -> Suggestion | None:
    """A suggestion by its id."""
    rows = await tx.execute(select(SUGGESTION).where(_S.guild_id == guild_id, _S.id == id))
    row = rows.one_or_none()
    return None if row is None else _suggestion(row)


async def edit(tx: Tx, *, guild_id: int, id: int, idea: Idea) -> bool:
    """Change what a member typed; false once it waits no more or an owner has begun on it."""
    result = await tx.execute(
        update(SUGGESTION)
        .where(*_open(guild_id, id), _S.draft.is_(None))
        .values(data=_written(idea))
    )
    return result.rowcount == 1


async def write_draft(tx: Tx, *, guild_id: int, id: int, draft: Mapping[str, str]) -> bool:
    """Keep what owners made of it so far; false once it waits no more."""
    result = await tx.execute(
        update(SUGGESTION)
        .where(*_open(guild_id, id))
        .values(draft=json.dumps(dict(draft), ensure_ascii=False))
    )
    return result.rowcount == 1


async def end(
    tx: Tx,
    *,
    guild_id: int,
    id: int,
    state: State,
    by: int,
    now: datetime,
    reason: str | None = None,
    question_id: str | None = None,
) -> bool:
    """Note what became of a suggestion; false where it waits no more."""
    result = await tx.execute(
        update(SUGGESTION)
        .where(*_open(guild_id, id))
        .values(state=state, ended_by=by, ended_at=now, reason=reason, question_id=question_id)
    )
    return result.rowcount == 1


async def thread_of(tx: Tx, *, guild_id: int, user_id: int) -> int | None:
    """The thread of the question that a member answered last: one where they can be written to."""
    rows = await tx.execute(
        select(POST.c.thread_id)
        .join(
            ANSWER,
            (ANSWER.c.guild_id == POST.c.guild_id) & (ANSWER.c.post_id == POST.c.id),
        )
        .where(
            ANSWER.c.guild_id == guild_id,
            ANSWER.c.user_id == user_id,
            POST.c.thread_id.is_not(None),
        )
        .order_by(ANSWER.c.answered_at.desc())
        .limit(1)
    )
    return rows.scalar_one_or_none()


def _open(guild_id: int, id: int) -> tuple[Any, ...]:
    return _S.guild_id == guild_id, _S.id == id, _OPEN


def _written(idea: Idea) -> str:
    return json.dumps(asdict(idea), ensure_ascii=False)


def _suggestion(row: Row[Any]) -> Suggestion:
    return Suggestion(
        guild_id=row.guild_id,
        id=row.id,
        user_id=row.user_id,
        idea=Idea(**json.loads(row.data)),
        at=row.at,
        state=row.state,
        draft=json.loads(row.draft) if row.draft else {},
        reason=row.reason,
        question_id=row.question_id,
        ended_at=row.ended_at,
    )
