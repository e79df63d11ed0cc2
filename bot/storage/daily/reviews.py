"""Reviews by peers. `next_lapse` and `lapse` look over all servers, by a partial index."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, func, literal_column, select, tuple_, update

from bot.domain.daily.review import Backlog, Review, State
from bot.storage.database import Tx, insert_once
from bot.storage.tables.daily import ANSWER, REVIEW

_A, _R = ANSWER.c, REVIEW.c
# Word for word as the index has it: with the state as a parameter, SQLite would not use it.
_OPEN = _R.state == literal_column("'open'")
_AT_ONCE = 200
_THING = ("guild_id", "id", "post_id", "author_id", "reviewer_id")


async def add(tx: Tx, review: Review) -> Review:
    """Give an answer to a reader, or back to one who had it before; as it is stored."""
    fresh = {"assigned_at": review.assigned_at, "due_at": review.due_at, "state": "open"}
    thing = {name: getattr(review, name) for name in _THING}
    if await insert_once(tx, REVIEW, {**thing, **fresh}) is not None:
        return review
    rows = await tx.execute(
        update(REVIEW)
        .where(
            _R.guild_id == review.guild_id,
            _R.post_id == review.post_id,
            _R.author_id == review.author_id,
            _R.reviewer_id == review.reviewer_id,
            _R.state.in_(["declined", "lapsed"]),
        )
        .values(**fresh, ended_at=None)
        .returning(REVIEW)
    )
    return review_of(rows.one())


async def find(tx: Tx, *, guild_id: int, id: int) -> Review | None:
    """A review by its id."""
    rows = await tx.execute(select(REVIEW).where(_R.guild_id == guild_id, _R.id == id))
    row = rows.one_or_none()
    return None if row is None else review_of(row)


async def of_answer(
    tx: Tx, *, guild_id: int, post_id: int, author_id: int, state: State = "done"
) -> Sequence[Review]:
    """The reviews of an answer, oldest first."""
    rows = await tx.execute(
        select(REVIEW)
        .where(
            _R.guild_id == guild_id,
            _R.post_id == post_id,
            _R.author_id == author_id,
            _R.state == state,
        )
        .order_by(_R.ended_at, _R.id)
    )
    return [review_of(row) for row in rows]


async def open_of(tx: Tx, *, guild_id: int, reviewer_id: int) -> Sequence[Review]:
    """What a member has to read, what is due first before the rest."""
    rows = await tx.execute(
        select(REVIEW)
        .where(_R.guild_id == guild_id, _R.reviewer_id == reviewer_id, _R.state == "open")
        .order_by(_R.due_at, _R.id)
    )
    return [review_of(row) for row in rows]


async def end(tx: Tx, *, guild_id: int, id: int, state: State, now: datetime) -> bool:
    """End an open review; false where it is over."""
    result = await tx.execute(
        update(REVIEW)
        .where(_R.guild_id == guild_id, _R.id == id, _R.state == "open")
        .values(state=state, ended_at=now)
    )
    return result.rowcount == 1


async def write(
    tx: Tx,
    *,
    guild_id: int,
    id: int,
    signals: Mapping[str, frozenset[int]],
    text: str,
    now: datetime,
    changeable: datetime,
) -> bool:
    """Keep what a reader wrote; false where it is over, or was written before `changeable`."""
    found = and_(_R.guild_id == guild_id, _R.id == id)
    kept = listed(signals)
    result = await tx.execute(
        update(REVIEW)
        .where(found, _R.state == "open")
        .values(state="done", ended_at=now, signals=kept, text=text)
    )
    if result.rowcount == 1:
        return True
    # A change leaves the moment of the first writing, from which the time to change is counted.
    result = await tx.execute(
        update(REVIEW)
        .where(found, _R.state == "done", _R.ended_at > changeable)
        .values(signals=kept, text=text)
    )
    return result.rowcount == 1


async def settle(tx: Tx, *, guild_id: int, id: int, due_at: datetime) -> bool:
    """It stays with its reader until then; false where it is over."""
    result = await tx.execute(
        update(REVIEW)
        .where(_R.guild_id == guild_id, _R.id == id, _R.state == "open")
        .values(due_at=due_at)
    )
    return result.rowcount == 1


async def withdraw(tx: Tx, *, guild_id: int, id: int) -> None:
    """Delete an open review of which nobody was told; its answer waits again."""
    rows = await tx.execute(
        REVIEW.delete()
        .where(_R.guild_id == guild_id, _R.id == id, _R.state == "open")
        .returning(_R.guild_id, _R.post_id, _R.author_id)
    )
    await wait_again(tx, [(row.guild_id, row.post_id, row.author_id) for row in rows])


async def let_go(tx: Tx, *, guild_id: int, reviewer_id: int, now: datetime) -> int:
    """Give back all that a member has to read; how many they were."""
    rows = await tx.execute(
        update(REVIEW)
        .where(_R.guild_id == guild_id, _R.reviewer_id == reviewer_id, _R.state == "open")
        .values(state="declined", ended_at=now)
        .returning(_R.guild_id, _R.post_id, _R.author_id)
    )
    keys = [(row.guild_id, row.post_id, row.author_id) for row in rows]
    await wait_again(tx, keys)
    return len(keys)


async def lapse(tx: Tx, *, now: datetime) -> int:
    """End open reviews whose time is over, some at a time; how many. Their answers wait again."""
    due = (
        select(_R.guild_id, _R.id, _R.post_id, _R.author_id)
        .where(_OPEN, _R.due_at <= now)
        .order_by(_R.due_at)
        .limit(_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    rows = (await tx.execute(due)).all()
    if rows:
        ids = [(row.guild_id, row.id) for row in rows]
        await tx.execute(
            update(REVIEW)
            .where(tuple_(_R.guild_id, _R.id).in_(ids), _R.state == "open")
            .values(state="lapsed", ended_at=now)
        )
        await wait_again(tx, [(row.guild_id, row.post_id, row.author_id) for row in rows])
    return len(rows)


async def next_lapse(tx: Tx) -> datetime | None:
    """When the next open review is over."""
    rows = await tx.execute(select(func.min(_R.due_at)).where(_OPEN))
    return rows.scalar_one()


async def wait_again(tx: Tx, keys: Sequence[tuple[int, int, int]]) -> None:
    """Let answers that lost their reader wait for another; each a guild, a post and an author."""
    if keys:
        await tx.execute(
            update(ANSWER)
            .where(
                tuple_(_A.guild_id, _A.post_id, _A.user_id).in_(keys),
                _A.review == "assigned",
            )
            .values(review="waiting")
        )


async def backlog(tx: Tx, *, guild_id: int, overdue: datetime, since: datetime) -> Backlog:
    """How many answers revealed `since` then wait for a review, and how many of before `overdue`."""
    rows = await tx.execute(
        select(
            _A.review,
            func.count().label("number"),
            func.count().filter(_A.revealed_at <= overdue).label("overdue"),
        )
        .where(
            _A.guild_id == guild_id,
            _A.review.in_(["asked", "waiting", "assigned"]),
            _A.revealed_at >= since,
        )
        .group_by(_A.review)
    )
    found = {row.review: (row.number, row.overdue) for row in rows}
    none = (0, 0)
    return Backlog(
        waiting=found.get("waiting", none)[0],
        assigned=found.get("assigned", none)[0],
        overdue=found.get("waiting", none)[1] + found.get("assigned", none)[1],
        unread=found.get("asked", none)[0],
    )


def listed(signals: Mapping[str, frozenset[int]]) -> str:
    """Signals as one text: `criterion:n` with commas."""
    return ",".join(f"{key}:{n}" for key, ns in sorted(signals.items()) for n in sorted(ns))


def _signals(text: str | None) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for part in filter(None, (text or "").split(",")):
        key, n = part.rsplit(":", 1)
        found.setdefault(key, set()).add(int(n))
    return {key: frozenset(ns) for key, ns in found.items()}


def review_of(row: Row[Any]) -> Review:
    """The domain value of a row."""
    return Review(
        guild_id=row.guild_id,
        id=row.id,
        post_id=row.post_id,
        author_id=row.author_id,
        reviewer_id=row.reviewer_id,
        assigned_at=row.assigned_at,
        due_at=row.due_at,
        state=row.state,
        ended_at=row.ended_at,
        signals=_signals(row.signals),
        text=row.text,
    )
