"""What members wrote about their weeks."""

from datetime import datetime

from sqlalchemy import select

from bot.domain.plan.reflection import Reflection
from bot.storage.database import Tx, insert_or_update
from bot.storage.tables.plan import REFLECTION

_R = REFLECTION.c


async def write(tx: Tx, *, guild_id: int, user_id: int, written: Reflection, now: datetime) -> None:
    """Keep what was written about a week, in place of what was there."""
    values = {"guild_id": guild_id, "user_id": user_id, **written._asdict(), "written_at": now}
    await insert_or_update(tx, REFLECTION, values, ["went", "change", "written_at"])


async def of_week(tx: Tx, *, guild_id: int, user_id: int, week: int) -> Reflection | None:
    """What was written about a week."""
    rows = await tx.execute(
        select(_R.week, _R.went, _R.change).where(
            _R.guild_id == guild_id, _R.user_id == user_id, _R.week == week
        )
    )
    row = rows.one_or_none()
    return None if row is None else Reflection(*row)


async def newest_before(tx: Tx, *, guild_id: int, user_id: int, week: int) -> Reflection | None:
    """The newest of the weeks before this one."""
    rows = await tx.execute(
        select(_R.week, _R.went, _R.change)
        .where(_R.guild_id == guild_id, _R.user_id == user_id, _R.week < week)
        .order_by(_R.week.desc())
        .limit(1)
    )
    row = rows.one_or_none()
    return None if row is None else Reflection(*row)
