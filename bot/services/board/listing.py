"""Who is seen on boards, and among whom."""

from datetime import date

from bot.storage.database import Tx


async def show(
    tx: Tx,
    guild_id: int,
    user_id: int,
    *,
    joined: bool | None = None,
    thanked: bool | None = None,
    excluded: bool | None = None,
) -> None:
    """Change whether a member is seen; what is None stays. Their places follow."""


async def set_cohort(tx: Tx, guild_id: int, user_id: int, monday: date | None) -> None:
    """Place a member among those whose plan began in the week of this Monday; None: no plan."""


async def forget(tx: Tx, guild_id: int, user_id: int) -> None:
    """Take a member off every board, before their rows are deleted."""
