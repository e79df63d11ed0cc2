"""A member’s own: their time zone, everything held about them, and forgetting it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.clock import Clock
from bot.domain import zone as zones
from bot.domain.me import Preferences, read_quiet
from bot.domain.retention import Counts
from bot.errors import UnknownQuiet, UnknownZone, UserError
from bot.services.board import listing
from bot.services.daily.reviews import Reviews
from bot.services.mock import letting_go
from bot.services.plan import recap
from bot.services.zone import usual
from bot.storage import me as stored
from bot.storage.database import Database, Tx
from bot.storage.plan import study_days


@dataclass(frozen=True, slots=True)
class Me:
    """What a member may see, change and delete."""

    database: Database
    clock: Clock
    reviews: Reviews

    async def preferences(self, guild_id: int, user_id: int) -> Preferences:
        """What a member chose; as for everybody where they chose nothing."""
        async with self.database.reading() as tx:
            return await stored.preferences(tx, guild_id=guild_id, user_id=user_id)

    async def choose(self, guild_id: int, user_id: int, **choices: Any) -> Preferences:
        """Remember any of zone, quiet_from, quiet_until, reach, reviews, recap; what holds now."""
        async with self.database.transaction() as tx:
            await stored.choose(tx, guild_id=guild_id, user_id=user_id, now=self.clock(), **choices)
            await self._follow(tx, guild_id, user_id, choices)
            if choices.get("reviews") is False:
                await self.reviews.let_go(tx, guild_id, user_id)
            return await stored.preferences(tx, guild_id=guild_id, user_id=user_id)

    async def change(self, guild_id: int, user_id: int, *, zone: str = "", quiet: str = "") -> None:
        """Remember what a member wrote; what is empty stays as it is.

        What can be read is kept. Raises `UnknownZone`, `UnknownQuiet` with what could not.
        """
        choices: dict[str, Any] = {}
        wrong: list[UserError] = []
        if zone:
            try:
                choices["zone"] = zones.read(zone)
            except UnknownZone as error:
                wrong.append(error)
        if quiet:
            try:
                choices["quiet_from"], choices["quiet_until"] = read_quiet(quiet)
            except UnknownQuiet as error:
                wrong.append(error)
        if choices:
            await self.choose(guild_id, user_id, **choices)
        if wrong:
            wrong[0].quote = "\n".join(error.quote or "" for error in wrong)
            raise wrong[0]

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
            await self._follow(tx, guild_id, user_id, {"zone": zone})
        return zone

    async def held(self, guild_id: int, user_id: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Every row about a member in a server, by table."""
        async with self.database.reading() as tx:
            return await stored.export(tx, guild_id=guild_id, user_id=user_id)

    async def counts(self, guild_id: int, user_id: int) -> Counts:
        """How many rows are about a member in a server."""
        async with self.database.reading() as tx:
            return await stored.counts(tx, guild_id=guild_id, user_id=user_id)

    async def delete(self, guild_id: int, user_id: int) -> None:
        """Forget a member in a server; what they had to read goes to somebody else.

        Their sessions are called off, and their partners look for others.
        """
        async with self.database.transaction() as tx:
            await self.delete_within(tx, guild_id, user_id)

    async def delete_within(self, tx: Tx, guild_id: int, user_id: int) -> None:
        """The same, inside a transaction that is open."""
        await self.reviews.let_go(tx, guild_id, user_id)
        await letting_go.let_go(tx, guild_id, user_id, self.clock())
        await listing.forget(tx, guild_id, user_id)
        await recap.stop(tx, guild_id, user_id)
        await stored.delete(tx, guild_id=guild_id, user_id=user_id)

    async def _follow(
        self, tx: Tx, guild_id: int, user_id: int, choices: Mapping[str, Any]
    ) -> None:
        """Days are told apart by a new zone from the next midnight on; the recap comes by it at once."""
        now = self.clock()
        if choices.get("zone") is not None:
            await study_days.set_zone(
                tx,
                guild_id=guild_id,
                user_id=user_id,
                zone=choices["zone"],
                now=now,
                usual_zone=await usual(tx, guild_id),
            )
        if choices.keys() & {"zone", "recap"}:
            await recap.arrange(tx, guild_id, user_id, now)
