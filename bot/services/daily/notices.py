"""Notices to one person who can mend a series: who set it, else the owner, else the log channel."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import log
from bot.domain.daily.choice import Choice
from bot.domain.daily.series import HELD, LOW, STOCK, Series
from bot.domain.delivery import Order, Target
from bot.domain.me import Preferences
from bot.storage import contacts, deliveries, ids
from bot.storage.database import Tx

_log = log.get(__name__)

PRIORITY = 4
"""Before posts, so that a notice does not wait behind those of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something about a series that one person is told, once a subject."""

    guild_id: int
    series_id: int
    setter: int | None  # who set the series
    zone: str  # of the series, for who chose none
    subject: str
    kind: str = HELD


async def tell(tx: Tx, notices: Sequence[Notice], now: datetime) -> None:
    """Order these notices, those left out that were ordered before.

    Three statements for all of them. Nobody is woken: a notice waits for the end of quiet hours.
    """
    if not notices:
        return
    guild_ids = sorted({notice.guild_id for notice in notices})
    known = await contacts.of_guilds(tx, guild_ids)
    targets = [
        replace(known.get(notice.guild_id, Target()), user_id=notice.setter) for notice in notices
    ]
    people = {one for one in map(_first, targets) if one is not None}
    quiet = await contacts.quiet_hours(tx, guild_ids, people)
    orders: list[Order] = []
    for notice, target in zip(notices, targets, strict=True):
        if not target.stops:
            _log.warning("nobody to tell", guild_id=notice.guild_id, subject=notice.subject)
            continue
        chosen = quiet.get((notice.guild_id, _first(target) or 0), Preferences())
        orders.append(_order(notice, target, chosen.awake(now, usual_zone=notice.zone), now))
    await deliveries.put_all_once(tx, orders)


def _first(target: Target) -> int | None:
    """The person who is told first."""
    return target.user_id or target.other_user_id


def low_stock(series: Series, choice: Choice, questions: int) -> Notice | None:
    """What is told where a choice leaves few questions that a series has not asked, or none.

    Of a pool that stays as it is, each is told once; one with more or fewer `questions` starts anew.
    """
    if choice.cycle > 1 or choice.left > LOW:
        return None
    left = LOW if choice.left else 0
    return Notice(
        guild_id=series.guild_id,
        series_id=series.id,
        setter=series.created_by,
        zone=series.plan.zone,
        subject=f"stock:{questions}:{left}",
        kind=STOCK,
    )


def _order(notice: Notice, target: Target, due_at: datetime, now: datetime) -> Order:
    return Order(
        guild_id=notice.guild_id,
        id=ids.new(now),
        kind=notice.kind,
        ref=notice.series_id,
        slot=notice.subject,
        target=target,
        due_at=due_at,
        priority=PRIORITY,
    )
