"""What it takes to know who could read which answer, each for many servers in one statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    func,
    literal_column,
    select,
    tuple_,
    type_coerce,
    union,
)

from bot.domain.daily.review import PATIENCE, Review
from bot.storage import ids
from bot.storage.daily.reviews import review_of
from bot.storage.database import Tx
from bot.storage.tables.daily import ANSWER, POST, REVIEW
from bot.storage.tables.me import MEMBER
from bot.storage.tables.server import GUILD
from bot.storage.types import Big, Small, from_ms, to_ms

_A, _P, _R = ANSWER.c, POST.c, REVIEW.c
# Word for word as the index has it: with the state as a parameter, SQLite would not use it.
_WAITING = _A.review == literal_column("'waiting'")

_HOURS = type_coerce(_R.due_at, Big) - type_coerce(_R.assigned_at, Big)
# As `Review.told`.
_UNTOLD = (_R.state == literal_column("'open'"), to_ms(from_ms(0) + PATIENCE) >= _HOURS)
# Whoever chose nothing reviews.
_WILLING = func.coalesce(type_coerce(MEMBER.c.reviews, Small), 1) == 1

Of = tuple[int, int]
"""A guild and a post, a series or a member."""
Key = tuple[int, int, int]
"""A guild, a post and the author of an answer to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An answer without a reader, or with one who is not told yet."""

    guild_id: int
    post_id: int
    author_id: int
    series_id: int
    question: str
    revealed_at: datetime
    review_id: int | None = None
    reviewer_id: int | None = None


async def wanted_in(tx: Tx) -> Sequence[int]:
    """The servers in which an answer wants a reader, of all where the bot is."""
    waiting = select(_A.guild_id).where(_WAITING)
    untold = select(_R.guild_id).where(*_UNTOLD)
    wanted = union(waiting, untold).subquery()
    rows = await tx.execute(
        select(wanted.c.guild_id)
        .join(GUILD, GUILD.c.guild_id == wanted.c.guild_id)
        .where(GUILD.c.removed_at.is_(None))
        .order_by(wanted.c.guild_id)
    )
    return list(rows.scalars())


async def unread(tx: Tx, guild_ids: Sequence[int]) -> Sequence[Unread]:
    """The answers that want a reader: those without one, and those whose reader is not told yet."""
    waiting = await tx.execute(
        _unread().where(_WAITING, _A.guild_id.in_(guild_ids), _A.revealed_at.is_not(None))
    )
    theirs = and_(_R.guild_id == _A.guild_id, _R.post_id == _A.post_id, _R.author_id == _A.user_id)
    untold = await tx.execute(
        _unread()
        .add_columns(_R.id.label("review_id"), _R.reviewer_id)
        .join(REVIEW, theirs)
        .where(*_UNTOLD, _R.guild_id.in_(guild_ids), _R.reviewer_id.is_not(None))
    )
    return [
        *(_of(row) for row in waiting),
        *(
            replace(_of(row), review_id=row.review_id, reviewer_id=row.reviewer_id)
            for row in untold
        ),
    ]


async def opened(tx: Tx, post_ids: Sequence[Of]) -> Mapping[Of, frozenset[int]]:
    """Who opened these questions, and reviews at all; by post."""
    rows = await tx.execute(
        select(_A.guild_id, _A.post_id, _A.user_id)
        .outerjoin(MEMBER, _same_member(_A))
        .where(tuple_(_A.guild_id, _A.post_id).in_(post_ids), _A.revealed_at.is_not(None), _WILLING)
    )
    return _grouped(rows)


async def regulars(
    tx: Tx, guild_ids: Sequence[int], *, since: date, least: int
) -> Mapping[Of, frozenset[int]]:
    """Who opened at least so many questions of a series since a day, and reviews at all; by series."""
    rows = await tx.execute(
        select(_P.guild_id, _P.series_id, _A.user_id)
        .join(ANSWER, and_(_A.guild_id == _P.guild_id, _A.post_id == _P.id))
        .outerjoin(MEMBER, _same_member(_A))
        .where(_P.guild_id.in_(guild_ids), _P.slot >= since, _A.revealed_at.is_not(None), _WILLING)
        .group_by(_P.guild_id, _P.series_id, _A.user_id)
        .having(func.count() >= least)
    )
    return _grouped(rows)


async def had(tx: Tx, post_ids: Sequence[Of]) -> Mapping[Key, frozenset[int | None]]:
    """Who was told of each answer of these posts before."""
    rows = await tx.execute(select(REVIEW).where(tuple_(_R.guild_id, _R.post_id).in_(post_ids)))
    found: dict[Key, set[int | None]] = {}
    for review in map(review_of, rows):
        if review.told:
            key = (review.guild_id, review.post_id, review.author_id)
            found.setdefault(key, set()).add(review.reviewer_id)
    return {key: frozenset(members) for key, members in found.items()}


async def recent(
    tx: Tx, guild_ids: Sequence[int], *, since: datetime
) -> Mapping[Of, Sequence[Review]]:
    """What members of these servers were told to read since then, by reader."""
    # Ids grow with time and stand in the primary key.
    rows = await tx.execute(
        select(REVIEW).where(_R.guild_id.in_(guild_ids), _R.id >= ids.earliest(since))
    )
    found: dict[Of, list[Review]] = {}
    for review in map(review_of, rows):
        if review.told and review.reviewer_id is not None:
            found.setdefault((review.guild_id, review.reviewer_id), []).append(review)
    return found


def _same_member(columns: Any) -> ColumnElement[bool]:
    return and_(MEMBER.c.guild_id == columns.guild_id, MEMBER.c.user_id == columns.user_id)


def _grouped(rows: Iterable[Any]) -> Mapping[Of, frozenset[int]]:
    """Members by the first two columns."""
    found: dict[Of, set[int]] = {}
    for guild_id, thing_id, user_id in rows:
        found.setdefault((guild_id, thing_id), set()).add(user_id)
    return {key: frozenset(members) for key, members in found.items()}


async def offers(
    tx: Tx, *, guild_id: int, user_id: int, limit: int
) -> Sequence[tuple[Unread, bool]]:
    """Answers that a member could take unasked, longest waiting first, and whether they had it before."""
    mine = ANSWER.alias("mine")
    before = (
        select(_R.id)
        .where(
            _R.guild_id == _A.guild_id,
            _R.post_id == _A.post_id,
            _R.author_id == _A.user_id,
            _R.reviewer_id == user_id,
        )
        .correlate(ANSWER)
        .exists()
    )
    rows = await tx.execute(
        _unread()
        .add_columns(before.label("before"))
        .join(mine, and_(mine.c.guild_id == _A.guild_id, mine.c.post_id == _A.post_id))
        .where(
            _WAITING,
            _A.guild_id == guild_id,
            _A.user_id != user_id,
            mine.c.user_id == user_id,
            mine.c.revealed_at.is_not(None),
        )
        .order_by(_A.revealed_at, _A.post_id, _A.user_id)
        .limit(limit)
    )
    return [(_of(row), bool(row.before)) for row in rows]


def _unread() -> Select[*tuple[Any, ...]]:
    return select(
        _A.guild_id, _A.post_id, _A.user_id, _A.revealed_at, _P.series_id, _P.question_id
    ).join(POST, and_(_P.guild_id == _A.guild_id, _P.id == _A.post_id))


def _of(row: Row[Any]) -> Unread:
    return Unread(
        guild_id=row.guild_id,
        post_id=row.post_id,
        author_id=row.user_id,
        series_id=row.series_id,
        question=row.question_id,
        revealed_at=row.revealed_at,
    )
