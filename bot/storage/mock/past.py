"""What members did in earlier sessions: with whom, in which kinds, and what became of their seats."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, literal, select

from bot.domain.daily.question import Kind
from bot.domain.mock.course import REVEAL
from bot.domain.mock.reliability import Past, excused
from bot.storage import ids
from bot.storage.database import Tx
from bot.storage.tables.mock import SCORECARD, SEAT, SESSION
from bot.storage.types import Flag

_S = SESSION.c
_T = SEAT.c
_C = SCORECARD.c
_OTHER = SEAT.alias("other")
_PAIR = 2  # places below it
# PostgreSQL takes no small number for a truth value.
_YES = literal(True, Flag)
_OF_SESSION = (_T.guild_id == _S.guild_id) & (_T.session_id == _S.id)
_BESIDE = (
    (_OTHER.c.guild_id == _T.guild_id)
    & (_OTHER.c.session_id == _T.session_id)
    & (_OTHER.c.user_id != _T.user_id)
)


async def last_met(
    tx: Tx, *, guild_id: int, one: int, other: int, since: datetime
) -> datetime | None:
    """When two were paired last since then; made by name or on the spot, it counts once it began."""
    rows = await tx.execute(
        select(func.max(_S.id))
        .select_from(SEAT)
        .join(SESSION, _OF_SESSION)
        .join(_OTHER, _BESIDE)
        .where(
            _T.guild_id == guild_id,
            _T.user_id == one,
            _T.place < _PAIR,
            _OTHER.c.user_id == other,
            _OTHER.c.place < _PAIR,
            _S.id >= ids.first(since),
            (_S.origin == "round") | _S.begun_at.is_not(None),
        )
    )
    found = rows.scalar_one()
    return None if found is None else ids.moment(found)


async def met_in(tx: Tx, *, guild_id: int, round_id: int, user_id: int) -> frozenset[int]:
    """With whom a member was put together in a round, whatever came of it."""
    rows = await tx.execute(
        select(_OTHER.c.user_id)
        .select_from(SEAT)
        .join(SESSION, _OF_SESSION)
        .join(_OTHER, _BESIDE)
        .where(_T.guild_id == guild_id, _T.user_id == user_id, _S.round_id == round_id)
    )
    return frozenset(rows.scalars())


async def sits_in(tx: Tx, *, guild_id: int, round_id: int, user_id: int) -> bool:
    """Whether a member has or had a seat in a round."""
    rows = await tx.execute(
        select(
            exists().where(
                _OF_SESSION,
                _T.guild_id == guild_id,
                _T.user_id == user_id,
                _S.round_id == round_id,
            )
        )
    )
    return bool(rows.scalar_one())


async def practised(tx: Tx, *, guild_id: int, user_id: int, since: datetime) -> Sequence[Kind]:
    """The kinds in which a member was interviewed since then, the oldest first."""
    rows = await tx.execute(
        select(_S.kind)
        .select_from(SEAT)
        .join(SESSION, _OF_SESSION)
        .where(
            _T.guild_id == guild_id,
            _T.user_id == user_id,
            _S.id >= ids.first(since),
            _S.begun_at.is_not(None),
            (_T.role == "candidate") | ((_T.role == "interviewer") & (_S.swap == _YES)),
        )
        .order_by(_S.id)
    )
    return list(rows.scalars())


async def outcomes(
    tx: Tx, *, guild_id: int, user_ids: Collection[int], since: datetime, now: datetime
) -> Mapping[int, Sequence[Past]]:
    """What became of these members’ seats in sessions that were made since then."""
    carded = exists().where(
        _C.guild_id == _T.guild_id,
        _C.session_id == _T.session_id,
        _C.rater_id == _T.user_id,
        _C.sent_at.is_not(None),
    )
    rows = await tx.execute(
        select(
            _T.user_id,
            _T.place,
            _T.excused_at,
            _T.absent_at,
            _T.released_at,
            _S.origin,
            _S.state,
            _S.starts_at,
            _S.begun_at,
            _S.ended_at,
            carded.label("carded"),
        )
        .select_from(SEAT)
        .join(SESSION, _OF_SESSION)
        .where(_T.guild_id == guild_id, _T.user_id.in_(user_ids), _S.id >= ids.first(since))
    )
    found: dict[int, list[Past]] = {}
    for row in rows:
        found.setdefault(row.user_id, []).extend(_became(row, now))
    return found


def _became(row: Any, now: datetime) -> Sequence[Past]:
    if row.absent_at is not None:
        return [Past(outcome="absent", at=row.absent_at)]
    if row.excused_at is not None:
        outcome = excused(row.starts_at, row.excused_at) if row.starts_at else "excused early"
        return [Past(outcome=outcome, at=row.excused_at)]
    if row.released_at is not None:
        # To say no to somebody who asked by name is nothing to be relied upon about.
        released = Past(outcome="released", at=row.released_at)
        return [released] if row.origin == "round" else []
    if row.state != "over" or row.begun_at is None or row.ended_at is None:
        return []
    held = Past(outcome="held", at=row.ended_at)
    opened = row.ended_at + REVEAL
    if row.carded or row.place >= _PAIR or opened > now:
        return [held]
    return [held, Past(outcome="card missed", at=opened)]
