"""What was pressed during sessions, in order."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, select

from bot.domain.mock.session import Session
from bot.domain.mock.stamp import Stamp, Stamps, What
from bot.storage.database import Tx
from bot.storage.tables.mock import STAMP

_C = STAMP.c


async def of(tx: Tx, *, guild_id: int, session_id: int) -> Stamps:
    """Every stamp of a session."""
    rows = await tx.execute(
        select(STAMP).where(_C.guild_id == guild_id, _C.session_id == session_id).order_by(_C.n)
    )
    return Stamps([Stamp(what=row.what, half=row.half, value=row.value, at=row.at) for row in rows])


async def add(
    tx: Tx, session: Session, what: What, now: datetime, *, half: int, value: int = 0
) -> None:
    """Add one at the end. The session is locked by the caller, so that two do not get one number."""
    last = await tx.execute(
        select(func.max(_C.n)).where(_C.guild_id == session.guild_id, _C.session_id == session.id)
    )
    await tx.execute(
        STAMP.insert().values(
            guild_id=session.guild_id,
            session_id=session.id,
            n=(last.scalar_one() or 0) + 1,
            what=what,
            half=half,
            value=value,
            at=now,
        )
    )


async def tick(
    tx: Tx, session: Session, ticked: Mapping[int, frozenset[int]], now: datetime
) -> None:
    """Keep these signals of a solo drill in place of those ticked before."""
    await tx.execute(
        delete(STAMP).where(
            _C.guild_id == session.guild_id, _C.session_id == session.id, _C.what == "drill"
        )
    )
    for criterion, signals in sorted(ticked.items()):
        for signal in sorted(signals):
            await add(tx, session, "drill", now, half=criterion, value=signal)
