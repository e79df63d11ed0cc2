"""The questions that owners want asked next, a queue a series.

A question whose post waits to go out is taken: it keeps its row, at no place, until the post stands in
its channel or is withdrawn.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, bindparam, func, select, update

from bot.storage.bulk import among
from bot.storage.daily.series import Key
from bot.storage.database import Tx, insert_or_update_all
from bot.storage.tables.daily import POST, QUEUE

_Q = QUEUE.c
_TAKEN = 0
"""Places count from 1."""


async def of(tx: Tx, *, guild_id: int, series_id: int) -> Sequence[str]:
    """The ids of a queue, in its order."""
    found = await of_guilds(tx, [guild_id])
    return found.get((guild_id, series_id), [])


async def of_guilds(tx: Tx, guild_ids: Sequence[int]) -> Mapping[Key, list[str]]:
    """The queues of these servers, by (guild, series); none where it is empty."""
    rows = await tx.execute(_OF_GUILDS, {"guild_ids": guild_ids})
    found: dict[Key, list[str]] = {}
    for row in rows:
        found.setdefault((row.guild_id, row.series_id), []).append(row.question_id)
    return found


_OF_GUILDS = (
    select(_Q.guild_id, _Q.series_id, _Q.question_id)
    .where(_Q.guild_id.in_(among("guild_ids")), _Q.position > _TAKEN)
    .order_by(_Q.position)
)


async def write(
    tx: Tx,
    *,
    guild_id: int,
    series_id: int,
    questions: Sequence[str],
    by: int | None,
    now: datetime,
) -> None:
    """Make a queue hold exactly these, in this order; `by` added those that were not in it."""
    await tx.execute(
        QUEUE.delete().where(
            *_of(guild_id, series_id), _Q.position > _TAKEN, _Q.question_id.not_in(questions)
        )
    )
    rows = [
        {
            "guild_id": guild_id,
            "series_id": series_id,
            "question_id": question,
            "position": position,
            "added_by": by,
            "added_at": now,
        }
        for position, question in enumerate(questions, _TAKEN + 1)
    ]
    await insert_or_update_all(tx, QUEUE, rows, ["position"])


async def take(tx: Tx, taken: Collection[tuple[int, int, str]]) -> None:
    """Posts were planned of these questions, each by (guild, series, question)."""
    rows = [{"g": guild, "s": series, "q": question} for guild, series, question in taken]
    if rows:
        await tx.execute(
            update(QUEUE)
            .where(
                _Q.guild_id == bindparam("g"),
                _Q.series_id == bindparam("s"),
                _Q.question_id == bindparam("q"),
            )
            .values(position=_TAKEN),
            rows,
        )


async def give_back(tx: Tx, *, guild_id: int, series_id: int, question_id: str) -> None:
    """A post was withdrawn: its question goes to the front again, if it was taken from the queue."""
    await tx.execute(
        update(QUEUE)
        .where(
            *_of(guild_id, series_id),
            (_Q.position > _TAKEN) | (_Q.question_id == question_id),
        )
        .values(position=_Q.position + 1)
    )


async def done(tx: Tx, *, guild_id: int, series_id: int, question_id: str) -> None:
    """A post went out: its question leaves the queue, unless it was queued again meanwhile."""
    await tx.execute(
        QUEUE.delete().where(
            *_of(guild_id, series_id), _Q.question_id == question_id, _Q.position == _TAKEN
        )
    )


async def last_asked(tx: Tx, *, guild_id: int, series_id: int) -> Mapping[str, date]:
    """The day on which a series asked each question last; none where it never did."""
    rows = await tx.execute(
        select(POST.c.question_id, func.max(POST.c.slot).label("day"))
        .where(POST.c.guild_id == guild_id, POST.c.series_id == series_id)
        .group_by(POST.c.question_id)
    )
    return {row.question_id: row.day for row in rows}


def _of(guild_id: int, series_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _Q.guild_id == guild_id, _Q.series_id == series_id
