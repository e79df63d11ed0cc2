"""What keeps a round from being told as it should: one person who can mend it hears of it, once."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot import log
from bot.clock import Clock
from bot.domain.delivery import Delivery, Order, State, Target
from bot.domain.me import Preferences
from bot.domain.mock.messages import ROUND, ROUND_HELD
from bot.domain.mock.rounds import KeptRound
from bot.services.mock import entering
from bot.services.zone import usual
from bot.storage import contacts, deliveries, ids
from bot.storage.database import Database, Tx
from bot.storage.mock import round_settings, rounds, sessions

_log = log.get(__name__)

Trouble = Literal["notice", "threads"]
"""The notice of a round was refused, or the threads of its pairs."""
_PRIORITY = 4


async def notice_ended(
    tx: Tx, delivery: Delivery, state: State, _why: str | None, now: datetime
) -> None:
    """The notice of a round was refused: its pairs are set all the same, and each member was told."""
    if state is State.FAILED:
        await _tell(tx, delivery.guild_id, delivery.ref, "notice", now)


async def thread_ended(
    tx: Tx, delivery: Delivery, state: State, why: str | None, now: datetime
) -> None:
    """The thread of a pair stands, or was refused: then they have direct messages instead."""
    await entering.opened(tx, delivery, state, why, now)
    session = await sessions.find(tx, guild_id=delivery.guild_id, id=delivery.ref)
    if state is State.FAILED and session is not None and session.round_id is not None:
        await _tell(tx, delivery.guild_id, session.round_id, "threads", now)


async def _tell(tx: Tx, guild_id: int, round_id: int, trouble: Trouble, now: datetime) -> None:
    """Who set the rounds, else the owner, else the log channel; nobody is woken."""
    settings = (await round_settings.of_guilds(tx, guild_ids=[guild_id])).get(guild_id)
    known = (await contacts.of_guilds(tx, [guild_id])).get(guild_id, Target())
    target = replace(known, user_id=settings.set_by if settings is not None else None)
    if not target.stops:
        _log.warning("nobody to tell", guild_id=guild_id, subject=trouble)
        return
    person = target.user_id or target.other_user_id
    quiet = await contacts.quiet_hours(tx, [guild_id], [person] if person else [])
    wishes = quiet.get((guild_id, person or 0), Preferences())
    order = Order(
        guild_id=guild_id,
        id=ids.new(now),
        kind=ROUND_HELD,
        ref=round_id,
        slot=trouble,
        target=target,
        due_at=wishes.awake(now, usual_zone=await usual(tx, guild_id)),
        priority=_PRIORITY,
    )
    await deliveries.put_once(tx, order)


@dataclass(frozen=True, slots=True)
class RoundTroubles:
    """Notices that were refused, and trying them again."""

    database: Database
    clock: Clock

    async def held(self, guild_id: int) -> KeptRound | None:
        """The newest round, if its notice was refused and still says something."""
        now = self.clock()
        async with self.database.reading() as tx:
            newest = await rounds.newest(tx, guild_id=guild_id)
            if newest is None or newest.ends_at <= now:
                return None
            refused = await rounds.is_notice_refused(tx, guild_id=guild_id, round_id=newest.id)
            return newest if refused else None

    async def retry(self, guild_id: int, round_id: int) -> None:
        """What the notice lacked is there again: it goes out."""
        async with self.database.transaction() as tx:
            await deliveries.reopen(
                tx, guild_id=guild_id, kind=ROUND, refs=[round_id], now=self.clock()
            )
