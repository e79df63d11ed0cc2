"""Every change of an owner is written down with its values before and after, and told to the log channel."""

from datetime import datetime

from bot.domain.changes import CHANGE, Change, Values, What
from bot.domain.delivery import Order, Target
from bot.storage import changes as stored
from bot.storage import deliveries, ids, server
from bot.storage.database import Tx

_PRIORITY = 7


async def record(
    tx: Tx,
    guild_id: int,
    *,
    by: int,
    what: What,
    ref: int | None,
    before: Values,
    after: Values,
    now: datetime,
) -> Change:
    """Write a change down in the transaction that makes it; with a log channel, it is told there."""
    change = Change(
        guild_id=guild_id,
        id=ids.new(now),
        by=by,
        at=now,
        what=what,
        ref=ref,
        before=before,
        after=after,
    )
    await stored.add(tx, change)
    await _tell(tx, change)
    return change


async def _tell(tx: Tx, change: Change) -> None:
    settings = await server.settings(tx, guild_id=change.guild_id)
    if settings.log_channel_id is None:
        return
    order = Order(
        guild_id=change.guild_id,
        id=change.id,
        kind=CHANGE,
        ref=change.id,
        slot="change",
        target=Target(channel_id=settings.log_channel_id),
        due_at=change.at,
        priority=_PRIORITY,
    )
    await deliveries.put(tx, [order])
