"""The pacer’s one row, shared by all processes."""

from sqlalchemy import func, update

from bot.storage.database import Tx, insert_once
from bot.storage.tables.deliveries import PACER


async def reserve(tx: Tx, *, name: str, now_us: int, gap_us: int, count: int) -> int:
    """Reserve `count` starts `gap_us` apart on a pacer shared by all processes; the first one’s time.

    Times are epoch microseconds. The rule is GCRA with a burst of one.
    """
    await insert_once(tx, PACER, {"name": name, "free_at_us": 0})
    greatest = func.greatest if tx.dialect.name == "postgresql" else func.max
    row = await tx.execute(
        update(PACER)
        .where(PACER.c.name == name)
        .values(free_at_us=greatest(PACER.c.free_at_us, now_us) + gap_us * count)
        .returning(PACER.c.free_at_us)
    )
    return row.scalar_one() - gap_us * count
