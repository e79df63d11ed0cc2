"""Sessions that are over, as their members look back on them, and how many there were."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, func, select, type_coerce

from bot.domain.mock.feedback import Tally
from bot.domain.mock.session import Session
from bot.storage.database import Tx
from bot.storage.mock import sessions
from bot.storage.tables.mock import SCORECARD, SEAT, SESSION, STAMP
from bot.storage.types import Small

_C = SCORECARD.c
_S = SESSION.c
_T = SEAT.c
# What somebody was asked by name, and came to nothing, was never a session.
_PAST = ("over", "cancelled", "released")
_PAIR = 2
_SEATED = and_(_T.guild_id == _S.guild_id, _T.session_id == _S.id)


async def count(tx: Tx, *, guild_id: int, user_id: int) -> int:
    """How many sessions a member looks back on."""
    rows = await tx.execute(
        select(func.count())
        .select_from(SESSION)
        .join(SEAT, _SEATED)
        .where(_T.guild_id == guild_id, _T.user_id == user_id, _S.state.in_(_PAST))
    )
    return rows.scalar_one()


async def page(
    tx: Tx, *, guild_id: int, user_id: int, offset: int, limit: int
) -> Sequence[Session]:
    """Some of them, newest first."""
    rows = await tx.execute(
        select(SESSION)
        .join(SEAT, _SEATED)
        .where(_T.guild_id == guild_id, _T.user_id == user_id, _S.state.in_(_PAST))
        .order_by(_S.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return await sessions.complete(tx, list(rows.all()))


async def hints(
    tx: Tx, *, guild_id: int, session_ids: Collection[int]
) -> Mapping[tuple[int, int], int]:
    """How many hints were given, by session and half; none given is not listed."""
    rows = await tx.execute(
        select(STAMP.c.session_id, STAMP.c.half, func.max(STAMP.c.value).label("number"))
        .where(
            STAMP.c.guild_id == guild_id,
            STAMP.c.session_id.in_(session_ids),
            STAMP.c.what == "hint",
        )
        .group_by(STAMP.c.session_id, STAMP.c.half)
    )
    return {(row.session_id, row.half): row.number for row in rows}


async def tally(tx: Tx, *, guild_id: int, since: datetime) -> Tally:
    """How many sessions were held since then, and how many of their cards are in, in numbers alone."""
    drills = select(_T.session_id).where(_SEATED, _T.place == 0, _T.role == "candidate")
    held = (
        _S.guild_id == guild_id,
        _S.state == "over",
        _S.begun_at.is_not(None),
        _S.ended_at >= since,
        ~drills.correlate(SESSION).exists(),
    )
    came = (_T.place < _PAIR, _T.absent_at.is_(None), _T.excused_at.is_(None))
    number = await tx.execute(select(func.count()).select_from(SESSION).where(*held))
    # A card about the partner or about oneself; with a swap, both.
    wanted = await tx.execute(
        select(func.coalesce(func.sum(1 + type_coerce(_S.swap, Small)), 0))
        .select_from(SESSION)
        .join(SEAT, _SEATED)
        .where(*held, *came)
    )
    written = await tx.execute(
        select(func.count())
        .select_from(SESSION)
        .join(SEAT, _SEATED)
        .join(
            SCORECARD,
            and_(
                _C.guild_id == _S.guild_id,
                _C.session_id == _S.id,
                _C.rater_id == _T.user_id,
            ),
        )
        .where(*held, *came, _C.sent_at.is_not(None))
    )
    found = written.scalar_one()
    return Tally(
        held=number.scalar_one(), cards=found, missing=max(0, int(wanted.scalar_one()) - found)
    )
