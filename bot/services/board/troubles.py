"""What keeps the digest or a role from members: one person who can mend it hears of it, once a month."""

from dataclasses import replace
from datetime import datetime
from typing import Literal

from bot import log
from bot.domain.board.digest import TROUBLE
from bot.domain.delivery import Order, Target
from bot.domain.me import Preferences
from bot.services.zone import usual
from bot.storage import contacts, deliveries, ids
from bot.storage.board import digests
from bot.storage.database import Tx

_log = log.get(__name__)

Subject = Literal["digest", "role"]
_PRIORITY = 4


async def tell(tx: Tx, guild_id: int, subject: Subject, ref: int, now: datetime) -> None:
    """Who chose it, else the owner, else the log channel; nobody is woken. `ref`: a channel or a role."""
    known = (await contacts.of_guilds(tx, [guild_id])).get(guild_id, Target())
    target = replace(known, user_id=await digests.setter(tx, guild_id=guild_id))
    if not target.stops:
        _log.warning("nobody to tell", guild_id=guild_id, subject=subject)
        return
    person = target.user_id or target.other_user_id
    quiet = await contacts.quiet_hours(tx, [guild_id], [person] if person else [])
    wishes = quiet.get((guild_id, person or 0), Preferences())
    order = Order(
        guild_id=guild_id,
        id=ids.new(now),
        kind=TROUBLE,
        ref=ref,
        slot=f"{subject}:{now:%Y-%m}",
        target=target,
        due_at=wishes.awake(now, usual_zone=await usual(tx, guild_id)),
        priority=_PRIORITY,
    )
    await deliveries.put_once(tx, order)
