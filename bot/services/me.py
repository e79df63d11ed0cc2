"""A member’s own: their time zone, everything held about them, and forgetting it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.clock import Clock
from bot.domain import zone as zones
from bot.storage import me as stored
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Me:
    """What a member may see, change and delete."""

    database: Database
    clock: Clock

    async def zone(self, guild_id: int, user_id: int) -> str | None:
        """The time zone a member chose."""
        async with self.database.reading() as tx:
            return await stored.zone(tx, guild_id=guild_id, user_id=user_id)

    async def set_zone(self, guild_id: int, user_id: int, text: str) -> str:
        """Remember a member’s time zone; its full name. Raises `UnknownZone`."""
        zone = zones.read(text)
        async with self.database.transaction() as tx:
            await stored.set_zone(
                tx, guild_id=guild_id, user_id=user_id, zone=zone, now=self.clock()
            )
        return zone

    async def held(self, guild_id: int, user_id: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Every row about a member in a server, by table."""
        async with self.database.reading() as tx:
            return await stored.export(tx, guild_id=guild_id, user_id=user_id)

    async def delete(self, guild_id: int, user_id: int) -> None:
        """Forget a member in a server."""
        async with self.database.transaction() as tx:
            await stored.delete(tx, guild_id=guild_id, user_id=user_id)
