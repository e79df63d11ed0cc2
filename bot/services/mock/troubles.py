"""What keeps a round from being told as it should: one person who can mend it hears of it, once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot import log
from bot.clock import Clock
from bot.domain.delivery import Delivery, State
from bot.domain.mock.messages import ROUND, ROUND_HELD
from bot.domain.mock.rounds import KeptRound
from bot.services import trouble
from bot.services.mock import entering
from bot.storage import deliveries
from bot.storage.database import Database, Tx
from bot.storage.mock import round_settings, rounds, sessions

_log = log.get(__name__)

Trouble = Literal["notice", "threads"]
"""The notice of a round was refused, or the threads of its pairs."""


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


async def _tell(tx: Tx, guild_id: int, round_id: int, subject: Trouble, now: datetime) -> None:
    """Tell who set the rounds, or whoever else can mend it."""
    settings = (await round_settings.of_guilds(tx, guild_ids=[guild_id])).get(guild_id)
    by = settings.set_by if settings is not None else None
    await trouble.tell(tx, guild_id, by, now, kind=ROUND_HELD, ref=round_id, slot=subject)


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
