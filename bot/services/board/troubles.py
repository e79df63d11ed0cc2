"""What keeps the digest or a role from members: one person who can mend it hears of it, once a month."""

from datetime import datetime
from typing import Literal

from bot.domain.board.digest import TROUBLE
from bot.services import trouble
from bot.storage.board import digests
from bot.storage.database import Tx

Subject = Literal["digest", "role"]


async def tell(tx: Tx, guild_id: int, subject: Subject, ref: int, now: datetime) -> None:
    """Tell who chose it, or whoever else can mend it. `ref`: a channel or a role."""
    by = await digests.setter(tx, guild_id=guild_id)
    slot = f"{subject}:{now:%Y-%m}"
    await trouble.tell(tx, guild_id, by, now, kind=TROUBLE, ref=ref, slot=slot)
