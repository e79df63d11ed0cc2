"""One person who can mend something hears of it."""

from dataclasses import replace
from datetime import datetime

from bot import log
from bot.domain.delivery import Order, Target
from bot.domain.me import Preferences
from bot.services.zone import usual
from bot.storage import contacts, deliveries, ids
from bot.storage.database import Tx

_log = log.get(__name__)

_PRIORITY = 4


async def tell(
    tx: Tx, guild_id: int, by: int | None, now: datetime, *, kind: str, ref: int, slot: str
) -> None:
    """Tell `by`, who chose it, else the owner, else the log channel, once a slot; nobody is woken."""
    known = (await contacts.of_guilds(tx, [guild_id])).get(guild_id, Target())
    target = replace(known, user_id=by)
    if not target.stops:
        _log.warning("nobody to tell", guild_id=guild_id, subject=slot)
        return
    person = target.user_id or target.other_user_id
    quiet = await contacts.quiet_hours(tx, [guild_id], [person] if person else [])
    wishes = quiet.get((guild_id, person or 0), Preferences())
    order = Order(
        guild_id=guild_id,
        id=ids.new(now),
        kind=kind,
        ref=ref,
        slot=slot,
        target=target,
        due_at=wishes.awake(now, usual_zone=await usual(tx, guild_id)),
        priority=_PRIORITY,
    )
    await deliveries.put_once(tx, order)
