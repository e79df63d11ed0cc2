"""What owners are told of one question in the bank: how often their server asked it."""

from datetime import date

from sqlalchemy import func, select

from bot.storage.database import Tx
from bot.storage.tables.daily import POST


async def asked(tx: Tx, *, guild_id: int, question_id: str) -> tuple[int, date | None]:
    """How often a question went out in a server, and on which day last."""
    rows = await tx.execute(
        select(func.count(), func.max(POST.c.slot)).where(
            POST.c.guild_id == guild_id,
            POST.c.question_id == question_id,
            POST.c.posted_at.is_not(None),
        )
    )
    times, last = rows.one()
    return times, last
