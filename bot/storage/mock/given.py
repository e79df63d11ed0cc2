"""The questions that members have met, in the question of the day and in mock interviews."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, null, select

from bot.storage.database import Tx
from bot.storage.tables.daily import ANSWER, POST
from bot.storage.tables.mock import SEAT, SESSION

_A = ANSWER.c
_S = SESSION.c
_T = SEAT.c


async def met(
    tx: Tx, *, guild_id: int, user_id: int, apart_from: int | None = None
) -> Mapping[str, datetime]:
    """When a member last met each question that they have met.

    Every answer or try in the question of the day counts, every packet of their own, and whatever was
    asked in a session that they sat in. `apart_from` is a session that is left out.
    """
    found: dict[str, datetime] = {}
    for part in (_daily(guild_id, user_id), _packets(guild_id, user_id), _heard(guild_id, user_id)):
        for row in await tx.execute(part):
            if row.session_id is None or row.session_id != apart_from:
                found[row.question_id] = max(row.at, found.get(row.question_id, row.at))
    return found


async def used(tx: Tx, *, guild_id: int) -> Mapping[str, datetime]:
    """When each question was last given in the mock interviews of a server."""
    rows = await tx.execute(
        select(_T.question_id, func.max(_T.given_at).label("at"))
        .where(_T.guild_id == guild_id, _T.question_id.is_not(None))
        .group_by(_T.question_id)
    )
    return {row.question_id: row.at for row in rows}


def _daily(guild_id: int, user_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            POST.c.question_id,
            null().label("session_id"),
            func.max(func.coalesce(_A.revealed_at, _A.answered_at)).label("at"),
        )
        .join(POST, and_(POST.c.guild_id == _A.guild_id, POST.c.id == _A.post_id))
        .where(_A.guild_id == guild_id, _A.user_id == user_id)
        .group_by(POST.c.question_id)
    )


def _packets(guild_id: int, user_id: int) -> Select[*tuple[Any, ...]]:
    return select(_T.question_id, _T.session_id, _T.given_at.label("at")).where(
        _T.guild_id == guild_id, _T.user_id == user_id, _T.question_id.is_not(None)
    )


def _heard(guild_id: int, user_id: int) -> Select[*tuple[Any, ...]]:
    """What others asked in sessions that began and that this member sat in."""
    own = SEAT.alias()
    return (
        select(_T.question_id, _T.session_id, _T.given_at.label("at"))
        .join(own, and_(own.c.guild_id == _T.guild_id, own.c.session_id == _T.session_id))
        .join(SESSION, and_(_S.guild_id == _T.guild_id, _S.id == _T.session_id))
        .where(
            own.c.guild_id == guild_id,
            own.c.user_id == user_id,
            _T.user_id != user_id,
            _T.question_id.is_not(None),
            _S.begun_at.is_not(None),
        )
    )
