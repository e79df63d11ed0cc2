"""Roles by phase: what must be given and taken, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.domain.board import roles
from bot.domain.board.roles import Move
from bot.services.board import troubles
from bot.services.zone import usual
from bot.storage.board import roles as stored
from bot.storage.board import settings
from bot.storage.database import Database, Tx
from bot.storage.plan import plans

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class PhaseRoles:
    """Compares who should have a role with who was given one; Discord is asked elsewhere."""

    database: Database
    clock: Clock

    async def due(self, now: datetime) -> Mapping[int, Sequence[Move]]:
        """What is to be given and taken now, by server, some at a time in each."""
        async with self.database.reading() as tx:
            guild_ids = await stored.guilds(tx)
        found: dict[int, Sequence[Move]] = {}
        for guild_id in guild_ids:
            # A transaction for each, so that none is read for long.
            async with self.database.reading() as tx:
                if due := await _due(tx, guild_id, now):
                    found[guild_id] = due
        return found

    async def note(self, move: Move) -> None:
        """It was carried out."""
        async with self.database.transaction() as tx:
            await stored.note(tx, move=move, now=self.clock())

    async def refuse(self, guild_id: int, role_id: int) -> None:
        """Discord does not let the bot give this role: one person hears of it, once a month."""
        async with self.database.transaction() as tx:
            await troubles.tell(tx, guild_id, "role", role_id, self.clock())

    async def of(self, guild_id: int, user_id: int) -> Sequence[int]:
        """The roles that one member was given."""
        async with self.database.reading() as tx:
            return await stored.of_member(tx, guild_id=guild_id, user_id=user_id)


async def _due(tx: Tx, guild_id: int, now: datetime) -> Sequence[Move]:
    by_phase = await settings.phase_roles(tx, guild_id=guild_id)
    away = await stored.away(tx, guild_id=guild_id)
    here = {
        user_id: plan
        for user_id, plan in (await plans.of_guild(tx, guild_id=guild_id)).items()
        if user_id not in away
    }
    given = {
        key: at
        for key, at in (await stored.given(tx, guild_id=guild_id)).items()
        if key[0] not in away
    }
    today = now.astimezone(ZoneInfo(await usual(tx, guild_id))).date()
    found = roles.moves(guild_id, roles.wanted(here, by_phase, today), given, now)
    return list(islice(found, AT_ONCE))
